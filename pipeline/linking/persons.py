"""Persons of one release: full names, and short ones that belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.linking import names
from pipeline.records import Mention


@dataclass(slots=True)
class Person:
    """One person: the fullest name, and the mentions by number."""

    words: tuple[str, ...]
    name: str
    numbers: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id minted from the full name."""
        return f"per:{names.slug(self.name)}"


def build(mentions: Sequence[Mention]) -> list[Person]:
    """Return the persons of a release; a surname alone goes to the last person who bears it."""
    numbered = [(n, m, _words(m.text)) for n, m in enumerate(mentions) if m.label == "PERSON"]
    persons: list[Person] = []
    for _, mention, words in sorted(numbered, key=lambda item: -len(item[2])):
        if len(words) > 1 and not any(_is_variant(words, person.words) for person in persons):
            persons.append(Person(words, mention.text))
    for number, mention, words in numbered:
        person = _owner(words, persons)
        if person is None:
            person = Person(words, mention.text)
            persons.append(person)
        person.numbers.append(number)
        person.names.append(mention.text)
    return [person for person in persons if person.numbers]


def _words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, without the full stops of initials."""
    return tuple(word for word in names.key(name).split(" ") if word.isalnum())


def _is_variant(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether ``short`` is ``full`` with words left out: one surname, a second given name."""
    if not short or len(short) > len(full):
        return False
    rest = iter(full)
    if not all(any(_same(word, other) for other in rest) for word in short):
        return False
    tail = all(_same(a, b) for a, b in zip(short, full[-len(short) :], strict=True))
    return len(short) == 1 or tail or _same(short[0], full[0]) or short[0] in full[1:]


def _same(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word))


def _owner(words: tuple[str, ...], persons: Sequence[Person]) -> Person | None:
    fits = [person for person in persons if _is_variant(words, person.words)]
    if len(fits) < 2:
        return fits[0] if fits else None
    exact = [person for person in fits if person.words == words]
    if exact:
        return exact[0]
    earlier = [person for person in fits if person.numbers]
    return max(earlier, key=lambda person: person.numbers[-1]) if earlier else fits[0]
