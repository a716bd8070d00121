"""The YAML header of an annotation file, every value a string and with its line."""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from pipeline.errors import GoldError

Value = str | list["Value"] | dict[str, "Value"] | None
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Header:
    """The values of a header and the line (from 1, in the file) of each entity and fact."""

    values: dict[str, Value]
    lines: dict[str, int] = field(default_factory=dict)


def parse(text: str, where: str, first_line: int) -> Header:
    """Read a header; scalars stay strings, so that ``03`` and ``2024-05`` are kept as written.

    Raises:
        GoldError: it is no YAML mapping, or a key stands twice.
    """
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)  # builds strings only
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        cause = getattr(error, "problem", None) or "no YAML"
        raise GoldError(str(cause), where=f"{where}:{line}") from error
    if not isinstance(root, MappingNode):
        raise GoldError("the header is no mapping", where=f"{where}:{first_line}")
    values = _mapping(root, where, first_line)
    lines: dict[str, int] = {}
    for key, node in root.value:
        if isinstance(node, MappingNode):
            lines |= {k.value: first_line + k.start_mark.line for k, _ in node.value}
        elif isinstance(node, SequenceNode):
            lines |= {
                f"{key.value}.{i}": first_line + each.start_mark.line
                for i, each in enumerate(node.value)
            }
    return Header(values, lines)


def _value(node: Node, where: str, first_line: int) -> Value:
    if isinstance(node, MappingNode):
        return _mapping(node, where, first_line)
    if isinstance(node, SequenceNode):
        return [_value(each, where, first_line) for each in node.value]
    assert isinstance(node, ScalarNode)  # noqa: S101 # there is no fourth kind of node
    return None if node.style is None and node.value in _NULLS else str(node.value)


def _mapping(node: MappingNode, where: str, first_line: int) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for key, value in node.value:
        if key.value in found:
            line = first_line + key.start_mark.line
            raise GoldError(f"the key {key.value!r} stands twice", where=f"{where}:{line}")
        found[key.value] = _value(value, where, first_line)
    return found
