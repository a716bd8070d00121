"""Judging one line by itself: a label, a credit, a button, or nothing that is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.release import calendar
from pipeline.release.fold import fold
from pipeline.release.glue import is_menu
from pipeline.release.names import CONTACT, name_like, shouted, words
from pipeline.release.rules import LineRule, load

_EDGES = " ()[]{}*_-–—•·►▶▪■●:.!…✔»«\"'“”>#"
_AFTER_LABEL = re.compile(r"[\s)*_]*[:/|–—-]\s*|\s*\.:\s*")
_CODE = re.compile(
    r"[\s.:#°ºª–-]*(?:(?:n|no|nr|nro|num|number)[\s.:#°ºª]*)?(?P<code>[\w/.–-]*\d[\w/.–-]*)(?:\s+\(?[\w-]{1,12}\)?)?[\s.,|–-]*"
)
_SEPARATORS = re.compile(r"\s*[|·•›»►]\s*|\s+[/>]\s+")
_BARS, _BARS_AND_BLANKS = re.compile(r"[|·•/]"), re.compile(r"[|·•,/]|\s+")
_INITIALS = re.compile(
    r"(?:\([A-Z]{2,4}\)\s*)?"
    r"\(?(?:[A-Za-zÑñ]{2,5}(?:/[A-Za-zÑñ]{2,5})+|[A-Z]{2,4}(?:[ /-][A-Z]{2,4}){0,4})\)?"
    r"(?: \d[\d-]*)?\.?"
)
_SYMBOLS = re.compile(
    r"\W+|\W*\d{1,3}\W*|[#@]\w[\w.]*\W*|[\w.+-]+@[\w-]+\.[\w.]+\W*|(?:https?://|www\.)\S+"
)
_LEAD = re.compile(rf"[\s,/{re.escape(_EDGES)}]*")  # what the first part of a line stands behind
_MOST, _MENU = 700, 120
_LEAST_RESIDUE = 6


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a line was judged to be, by which rule, and the rest after its label."""

    kind: str
    rule: str
    weight: str = ""
    publisher: str = ""
    opens: str = ""
    rest: str = ""


def judge(line: str) -> Judgement | None:
    """Return what a line is, or nothing: then it is a title, a heading or a paragraph."""
    if len(line) > _MOST:
        return None
    if _symbols(line):
        return Judgement("footer" if CONTACT.search(line) else "boilerplate", "symbols")
    count = len(line.split())
    if count > 70:
        return None
    folded = fold(line)
    bare = folded.strip(_EDGES)
    skipped = len(folded) - len(folded.lstrip(_EDGES))
    for rule in load().of_line(_starts(folded, bare, skipped)):
        if (
            count <= rule.max_words
            and (rest := _rest(rule, folded, bare, line, skipped)) is not None
        ):
            return Judgement(rule.kind, rule.id, rule.weight, rule.publisher, rule.opens, rest)
    return _menu(line)


def _starts(folded: str, bare: str, skipped: int) -> tuple[str, str, str]:
    """Return what a line is from where a phrase can begin."""
    lead = _LEAD.match(bare)
    part = bare[lead.end() :] if lead else bare
    return folded[skipped:], folded.strip(" .:"), part


def _symbols(line: str) -> bool:
    """Whether a line is only hashtags, addresses, a page number or marks."""
    tokens = line.split()
    numbers = sum(token.isalnum() for token in tokens)
    return numbers < 2 and all(map(_SYMBOLS.fullmatch, tokens))


def is_initials(line: str) -> bool:
    """Whether a line is only initials of the writers, as agencies print at the end."""
    return bool(_INITIALS.fullmatch(line)) and not line[:1].isdigit()


def segments(line: str) -> list[str]:
    """Split a line at bars, dots and arrows."""
    return [part for part in _SEPARATORS.split(line) if part.strip()]


