"""Parties and districts that brackets or commas put behind a legislator's name are no names.

"Ann Lee (D-MI)", "Ann Lee, R-Alaska, said", "Ann Lee (WI-02)".
"""

from __future__ import annotations

import re

from pipeline.ner.draft import Draft, Name
from pipeline.records import Label

_PARTY = re.compile(r"[A-Z]-[A-Z][\w.]*(?:-\d+)?")
_DISTRICT = re.compile(r"[A-Z]{2}-\d{1,2}")
_MARKS = frozenset("(,")
_PERSON: Label = "PERSON"


def drop(draft: Draft) -> None:
    """Drop the names that are a person's party and state or district."""
    ends = {name.last for name in draft.names if name.mention.label == _PERSON}
    draft.change(lambda name: [] if _is_seat(draft, name, ends) else [name])


def _is_seat(draft: Draft, name: Name, ends: set[int]) -> bool:
    """Tell whether a name has such a shape and follows a person, whose names end at ``ends``."""
    before, text = name.first - 1, name.mention.text
    if not _PARTY.fullmatch(text) and not _DISTRICT.fullmatch(text):
        return False
    return before in ends and draft.view.texts[before] in _MARKS
