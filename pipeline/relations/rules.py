"""Relations stated by a pattern: the files ``patterns/<lang>/relations/*.yaml`` with ``patterns:``.

A pattern binds the slots ``subject`` and ``object`` (and ``role``). ``subject: left`` asks for the
nearest fitting mention before the match that no preposition governs; ``object: office``: no
body is named beside the role (see ``pipeline.relations.holders``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any

from pipeline.errors import PatternError
from pipeline.patternfiles import read_yaml
from pipeline.relations import owners
from pipeline.relations.grammar import Grammar
from pipeline.relations.joined import group_of
from pipeline.relations.phrases import Match, Pattern, PhraseIndex
from pipeline.relations.view import BODY, STANDARD, Item, Sentence, View
from pipeline.resources import patterns

# Told by frames, not by pairs (``pipeline.relations.certified``); its rules help them.
CERTIFIED = "certified"
STRATEGIES = frozenset({"slot", "left", "office"})
_REACH, _OPENING, _OWNED = 3, 4, 4
_DASHES = frozenset({"-", "–", "—", ".-"})


@dataclass(frozen=True, slots=True)
class Kind:
    """What a relation is: ``patterns/relations/<relation>.yaml``.

    ``variant`` names the qualifier whose values the pair classifier tells apart; a ``lasting``
    relation is a state, seldom planned.
    """

    relation: str
    subject: frozenset[str]
    object: frozenset[str]
    expand: frozenset[str] = frozenset()
    symmetric: bool = False
    dated: bool = False
    variant: str = ""
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say a relation.

    A ``hint`` is right too seldom to speak for its relation as other rules do: the pair
    classifier weighs it by itself.
    """

    rule_id: str
    relation: str
    pattern: Pattern
    subject: str = "slot"
    object: str = "slot"
    where: str = ""
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    hint: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A rule's match: the items of a sentence (or of an earlier one) that fill its roles."""

    rule: Rule
    sentence: Sentence
    match: Match
    subject: Item | None
    object: Item | None
    role: Item | None = None


@cache
def kinds() -> dict[str, Kind]:
    """All relation types, by name.

    Raises:
        PatternError: a file is not well-formed.
    """
    out: dict[str, Kind] = {}
    for path in sorted((patterns() / "relations").glob("*.yaml")):
        raw = read_yaml(path)
        try:
            out[raw["relation"]] = Kind(
                raw["relation"],
                frozenset(raw["subject"]["labels"]),
                frozenset(raw["object"]["labels"]),
                frozenset(raw.get("expand", ())),
                raw.get("symmetric") is True or raw.get("symmetric") == "true",
                raw.get("date") is True or raw.get("date") == "true",
                raw.get("variant", ""),
                raw.get("lasting") is True or raw.get("lasting") == "true",
            )
        except (KeyError, TypeError) as error:
            raise PatternError(f"incomplete relation type: {error}", where=path) from error
    return out


def _rule(raw: Mapping[str, Any], relation: str, where: str) -> Rule:
    try:
        rule = Rule(
            f"{relation}.{raw['id']}",
            relation,
            Pattern.compile(raw["match"], where),
            raw.get("subject", "slot"),
            raw.get("object", "slot"),
            raw.get("where", ""),
            raw.get("set", {}),
            tuple(raw["examples"]),
            tuple(raw["counterexamples"]),
            raw.get("hint") is True or raw.get("hint") == "true",
        )
    except KeyError as missing:
        raise PatternError(f"a pattern lacks {missing}", where=where) from missing
    if {rule.subject, rule.object} - STRATEGIES:
        raise PatternError(f"{rule.rule_id}: unknown strategy", where=where)
    return rule


@cache
def rules(lang: str) -> tuple[Rule, ...]:
    """All rules of a language, file by file, in their order."""
    out: list[Rule] = []
    for path in sorted((patterns() / lang / "relations").glob("*.yaml")):
        raw = read_yaml(path)
        out += [_rule(r, raw["relation"], str(path)) for r in raw.get("patterns", ())]
    return tuple(out)


@cache
def rule_index(lang: str) -> PhraseIndex[Rule]:
    """The rules of a language for pairs, ready to be matched."""
    return PhraseIndex([(r.pattern, r) for r in rules(lang) if r.relation != CERTIFIED])


