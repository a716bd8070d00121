"""Features of a mention and an entity that its sentence does not name.

"The machines were a gift of the Water Fund": to whom, another sentence says. The mention's side
is its sentence; the entity's side is its presence in the release and how lately it was named.
"""

from __future__ import annotations

from pipeline.folding import fold
from pipeline.relations.pairs.context import Context, office_of, taken
from pipeline.relations.pairs.entities import Known, Present
from pipeline.relations.pairs.near import around, binned, own, words_of
from pipeline.relations.view import BODY, Item

_FAR = 3


def anchor(context: Context, at: int, side: str, absent: int) -> list[str]:
    """The mention's side; ``side`` is ``s`` if it is the subject, else ``o``.

    ``absent`` is the number of bodies that the release names and the sentence does not.
    """
    items = context.sentence.items
    item = items[at]
    mark = f"far{side}"
    out = [mark, f"{mark}:sec:{context.sentence.section}"]
    out += own(item, mark) + around(context, at, mark)
    out += [f"{mark}w:{stem}" for stem in context.bag]
    out += sorted({f"{mark}cue:{r}:{'L' if p < at else 'R'}" for p, r in context.cues})
    others = [items[p] for p in context.places if p != at]
    bodies = sum(1 for other in others if other.label in BODY)
    people = sum(1 for other in others if other.label == "PERSON")
    places = sum(1 for other in others if other.label == "GPE")
    free = sum(1 for other in others if other.label in BODY and other.prep in ("", "near"))
    out += [
        f"{mark}B:{min(bodies, 2)}", f"{mark}P:{min(people, 2)}", f"{mark}G:{min(places, 2)}",
        f"{mark}F:{min(free, 2)}", f"{mark}start:{binned(at)}",
        f"{mark}among:{min(absent, 5)}",
    ]  # fmt: skip
    for (one, other), matches in context.rules.items():
        if at in (one, other):
            out += [f"{mark}other:{m.rule.relation}" for m in matches]
    out += _office(context, at, mark)
    return out


def _office(context: Context, at: int, mark: str) -> list[str]:
    items = context.sentence.items
    if items[at].label != "PERSON":
        return []
    role = office_of(context, at)
    if role is None:
        return [f"{mark}role:none"]
    low, high = min(at, role), max(at, role)
    gap = " ".join(context.tokens[low + 1 : high]) if high - low <= _FAR else "far"
    words = fold(items[role].text).split()
    after = context.tokens[role + 1] if role + 1 < len(items) else "$"
    mention = items[role].mention
    return [
        f"{mark}role:{'<' if role < at else '>'}{gap}", f"{mark}rolef:{words[0][:6]}",
        f"{mark}role+:{after}", f"{mark}rk:{mention.kind if mention else ''}",
        f"{mark}roletaken:{taken(context, role, at)}", f"{mark}rolen:{min(len(words), 4)}",
    ]  # fmt: skip


def lately(context: Context, known: Known, present: Present) -> list[str]:
    """How long ago the entity was named, and whether another one alike was named since."""
    found = context.sides.get((known.order, "ago"))
    if found is None:
        found = context.sides[known.order, "ago"] = _ago(context.sentence.index, known, present)
    return found


def _ago(here: int, known: Known, present: Present) -> list[str]:
    before = [s for s in known.sentences if s < here]
    if not before:
        return ["ago:never"]
    last = before[-1]
    since = sum(
        1
        for other in present.entities.values()
        if other is not known
        and other.item.label in BODY
        and any(last < s < here for s in other.sentences)
    )
    named = known.items[len(before) - 1]
    return [
        f"ago:{min(here - last, 6)}", f"since:{min(since, 3)}", f"agoprep:{named.prep}",
        f"ago1&prep:{here - last == 1}&{named.prep}",
    ]  # fmt: skip


def standing(known: Known, side: str) -> list[str]:
    """The entity's side: its presence in the release, whatever the sentence."""
    mark = f"far{side}E"
    out = [
        f"{mark}rank:{min(known.rank, 4)}", f"{mark}order:{min(known.order, 5)}",
        f"{mark}title:{known.title}", f"{mark}count:{min(len(known.sentences), 4)}",
        f"{mark}led:{known.led}", f"{mark}rank&title:{min(known.rank, 3)}{known.title}",
    ]  # fmt: skip
    return out + own(known.item, mark)


def relating(context: Context, at: int, known: Known, side: str) -> list[str]:
    """How the mention and the entity fit each other."""
    near, item = context.sentence.items[at], known.item
    subject, obj = (near, item) if side == "s" else (item, near)
    mark = f"far{side}E"
    out = [f"{mark}l>:{subject.label}>{obj.label}"]
    return out + _fit(context, at, subject, obj, mark)


def _fit(context: Context, at: int, subject: Item, obj: Item, mark: str) -> list[str]:
    one, other = subject.mention, obj.mention
    assert one is not None  # noqa: S101 # candidates are mentions
    assert other is not None  # noqa: S101
    shared = words_of(one.text) & words_of(other.text)
    out = [f"{mark}kk:{one.kind}>{other.kind}", f"{mark}share:{min(len(shared), 2)}"]
    place = office_of(context, at) if subject.label == "PERSON" else None
    if place is not None:
        role = context.sentence.items[place]
        kind = role.mention.kind if role.mention else ""
        words = fold(role.text).split()
        shared = words_of(role.text) & words_of(other.text)
        out += [
            f"{mark}rkk:{kind}>{other.kind}", f"{mark}rolefk:{words[0][:6]}>{other.kind}",
            f"{mark}roleshare:{min(len(shared), 2)}",
        ]  # fmt: skip
    return out
