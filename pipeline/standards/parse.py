"""Reads one designation: the head (publishers, kind, stage), then number, year and the rest.

``parse`` takes a whole string; ``scan`` reads the longest designation at a place in a text.
Both are a fixed sequence of anchored regular expressions, so their time is linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from pipeline.standards.designation import Designation
from pipeline.standards.directives import parse_directives
from pipeline.standards.suffix import (
    SPACES,
    YEAR,
    read_date,
    read_edition,
    read_languages,
    read_supplements,
)
from pipeline.standards.tokens import Shape, Token, vocabulary

_MAX_TOKENS = 8
_SEPARATOR = re.compile(rf"{SPACES}[/\-+]?{SPACES}")
_BRANCH = re.compile(r"([A-Z])[ -]?(?=\d)")
_ORDINAL = re.compile(r"(?:[Nn](?:[º°]|\.[º°]|o\.|r\.|um\.)|#)\s?(?=\d)")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d|[ ,]0)\d\d(?![.,]?\d)|\d{1,6}(?!\d)")
_DOTTED = re.compile(r"\d{1,6}(?:\.\d{3}){0,2}(?!\d)")
_PART = re.compile(
    rf"-(?!{YEAR}(?![^\W_]|\s?:))((?:[A-Z]{{0,2}}\d{{1,5}}[A-Z]{{0,2}}|[A-Z])(?!\w))"
)
_GLUED_PART = re.compile(r"-(\d{1,2}[A-Z]{2})(?!\w)")
_SLASH_PART = re.compile(r"/(\d{1,2}|[IVX]{1,4})(?!\w)")
_ROMAN = {"I": 1, "V": 5, "X": 10}
_ITERATION = re.compile(r"\.(\d{1,2})(?!\d)")
_DASHES = dict.fromkeys(
    map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-"
)
_FOLD = {
    **_DASHES,
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u200a\u202f\u3000\t\r"), " "),
    0xFF1A: ":", 0xA789: ":", 0x2236: ":", 0x2044: "/", 0x2215: "/", 0xFF0F: "/",
}  # fmt: skip


@dataclass(slots=True)
class Head:
    """The tokens before a number, by role, as read so far."""

    adopters: list[Token] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)
    kind: str = ""
    stage: str = ""
    iteration: str = ""
    end: int = 0

    @property
    def owner(self) -> Token | None:
        """The adopter whose own number follows, if no international publisher is named."""
        return self.adopters[-1] if self.adopters and not self.publishers else None


def fold(text: str) -> str:
    """Return ``text`` with typographic dashes, colons and spaces made plain, offsets kept."""
    return text.translate(_FOLD)


def parse(text: str) -> Designation | None:
    """Read ``text``, which must be one designation and nothing else.

    Example:
        >>> parse("UNE-EN ISO 14001:2015").entity_id
        'std:une-en-iso:14001:2015'
    """
    plain = fold(text.partition(" # ")[0]).strip()
    if not plain or len(plain) > 200:
        return None
    directives = parse_directives(plain)
    if directives is not None:
        return directives
    first, bar, second = plain.partition("|")
    found = scan(first.rstrip(), 0, loose=True)
    if found is None or found[1] != len(first.rstrip()):
        return None
    return _joint(found[0], second.strip()) if bar else found[0]


def _joint(designation: Designation, second: str) -> Designation | None:
    """Add the other publisher's own designation (``ISO 5537:2004|IDF 26:2004``)."""
    found = scan(second, 0, loose=True)
    if found is None or found[1] != len(second) or not found[0].number:
        return None
    return replace(designation, joint=found[0].canonical)


def scan(text: str, pos: int, *, loose: bool = False) -> tuple[Designation, int] | None:
    """Read the longest designation of (folded) ``text`` at ``pos``; return it and its end.

    ``loose`` also reads what is safe only where nothing else can follow: iterations,
    old part numbers behind a slash, languages.
    """
    shaped = _scan_shape(text, pos)
    if shaped is not None:
        return shaped
    head = read_head(text, pos)
    if head is None:
        return _scan_scheme(text, pos)
    return read_number(text, head, loose=loose) or _numberless(text, head)


def _scan_shape(text: str, pos: int) -> tuple[Designation, int] | None:
    for shape in vocabulary().shapes:
        match = shape.regex.match(text, pos)
        if match:
            return _from_shape(shape, match), match.end()
    return None


def _from_shape(shape: Shape, match: re.Match[str]) -> Designation:
    found = match.groupdict()
    return Designation(
        adopters=(shape.prefix,),
        branch=found.get("branch") or "",
        number=found["number"],
        parts=(found["part"],) if found.get("part") else (),
        body=(found["body"] or "").replace("/", "-"),
        year=int(found["year"]) if found.get("year") else None,
    )


def read_head(text: str, pos: int) -> Head | None:
    """Read publishers, adopters, kind and stage at ``pos``; None if no publisher is there."""
    head, place = Head(), pos
    for _ in range(_MAX_TOKENS):
        found = vocabulary().at(text, place)
        if found is None or not _take(head, found[0]):
            break
        head.end = found[1]
        if head.stage == "CD" and text[head.end : head.end + 2] in {"2 ", "3 ", "4 "}:
            head.iteration, head.end = text[head.end], head.end + 1
        separator = _SEPARATOR.match(text, head.end)
        place = separator.end() if separator else head.end
    return head if head.publishers or head.adopters else None


