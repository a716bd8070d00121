"""Sentences with marked mentions, and what the rules find in them."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.entities import TokenView, find
from pipeline.records import Mention, Release
from tests.registry.sample import sample

_MARK = re.compile(r"\[\[(\w+)\|([^\]]+)\]\]")


def release(text: str, **fields: str) -> Release:
    return Release("d", "s", "", text, (), **fields)  # type: ignore[arg-type] # only text fields


def mentions(text: str, lang: str, **fields: str) -> list[Mention]:
    return find(TokenView.from_text(text), lang, release(text, **fields), registry=sample())


def labelled(text: str, lang: str) -> list[tuple[str, str]]:
    found = mentions(text, lang)
    return [("nom" if m.source == "coref" else m.label, m.text) for m in found]


def marked(line: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the plain sentence and the mentions that its marks give."""
    return _MARK.sub(r"\2", line), [(m.group(1), m.group(2)) for m in _MARK.finditer(line)]


def table(name: str) -> list[str]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
