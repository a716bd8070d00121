"""Single values on their way out: plain, short, or safe in a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

# What a spreadsheet may take for the beginning of a formula (OWASP, "CSV Injection"),
# and the full-width forms that some take for the same.
_FORMULA = tuple("=+-@\t\r\n|%＝＋－＠")
_CELL = 32_767
_SPOILED = "�"


def plain(value: Any) -> Any:
    """Return a value as JSON has it: dates as ISO strings, maps as objects."""
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    return str(value)


def text(value: Any) -> str:
    """Return a value as text: nothing for null, JSON for lists and maps."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)) and all(isinstance(each, str) for each in value):
        return "; ".join(value)
    if isinstance(value, (Mapping, list, tuple)):
        return json.dumps(plain(value), ensure_ascii=False)
    return str(plain(value))


def safe(value: Any) -> Any:
    """Return a value that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(value, (int, float)):
        return value
    words = text(value)
    return "'" + words if words.lstrip(" \u00a0\ufeff").startswith(_FORMULA) else words


def csv_line(row: Sequence[Any]) -> str:
    """Return a line of CSV (RFC 4180, without the line end), safe for spreadsheets."""
    sink = io.StringIO()
    csv.writer(sink, lineterminator="\r\n").writerow([safe(value) for value in row])
    return sink.getvalue().removesuffix("\r\n")


def short(value: Any, width: int) -> str:
    """Return a value on one line, without control characters, cut to a width."""
    words = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in text(value))
    return words if len(words) <= width else words[: width - 1] + "…"


def xml_text(value: Any) -> str:
    """Return a value as text that XML 1.0 allows, cut to what a spreadsheet's cell holds."""
    words = text(value)[:_CELL]
    return "".join(c if _in_xml(ord(c)) else _SPOILED for c in words)


def _in_xml(code: int) -> bool:
    return (
        code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code > 0xFFFF
    )
