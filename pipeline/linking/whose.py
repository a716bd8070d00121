"""Whose country each body of a release is of, by all that the text says beside and around it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from pipeline.entities.lexicon import Lexicon
from pipeline.linking import candidates, names
from pipeline.linking.clusters import is_body
from pipeline.linking.country import MISSIONS, Country, inside
from pipeline.linking.covered import governed, seat, town
from pipeline.linking.explicit import country_beside, country_in
from pipeline.linking.phrases import Phrase, phrase
from pipeline.linking.scope import STATE, UNCLEAR, Scope
from pipeline.records import Mention
from pipeline.registry.gazetteer import Gazetteer
from pipeline.registry.index import RegistryIndex

_FIRM = "company"
_LATELY = 6  # bodies named before a nominal mention among which the one that it stands for is
_LOCAL = frozenset({"municipality", "regional_government"})
# Content words of a name that hardly another country's ministry has too.
_FULL = 3
_SEAT = 40  # letters behind a name within which its capital stands


class Whose:
    """The countries of the bodies that one release names."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        text: str,
        country: Country,
        lexicon: Lexicon,
        index: RegistryIndex,
        places: Gazetteer,
    ) -> None:
        self.mentions, self.text, self.country = mentions, text, country
        self.lexicon, self.index, self.gazetteer = lexicon, index, places

    @cached_property
    def _scope(self) -> Scope:
        """What the sentences say of the countries of bodies."""
        states = frozenset(
            number for number, mention in enumerate(self.mentions) if self._is_state(mention)
        )
        return Scope(
            self.mentions, self.text, self.country.code, states, self.lexicon, self.gazetteer
        )

    def of_nominal(self, number: int, *, several: bool) -> str:
        """Return the country that the text gives a nominal mention, or "".

        Args:
            number: of the mention.
            several: whether the text has bodies of several countries ("of that country").
        """
        beside = country_beside(self.mentions, number, self.text, self.lexicon, self.gazetteer)
        if beside or not several:
            return beside
        mention = self.mentions[number]
        return self._scope.pointed(mention) or self._scope.city(mention)

    def countries(self) -> list[str]:
        """Return for each body the country that the text gives it, or ""."""
        scope = self._scope
        bodies = [n for n, mention in enumerate(self.mentions) if is_body(mention)]
        found = [""] * len(self.mentions)
        for number in bodies:
            found[number] = UNCLEAR if scope.several(number) else self._beside(number)
        for number in reversed(bodies):
            given = found[number] or scope.country(number, found, self.country.mission)
            mention = self.mentions[number]
            found[number] = given or self._of_two(mention, scope) or self._of_town(number)
        self._spoken_of(bodies, found)
        self._doubt(bodies, found, scope)
        return found

    def _spoken_of(self, bodies: Sequence[int], found: list[str]) -> None:
        """Give a body the country by which the text speaks of it later: "the Irish office".

        It is the last one named with that noun, or of that kind if no public body has the noun, of
        which the registry knows no body at home.
        """
        for number, mention in enumerate(self.mentions):
            if mention.source != "coref" or mention.label not in ("AGENCY", "ORG"):
                continue
            at = phrase(mention, self.lexicon)
            before = [n for n in bodies if n < number]
            if at.country in ("", self.country.code):
                continue
            if any(found[n] == at.country and self._is_meant(n, at) for n in before):
                continue
            last = next((n for n in reversed(before[-_LATELY:]) if self._is_meant(n, at)), None)
            if last is None or found[last]:
                continue
            key = self._key(last)
            known = {entry.country for entry in self.index.by_key(key)}
            if at.country in known or not known:
                same = {n for n in bodies if self._key(n) == key and not found[n]}
                found[:] = [at.country if n in same else code for n, code in enumerate(found)]

    def _key(self, number: int) -> str:
        mention = self.mentions[number]
        return names.key(mention.value or mention.text)

    def _is_meant(self, number: int, at: Phrase) -> bool:
        """Tell whether a body can be what a nominal mention stands for, by its noun or kind."""
        firm = _FIRM in at.kinds and self.mentions[number].kind == _FIRM
        return firm or at.noun in self._key(number).split(" ")

    def _doubt(self, bodies: Sequence[int], found: list[str], scope: Scope) -> None:
        """Mark bodies of which only a foreigner speaks, under a name that many countries have."""
        named: dict[str, list[int]] = {}
        for number in bodies:
            if not found[number]:
                mention = self.mentions[number]
                named.setdefault(names.key(mention.value or mention.text), []).append(number)
        for key, numbers in named.items():
            if not self._is_of_one(key) and all(scope.doubtful(number) for number in numbers):
                found[:] = [UNCLEAR if n in numbers else code for n, code in enumerate(found)]

    def _is_of_one(self, key: str) -> bool:
        """Tell whether the registry has a body of that name in the release's country alone."""
        return {entry.country for entry in self.index.by_key(key)} == {self.country.code}

    def _seated(self, number: int, key: str) -> str:
        """Return the country whose capital stands behind the name of a body that it has."""
        mention, named = self.mentions[number], self._scope.named
        behind = named.words(mention.end, mention.end + _SEAT)
        if not behind or behind[0].key not in self.lexicon.bodies.linking:
            return ""
        cities = named.cities(behind[0].end, mention.end + _SEAT)
        code = cities[0].country if cities and cities[0].start == behind[0].end + 1 else ""
        known = {entry.country for entry in self.index.by_key(key)}
        return code if code != self.country.code and code in known else ""

    def _of_town(self, number: int) -> str:
        """Return the country of a foreign town in a name, if the text names that country."""
        mention = self.mentions[number]
        if mention.kind in MISSIONS:
            return ""
        key = names.key(mention.value or mention.text)
        if code := seat(key, self.lexicon) or self._seated(number, key):
            return code
        found = town(key, self.lexicon, self.gazetteer)
        capital = governed(key, self.lexicon, self.gazetteer) if mention.kind in _LOCAL else ""
        if capital and self.country.code not in found:
            return capital
        if len(found) != 1 or self.country.code in found:
            return ""
        known = {entry.country for entry in self.index.by_key(key)}
        if known:
            return min(found) if known == found and " " in key else ""
        return min(found) if found <= self.country.named | {self.country.dated} else ""

    def _is_state(self, mention: Mention) -> bool:
        """Tell whether every state has a body of that kind, or the registry has it as one."""
        if mention.label != "AGENCY" or mention.source == "coref":
            return False
        key = names.key(mention.value or mention.text)
        return mention.kind in STATE or any(e.kind in STATE for e in self.index.by_key(key))

    def _of_two(self, mention: Mention, scope: Scope) -> str:
        """Return "unclear" for a body that the host of an embassy has too.

        An embassy's own ministry is that of foreign affairs of the country that sends it; a name in
        a language of the host, not of the sender, is the host's; so is a body that is given
        something.
        """
        sender = self.country.mission
        if not sender or sender != self.country.code or not self._is_state(mention):
            return ""
        key = names.key(mention.value or mention.text)
        if not self.lexicon.abroad.foreign_affairs.isdisjoint(key.split(" ")):
            return ""
        if self.country.dated not in ("", sender) and scope.receives(mention):
            return self.country.dated
        named = {ref.country for ref in scope.named.all}
        hosts = (named | {self.country.dated}) - {sender, ""}
        having = sorted(host for host in hosts if self.has(key, host))
        spoken = [host for host in having if host in self.lexicon.places.spoken]
        if len(spoken) == 1 and sender not in self.lexicon.places.spoken:
            return spoken[0]
        full = len(names.bag(key, self.lexicon)) >= _FULL
        if len(having) == 1 and full and not self.has(key, sender):
            return having[0]
        return UNCLEAR if having else ""

    def _beside(self, number: int) -> str:
        """Return the country beside a name, or the one that it ends in."""
        mention = self.mentions[number]
        if mention.kind in MISSIONS and (
            sender := inside(mention.text, self.lexicon, self.gazetteer, town=False)
        ):
            return sender
        found = country_beside(self.mentions, number, self.text, self.lexicon, self.gazetteer)
        key = names.key(mention.value or mention.text)
        if found or any(not entry.country for entry in self.index.by_key(key)):
            return found
        return country_in(key, self.lexicon, self.gazetteer)[1] or inside(
            mention.text, self.lexicon, self.gazetteer
        )

    def has(self, key: str, country: str) -> bool:
        """Tell whether a country has a body of a folded name."""
        return candidates.has(key, country, self.index, self.lexicon, self.gazetteer)
