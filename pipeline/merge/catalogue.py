"""What the catalogue of standards says of a designation as printed."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from pipeline import standards


@lru_cache(maxsize=4096)
def discipline(designation: str) -> str:
    """Return the discipline of a standard; empty if it is not known."""
    parsed = standards.parse(designation)
    return standards.discipline(parsed) if parsed else ""


@lru_cache(maxsize=65536)
def edition_in_force(designation: str, on: dt.date | None) -> str:
    """Return the edition of a standard in force on a day; empty if that is not known."""
    parsed = standards.parse(designation)
    edition = standards.edition_in_force(parsed, on) if parsed and on else None
    return edition.canonical if edition else ""
