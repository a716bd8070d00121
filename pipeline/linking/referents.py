"""What speaks for a body as the one that a nominal mention stands for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.entities.lexicon import Lexicon
from pipeline.linking import names
from pipeline.linking.fits import Body, Features, fit
from pipeline.linking.phrases import Phrase
from pipeline.records import Mention

_BREAK = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(¿¡\-–—•]*[A-ZÁÉÍÓÚÑÜ0-9])|\n+")
_CLAUSE = re.compile(r"[,;]\s+\w+(?:\s+\w+)?\s*$")  # ", and the", after which a clause begins
_WORD = re.compile(r"[^\W_]+")
# Characters that may stand before the first mention of a sentence, and looked at for a word
# before a mention; between two mentions that are joined.
_LEAD, _BEFORE, _JOINT = 8, 40, 12
# Bodies named since, from which on they are not told apart; mentions that count; sentences.
_FAR, _MOST, _NEAR = 4, 8.0, 4


@dataclass(slots=True)
class Trace:
    """Where a body was named so far; ``nouns`` are those that stood for it."""

    number: int = -1
    sentence: int = -1
    count: float = 0.0
    lead: bool = False
    title: bool = False
    nouns: set[str] = field(default_factory=set)


class Scene:
    """A text while its bodies are named one after another.

    Args:
        mentions: all mentions, in order.
        bodies: what is known of the bodies.
        owner: the body of each mention that names one, by numbers.
        text: the text.
        title_end: where its title ends.
        lexicon: the words of its language.
    """

    def __init__(
        self,
        mentions: Sequence[Mention],
        bodies: Sequence[Body],
        owner: Mapping[int, int],
        text: str,
        title_end: int,
        lexicon: Lexicon,
    ) -> None:
        self.mentions, self.bodies, self.owner = mentions, bodies, owner
        self.text, self.title_end, self.lexicon = text, title_end, lexicon
        self.traces = [Trace() for _ in bodies]
        self.order: list[int] = []
        self.most, self.first = 0.0, -1
        self._named = sorted(owner)
        self._words: dict[int, str] = {}
        self._sides: dict[int, list[tuple[str, str, int]]] = {}
        self._breaks = [0, *(mark.end() for mark in _BREAK.finditer(text))]

    def name(self, body: int, number: int, noun: str = "") -> None:
        """Note that a mention names a body, or stands for it with ``noun``."""
        mention, trace = self.mentions[number], self.traces[body]
        trace.number, trace.sentence = number, self._sentence(mention)
        trace.count += 1
        trace.lead = self._leads(mention)
        trace.title = trace.title or mention.start < self.title_end
        if noun:
            trace.nouns.add(noun)
        if body in self.order:
            self.order.remove(body)
        self.order.append(body)
        self.most = max(self.most, trace.count)
        self.first = body if self.first < 0 else min(self.first, body)

    def features(self, at: Phrase, number: int, body: int, beside: str) -> Features:
        """Return what speaks for and against a body.

        Args:
            at: the nominal mention.
            number: its number among the mentions.
            body: the number of the body.
            beside: the country that the text gives beside the mention.
        """
        out = fit(at, self.bodies[body], beside, self.lexicon)
        found = self._beside(number, body)
        if self.traces[body].number < 0:
            found.append("not named yet")
            if self._next(number) == body:
                found.append("named next")
        else:
            found += [*self._near(number, body), *self._known(at, body)]
            out["times"] = min(self.traces[body].count, _MOST) ** 0.5
        return out | dict.fromkeys(found, 1.0)

    def nobody(self, at: Phrase) -> Features:
        """Return what speaks for it that a mention stands for no body of the text."""
        out = {"nobody": 1.0}
        if "any" in at.kinds:
            out["nobody, any"] = 1.0
        elif not at.kinds:
            out["nobody, unknown noun"] = 1.0
        if at.pointing:
            out["nobody, pointing"] = 1.0
        if at.ruled:
            out["nobody, ruled"] = 1.0
        return out

    def _next(self, number: int) -> int:
        """Return the body that is named next."""
        at = bisect_right(self._named, number)
        return self.owner[self._named[at]] if at < len(self._named) else -1

    def _sentence(self, mention: Mention) -> int:
        return bisect_right(self._breaks, mention.start)

    def _leads(self, mention: Mention) -> bool:
        """Tell whether a mention is the first thing of its sentence."""
        return mention.start - self._breaks[self._sentence(mention) - 1] <= _LEAD

    def _before(self, number: int) -> str:
        """Return what kind of word stands before a mention and its article, worked out once."""
        if number not in self._words:
            self._words[number] = self._word_before(self.mentions[number])
        return self._words[number]

    def _word_before(self, mention: Mention) -> str:
        if self.text[max(0, mention.start - 1) : mention.start].strip(" "):
            return "sign"
        words = self.lexicon.bodies
        if names.key(mention.text).split(" ")[0] in words.contracted:
            return "of"
        near = self.text[max(0, mention.start - _BEFORE) : mention.start]
        found = [names.key(word) for word in _WORD.findall(near)]
        while found and found[-1] in words.articles - words.of:
            found.pop()
        if self._leads(mention) or not found:
            return "lead"
        if found[-1] in words.linking:
            return "of"
        joined = found[-1] in words.and_ and not _CLAUSE.search(near)
        return "and" if joined else "other"

    def _near(self, number: int, body: int) -> list[str]:
        """Return how near a body was named last, and how."""
        mention, trace = self.mentions[number], self.traces[body]
        apart = self._sentence(mention) - trace.sentence
        near = ("same", "last")[apart] if apart < 2 else "before" if apart < _NEAR else "far"
        rank = len(self.order) - 1 - self.order.index(body)
        out = [f"rank {min(rank, _FAR)}", f"sentence {near}"]
        if apart == 0:
            out.append(f"sentence same, {self._before(number)}")
        elif apart == 1 and trace.lead:
            out += ["led the last", "leads too"] if self._leads(mention) else ["led the last"]
        before = self._before(trace.number)
        if before in ("of", "and"):
            out.append(f"was {before}")
        elif trace.lead:
            out.append("was lead")
        return out

    def _known(self, at: Phrase, body: int) -> list[str]:
        """Return what the text made of a body so far."""
        trace = self.traces[body]
        out: list[str] = []
        if trace.count == self.most:
            out += ["most named", "most named, any"] if "any" in at.kinds else ["most named"]
        if trace.title:
            out.append("title")
        if body == self.first:
            out.append("first")
        if at.noun in trace.nouns:
            out.append("same noun")
        elif any(at.noun in other.nouns for other in self.traces):
            out.append("noun of another")
        if at.pointing and body == self.order[-1]:
            out.append("pointing")
        return out

    def _beside(self, number: int, body: int) -> list[str]:
        """Return how a body named right before or right behind the mention is joined to it."""
        out: list[str] = []
        for side, joint, near in self._joined(number):
            if near == body:
                out.append(f"{side}, {joint}")
            elif joint == "of" and side == "before" and self.bodies[near].parent == body:
                out.append("whole of the one before")
            elif joint == "of" and side == "behind" and self.bodies[body].parent == near:
                out.append("part of the one behind")
        return out

    def _joined(self, number: int) -> list[tuple[str, str, int]]:
        """Return side, joint and number of the bodies joined to a mention, worked out once."""
        if number not in self._sides:
            self._sides[number] = [
                (side, joint, self.owner[other])
                for side, other in (("before", number - 1), ("behind", number + 1))
                if other in self.owner and (joint := self._joint(*sorted((number, other))))
            ]
        return self._sides[number]

    def _joint(self, first: int, second: int) -> str:
        """Return what joins two mentions: "of", "and", a sign; "" where they are not joined."""
        between = self.text[self.mentions[first].end : self.mentions[second].start]
        if len(between) > _JOINT or "\n" in between:
            return ""
        words = self.lexicon.bodies
        found = [w for w in names.key(between).split() if w not in words.articles - words.linking]
        if not found:
            contracted = names.key(self.mentions[second].text).split(" ")[0] in words.contracted
            return "of" if contracted else ""
        for joint, known in (("of", words.linking | words.possessive), ("and", words.and_)):
            if all(word in known for word in found):
                return joint
        if not any(word.isalnum() for word in found):
            return "sign"
        return "word" if len(found) == 1 else ""
