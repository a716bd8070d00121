"""Whose country a sentence gives a body that has none beside it.

"On the Kenyan side", "its Ministry", "the Ministry of Health of that country"; and names that stand
for bodies of several countries ("both Ministries of Health"), which belong to none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from pipeline.entities.lexicon import Lexicon
from pipeline.linking import names
from pipeline.linking.country import EVERYWHERE, MISSIONS
from pipeline.linking.references import Reference, References, Word
from pipeline.records import Mention
from pipeline.registry.gazetteer import Gazetteer

# The country of bodies that are of several, or where the sentence leaves it open.
UNCLEAR = "XX"
# Bodies of which every state has its own; those of a town or an office are not a country's.
STATE = EVERYWHERE - {"unit", "directorate", "municipality", "regional_government", "school",
                       "hospital", "council", "commission"}  # fmt: skip
_MARKS = frozenset(",()\"'’“”:-–—")
# A full stop ends a sentence behind a word that is no title or initial ("Dr.", "Ing.", "H.E."), and
# a dateline ("3 de marzo.- El").
_END = re.compile(
    r"\n|[.!?](?:(?<=\.)[ ]?[-–—]+(?=\s)"
    r"|(?<=[^\W\d_]{5}.)(?=\s)|(?<=[\d)\"”’»].)(?=\s)|(?<=[a-zà-ÿ].)(?=\s+[A-ZÁ-Ú¿¡]))"
)
_ABBREVIATION = re.compile(r"\b[A-ZÁ-Ú][a-zà-ÿ]{0,3}\.$")
_CLOSING = frozenset({",", "."})
_FAR, _NEAR = 500, 60


class Scope:
    """What the sentences of one release say of the country of its bodies."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        text: str,
        home: str,
        states: frozenset[int],
        lexicon: Lexicon,
        places: Gazetteer,
    ) -> None:
        self.mentions, self.text, self.home, self.states = mentions, text, home, states
        self.lexicon, self.words = lexicon, lexicon.abroad
        self.named = References(mentions, text, lexicon, places)
        self._tokens = self.named.words
        self._ahead: dict[int, list[Word]] = {}
        self._after: dict[int, list[Word]] = {}

    def several(self, number: int) -> bool:
        """Tell whether a name stands for bodies of several countries."""
        mention = self.mentions[number]
        heads = self.lexicon.bodies.heads
        parts = names.key(mention.text).split(" ")
        plural = [heads[w] for w in (parts[0], parts[-1]) if w in heads and heads[w].plural]
        if not plural or mention.label != "AGENCY":
            return False
        behind = self._behind(mention)
        if any(w.key in self.words.countries for w in behind[:4]):
            return True
        if self._last_key(mention) in self.words.both:
            return True
        if len(self._listed(mention)) > 1:
            return True
        single = mention.value or mention.rule == "coordination"
        return not single and plural[0].kind == "ministry" and not self._listed(mention)

    def country(self, number: int, explicit: Sequence[str], mission: str = "") -> str:
        """Return the country that the sentence gives a body, "" where it gives none.

        ``explicit`` holds for each mention the country beside it or in its name, or "";
        ``mission`` is the country of the embassy that the release is of.
        """
        mention = self.mentions[number]
        if mention.label != "AGENCY" or mention.kind in MISSIONS:
            return ""
        return (
            self.pointed(mention)
            or self._own(mention, mission)
            or self._plural(number)
            or self._side(mention)
            or self._people(mention)
            or self._possessed(number)
            or self._shared(number, explicit)
            or self._placed(number)
            or self._where(number)
        )

    def _sentence(self, at: int) -> int:
        """Return where the sentence that holds ``at`` begins."""
        number = bisect_right(self._ends, at)
        return max(self._ends[number - 1] if number else 0, at - _FAR)

    @cached_property
    def _ends(self) -> list[int]:
        """Where sentences end."""
        return [
            mark.end()
            for mark in _END.finditer(self.text)
            if mark.group() == "\n" or not self._abbreviates(mark.end())
        ]

    def _abbreviates(self, end: int) -> bool:
        """Tell whether the full stop that ends there is of a title or initial, not of a country."""
        short = _ABBREVIATION.search(self.text, max(0, end - 8), end)
        if short is None:
            return False
        start, last = short.start(), end - 1
        return not (self._within(start, last) or self.named.cities(start, last))

    def _before(self, mention: Mention) -> list[Word]:
        """Return the words of the sentence before a mention, worked out once."""
        at = mention.start
        if at not in self._ahead:
            self._ahead[at] = self._tokens(self._sentence(at), at)
        return self._ahead[at].copy()

    def _behind(self, mention: Mention) -> Sequence[Word]:
        """Return the words of the line behind a mention, worked out once."""
        at = mention.end
        if at not in self._after:
            line = self.text.find("\n", at, at + _NEAR)
            self._after[at] = self._tokens(
                at, min(len(self.text), at + _NEAR) if line < 0 else line
            )
        return self._after[at]

    def _last_key(self, mention: Mention) -> str:
        dull = self.lexicon.bodies.articles
        keys = [w.key for w in self._before(mention) if w.key not in dull]
        return keys[-1] if keys else ""

    def _listed(self, mention: Mention) -> list[Reference]:
        """Return the countries that end a name or follow it: "of Chile, Peru and Ecuador"."""
        bodies = self.lexicon.bodies
        joints = bodies.linking | bodies.articles | bodies.and_ | {","}
        found: list[Reference] = []
        for ref in self.named.all:
            if ref.end <= mention.start:
                continue
            at = found[-1].end if found else min(ref.start, mention.end)
            at = at if found or ref.start < mention.end else mention.end
            between = [w.key for w in self._tokens(at, ref.start)]
            if ref.start < mention.end and not found:
                between = []
            if any(word not in joints for word in between):
                break
            found.append(ref)
        return found

    def _within(self, start: int, end: int) -> list[Reference]:
        return [ref for ref in self.named.all if start <= ref.start and ref.end <= end]

    def pointed(self, mention: Mention) -> str:
        """Return the country of "of that country" or "that country's"."""
        behind = [w.key for w in self._behind(mention)[:5]]
        front = [w.key for w in self._before(mention)[-4:]]
        bodies, words = self.lexicon.bodies, self.words
        pointed = False
        if behind and behind[0] in bodies.linking:
            noun = next((n for n, w in enumerate(behind) if w in words.country), 0)
            between = behind[1:noun]
            dull = bodies.articles | bodies.linking
            pointed = bool(between) and all(w in words.pointing | dull for w in between)
            pointed = pointed and any(w in words.pointing for w in between)
        if len(front) > 2 and front[-1] in {"s", "'s"}:
            keys = [w for w in front if w not in {"'", "’", "s", "'s"}]
            pointed = len(keys) > 1 and keys[-1] in words.country and keys[-2] in words.pointing
        if not pointed:
            return ""
        foreign = [ref for ref in self.named.all if ref.country != self.home]
        before = [ref.country for ref in foreign if ref.end <= mention.start]
        later = {ref.country for ref in foreign}
        return before[-1] if before else later.pop() if len(later) == 1 else UNCLEAR

    def receives(self, mention: Mention) -> bool:
        """Tell whether a body is given something: "donated tents to the Ministry of Health"."""
        before, articles = self._before(mention), self.lexicon.bodies.articles
        start = len(before)
        while start and before[start - 1].key in articles:
            start -= 1
        given = {word.key for word in before[:start]}
        to = self.words.to
        joined = (start and before[start - 1].key in to) or not to.isdisjoint(
            word.key for word in before[start:]
        )
        return bool(joined) and not self.words.gives.isdisjoint(given)

    def _own(self, mention: Mention, mission: str) -> str:
        """Return the country of "of his country": that of the speaker, or of the embassy."""
        behind = [word.key for word in self._behind(mention)[:3]]
        words = self.words
        if len(behind) < 3 or behind[0] not in self.lexicon.bodies.linking:
            return ""
        if behind[1] not in words.persons or behind[2] not in words.country:
            return ""
        before = self._before(mention)
        refs = self._within(before[0].start, mention.start) if before else []
        countries = {ref.country for ref in refs}
        if len(countries) > 1:
            return UNCLEAR
        return countries.pop() if countries else mission or UNCLEAR

    def _plural(self, number: int) -> str:
        """Return the country of a plural adjective behind the last of some bodies."""
        if self.lexicon.bodies.premodifiers:
            return ""
        bodies = self.lexicon.bodies
        dull = bodies.articles | bodies.and_ | self.words.with_ | self.words.from_ | {","}
        for mention, after in pairwise((*self.mentions[number:], self.mentions[-1])):
            if mention.label not in ("AGENCY", "ORG"):
                return ""
            behind = self._behind(mention)[:1]
            plural = behind and behind[0].key not in self.lexicon.demonyms
            if plural and (code := self.named.adjective(behind[0].key)):
                return code
            if not {w.key for w in self._tokens(mention.end, after.start)} <= dull:
                return ""
        return ""

    def _where(self, number: int) -> str:
        """Return the country of the place that a clause tells of: "to Kenya, where the ..."."""
        before = self._before(self.mentions[number])
        at = next(
            (n for n in range(len(before), 0, -1) if before[n - 1].key in self.words.where), 0
        )
        if number not in self.states or at < 2:
            return ""
        since = {word.key for word in before[at:]}
        if ";" in since or not since.isdisjoint(self.lexicon.persons.say):
            return ""
        start, end = before[0].start, before[at - 1].start
        refs = [*self._within(start, end), *self.named.cities(start, end)]
        last = max(refs, key=lambda ref: ref.end, default=None)
        if last is None or {w.key for w in self._tokens(last.end, end)} - {",", "(", ")"}:
            return ""
        return last.country if not self._within(end, self.mentions[number].start) else ""

    def _side(self, mention: Mention) -> str:
        """Return the country of the side or the delegation that the sentence gives the body to."""
        before = self._before(mention)
        for at in range(len(before) - 1, -1, -1):
            word = before[at].key
            kinds = (self.words.sides, self.words.groups, self.words.counterparts)
            if not any(word in kind for kind in kinds):
                continue
            anchor = self._anchor(before, at)
            if anchor is None:
                continue
            rest = [w.key for w in before if w.start >= max(anchor.end, before[at].end)]
            return anchor.country if self._holds(word, rest) else ""
        return ""

    def _anchor(self, before: Sequence[Word], at: int) -> Reference | None:
        """Return the country right before or behind a noun: "the Kenyan side", "side of Kenya"."""
        dull = self.words.from_ | self.lexicon.bodies.articles
        start, end = before[at].start, before[at].end
        for ref in self._within(before[0].start, before[-1].end):
            low, high = (ref.end, start) if ref.end <= start else (end, ref.start)
            between = {w.key for w in self._tokens(low, high)}
            fits = between <= ({"'", "’", "s", "'s"} if ref.end <= start else dull)
            if fits and high - low < 20:
                return ref
        return None

    def _holds(self, noun: str, rest: Sequence[str]) -> bool:
        """Tell whether the words between a side and a name leave the name to that side."""
        articles = self.lexicon.bodies.articles
        if noun in self.words.counterparts:
            return all(word in articles or word in _MARKS for word in rest)
        if noun in self.words.sides:
            return True
        if not self.words.hosts.isdisjoint(rest):
            return False
        if rest and rest[0] in self.words.from_:
            return all(word in articles for word in rest[1:])
        return not self.words.members.isdisjoint(rest)

    def _possessed(self, number: int) -> str:
        """Return the country of "its" or "su" before a body that every state has."""
        mention = self.mentions[number]
        before = self._before(mention)
        while before and before[-1].key in self.words.own:
            before.pop()
        if number not in self.states or not before:
            return ""
        if before[-1].key not in self.words.possessive:
            return ""
        start = before[0].start
        refs = self._within(start, mention.start)
        if not refs:
            start = self._sentence(max(0, start - 2))
            refs = self._within(start, mention.start) or self.named.cities(start, mention.start)
        countries = {ref.country for ref in refs}
        if not countries:
            foreign = any(r.country != self.home and r.end < start for r in self.named.all)
            return UNCLEAR if foreign else ""
        if len(countries) < 2:
            return countries.pop()
        joints = self.lexicon.bodies.and_ | {","}
        between = {w.key for w in self._tokens(refs[-1].end, before[-1].start)}
        if between <= joints and not self._joined(refs[-2:]):
            return refs[-1].country
        return UNCLEAR

    def _joined(self, refs: Sequence[Reference]) -> bool:
        """Tell whether two countries are one subject: "Peru and Chile, through their ..."."""
        between = {w.key for w in self._tokens(refs[0].end, refs[1].start)}
        return between <= self.lexicon.bodies.and_ | self.lexicon.bodies.articles | {","}

    def _people(self, mention: Mention) -> str:
        """Return the country of people of a body: "Kenyan officers of", "técnicos peruanos del"."""
        before = self._before(mention)
        while before and before[-1].key in self.lexicon.bodies.articles:
            before.pop()
        if len(before) < 2 or before[-1].key not in self.words.from_:
            return ""
        for at in (2, 3):
            if at > len(before):
                continue
            code = self.named.adjective(before[-at].key)
            if code and before[-at].key not in self.lexicon.abroad.regional:
                return code
        return ""

    def _shared(self, number: int, explicit: Sequence[str]) -> str:
        """Return the country of the body behind that this one belongs to or is named with.

        "The Food Office, of the Ministry of Health of Chile"; "with the Central Bank and the
        Ministry of Finance of Brazil".
        """
        mention, after = self.mentions[number], number + 1
        if after >= len(self.mentions) or not explicit[after]:
            return ""
        other, bodies = self.mentions[after], self.lexicon.bodies
        between = [w.key for w in self._tokens(mention.end, other.start) if w.key != ","]
        if not between or not set(between[1:]) <= bodies.articles | {")"}:
            return ""
        if between[0] in bodies.linking:
            return explicit[after]
        joined = between[0] in bodies.and_ and other.kind == mention.kind
        joined = joined and number in self.states
        return explicit[after] if joined and self._last_key(mention) in self.words.with_ else ""

    def _placed(self, number: int) -> str:
        """Return the country that a state's body is in: "In Rwanda, the ...", "... in Dublin"."""
        mention = self.mentions[number]
        inside, before = self.lexicon.places.inside, self._before(mention)
        if number not in self.states:
            return ""
        if city := self.city(mention):
            return city
        clause = next((n for n in range(len(before), 0, -1) if before[n - 1].key == ";"), 0)
        before = before[clause:]
        if not before or before[0].key not in inside | self.words.for_:
            return ""
        refs = self._within(before[0].start, mention.start)
        if not refs:
            return ""
        near = {w.key for w in self._tokens(before[0].end, refs[0].start)}
        return refs[0].country if near <= self.lexicon.bodies.articles else ""

    def city(self, mention: Mention) -> str:
        """Return the country of the capital that a body is said to be in: "in Dublin", ", en Lima".

        The comma is believed only where another one, or a full stop, closes what it opens.
        """
        behind = self._behind(mention)
        aside = len(behind) > 1 and behind[0].key == ","
        place = behind[1 if aside else 0] if behind else None
        if place is None or place.key not in self.lexicon.places.inside:
            return ""
        start = place.end + 1
        found = [ref for ref in self.named.cities(start, start + 40) if ref.start == start]
        if not found or (aside and self.text[found[0].end : found[0].end + 1] not in _CLOSING):
            return ""
        return found[0].country

    def doubtful(self, number: int) -> bool:
        """Tell whether a foreigner speaks of a state's body: it may be that of either country.

        "The Minister of Health of Uruguay said that the Ministry of Finance will pay."
        """
        mention = self.mentions[number]
        before = self._before(mention)
        if number not in self.states or not before or not self.home:
            return False
        start, say = before[0].start, self.lexicon.persons.say
        refs = [*self._within(start, mention.start), *self.named.cities(start, mention.start)]
        last = max(refs, key=lambda ref: ref.end, default=None)
        if last is None or last.country == self.home:
            return False
        since = {word.key for word in before if word.start >= last.end}
        said = since if last in self.named.all else {word.key for word in before}
        told = not self.words.that or not self.words.that.isdisjoint(since) or since is not said
        return told and not said.isdisjoint(say) and self.words.hosts.isdisjoint(since)
