"""A release as the relation extractor sees it: sentences of words and mentions.

A mention is one item, whatever its length; an acronym in brackets behind a name is folded
into the item of the name. For each mention item the view tells which class of preposition
governs it and in which clause it stands. Built from text and mentions alone, no parser.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.entities.lexicon import load
from pipeline.folding import fold
from pipeline.records import Mention, Release, Section
from pipeline.relations.grammar import Grammar
from pipeline.sentences import split

_WORD = re.compile(r"['’]s\b|n['’]t\b|\w+(?:[-./'’°º]\w+)*|[^\w\s]")
_QUOTES = frozenset('"“”«»‘’`')
_BREAKS = frozenset(";:—–")
_FACT_SECTIONS = frozenset({"title", "heading", "body", "dateline"})
_NP_WORDS = 5
# Items back from a rank in which an office and its body stand.
_RANKED = 5
# The tokens of brackets behind a title ("(", "Rtd", ".", ")").
_MOST_STATE = 4
_MOST_TITLES = 8
_MOST_LETTERS = 8
BODY = frozenset({"AGENCY", "ORG"})
STANDARD = frozenset({"STANDARD"})
_OWNERS = BODY | {"GPE"}
CERTIFIER_KINDS = frozenset({"certification_body", "accreditation_body", "standards_body"})


@dataclass(slots=True)
class Item:
    """A word, a mark of punctuation, or a mention of one sentence."""

    text: str
    folded: str
    start: int
    end: int
    mention: Mention | None = None
    label: str = ""
    aliases: tuple[Mention, ...] = ()
    clause: int = 0
    prep: str = ""
    head: str = ""

    @property
    def is_mark(self) -> bool:
        """Whether this is a mark of punctuation."""
        return not self.label and not self.folded[:1].isalnum() and self.folded[:1] not in "'@"


@dataclass(slots=True)
class Sentence:
    """One sentence and its items; ``section`` is the kind of its section."""

    index: int
    start: int
    end: int
    text: str
    section: str
    items: list[Item] = field(default_factory=list)
    lists: list[list[int]] | None = None
    _named: dict[frozenset[str], list[tuple[int, Item]]] = field(default_factory=dict)

    def mentions(self, labels: frozenset[str]) -> list[tuple[int, Item]]:
        """Return the items (with their positions) that are mentions of these labels."""
        found = self._named.get(labels)
        if found is None:
            found = self._named[labels] = [
                (at, item) for at, item in enumerate(self.items) if item.label in labels
            ]
        return found

    def place(self, item: Item) -> int:
        """Return the position of an item of this sentence; ``ValueError`` if it is not its own."""
        for at, other in enumerate(self.items):
            if other is item:
                return at
        raise ValueError(f"no item of sentence {self.index}: {item.text!r}")


@dataclass(slots=True)
class View:
    """A release, its sentences and mentions."""

    release: Release
    grammar: Grammar
    sentences: list[Sentence]
    mentions: Sequence[Mention]


def _words(text: str, start: int, end: int) -> list[Item]:
    return [
        Item(word, fold(word), *match.span())
        for match in _WORD.finditer(text, start, end)
        if (word := match[0]) not in _QUOTES
    ]


def _items(text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Item]:
    items: list[Item] = []
    at = start
    for mention in mentions:
        items += _words(text, at, mention.start)
        items.append(
            Item(
                mention.text, fold(mention.text), mention.start, mention.end, mention, mention.label
            )
        )
        at = mention.end
    items += _words(text, at, end)
    return items


def _is_alias(items: Sequence[Item], at: int) -> bool:
    """Whether items ``at`` to ``at + 3`` are "(X)" behind a name that X stands for."""
    if at == 0 or at + 2 >= len(items) or items[at].folded != "(" or items[at + 2].folded != ")":
        return False
    before, inside = items[at - 1], items[at + 1]
    if not inside.mention or not before.mention:
        return False
    if "ROLE" in (before.label, inside.label):
        return False  # a person in brackets behind an office is no other name of it
    same = inside.mention.entity_id and inside.mention.entity_id == before.mention.entity_id
    return bool(same) or (before.label in BODY and inside.label in BODY)


def _without_acronyms(items: list[Item]) -> list[Item]:
    """Leave out initials in brackets behind common words ("memorandum (MoU)") and persons."""
    kept: list[Item] = []
    at = 0
    while at < len(items):
        plain = bool(kept) and kept[-1].label in ("", "PERSON")
        if plain and (size := _acronym(items, at)):
            at += size
        else:
            kept.append(items[at])
            at += 1
    return kept


def _acronym(items: Sequence[Item], at: int) -> int:
    """How many items initials in brackets take ("(MoU)", "(D-MI)", "(D-Calif.)"), 0 if none."""
    if items[at].folded != "(" or at + 2 >= len(items):
        return 0
    short, closing = items[at + 1], at + 2
    if items[closing].folded == ".":
        closing += 1
    if closing >= len(items) or items[closing].folded != ")":
        return 0
    capitals = sum(map(str.isupper, short.text))
    fits = not short.label and capitals > 1 and len(short.text) <= _MOST_LETTERS
    return closing + 1 - at if fits else 0


def _fold_aliases(items: list[Item]) -> list[Item]:
    folded: list[Item] = []
    at = 0
    while at < len(items):
        mention = items[at + 1].mention if at + 1 < len(items) else None
        if mention and _is_alias([*folded[-1:], *items[at : at + 3]], min(1, len(folded))):
            folded[-1].aliases = (*folded[-1].aliases, mention)
            at += 3
        else:
            folded.append(items[at])
            at += 1
    return folded


def _without_honorifics(items: Sequence[Item], grammar: Grammar) -> list[Item]:
    """Leave out what stands between a role (or a mark) and a name: "Dr.", "the Hon.", "(CEO)"."""
    kept: list[Item] = []
    for item in items:
        if item.label == "PERSON":
            _drop_state(kept, grammar)
            dropped = 0
            while kept and dropped < _MOST_TITLES and _is_title(kept, grammar):
                kept.pop()
                dropped += 1
            _drop_nation(kept, grammar)
            _drop_rank(kept, grammar)
        kept.append(item)
    return kept


def _drop_nation(kept: list[Item], grammar: Grammar) -> None:
    """Leave out a country's adjective between an office and a name: "el embajador noruego, Lee"."""
    at = len(kept) - 1 - (bool(kept) and kept[-1].folded == ",")
    if at < 1 or kept[at].label or kept[at - 1].label != "ROLE":
        return
    if kept[at].folded in load(grammar.lang).demonyms:
        del kept[at]


