"""Who holds which office where: the body of a role that names none is chosen by a ranker.

"The mayor, Ann Lee" says no body; the release does. Candidates are its bodies; features are
their place to the role, how present they are, and how role and body fit each other (words in
common, kind of role beside kind of body).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.folding import fold
from pipeline.records import Mention
from pipeline.relations.certified.features import bin_of
from pipeline.relations.lexicon import Lexicon
from pipeline.relations.ranker import RelationModel
from pipeline.relations.rules import Found, kinds
from pipeline.relations.view import BODY, Item, Sentence, View

_SHARED = 4
_SPAN = 6


@dataclass(slots=True)
class Office:
    """A person in a role; ``body`` is the item of the body where the text names it beside them."""

    found: Found
    person: Item
    role: Item
    body: Item | None


@dataclass(slots=True)
class Body:
    """A candidate body: its best mention, and its features."""

    key: str
    mention: Mention
    features: list[str]
    kind: str = ""
    shared: int = 0


def _key(mention: Mention) -> str:
    return mention.entity_id or mention.text.lower()


def offices(found: Sequence[Found]) -> Iterator[Office]:
    """One office a person and sentence: explicit rules before those that name no body."""
    best: dict[tuple[int, int], Office] = {}
    for match in found:
        if match.rule.relation != "holds_role" or match.subject is None or match.role is None:
            continue
        if match.role.start > match.subject.start and _claimed(match, found):
            continue
        key = (match.sentence.index, match.subject.start)
        office = Office(match, match.subject, match.role, match.object)
        known = best.get(key)
        if known is None or (known.body is None and office.body is not None):
            best[key] = office
    yield from best.values()


def _claimed(match: Found, found: Sequence[Found]) -> bool:
    """Whether the role belongs to another person that follows it ("Lee, the mayor Roe")."""
    return any(
        other.role is match.role
        and other.subject is not match.subject
        and other.subject is not None
        and match.role is not None
        and other.subject.start > match.role.start
        for other in found
        if other.rule.relation == "holds_role" and other.sentence is match.sentence
    )


def _words(text: str) -> set[str]:
    return {w[:_SPAN] for w in fold(text).split() if len(w) >= _SHARED}


def _place(sentence: Sentence, office: Office, item: Item) -> list[str]:
    role, person = office.role.start, office.person.start
    low, high = min(role, person), max(office.role.end, office.person.end)
    side = "L" if item.start < low else "R" if item.start >= high else "M"
    position = next(i for i, other in enumerate(sentence.items) if other is item)
    pivot = next(i for i, other in enumerate(sentence.items) if other is office.role)
    low_at, high_at = min(position, pivot), max(position, pivot)
    between = sum(1 for i in sentence.items[low_at + 1 : high_at] if i.label in BODY)
    persons = sum(
        1
        for i in sentence.items[low_at + 1 : high_at]
        if i.label == "PERSON" and i is not office.person
    )
    gap = bin_of(high_at - low_at)
    return [
        "in:same", f"side:{side}", f"side:{side}&prep:{item.prep or '-'}", f"dist:{side}{gap}",
        f"between:{min(between, 2)}", f"persons:{min(persons, 2)}",
        f"same:{item.clause == office.role.clause}",
    ]  # fmt: skip


def candidates(view: View, office: Office) -> list[Body]:
    """Every body of the release with its features for this office."""
    here = office.found.sentence
    nearest: dict[str, tuple[int, Mention, Item, Sentence]] = {}
    counts: dict[str, int] = {}
    first: dict[str, int] = {}
    kinds_of: dict[str, str] = {}
    title: set[str] = set()
    names: dict[str, set[str]] = {}
    for sentence in view.sentences:
        for _, item in sentence.mentions(BODY):
            if item.mention is None:
                continue
            key = _key(item.mention)
            counts[key] = counts.get(key, 0) + 1
            first.setdefault(key, len(first))
            kinds_of[key] = kinds_of.get(key) or item.mention.kind
            names.setdefault(key, set()).update(_words(item.mention.text))
            if sentence.section == "title":
                title.add(key)
            away = here.index - sentence.index
            rank = abs(away) * 2 + (1 if away < 0 else 0)
            if key not in nearest or rank < nearest[key][0]:
                nearest[key] = (rank, item.mention, item, sentence)
    ranks = {key: i for i, key in enumerate(sorted(counts, key=lambda k: (-counts[k], first[k])))}
    role_words = _words(office.role.text)
    role_kind = office.role.mention.kind if office.role.mention else ""
    out: list[Body] = []
    for key, (_, mention, item, sentence) in nearest.items():
        features = [
            f"rank:{min(ranks[key], 4)}", f"count:{min(counts[key], 4)}", f"title:{key in title}",
            f"first:{min(first[key], 4)}", f"label:{mention.label}", f"kind:{kinds_of[key]}",
            f"overlap:{bool(role_words & names[key])}", f"rk:{role_kind}&bk:{kinds_of[key]}",
        ]  # fmt: skip
        if sentence is here:
            features += _place(here, office, item)
        else:
            back = here.index - sentence.index
            features.append(f"in:{'before' if back > 0 else 'after'}{bin_of(abs(back))}")
            features.append(f"far&prep:{item.prep or '-'}")
        shared = len(role_words & names[key])
        out.append(Body(key, mention, features, kinds_of[key], shared))
    return out


def _fits(office: Office, body: Body) -> bool:
    """Whether a body is of a kind that the office goes with (an unknown kind fits any)."""
    role_kind = office.role.mention.kind if office.role.mention else ""
    wanted = kinds()["holds_role"].fits.get(role_kind)
    return not wanted or not body.kind or body.kind in wanted


def choose_body(
    view: View, office: Office, model: RelationModel, *, alike: bool = False
) -> tuple[Mention | None, float]:
    """The body of an office that names none, and its probability.

    With ``alike`` only a body whose name shares two words with the office is taken.
    """
    bodies = [body for body in candidates(view, office) if _fits(office, body)]
    if alike:
        bodies = [body for body in bodies if body.shared > 1]
    if not bodies:
        return None, 0.0
    odds = model.rankers["office"].probabilities([b.features for b in bodies])
    best = max(range(len(bodies)), key=lambda i: odds[i])
    return bodies[best].mention, odds[best]


def ministry_of(view: View, office: Office) -> Mention | None:
    """The body whose name shares words with the role ("Transport minister" of a named country)."""
    wanted = _words(office.role.text)
    for sentence in view.sentences:
        for _, item in sentence.mentions(BODY):
            if item.mention and len(wanted & _words(item.mention.text)) > 1:
                return item.mention
    return None


def tense(sentence: Sentence, role: Item, cues: Lexicon) -> str:
    """``former``, ``acting`` or ``current``, by the cues before the role or in it."""
    at = next(i for i, item in enumerate(sentence.items) if item is role)
    near = sentence.items[max(0, at - 3) : at]
    inside = [Item(word, fold(word), role.start, role.end) for word in role.text.split()]
    for hit in cues.hits([*near, *inside]):
        if hit.group == "tense":
            return hit.kind
    return "current"