@cache
def certified_index(lang: str) -> PhraseIndex[Rule]:
    """The rules of a language for certifications, ready to be matched."""
    return PhraseIndex([(r.pattern, r) for r in rules(lang) if r.relation == CERTIFIED])


def left_subject(
    view: View, sentence: Sentence, at: int, end: int, labels: frozenset[str]
) -> Item | None:
    """The subject of the items ``at`` to ``end``: the nearest mention before them, not governed.

    If the sentence has none before, the first one behind a phrase that opens the sentence ("With
    the help of the Fund, the port ..."), else that of the sentences before it; none if a person
    or a name that nobody knows stands there.
    """
    for place, item in reversed(list(enumerate(sentence.items[:at]))):
        if item.label in labels and (
            item.prep in ("", "near") or _opens_sentence(sentence.items, place, view.grammar)
        ):
            return item
        if item.label == "PERSON" and item.prep == "" and "PERSON" not in labels:
            return None
    if (subject := _fronted(view, sentence, at, end, labels)) is not None:
        return subject if subject.label in labels else None
    if _has_another(sentence.items[:at], view.grammar):
        return None
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _REACH), -1):
        for item in view.sentences[index].items:
            if item.label in labels and item.prep in ("", "near"):
                return item
    return None


def _has_another(items: Sequence[Item], grammar: Grammar) -> bool:
    """Whether a sentence has a subject of its own: "he", a place, a name not known that opens it.

    On the training releases five in six subjects taken from a sentence before were wrong there.
    """
    return _opens_with_name(items, grammar) or any(
        item.folded in grammar.personal or (item.label == "LOC" and item.prep == "")
        for item in items
    )


def _opens_with_name(items: Sequence[Item], grammar: Grammar) -> bool:
    """Whether two capitalised words, or one behind an article, open a sentence unknown."""
    for place, item in enumerate(items):
        if item.label or not (item.text[0].isupper() or item.folded in grammar.determiners):
            return False
        if place and item.text[0].isupper():
            return True
    return False


def _opens_sentence(items: Sequence[Item], at: int, grammar: Grammar) -> bool:
    """Whether a body owns the subject that opens the sentence ("The project of the port was")."""
    if items[at].prep != "of":
        return False
    first = next((n + 1 for n in range(at - 1, -1, -1) if items[n].is_mark), 0)
    opening = not first or items[first - 1].folded in _DASHES
    before = items[first:at] if opening and at - first <= _OWNED else []
    small = grammar.determiners | frozenset(grammar.prepositions)
    nouns = [item for item in before if not item.label and item.folded not in small]
    return len(nouns) == 1 and not any(item.label for item in before)


def _fronted(
    view: View, sentence: Sentence, at: int, end: int, labels: frozenset[str]
) -> Item | None:
    """The subject, or a person, behind a phrase that opens the sentence and ends in a comma."""
    items, first = sentence.items, _begin(view, sentence)
    if at - first > _OPENING or any(i.label and i.label != "DATE" for i in items[first:at]):
        return None
    named = [item for item in items[at:end] if item.label in labels]
    group = group_of(sentence, named[-1], view.grammar) if named else []
    behind = max((items.index(item) + 1 for item in group), default=end)
    closed = False
    for place in range(behind, len(items)):
        item = items[place]
        if item.label == "PERSON":
            return item
        if item.label in labels:
            return item if closed else None
        if item.folded == ",":
            closed = True
        elif closed and item.folded not in view.grammar.determiners:
            return None
    return None


def _begin(view: View, sentence: Sentence) -> int:
    """How many items of a sentence are the dateline before it."""
    end = max((s.end for s in view.release.sections if s.kind == "dateline"), default=0)
    marks = (n + 1 for n, item in enumerate(sentence.items) if item.start < end)
    return max(marks, default=0) if sentence.start < end else 0


def _nested_place(items: Sequence[Item], match: Match) -> bool:
    """Whether "A, B" names a place and its region rather than two members of a list."""
    after = items[match.end : match.end + 2]
    before = items[max(0, match.start - 2) : match.start]
    listed_after = len(after) == 2 and after[1].label == "GPE" and after[0].folded != "."
    return not listed_after and not any(i.label == "GPE" for i in before)