def _drop_rank(kept: list[Item], grammar: Grammar) -> None:
    """Leave out a rank between the body of an office and a name: "head of the port Captain Lee"."""
    if len(kept) < _RANKED or kept[-1].label != "ROLE" or kept[-2].label not in BODY:
        return
    if kept[-1].folded in grammar.honorifics and any(
        item.label == "ROLE" for item in kept[-_RANKED:-2]
    ):
        kept.pop()


def _drop_state(kept: list[Item], grammar: Grammar) -> None:
    """Leave out what brackets add to a title before a name: "Lt Col (Rtd.) Ann Lee"."""
    if not kept or kept[-1].folded != ")":
        return
    for size in range(3, _MOST_STATE + 1):
        opening = len(kept) - size
        if opening > 0 and kept[opening].folded == "(":
            inside = kept[opening + 1 : -1]
            if _is_title(kept[:opening], grammar) and not any(item.label for item in inside):
                del kept[opening:]
            return


def _is_title(kept: Sequence[Item], grammar: Grammar) -> bool:
    last = kept[-1]
    if last.label:
        return False
    if last.folded == ".":
        return len(kept) > 1 and not kept[-2].label and kept[-2].folded in grammar.honorifics
    return last.folded in grammar.honorifics


def _mark_clauses(items: list[Item], grammar: Grammar) -> None:
    clause = 0
    for item in items:
        if item.folded in _BREAKS or item.folded in grammar.clause_openers:
            clause += 1
        item.clause = clause


def _alike(one: Item, other: Item) -> bool:
    return one.label == other.label or {one.label, other.label} <= BODY


def _governor(items: Sequence[Item], at: int, grammar: Grammar) -> tuple[str, str]:
    """The class of preposition before the noun phrase that ends at ``at``, and its words.

    A mention coordinated with an earlier one ("of X and Y") shares its governor.
    """
    words: list[str] = []
    for position in range(at - 1, max(-1, at - 2 - _NP_WORDS), -1):
        item = items[position]
        if item.label:
            return ("", " ".join(reversed(words))) if words else ("near", "")
        kind = grammar.prepositions.get(item.folded)
        if kind is not None:
            return kind, " ".join(reversed(words))
        if item.folded in grammar.conjunctions or item.folded == ",":
            if position > 0 and _alike(items[position - 1], items[at]):
                return items[position - 1].prep, items[position - 1].head
            return "", " ".join(reversed(words))
        if item.is_mark or item.folded in grammar.function_words:
            break
        if item.folded not in grammar.determiners:
            words.append(item.folded)
    return "", " ".join(reversed(words))


