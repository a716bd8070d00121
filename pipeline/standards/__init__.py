"""Standards: reading their designations, finding them in text, and the catalogue."""

from pipeline.standards.catalogue import (
    Edition,
    Standard,
    discipline,
    edition_in_force,
    find_standard,
    is_certifiable,
    is_known,
    official,
)
from pipeline.standards.designation import Designation, Supplement
from pipeline.standards.find import find
from pipeline.standards.lines import describe, parse_lines
from pipeline.standards.mention import StandardMention
from pipeline.standards.parse import parse

__all__ = [
    "Designation",
    "Edition",
    "Standard",
    "StandardMention",
    "Supplement",
    "describe",
    "discipline",
    "edition_in_force",
    "find",
    "find_standard",
    "is_certifiable",
    "is_known",
    "official",
    "parse",
    "parse_lines",
]