def _led(items: Sequence[Item], at: int) -> Item:
    """The unit where a body's name leads it ("the UNESCO World Heritage Committee")."""
    after = items[at + 1] if at + 1 < len(items) else None
    led = after is not None and after.label in BODY and items[at].label in BODY
    return after if led and after is not None else items[at]


def _not_listed(items: Sequence[Item], match: Match) -> bool:
    """Whether "A, B," is an apposition rather than two members of a list of bodies."""
    before = items[max(0, match.start - 2) : match.start]
    after = items[match.end : match.end + 3]
    return not any(i.label in BODY for i in (*before, *after))


_CONDITIONS = {"nested-place": _nested_place, "not-listed": _not_listed}


def find(view: View) -> Iterator[Found]:
    """Yield every rule for pairs that matches, sentence by sentence."""
    index = rule_index(view.grammar.lang)
    for sentence in view.sentences:
        yield from _owned(list(_matches(view, sentence, index)), view.grammar)


def certified(view: View) -> Iterator[Found]:
    """Yield every rule for certifications that matches, sentence by sentence."""
    index = certified_index(view.grammar.lang)
    for sentence in view.sentences:
        if sentence.mentions(STANDARD):
            yield from _matches(view, sentence, index)


def _owned(found: Sequence[Found], grammar: Grammar) -> Iterator[Found]:
    """The matches without those that give a person the office of another."""
    held: dict[int, list[Item]] = {}
    for match in found:
        if match.role is not None and match.subject is not None:
            held.setdefault(match.role.start, []).append(match.subject)
    for match in found:
        role, subject = match.role, match.subject
        if (
            role is None
            or subject is None
            or subject.start
            not in owners.others(role, held[role.start], match.sentence.items, grammar)
        ):
            yield match


def _matches(view: View, sentence: Sentence, index: PhraseIndex[Rule]) -> Iterator[Found]:
    types = kinds()
    for match, rule in index.find(sentence.items):
        if rule.where and not _CONDITIONS[rule.where](sentence.items, match):
            continue
        slots = {name: sentence.items[at] for name, at in match.slots.items()}
        if "object" in slots:
            slots["object"] = _led(sentence.items, match.slots["object"])
        subject = slots.get("subject")
        if subject is not None and subject.label == "PERSON":
            subject = _ungoverned(sentence, slots, subject, view.grammar.lang)
        if rule.subject == "left":
            subject = left_subject(
                view, sentence, match.start, match.end, types[rule.relation].subject
            )
        obj = slots.get("object")
        if rule.object == "left":
            obj = left_subject(view, sentence, match.start, match.end, types[rule.relation].object)
        yield Found(rule, sentence, match, subject, obj, slots.get("role"))


def _ungoverned(sentence: Sentence, slots: Mapping[str, Item], person: Item, lang: str) -> Item:
    """Who an office behind a person is of: not of him who is under a preposition ("under Lee")."""
    role = slots.get("role")
    if role is None or role.start < person.start or not owners.is_below(sentence, person, lang):
        return person
    before = (i for i in sentence.items if i.label == "PERSON" and i.start < person.start)
    return next((item for item in before if item.prep in ("", "near")), person)


def pairs(found: Found, view: View) -> Iterator[tuple[Item, Item]]:
    """Yield subject and object of a match; where its relation says so, all coordinated ones."""
    if found.subject is None or found.object is None:
        return
    kind = kinds()[found.rule.relation]
    subjects, objects = [found.subject], [found.object]
    if "subject" in kind.expand:
        subjects = expand(found.sentence, found.subject, view, kind.subject)
    if "object" in kind.expand:
        objects = expand(found.sentence, found.object, view, kind.object)
    for subject, obj in product(subjects, objects):
        if subject is not obj:
            yield subject, obj


def expand(sentence: Sentence, item: Item, view: View, labels: frozenset[str]) -> list[Item]:
    """The mentions of these labels that stand in one list with ``item``, itself included."""
    found = group_of(sentence, item, view.grammar)
    return [each for each in found if each is item or each.label in labels]