def _mark_governors(items: list[Item], grammar: Grammar) -> None:
    for position, item in enumerate(items):
        if item.label:
            item.prep, item.head = _governor(items, position, grammar)
            _mark_owner(items, position, grammar)


def _mark_owner(items: Sequence[Item], at: int, grammar: Grammar) -> None:
    """In "the Council's Parks Unit" the unit stands where the council seems to."""
    owned, owner = items[at], items[at - 2] if at > 1 else None
    if owner is None or items[at - 1].folded not in grammar.possessive:
        return
    if owner.label in _OWNERS and owned.label in BODY:
        owned.prep, owned.head = owner.prep, owner.head
        owner.prep, owner.head = "owner", ""


def _mark_dateline(items: Sequence[Item], datelines: Sequence[Section]) -> None:
    """What stands in a dateline is governed by it: the town is not the subject of the sentence."""
    for section in datelines:
        for item in items:
            if item.label and section.start <= item.start < section.end:
                item.prep = "dateline"


def _section_of(sections: Sequence[Section], start: int) -> str:
    return next((s.kind for s in sections if s.start <= start < s.end), "body")


def build(release: Release, mentions: Sequence[Mention], grammar: Grammar) -> View:
    """Build the view of a release; sentences of credits, footers and boilerplate are left out."""
    ordered = sorted(mentions, key=lambda m: m.start)
    starts = [m.start for m in ordered]
    view = View(release, grammar, [], ordered)
    datelines = [section for section in release.sections if section.kind == "dateline"]
    following = deque(release.sections)
    for start, end in split(release.text, grammar.abbreviations):
        while following and following[0].end <= start:
            following.popleft()
        section = _section_of(following, start)
        if section not in _FACT_SECTIONS:
            continue
        inside = ordered[bisect_left(starts, start) : bisect_left(starts, end)]
        inside = [m for m in inside if m.end <= end]
        items = _items(release.text, start, end, inside)
        if inside:
            items = _without_honorifics(_fold_aliases(_without_acronyms(items)), grammar)
        _mark_clauses(items, grammar)
        if inside:
            _mark_governors(items, grammar)
            _mark_dateline(items, datelines)
        text = release.text[start:end]
        view.sentences.append(Sentence(len(view.sentences), start, end, text, section, items))
    _settle_nominals(view)
    return view


def _settle_nominals(view: View) -> None:
    """Let a nominal mention that is linked to nothing stand for the release's main body.

    That is the body named most often, certifiers left out; the mention itself stays unlinked in
    the table of mentions.
    """
    named = Counter(
        m.entity_id
        for m in view.mentions
        if m.label in BODY and m.source != "coref" and m.kind not in CERTIFIER_KINDS
    )
    if not named or not (main := named.most_common(1)[0][0]):
        return
    for sentence in view.sentences:
        for _, item in sentence.mentions(BODY):
            mention = item.mention
            if mention and mention.source == "coref" and not mention.entity_id:
                item.mention = replace(mention, entity_id=main)


def coordinated(
    sentence: Sentence, at: int, labels: frozenset[str], grammar: Grammar
) -> list[Item]:
    """The mentions coordinated with the one at ``at`` ("A, B and C"), itself included, in order.

    A comma alone makes no list: one of the links must be a conjunction. The preposition before a
    mention may be said again ("to A and to B").
    """
    items = sentence.items
    group, joined = [at], False
    for step in (1, -1):
        position, conjunction = at + step, False
        pending: list[Item] = []
        while 0 <= position < len(items):
            item = items[position]
            if item.label in labels:
                if not pending or not _may_join(pending, item, items[at], grammar):
                    break
                group.append(position)
                joined |= conjunction
                pending, conjunction = [], False
            elif item.label or not (
                item.folded in grammar.conjunctions
                or item.folded in grammar.determiners
                or item.folded in grammar.prepositions
                or item.folded == ","
            ):
                break
            else:
                pending.append(item)
                conjunction |= item.folded in grammar.conjunctions
            position += step
    return [items[i] for i in sorted(group)] if joined else [items[at]]


def _may_join(between: Sequence[Item], one: Item, other: Item, grammar: Grammar) -> bool:
    """Whether two mentions are of one list: no preposition between them, or theirs said again."""
    if not any(item.folded in grammar.prepositions for item in between):
        return True
    linked = any(item.folded in grammar.conjunctions or item.folded == "," for item in between)
    return linked and bool(one.prep) and one.prep == other.prep
