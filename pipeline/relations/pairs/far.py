"""Features of a mention and an entity that its sentence does not name.

"The machines were a gift of the Water Fund": to whom, another sentence says. The mention's side
is its sentence; the entity's side is its presence in the release and how lately it was named.
"""

from __future__ import annotations

from bisect import bisect_left

from pipeline.folding import fold
from pipeline.relations.pairs.context import Context, office_of, taken
from pipeline.relations.pairs.entities import Known, Present
from pipeline.relations.pairs.near import around, binned, own, words_of
from pipeline.relations.view import BODY, Item

_FAR = 3


def anchor(context: Context, at: int, side: str, absent: int) -> tuple[list[str], list[str]]:
    """The mention's side, and the words of its sentence, which its other mentions share.

    ``side`` is ``s`` if the mention is the subject, else ``o``; ``absent`` is the number of
    bodies that the release names and the sentence does not.
    """
    item = context.sentence.items[at]
    mark = f"far{side}"
    out = [f"{mark}start:{binned(at)}"]
    out += own(item, mark) + around(context, at, mark)
    out += sorted({f"{mark}cue:{r}:{'L' if p < at else 'R'}" for p, r in context.cues})
    out += _others(context, at, mark)
    for (one, other), matches in context.rules.items():
        if at in (one, other):
            out += [f"{mark}other:{m.rule.relation}" for m in matches if not m.rule.hint]
    out += [f"{mark}told:{relation}" for relation in sorted(context.objects.get(at, ()))]
    out += _office(context, at, mark)
    words = context.sides.get((-1, mark))
    if words is None:
        words = context.sides[-1, mark] = [
            mark, f"{mark}:sec:{context.sentence.section}", f"{mark}among:{min(absent, 5)}",
            *(f"{mark}w:{stem}" for stem in context.bag),
            *sorted({f"{mark}z:{z}" for found in context.senses for z in found}),
        ]  # fmt: skip
    return out, words


def _others(context: Context, at: int, mark: str) -> list[str]:
    """How many other bodies, persons and places the sentence names."""
    items = context.sentence.items
    bodies = people = places = free = 0
    for place in context.places:
        label = items[place].label
        if place == at:
            continue
        if label in BODY:
            bodies += 1
            free += items[place].prep in ("", "near")
        elif label == "PERSON":
            people += 1
        elif label == "GPE":
            places += 1
    return [
        f"{mark}B:{min(bodies, 2)}", f"{mark}P:{min(people, 2)}", f"{mark}G:{min(places, 2)}",
        f"{mark}F:{min(free, 2)}",
    ]  # fmt: skip


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
    before = bisect_left(known.sentences, here)
    if not before:
        return ["ago:never"]
    last = known.sentences[before - 1]
    since = present.between(last, here, 3)
    named = known.items[before - 1]
    return [
        f"ago:{min(here - last, 6)}", f"since:{since}", f"agoprep:{named.prep}",
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
