"""A Thrift compact-protocol codec, just enough to read and rewrite a Parquet footer.

Structures are kept generic (field id, wire type, value), so that whatever a footer holds
survives a rewrite. See the Thrift compact protocol specification, apache/thrift,
``doc/specs/thrift-compact-protocol.md``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = range(1, 13)
_VARINTS = frozenset({I16, I32, I64})


@dataclass(slots=True)
class Field:
    """One field of a structure."""

    id: int
    type: int
    value: Any


@dataclass(slots=True)
class Struct:
    """A structure as the list of its fields, in file order."""

    fields: list[Field] = field(default_factory=list)

    def get(self, field_id: int, default: Any = None) -> Any:
        """Return a field's value."""
        for each in self.fields:
            if each.id == field_id:
                return each.value
        return default

    def put(self, field_id: int, value: Any, wire_type: int) -> None:
        """Set a field, keeping the fields sorted by id."""
        for each in self.fields:
            if each.id == field_id:
                each.value = value
                return
        self.fields.append(Field(field_id, wire_type, value))
        self.fields.sort(key=lambda each: each.id)


@dataclass(slots=True)
class Items:
    """A list with the wire type of its elements."""

    type: int
    values: list[Any]


class Reader:
    """Reads structures from bytes; ``position`` is the next byte."""

    def __init__(self, data: bytes) -> None:
        self.data, self.position = data, 0

    def _byte(self) -> int:
        value = self.data[self.position]
        self.position += 1
        return value

    def _varint(self) -> int:
        byte = self.data[self.position]
        self.position += 1
        result, shift = byte & 0x7F, 7
        while byte >= 0x80:
            byte = self.data[self.position]
            self.position += 1
            result |= (byte & 0x7F) << shift
            shift += 7
        return result

    def _zigzag(self) -> int:
        value = self._varint()
        return (value >> 1) ^ -(value & 1)

    def _raw(self, count: int) -> bytes:
        if self.position + count > len(self.data):
            raise IndexError("the structure is cut short")
        value = self.data[self.position : self.position + count]
        self.position += count
        return value

    def struct(self) -> Struct:
        """Read a structure."""
        fields: list[Field] = []
        last = 0
        while header := self._byte():
            delta, wire_type = header >> 4, header & 0x0F
            last = last + delta if delta else self._zigzag()
            value = wire_type == TRUE if wire_type in (TRUE, FALSE) else self._value(wire_type)
            fields.append(Field(last, wire_type, value))
        return Struct(fields)

    def _value(self, wire_type: int) -> Any:
        if wire_type in _VARINTS:
            return self._zigzag()
        if wire_type == BINARY:
            return self._raw(self._varint())
        if wire_type == STRUCT:
            return self.struct()
        if wire_type in (LIST, SET):
            return self._items()
        if wire_type in (BYTE, TRUE, FALSE):
            return self._byte()
        if wire_type == DOUBLE:
            return self._raw(8)
        raise ValueError(f"the wire type {wire_type} does not occur in Parquet footers")

    def _items(self) -> Items:
        header = self._byte()
        count, wire_type = header >> 4, header & 0x0F
        if count == 15:
            count = self._varint()
        return Items(wire_type, [self._value(wire_type) for _ in range(count)])


class Writer:
    """Writes structures; ``data`` are the bytes so far."""

    def __init__(self) -> None:
        self.data = bytearray()

    def _varint(self, value: int) -> None:
        while value > 0x7F:
            self.data.append(value & 0x7F | 0x80)
            value >>= 7
        self.data.append(value)

    def _zigzag(self, value: int) -> None:
        self._varint((value << 1) ^ (value >> 63))

    def struct(self, struct: Struct) -> None:
        """Write a structure."""
        last = 0
        for each in struct.fields:
            wire_type = each.type
            if wire_type in (TRUE, FALSE):
                wire_type = TRUE if each.value else FALSE
            if 0 < each.id - last <= 15:
                self.data.append((each.id - last) << 4 | wire_type)
            else:
                self.data.append(wire_type)
                self._zigzag(each.id)
            last = each.id
            if wire_type not in (TRUE, FALSE):
                self._value(wire_type, each.value)
        self.data.append(0)

    def _value(self, wire_type: int, value: Any) -> None:
        if wire_type in _VARINTS:
            self._zigzag(value)
        elif wire_type == BINARY:
            self._varint(len(value))
            self.data += value
        elif wire_type == STRUCT:
            self.struct(value)
        elif wire_type in (LIST, SET):
            self._items(value)
        elif wire_type in (BYTE, TRUE, FALSE):
            self.data.append(value)
        else:
            self.data += value

    def _items(self, items: Items) -> None:
        count = len(items.values)
        self.data.append(min(count, 15) << 4 | items.type)
        if count >= 15:
            self._varint(count)
        for value in items.values:
            self._value(items.type, value)
