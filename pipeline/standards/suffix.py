"""Reads what stands behind a designation's number: date, supplements, edition, languages."""

from __future__ import annotations

import re
from functools import cache

from pipeline.standards.designation import Supplement
from pipeline.standards.tokens import vocabulary

YEAR = r"(?:18[89]|19\d|20[0-4])\d(?!\d)"
SPACES = r"[^\S\n]{0,3}\n?[^\S\n]{0,3}"
_DATE = re.compile(
    rf"\s?[:;]{SPACES}({YEAR})(?:-(0[1-9]|1[0-2])(?!\d))?"
    rf"|(?:\.?\s?Of\.?\s?|\s?-\s?|/|\s?\(\s?|\.)({YEAR})(?![^\W_]|\s?-\s?\d|\.\d)"
)
_EDITION = re.compile(r"[ ,]{1,2}Ed(?:\.|ition)?\s?(\d{0,2})(?!\w)", re.IGNORECASE)
_LANGUAGES = re.compile(r"\s?\(([a-zA-Z]{1,2}(?:[,/]\s?[a-zA-Z]{1,2}){0,6})\)")
_LETTERS = {"E": "en", "F": "fr", "R": "ru", "S": "es", "A": "ar", "D": "de"}


def read_date(text: str, pos: int) -> tuple[int | None, int | None, int]:
    """Read ``:2015``, ``-2015``, ``/2015``, ``.2015``, ``(2015)`` at ``pos``: year, month, end."""
    match = _DATE.match(text, pos)
    if match is None:
        return None, None, pos
    end = match.end()
    if "(" in match.group():
        if text[end : end + 1] != ")":
            return None, None, pos
        end += 1
    year = match.group(1) or match.group(3)
    return int(year), int(match.group(2)) if match.group(2) else None, end


def read_supplements(text: str, pos: int) -> tuple[tuple[Supplement, ...], bool, int]:
    """Read the chain of amendments and corrigenda at ``pos``."""
    found: list[Supplement] = []
    consolidated = False
    for _ in range(6):
        match = _supplement_regex().match(text, pos)
        if match is None:
            break
        found.append(_supplement(match))
        consolidated = consolidated or match.group("mark").strip() == "+"
        pos = match.end()
    if consolidated and text.startswith(" CSV", pos):
        pos += 4
    return tuple(found), consolidated, pos


def _supplement(match: re.Match[str]) -> Supplement:
    return Supplement(
        type=vocabulary().supplements[match.group("type").casefold()],
        number=match.group("number") or "",
        stage=(match.group("stage") or "").upper(),
        iteration=match.group("iteration") or "",
        year=int(match.group("year")) if match.group("year") else None,
    )


@cache
def _supplement_regex() -> re.Pattern[str]:
    types = sorted(vocabulary().supplements, key=len, reverse=True)
    return re.compile(
        rf"(?P<mark>\s?[/+]\s?)(?:(?P<stage>PWI|NP|AWI|WD|CD|PRF|DIS|FDIS)\s)?"
        rf"(?P<type>{'|'.join(map(re.escape, types))})[.\s]{{0,2}}(?:(?P<number>\d{{1,4}})|(?=:))"
        rf"(?:\.(?P<iteration>\d{{1,2}}))?(?::(?P<year>{YEAR}))?(?![^\W_])",
        re.IGNORECASE,
    )


def read_edition(text: str, pos: int, *, loose: bool) -> tuple[int | None, int]:
    """Read ``Ed 2`` at ``pos``: the edition, None if it has no number, and the end."""
    match = _EDITION.match(text, pos)
    if match is None or not (match.group(1) or (loose and match.end() == len(text))):
        return None, pos
    return int(match.group(1)) if match.group(1) else None, match.end()


def read_languages(text: str, pos: int) -> tuple[tuple[str, ...], int]:
    """Read ``(en,fr)`` or ``(E/F)`` at ``pos``: ISO 639-1 codes, and the end."""
    match = _LANGUAGES.match(text, pos)
    if match is None:
        return (), pos
    codes = [code.strip() for code in re.split("[,/]", match.group(1))]
    named = tuple(_LETTERS.get(code, code) for code in codes)
    return (named, match.end()) if all(len(c) == 2 and c.islower() for c in named) else ((), pos)
