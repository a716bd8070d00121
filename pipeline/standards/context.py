"""What a language says around standards: ``patterns/<lang>/standards.yaml``, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.errors import PatternError
from pipeline.patternfiles import read_yaml
from pipeline.resources import patterns

_YEAR = r"(?P<year>(?:19[5-9]|20[0-4])\d)(?!\d)"
_KEYS = (
    "between", "nouns", "articles", "determiners", "list", "follow", "counted", "stems",
    "version", "version_links", "version_after", "version_of", "year_weak", "not_standard",
    "other_numbers",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Context:
    """The compiled words of one language (all anchored, all case-insensitive).

    ``gap``: words between a publisher and its number; ``nouns``, ``articles``,
    ``determiners`` and ``other_numbers`` end where a bare number starts; ``list_gap`` starts
    where a designation ends; ``year_after`` and ``year_before`` read the year of an edition
    around a designation.
    """

    gap: re.Pattern[str]
    nouns: re.Pattern[str]
    articles: re.Pattern[str]
    determiners: re.Pattern[str]
    other_numbers: re.Pattern[str]
    list_gap: re.Pattern[str]
    follow: re.Pattern[str]
    counted: re.Pattern[str]
    stems: re.Pattern[str]
    not_standard: re.Pattern[str]
    year_after: re.Pattern[str]
    year_before: re.Pattern[str]
    year_weak: re.Pattern[str]


def _any(words: Iterable[str]) -> str:
    return (
        "|".join(
            re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True)
        )
        or "(?!)"
    )


def _stems(words: Iterable[str]) -> str:
    """Match beginnings of words; words of up to four letters only whole (or with a plural s)."""
    return "|".join(re.escape(w) + (r"s?(?!\w)" if len(w) < 5 else "") for w in words)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _year_after(words: dict[str, list[str]]) -> re.Pattern[str]:
    links, names, after = (_any(words[k]) for k in ("version_links", "version", "version_after"))
    lead = r"[\s,(\-\"“'‘]{1,4}"
    return _compile(
        rf"{lead}(?:(?:{links})\s+)?(?:(?:{names})\s*:?\s*{_YEAR}"
        rf"|(?P<other>(?:19[5-9]|20[0-4])\d)\s+(?:{after})(?!\w))[\"”'’]?\s?\)?"
    )


@cache
def context(lang: str) -> Context:
    """Return the words of ``lang``; of every language where it has no file of its own.

    Raises:
        PatternError: a file lacks a list, or a list holds something that is no string.
    """
    known = sorted(path.parent.name for path in patterns().glob("*/standards.yaml"))
    words = _merged(known if lang not in known else [lang])
    return Context(
        gap=_compile(rf"\)?(?:\s+(?:{_any(words['between'])})(?!\w)){{0,5}}\s*[:(]?\s*(?=\d)"),
        nouns=_compile(rf"(?<!\w)(?:{_any(words['nouns'])})\s*[:(]?\s*$"),
        articles=_compile(rf"(?<!\w)(?:{_any(words['articles'])})\s+$"),
        determiners=_compile(rf"(?<!\w)(?:{_any(words['determiners'])})\s+$"),
        other_numbers=_compile(rf"(?:{_any(words['other_numbers'])})\s*(?:n\W{{0,2}}\s*)?$"),
        list_gap=_compile(
            rf"\s*(?:[,;/&+\-]\s*(?=[\d\s]|(?:{_any(words['list'])})(?!\w))|\s(?=\w))"
            rf"(?:\s*(?:{_any(words['list'])})(?!\w)){{0,4}}\s*(?=\d)"
        ),
        follow=_compile(rf"\s*(?:$|[.,;:)\]\"'”»’(/&+\-—–]|(?:{_any(words['follow'])})(?!\w))"),
        counted=_compile(rf"\s+(?:{_stems(words['counted'])})"),
        stems=_compile(rf"(?<!\w)(?:{_any(words['stems'])})"),
        not_standard=_compile(rf"(?<!\w)(?:{_any(words['not_standard'])})"),
        year_after=_year_after(words),
        year_weak=_compile(rf"(?<!\w)(?:{_any(words['year_weak'])})(?!\w)"),
        year_before=_compile(
            rf"(?<!\w)(?:(?:{_any(words['version'])})\s+{_YEAR}"
            rf"|(?P<other>(?:19[5-9]|20[0-4])\d)\s+(?:{_any(words['version_after'])}))"
            rf"\s+(?:{_any(words['version_of'])})\s*$"
        ),
    )


def _merged(languages: list[str]) -> dict[str, list[str]]:
    merged: dict[str, list[str]] = {key: [] for key in _KEYS}
    for lang in languages:
        path = patterns() / lang / "standards.yaml"
        data = read_yaml(path, plain=False)
        if not isinstance(data, dict) or set(data) != set(_KEYS):
            raise PatternError(f"must have exactly the lists {sorted(_KEYS)}", where=path)
        for key, words in data.items():
            if not all(isinstance(word, str) for word in words):
                raise PatternError(f"{key}: quote every word", where=path)
            merged[key] += words
    return merged
