"""Telling a line that is only a name from one that says something."""

from __future__ import annotations

import re

from pipeline.release.fold import fold
from pipeline.release.rules import load

_TOKEN = re.compile(r"[^\s,|/·•()\[\]–—]+")
_EDGES = ".,;:!?\"'“”‘’«»*_-–—✔"
CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w+|(?:https?://|www\.)\S+|\+?\(?\d[\d\s().-]{6,}\d")


def words(text: str) -> list[str]:
    """Return the words of a text without the punctuation around them."""
    return [word for token in _TOKEN.findall(text) if (word := token.strip(_EDGES))]


def name_like(text: str, most: int = 10) -> bool:
    """Whether a text is nothing but capitalised words and the small words inside names."""
    tokens = words(text)
    small = load().words.lower_in_names
    if not 0 < len(tokens) <= most or not tokens[0][:1].isupper():
        return False
    return all(token[:1].isupper() or fold(token) in small for token in tokens)


def is_body(text: str) -> bool:
    """Whether a text is like a body's name: capitalised, with a word such as ministry in it."""
    return (
        name_like(text, 14)
        and not any(char.isdigit() for char in text)
        and bool(load().words.bodies.search(fold(text)))
        and not load().words.news.search(fold(text))
    )


def shouted(text: str) -> bool:
    """Whether a text of several letters is in capitals throughout."""
    return text.isupper() and sum(char.isalpha() for char in text) > 3


def calm(name: str) -> str:
    """Return a name of several words in capitals with capitals only where names have them."""
    if not shouted(name) or len(name.split()) < 2:
        return name
    small = load().words.lower_in_names
    return " ".join(
        token.lower() if place and fold(token) in small else _capitalised(token)
        for place, token in enumerate(name.split())
    )


def _capitalised(token: str) -> str:
    if "." in token.strip(".,"):
        return token
    return re.sub(r"\w+", lambda match: match.group().capitalize(), token)
