"""Markdown: a release with light marks, and perhaps a block of fields before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.readers.decode import decode
from pipeline.readers.load import digest, load
from pipeline.records import RawRelease

_FIELDS = re.compile(r"\A---[ \t]*\n(.{0,4000}?)\n---[ \t]*\n", re.DOTALL)
_FIELD = re.compile(r"^(\w+):[ \t]*(\S.*)$", re.MULTILINE)
_KNOWN = {"title": "title", "date": "published", "published": "published", "publisher": "publisher",
          "url": "url", "lang": "lang"}  # fmt: skip
_MARKS = (
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE), r"\1"),
    (re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,1000}\)"), ""),
    (re.compile(r"\[([^\[\]\n]{1,500})\]\([^)\n]{0,1000}\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]{1,1000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,1000}?)(?<=\S)\*(?![\w*])"), r"\1"),
)


def read(path: Path, source: str) -> Iterator[RawRelease]:
    """Yield the one release of a Markdown file, its marks removed and its fields as metadata."""
    data = load(path)
    text = decode(data, path).replace("\r\n", "\n")
    metadata: dict[str, str] = {}
    if fields := _FIELDS.match(text):
        found = (match.groups() for match in _FIELD.finditer(fields[1]))
        metadata = {
            _KNOWN[name.lower()]: value.strip().strip("\"'")
            for name, value in found
            if name.lower() in _KNOWN
        }
        text = text[fields.end() :]
    yield RawRelease(source=source, text=unmarked(text), sha256=digest(data), metadata=metadata)


def unmarked(text: str) -> str:
    """Return Markdown without the marks of headings, emphasis, quotes, links and images."""
    for pattern, replacement in _MARKS:
        text = pattern.sub(replacement, text)
    return text