def _menu(line: str) -> Judgement | None:
    """Recognise a menu or a path of pages: several short parts between bars."""
    parts = segments(line)
    if len(line) < _MENU and is_menu(fold(line)):
        return Judgement("boilerplate", "menu", rest=parts[0])
    if len(parts) > 2 and all(len(part.split()) <= 4 for part in parts) and not calendar.find(line):
        return Judgement("boilerplate", "menu", publisher="maybe", rest=parts[0])
    return None


def _rest(rule: LineRule, folded: str, bare: str, line: str, skipped: int) -> str | None:
    """Return what follows a rule's phrase in a line, or nothing if the rule is not met."""
    if rule.match in ("whole", "contains"):
        met = _whole(rule, bare, folded) if rule.match == "whole" else rule.pattern.search(folded)
        return "" if met else None
    match = rule.pattern.match(folded, skipped)
    if not match or (
        folded[match.end() - 1].isalnum() and folded[match.end() : match.end() + 1].isalnum()
    ):
        return None
    rest = line[match.end() :]
    if rule.match == "start":
        return rest
    if rule.match == "code":
        return _code(folded[match.end() :])
    if rule.match == "office":
        return _office(rest)
    return _label(rule, match.group(), rest)


def _whole(rule: LineRule, bare: str, folded: str) -> bool:
    """Meet a line that is one phrase, or several between bars (spaces where the rule repeats)."""
    if rule.pattern.fullmatch(folded.strip(" .:")):
        return True
    separators = (_BARS, _BARS_AND_BLANKS) if rule.repeat else (_BARS,)
    for separator in separators:
        parts = _parts(bare, separator)
        if parts and all(map(rule.pattern.fullmatch, parts)):
            return True
    return False


@lru_cache(maxsize=64)
def _parts(bare: str, separator: re.Pattern[str]) -> tuple[str, ...]:
    """Return the parts of a line that are not empty; a line is asked about by many rules."""
    return tuple(part for each in separator.split(bare) if (part := each.strip(_EDGES)))


def _code(rest: str) -> str | None:
    """Meet a number sign and a code, and a date at most beside it."""
    for written in calendar.find(rest)[:1]:
        rest = rest[: written.start] + " " + rest[written.end :]
    match = _CODE.fullmatch(rest)
    return match["code"] if match else None


def _office(rest: str) -> str | None:
    """Meet the name of a press office: after its phrase only names."""
    rest = rest.strip(" –—-,|/:.()")
    small = load().words.lower_in_names
    tokens = rest.split()
    while tokens and fold(tokens[0]) in small:
        tokens.pop(0)
    return rest if not rest or name_like(" ".join(tokens), 12) else None


def _label(rule: LineRule, phrase: str, rest: str) -> str | None:
    """Meet a label: a colon after it, or what the rule allows without one."""
    colon = _AFTER_LABEL.match(rest)
    value = rest[colon.end() :] if colon else rest
    if rule.kind == "date":
        return _dated(value)
    bare = value.strip(" ().[]")
    met = _is_value(rule, bare) if colon else not rule.colon and _goes_without(rule, phrase, bare)
    return bare if met else None


def _goes_without(rule: LineRule, phrase: str, value: str) -> bool:
    """Whether a value may follow its label without a colon: none, a name, a way of contact."""
    count = len(value.split())
    if not value:
        return True
    if (rule.names or rule.kind == "credit") and count <= 8 and name_like(value):
        return " " in phrase or (rule.names and not shouted(value))
    return count <= rule.short and bool(CONTACT.search(value))


def _is_value(rule: LineRule, value: str) -> bool:
    """Whether what follows a colon is a value and not a sentence of the news."""
    sentence = len(value.split()) > 12 and value.count(",") + value.count(".") > 0
    return rule.kind != "credit" or not sentence or rule.max_words > 30


def _dated(value: str) -> str | None:
    """Meet a value that is a date and little else."""
    dates = calendar.find(value)
    if not dates:
        return None
    first = dates[0]
    residue = words(value[: first.start] + " " + value[first.end :])
    near = len(words(value[: first.start])) <= 4
    return value if near and len(residue) <= _LEAST_RESIDUE else None
