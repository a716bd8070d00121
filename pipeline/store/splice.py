"""Parquet files put together from row groups that are copied, not encoded again.

A published table is a row of row groups, each holding the rows of some releases. When a
night brings fifty releases to fifty thousand, nearly all row groups stay as they are: their
bytes are copied from the last published file and only the footer is written anew. The
bytes of a file depend on its rows alone, not on how they came together.

The footer is described in apache/parquet-format, ``src/main/thrift/parquet.thrift``.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.store import thrift

MAGIC = b"PAR1"
KEYS = b"constancia.row_groups"
STATE = b"constancia.state"
_COPY_BYTES = 1 << 20

# Field ids of parquet.thrift.
_FILE_ROWS, _FILE_GROUPS, _FILE_METADATA = 3, 4, 5
_GROUP_COLUMNS, _GROUP_ROWS, _GROUP_OFFSET, _GROUP_ORDINAL = 1, 3, 5, 7
_CHUNK_OFFSET, _CHUNK_METADATA = 2, 3
_META_SIZE, _META_DATA_PAGE, _META_DICTIONARY_PAGE = 7, 9, 11


@dataclass(frozen=True, slots=True)
class Group:
    """A row group: its description, and where its bytes lie in its file."""

    description: thrift.Struct
    start: int
    length: int

    @property
    def rows(self) -> int:
        """Number of rows."""
        return int(self.description.get(_GROUP_ROWS))


def encode(table: Any) -> bytes:
    """Return a table as a Parquet file of one row group (none if it has no rows)."""
    sink = io.BytesIO()
    with pq.ParquetWriter(sink, table.schema, compression="zstd", version="2.6") as writer:
        if table.num_rows:
            writer.write_table(table, row_group_size=table.num_rows)
    return sink.getvalue()


def footer(stream: BinaryIO) -> thrift.Struct:
    """Read the footer of a Parquet file.

    Raises:
        ValueError: the file is not a whole Parquet file.
    """
    stream.seek(0, io.SEEK_END)
    size = stream.tell()
    stream.seek(max(0, size - 8))
    tail = stream.read(8)
    if size < 12 or tail[4:] != MAGIC:
        raise ValueError("not a whole Parquet file")
    length = struct.unpack("<I", tail[:4])[0]
    if length > size - 12:
        raise ValueError("the footer is longer than the file")
    stream.seek(size - 8 - length)
    try:
        return thrift.Reader(stream.read(length)).struct()
    except IndexError as error:
        raise ValueError("the footer is cut short") from error


def metadata(foot: thrift.Struct) -> dict[bytes, bytes]:
    """Return the key-value metadata of a footer."""
    items = foot.get(_FILE_METADATA)
    return {each.get(1): each.get(2, b"") for each in items.values} if items else {}


def groups(foot: thrift.Struct) -> list[Group]:
    """Return the row groups of a footer."""
    return [_group(each) for each in foot.get(_FILE_GROUPS).values]


def _group(description: thrift.Struct) -> Group:
    metas = [c.get(_CHUNK_METADATA) for c in description.get(_GROUP_COLUMNS).values]
    start = min(_first_byte(meta) for meta in metas)
    return Group(description, start, sum(meta.get(_META_SIZE) for meta in metas))


def _first_byte(meta: thrift.Struct) -> int:
    dictionary = meta.get(_META_DICTIONARY_PAGE)
    data: int = meta.get(_META_DATA_PAGE)
    return min(data, dictionary) if dictionary else data


def _moved(group: Group, start: int, ordinal: int) -> thrift.Struct:
    """Change a row group's description to say that its bytes lie at ``start``."""
    moved = group.description
    shift = start - group.start
    for chunk in moved.get(_GROUP_COLUMNS).values:
        if chunk.get(_CHUNK_OFFSET):
            chunk.put(_CHUNK_OFFSET, chunk.get(_CHUNK_OFFSET) + shift, thrift.I64)
        meta = chunk.get(_CHUNK_METADATA)
        for place in (_META_DATA_PAGE, _META_DICTIONARY_PAGE):
            if meta.get(place):
                meta.put(place, meta.get(place) + shift, thrift.I64)
    moved.put(_GROUP_OFFSET, start, thrift.I64)
    moved.put(_GROUP_ORDINAL, ordinal, thrift.I16)
    return moved


