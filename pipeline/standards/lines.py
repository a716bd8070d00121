"""Designations in, one a line; their parts out, as data ready for JSON lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.standards import catalogue
from pipeline.standards.designation import Designation
from pipeline.standards.parse import parse


def parse_lines(lines: Iterable[str], on: dt.date | None = None) -> Iterator[dict[str, Any]]:
    """Yield a description of every line that is not empty.

    Args:
        lines: one designation each.
        on: the day for which the edition in force is named; today unless given.
    """
    for line in lines:
        if line.strip():
            yield describe(line.strip(), on)


def describe(text: str, on: dt.date | None = None) -> dict[str, Any]:
    """Return canonical form, id, parts and edition of the designation in ``text``.

    ``canonical`` is None, and ``error`` says why, where ``text`` is no designation.
    """
    designation = parse(text)
    if designation is None:
        return {"text": text, "canonical": None, "error": "not a designation of a standard"}
    return {
        "text": text,
        "canonical": designation.canonical,
        "entity_id": catalogue.official(designation).entity_id,
        **_parts(designation),
        **_known(designation, on or dt.date.today()),
    }


def _parts(designation: Designation) -> dict[str, Any]:
    return {
        "adopters": list(designation.adopters),
        "publishers": list(designation.publishers),
        "kind": designation.kind,
        "stage": designation.stage,
        "number": designation.number,
        "parts": list(designation.parts),
        "year": designation.year,
        "edition": designation.edition,
        "supplements": [supplement.canonical for supplement in designation.supplements],
        "languages": list(designation.languages),
        "country": designation.country,
    }


def _known(designation: Designation, on: dt.date) -> dict[str, Any]:
    standard = catalogue.find_standard(designation)
    current = catalogue.edition_in_force(designation.undated(), on)
    return {
        "known": catalogue.is_known(designation),
        "discipline": standard.discipline if standard else "",
        "title_en": standard.title_en if standard else "",
        "title_es": standard.title_es if standard else "",
        "edition_in_force": current.canonical if current else None,
    }
