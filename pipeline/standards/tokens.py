"""The vocabulary of designations, read once from ``patterns/standards/tokens.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pipeline.errors import PatternError
from pipeline.patternfiles import read_yaml
from pipeline.resources import patterns
from pipeline.trie import trie

Role = Literal["publisher", "kind", "stage", "adopter", "scheme"]
Own = Literal["yes", "context", "no"]

_SECTIONS: dict[str, Role] = {
    "publishers": "publisher",
    "kinds": "kind",
    "stages": "stage",
    "adopters": "adopter",
    "schemes": "scheme",
}


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a designation and how it behaves (see the head of the file)."""

    write: str
    role: Role
    aliases: tuple[str, ...] = ()
    cased: bool = False
    glued: bool = False
    kind: str = ""
    join: str = "-"
    own: Own = "no"
    glue: str = " "
    dotted: bool = False
    branch: Literal["", "spaced", "glued"] = ""
    country: str = ""

    @property
    def spellings(self) -> tuple[str, ...]:
        """The canonical spelling and every other one."""
        return (self.write, *self.aliases)


@dataclass(frozen=True, slots=True)
class Shape:
    """A designation with a pattern of its own."""

    id: str
    regex: re.Pattern[str]
    prefix: str
    year_join: str
    country: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All tokens, the regular expressions that find them, and the supplements.

    ``begins`` is an expression that matches wherever ``token`` does, and fails sooner.
    """

    by_spelling: dict[str, tuple[Token, ...]]
    token: re.Pattern[str]
    supplements: dict[str, str]
    shapes: tuple[Shape, ...]
    begins: str

    def at(self, text: str, pos: int) -> tuple[tuple[Token, ...], int] | None:
        """Return the tokens that ``text`` may hold at ``pos``, and where they end."""
        match = self.token.match(text, pos)
        if match is None:
            return None
        found = tuple(
            token
            for token in self.by_spelling.get(match.group().casefold(), ())
            if not token.cased or match.group() in token.spellings
        )
        return (found, match.end()) if found else None

    def adopter(self, write: str) -> Token | None:
        """Return the adopter of that canonical spelling."""
        found = self.by_spelling.get(write.casefold(), ())
        return next((t for t in found if t.role == "adopter" and t.write == write), None)

    def join(self, write: str) -> str:
        """Return what stands between an adopter and what it adopts."""
        token = self.adopter(write)
        return token.join if token else "-"


def _tokens(data: dict[str, Any]) -> list[Token]:
    found = []
    for section, role in _SECTIONS.items():
        for entry in data.get(section, ()):
            fields = dict(entry, role=role, aliases=tuple(entry.get("aliases", ())))
            found.append(Token(**fields))
    return found


def _token_regex(tokens: list[Token]) -> re.Pattern[str]:
    words = sorted({s for t in tokens if not t.glued for s in t.spellings}, key=len, reverse=True)
    glued = [s for t in tokens if t.glued for s in t.spellings if s != t.write]
    plain = "|".join(re.escape(word) for word in words)
    return re.compile(
        rf"(?:{'|'.join(glued)})(?=[A-Z]{{2}})|(?:{plain})(?![^\W\d_])",
        re.IGNORECASE,
    )


def _begins(tokens: list[Token]) -> str:
    whole = trie({s.lower() for t in tokens if not t.glued for s in t.spellings})
    glued = trie({s.lower() for t in tokens if t.glued for s in t.spellings})
    return rf"{whole}(?![^\W\d_])|{glued}"


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary of designations.

    Raises:
        PatternError: the file lacks a field, has an unknown one, or a regex does not compile.
    """
    path = patterns() / "standards" / "tokens.yaml"
    try:
        data = read_yaml(path, plain=False)
        tokens = _tokens(data)
        shapes = tuple(
            Shape(s["id"], re.compile(s["regex"]), s["prefix"], s["year_join"], s["country"])
            for s in data["shapes"]
        )
        supplements = {
            spelling.casefold(): entry["write"]
            for entry in data["supplements"]
            for spelling in (entry["write"], *entry.get("aliases", ()))
        }
    except (KeyError, TypeError, re.error) as error:
        raise PatternError(f"cannot be read: {error}", where=path) from error
    table: dict[str, tuple[Token, ...]] = {}
    for token in tokens:
        for spelling in token.spellings:
            key = spelling.casefold()
            table[key] = (*table.get(key, ()), token)
    return Vocabulary(table, _token_regex(tokens), supplements, shapes, _begins(tokens))