def _take(head: Head, tokens: tuple[Token, ...]) -> bool:
    """Add the token to the head, in the first of its roles that fits there.

    Before any publisher an adopter comes first (``NP-ISO 9001`` is no new project).
    """
    if not head.publishers:
        tokens = tuple(sorted(tokens, key=lambda token: token.role != "adopter"))
    return any(_fits(head, token) for token in tokens)


def _fits(head: Head, token: Token) -> bool:
    if token.role == "publisher":
        if token.write in head.publishers:
            return False
        head.publishers.append(token.write)
    elif token.role == "kind":
        if head.kind or (head.adopters and not head.publishers):
            return False
        head.kind = token.write
    elif token.role == "stage":
        if head.stage or (head.adopters and not head.publishers):
            return False
        head.stage, head.kind = token.write, token.kind or head.kind
    elif token.role == "adopter":
        # "TS/UNE 9001": the name begins at UNE.
        if ((head.kind or head.stage) and not head.publishers) or (
            head.publishers and not _may_follow(head, token)
        ):
            return False
        head.adopters.append(token)
    else:
        return False
    return True


def _may_follow(head: Head, token: Token) -> bool:
    """Only co-publishers of an adoption stand behind the publisher (``ANSI/ISO/ASQ``)."""
    return bool(head.adopters and token.branch) and token.join == "/"


def read_number(text: str, head: Head, *, loose: bool = False) -> tuple[Designation, int] | None:
    """Read number, parts, date and supplements behind ``head``; None if no number is there."""
    separator = _SEPARATOR.match(text, head.end)
    pos = separator.end() if separator else head.end
    ordinal = _ORDINAL.match(text, pos)
    pos = ordinal.end() if ordinal else pos
    branch = ""
    if any(token.branch for token in head.adopters):
        letter = _BRANCH.match(text, pos)
        branch, pos = (letter.group(1), letter.end()) if letter else ("", pos)
    owner = head.owner
    match = (_DOTTED if owner and owner.dotted else _NUMBER).match(text, pos)
    if match is None:
        return None
    number = match.group() if owner and owner.dotted else re.sub(r"\D", "", match.group())
    return _finish(text, match.end(), head, (number, branch), loose=loose)


def _finish(
    text: str, pos: int, head: Head, number: tuple[str, str], *, loose: bool
) -> tuple[Designation, int] | None:
    parts, pos = _parts(text, pos, loose=loose)
    if pos < len(text) and (text[pos].isalnum() or text[pos] == "_"):
        return None
    iteration, pos = _iteration(text, pos, head, loose=loose)
    year, month, pos = read_date(text, pos)
    supplements, consolidated, pos = read_supplements(text, pos)
    edition, pos = read_edition(text, pos, loose=loose)
    languages, pos = read_languages(text, pos)
    designation = Designation(
        publishers=tuple(head.publishers),
        number=number[0],
        branch=number[1],
        adopters=tuple(token.write for token in head.adopters),
        kind=head.kind,
        stage=head.stage,
        parts=parts,
        iteration=iteration,
        year=year,
        month=month,
        supplements=supplements,
        consolidated=consolidated,
        edition=edition,
        languages=languages,
    )
    return designation, pos


def _parts(text: str, pos: int, *, loose: bool) -> tuple[tuple[str, ...], int]:
    parts: list[str] = []
    for _ in range(4):
        match = _PART.match(text, pos) or _GLUED_PART.match(text, pos)
        if match is None and loose and not parts:
            match = _SLASH_PART.match(text, pos)
        if match is None:
            break
        parts.append(_arabic(match.group(1)) if match.re is _SLASH_PART else match.group(1))
        pos = match.end()
    return tuple(parts), pos


def _arabic(part: str) -> str:
    """Return a part number in figures (old ones are Roman: ``ISO/R 657/IV``)."""
    if part.isdigit():
        return part
    values = [_ROMAN[letter] for letter in part]
    after = [*values[1:], 0]
    return str(sum(v if v >= n else -v for v, n in zip(values, after, strict=True)))


def _iteration(text: str, pos: int, head: Head, *, loose: bool) -> tuple[str, int]:
    match = _ITERATION.match(text, pos) if loose or head.stage else None
    return (match.group(1), match.end()) if match else (head.iteration, pos)


def _numberless(text: str, head: Head) -> tuple[Designation, int] | None:
    """Read a designation that is complete without a number (``ISO/IEC VIM:1993``)."""
    if head.kind != "VIM":
        return None
    year, month, end = read_date(text, head.end)
    publishers = tuple(head.publishers)
    return Designation(publishers=publishers, kind=head.kind, year=year, month=month), end


def _scan_scheme(text: str, pos: int) -> tuple[Designation, int] | None:
    """Read a scheme that has a name and no number (``BASC``, ``BASC:2015``)."""
    found = vocabulary().at(text, pos)
    if found is None or found[0][0].role != "scheme":
        return None
    year, end = (None, found[1])
    if text.startswith(":", end):
        year, _, end = read_date(text, end)
    return Designation(adopters=(found[0][0].write,), year=year), end