class Reusable:
    """The row groups of a published file, by the key of their content."""

    def __init__(self, path: Path) -> None:
        self._stream: BinaryIO | None = None
        self.groups: dict[str, Group] = {}
        self.state = ""
        try:
            self._stream = path.open("rb")
            foot = footer(self._stream)
        except (OSError, ValueError):
            return
        facts = metadata(foot)
        keys = facts.get(KEYS, b"").decode().split(",")
        found = groups(foot)
        if KEYS in facts and len(keys) == len(found):
            self.groups = dict(zip(keys, found, strict=True))
            self.state = facts.get(STATE, b"").decode()

    def __enter__(self) -> Reusable:
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream:
            self._stream.close()

    def copy(self, key: str, target: BinaryIO) -> Group:
        """Copy a row group's bytes to the end of ``target``."""
        if self._stream is None:
            raise KeyError(key)
        group = self.groups[key]
        self._stream.seek(group.start)
        left = group.length
        while left:
            part = self._stream.read(min(left, _COPY_BYTES))
            if not part:
                raise ValueError("the published file ends inside a row group")
            target.write(part)
            left -= len(part)
        return group


class Splicer:
    """Writes one Parquet file from fresh and reused row groups."""

    def __init__(self, target: BinaryIO, schema: Any) -> None:
        self._target, self._foot = target, footer(io.BytesIO(encode(schema.empty_table())))
        self._written: list[tuple[str, thrift.Struct]] = []
        self.rows = 0
        target.write(MAGIC)

    def add(self, key: str, table: Any) -> None:
        """Encode a table as the next row group; nothing is added for one without rows."""
        if table.num_rows:
            data = io.BytesIO(encode(table))
            (group,) = groups(footer(data))
            start = self._target.tell()
            self._target.write(data.getbuffer()[group.start : group.start + group.length])
            self._note(key, group, start)

    def reuse(self, key: str, source: Reusable) -> None:
        """Copy the row group called ``key`` from a published file."""
        start = self._target.tell()
        self._note(key, source.copy(key, self._target), start)

    def _note(self, key: str, group: Group, start: int) -> None:
        self._written.append((key, _moved(group, start, len(self._written))))
        self.rows += group.rows

    def finish(self, state: str) -> None:
        """Write the footer; ``state`` names the state of the store that the file shows."""
        foot = self._foot
        foot.put(_FILE_ROWS, self.rows, thrift.I64)
        described = thrift.Items(thrift.STRUCT, [group for _, group in self._written])
        foot.put(_FILE_GROUPS, described, thrift.LIST)
        keys = ",".join(key for key, _ in self._written).encode()
        noted: Sequence[tuple[bytes, bytes]] = ((STATE, state.encode()), (KEYS, keys))
        foot.get(_FILE_METADATA).values.extend(_pair(key, value) for key, value in noted)
        writer = thrift.Writer()
        writer.struct(foot)
        self._target.write(bytes(writer.data))
        self._target.write(struct.pack("<I", len(writer.data)) + MAGIC)


def _pair(key: bytes, value: bytes) -> thrift.Struct:
    return thrift.Struct(
        [thrift.Field(1, thrift.BINARY, key), thrift.Field(2, thrift.BINARY, value)]
    )


def writer_name() -> str:
    """Return what, beside the rows, decides the bytes of a row group."""
    return f"pyarrow-{pa.__version__}"


def write(target: BinaryIO, schema: Any, tables: Iterable[tuple[str, Any]], state: str) -> int:
    """Write tables as the row groups of a file; return the number of rows."""
    splicer = Splicer(target, schema)
    for key, table in tables:
        splicer.add(key, table)
    splicer.finish(state)
    return splicer.rows
