"""Finds designations of standards in running text.

Three ways lead to a mention: a designation as such (``ISO 9001:2015``), a further member of an
enumeration (``ISO 9001 y 14001``), and a bare number in a clear context (``bajo la 27001``).
A publisher's name without a number (``ISO certification``) is no mention.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from pipeline.standards import catalogue
from pipeline.standards.context import Context, context
from pipeline.standards.designation import Designation
from pipeline.standards.mention import (
    StandardMention,
    confidence,
    from_head,
    is_year,
    plain_number,
    sibling,
)
from pipeline.standards.parse import fold, read_head, scan
from pipeline.standards.suffix import read_date
from pipeline.standards.tokens import vocabulary

_ITEM = re.compile(r"\d{1,2}\.\d{3}(?![.,]?\d)|\d{4,6}(?!\d)")
_PART = re.compile(r"-(\d{1,3})(?![\d\w])")
_BARE = re.compile(r"(?<![\w.,:/$#+\-])(?:\d{2}\.\d{3}|\d{4,5})(?![\d%º°]|[.,]\d)")
_ADDRESS = re.compile(r"://|www\.|@", re.IGNORECASE)
_LONGEST_WORD = 200
_ALONE = frozenset({"IEC", "IWA", "OIML", "JCGM"})
_MAX_LIST = 12
_NEAR = 80
_PARAGRAPH = 300


def find(text: str, lang: str = "und") -> list[StandardMention]:
    """Return the mentions of standards in ``text``, in order, none overlapping another.

    Example:
        >>> [m.value for m in find("Certified to ISO 9001:2015 and 14001:2015.", "en")]
        ['ISO 9001:2015', 'ISO 14001:2015']
    """
    return _Finder(text, context(lang)).run()


class _Finder:
    def __init__(self, text: str, words: Context) -> None:
        self.text, self.words = text, words
        self.folded = fold(text)
        self.found: list[StandardMention] = []

    def run(self) -> list[StandardMention]:
        end = 0
        for start in self._starts():
            if start < end:
                continue
            end = max(end, self._at(start))
        self._bare_numbers()
        return sorted(self.found, key=lambda mention: mention.start)

    def _starts(self) -> Iterator[int]:
        """Yield where a designation may start: its first token, not inside a word or address."""
        for match in _starter().finditer(self.folded):
            if not self._in_address(match.start()):
                yield match.start()

    def _in_address(self, start: int) -> bool:
        """Whether the word around ``start`` is a web or mail address."""
        before = self.text[max(0, start - _LONGEST_WORD) : start]
        left = "" if before[-1:].isspace() else "".join(before.split()[-1:])
        right = self.text[start : start + _LONGEST_WORD].split(maxsplit=1)[:1]
        return _ADDRESS.search(left + "".join(right)) is not None

    def _at(self, start: int) -> int:
        """Read a designation at ``start`` and the enumeration behind it; return where it ends."""
        read = scan(self.folded, start)
        rule = "designation"
        if read is None or not self._acceptable(read[0], start, read[1]):
            split = self._split(start)
            if split is None:
                return start
            start, read, rule = split[0], split[1:], "noun-number"
        designation, end = self._part_or_member(*self._without_event_year(read[0], read[1]))
        designation, end = self._edition(designation, start, end)
        self._add(start, end, designation, rule)
        return self._enumeration(designation, end)

    def _add(self, start: int, end: int, designation: Designation, rule: str) -> None:
        known = catalogue.is_known(designation)
        self.found.append(
            StandardMention(
                start=start,
                end=end,
                text=self.text[start:end],
                designation=designation,
                value=designation.canonical,
                entity_id=catalogue.official(designation).entity_id,
                confidence=confidence(rule, designation, known=known),
                rule=f"standards.{rule}",
                known=known,
            )
        )

    # A designation as such

    def _acceptable(self, designation: Designation, start: int, end: int) -> bool:
        if designation.year or designation.kind or designation.body or designation.supplements:
            return self._leads(designation, start, end)
        if not designation.number or catalogue.is_certifiable(designation):
            return True
        if not self._leads(designation, start, end):
            return False
        near = self.folded[max(0, start - _NEAR // 2) : end + _NEAR // 2]
        if self.words.not_standard.search(near):
            return False
        if plain_number(designation):
            return self._in_context(start, end)
        return True

    def _leads(self, designation: Designation, start: int, end: int) -> bool:
        """Whether the first publisher may stand there, with words about standards or without."""
        first = designation.publishers[:1]
        if first == ("ISO",) or len(designation.publishers) > 1 or designation.body:
            return True
        if first:
            return first[0] in _ALONE and self._in_context(start, end)
        return self._owns(designation, start, end)

    def _owns(self, designation: Designation, start: int, end: int) -> bool:
        """Whether the number is one of the adopter's own, as far as one can see."""
        token = vocabulary().adopter(designation.adopters[-1])
        if token is None or token.own == "no":
            return False
        if catalogue.is_certifiable(designation):
            return True
        if token.own == "yes" and (len(designation.number) > 3 or designation.year):
            return True
        plain = len(designation.number) > 1 and not is_year(designation.number)
        return (plain or designation.year is not None) and self._in_context(start, end)

    def _in_context(self, start: int, end: int) -> bool:
        near = self.folded[max(0, start - _NEAR) : end + _NEAR]
        return self.words.stems.search(near) is not None

    def _split(self, start: int) -> tuple[int, Designation, int] | None:
        """Read a publisher and a number with words between them (``ISO standards 9001``).

        The mention starts at the number where a bracket closes before it (``(ISO) 9001``).
        """
        head = read_head(self.folded, start)
        if head is None or not head.publishers:
            return None
        gap = self.words.gap.match(self.folded, head.end)
        item = _ITEM.match(self.folded, gap.end()) if gap else None
        if gap is None or item is None:
            return None
        read = self._item(from_head(head), item.end(), item.group())
        if read is None or not catalogue.is_certifiable(read[0]):
            return None
        return (item.start() if ")" in gap.group() else start), *read

    def _part_or_member(self, designation: Designation, end: int) -> tuple[Designation, int]:
        """Take ``ISO 9001-14001`` for two standards, not for part 14001 of the first."""
        whole = replace(designation, parts=())
        long = next((part for part in designation.parts if len(part) > 3 and part.isdigit()), "")
        if not long or catalogue.find_standard(designation):
            return designation, end
        if not catalogue.is_certifiable(whole):
            return designation, end
        return replace(whole, year=None, month=None), self.folded.rfind(f"-{long}", 0, end)

    def _without_event_year(self, designation: Designation, end: int) -> tuple[Designation, int]:
        """Leave a year in brackets that is no edition: it says when something happened."""
        if self.folded[end - 1] != ")" or not designation.year or catalogue.is_known(designation):
            return designation, end
        bracket = self.folded.rfind("(", 0, end)
        return replace(designation, year=None), bracket - (self.folded[bracket - 1] == " ")

    def _edition(self, designation: Designation, start: int, end: int) -> tuple[Designation, int]:
        """Read the edition's year where words or nothing but a space lead to it."""
        if designation.year or designation.body:
            return designation, end
        after = self.words.year_after.match(self.folded, end)
        if after:
            dated = replace(designation, year=int(after["year"] or after["other"]))
            if catalogue.is_known(dated) or not self.words.year_weak.search(after.group()):
                return dated, _trimmed(after)
        before = self.words.year_before.search(self.folded, max(0, start - 60), start)
        if before:
            return replace(designation, year=int(before["year"] or before["other"])), end
        spaced = re.compile(r" ((?:19|20)\d\d)(?![\d\w]|[.,]\d)").match(self.folded, end)
        if spaced and catalogue.lookup_edition(
            catalogue.official(designation), int(spaced.group(1))
        ):
            return replace(designation, year=int(spaced.group(1))), spaced.end()
        return designation, end

    # Members of an enumeration

    def _enumeration(self, first: Designation, end: int) -> int:
        for _ in range(_MAX_LIST):
            gap = self.words.list_gap.match(self.folded, end)
            item = _ITEM.match(self.folded, gap.end()) if gap else None
            read = self._item(first, item.end(), item.group()) if item else None
            if item is None or read is None or not self._is_member(read[0], item.start(), read[1]):
                break
            designation, end = self._edition(read[0], item.start(), read[1])
            self._add(item.start(), end, designation, "enumeration")
        return end

    def _item(self, first: Designation, end: int, number: str) -> tuple[Designation, int] | None:
        part = _PART.match(self.folded, end)
        parts = (part.group(1),) if part else ()
        year, month, end = read_date(self.folded, part.end() if part else end)
        if end < len(self.folded) and self.folded[end].isalnum():
            return None
        designation = sibling(first, number.replace(".", ""), parts)
        return replace(designation, year=year, month=month), end

    def _is_member(self, designation: Designation, start: int, end: int) -> bool:
        if is_year(designation.number) and not designation.parts:
            return False
        if designation.year:
            return True
        if self.words.other_numbers.search(self.folded, max(0, start - 15), start):
            return False
        return catalogue.is_certifiable(designation) and self._follows(designation.number, end)

    def _follows(self, number: str, end: int) -> bool:
        """Whether what follows leaves the number a standard's, and does not count things.

        A round number (22000) counts more often than not, so that only known words may follow.
        """
        if int(number) % 100 == 0:
            return self.words.follow.match(self.folded, end) is not None
        return self.words.counted.match(self.folded, end) is None

    # Bare numbers

    def _bare_numbers(self) -> None:
        taken = sorted((mention.start, mention.end) for mention in self.found)
        end = 0
        for match in _BARE.finditer(self.folded):
            designation = catalogue.for_number(match.group().replace(".", ""))
            if designation and match.start() >= end and not _overlaps(match.span(), taken):
                end = self._bare(match, designation, taken)

    def _bare(
        self, match: re.Match[str], designation: Designation, taken: list[tuple[int, int]]
    ) -> int:
        """Take the number at ``match`` if the text says that it is a standard's; return its end."""
        year, month, end = read_date(self.folded, match.end())
        start = match.start()
        if self.words.other_numbers.search(self.folded, max(0, start - 20), start):
            return start
        follows = self._follows(designation.number, end)
        dated = year is not None and catalogue.lookup_edition(designation, year) is not None
        if self.folded[end : end + 1] in {"-", "/"} and year:
            return start
        if not self._introduced(start, taken, follows=follows, dated=dated):
            return start
        designation = replace(designation, year=year, month=month)
        designation, end = self._edition(designation, start, end)
        self._add(start, end, designation, "bare-number")
        after = bisect_left(taken, (end, end))
        alone = after == len(taken) or taken[after][0] > end + _NEAR
        return self._enumeration(designation, end) if alone else end

    def _introduced(
        self, start: int, taken: list[tuple[int, int]], *, follows: bool, dated: bool
    ) -> bool:
        left = max(0, start - 40)
        place = bisect_left(taken, (start, start))
        before = place > 0 and start - _PARAGRAPH < taken[place - 1][1]
        if before and self.words.articles.search(self.folded, left, start):
            return True
        if not follows:
            return False
        if self.words.nouns.search(self.folded, left, start):
            return True
        if dated and (before or self._in_context(start, start)):
            return True
        close = place > 0 and start - _NEAR < taken[place - 1][1]
        if close and self.folded[start - 2 : start] in {", ", "; "}:
            return True
        return before and self.words.determiners.search(self.folded, left, start) is not None


@cache
def _starter() -> re.Pattern[str]:
    words = vocabulary()
    shapes = "|".join(shape.prefix for shape in words.shapes)
    begins = rf"(?={words.begins}|{shapes})"  # most places are left at once
    return re.compile(rf"(?<![\w.]){begins}(?:{words.token.pattern}|(?:{shapes})(?=[ -]))", re.I)


def _trimmed(match: re.Match[str]) -> int:
    """Return the end of the match, without a closing bracket that was opened before it."""
    text = match.group()
    if text.endswith(")") and "(" not in text:
        return match.end() - len(text) + len(text[:-1].rstrip())
    return match.end() - len(text) + len(text.rstrip())


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    place = bisect_left(taken, span)
    return any(
        start < span[1] and span[0] < end for start, end in taken[max(0, place - 1) : place + 1]
    )
