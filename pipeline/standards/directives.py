"""Reads the designations of the ISO/IEC Directives, which follow no other's form."""

from __future__ import annotations

import re

from pipeline.standards.designation import Designation

_WORDS = (
    (re.compile(r"Directives,?(?: Part(?= \d))?", re.IGNORECASE), "DIR"),
    (re.compile(r"\bSupplement\b", re.IGNORECASE), "SUP"),
    (re.compile(r" -- Consolidated\b", re.IGNORECASE), ""),
)
_FORM = re.compile(
    r"ISO(?:/IEC)?(?P<committee> JTC 1)? DIR(?P<rest>(?: JTC 1| \d| ISO| IEC| SUP)*)"
    r"(?P<year>:\d{4})?(?P<more> \+ (?:ISO|IEC) SUP(?::\d{4})?)?(?P<edition> Ed \d{1,2})?"
)


def parse_directives(text: str) -> Designation | None:
    """Return the Directives that (folded) ``text`` designates, or None if it is no such text."""
    for pattern, word in _WORDS:
        text = pattern.sub(word, text)
    match = _FORM.fullmatch(text)
    if match is None:
        return None
    rest = (match["committee"] or "") + match["rest"]
    tail = rest + (match["year"] or "") + (match["more"] or "") + (match["edition"] or "")
    return Designation(
        publishers=("ISO", "IEC") if "ISO/IEC" in text else ("ISO",),
        kind="DIR",
        year=int(match["year"][1:]) if match["year"] else None,
        tail=tail.strip(),
    )
