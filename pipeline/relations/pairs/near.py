"""Features of an ordered pair of mentions in one sentence; named, so that they can be read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.folding import fold
from pipeline.relations.pairs.context import Context, fellows, office_of, taken
from pipeline.relations.pairs.entities import Present
from pipeline.relations.view import BODY, Item

_SPAN, _WHOLE, _ENDS = 14, 5, 4
_SHARED = 4
_BINS = ((0, "0"), (1, "1"), (2, "2"), (3, "3"), (5, "5"), (8, "8"), (13, "13"), (25, "25"))
_BINNED = [next(name for most, name in _BINS if n <= most) for n in range(_BINS[-1][0] + 1)]


def binned(number: int) -> str:
    """A count as one of a few bins."""
    return _BINNED[number] if number < len(_BINNED) else "far"


@lru_cache(maxsize=4096)
def words_of(text: str) -> frozenset[str]:
    """The longer words of a name, folded."""
    return frozenset(w[:6] for w in fold(text).split() if len(w) >= _SHARED)


def around(context: Context, at: int, mark: str) -> list[str]:
    """What stands before and after an item, with its place and as two words."""
    known = context.sides.get((at, ""))
    if known is None:
        known = context.sides[at, ""] = _around(context, at)
    return [mark + told for told in known]


def _around(context: Context, at: int) -> list[str]:
    tokens = context.tokens
    before = ["^", "^", "^", *tokens[max(0, at - 3) : at]][-3:]
    after = [*tokens[at + 1 : at + 4], "$", "$", "$"][:3]
    left, right = context.senses[max(0, at - 3) : at], context.senses[at + 1 : at + 4]
    return [
        f"-1:{before[2]}", f"-2:{before[1]}", f"-3:{before[0]}", f"--:{before[1]} {before[2]}",
        f"+1:{after[0]}", f"+2:{after[1]}", f"+3:{after[2]}", f"++:{after[0]} {after[1]}",
        f"-s:{before[2][:5]}", f"+s:{after[0][:5]}",
        *(f"-z{far}:{z}" for far, found in enumerate(reversed(left)) for z in found),
        *(f"+z{far}:{z}" for far, found in enumerate(right) for z in found),
    ]  # fmt: skip


def own(item: Item, mark: str) -> list[str]:
    """What a mention itself tells: label, class, governor, head, nominal or not, its first word."""
    mention = item.mention
    if mention is None:
        return []
    nominal = mention.source == "coref"
    found = _own(mention.text, item.label, mention.kind, item.prep, item.head, nominal)
    return [mark + told for told in found]


@lru_cache(maxsize=4096)
def _own(text: str, label: str, kind: str, prep: str, head: str, nominal: bool) -> tuple[str, ...]:
    words = fold(text).split()
    return (
        f"l:{label}", f"k:{kind}", f"p:{prep}", f"h:{head.rpartition(' ')[2][:6]}",
        f"n:{nominal}", f"f:{words[0][:6]}", f"e:{words[-1][:6]}", f"w:{min(len(words), 5)}",
    )  # fmt: skip


def _between(context: Context, low: int, high: int, order: str) -> list[str]:
    tokens, stems = context.tokens[low + 1 : high], context.stems[low + 1 : high]
    gap = len(tokens)
    out = [f"{order}gap:{binned(gap)}"]
    if gap <= _WHOLE:
        out.append(f"{order}whole:{' '.join(tokens)}")
    meant = context.senses[low + 1 : high]
    if gap > _SPAN:
        tokens = [*tokens[:_ENDS], *tokens[-_ENDS:]]
        stems = [*stems[:_ENDS], *stems[-_ENDS:]]
        meant = [*meant[:_ENDS], *meant[-_ENDS:]]
    out += [f"{order}b:{word}" for word in dict.fromkeys(tokens)]
    out += [f"{order}s:{stem}" for stem in dict.fromkeys(stems)]
    out += [f"{order}bb:{one} {other}" for one, other in pairwise(tokens)]
    out += [f"{order}z:{z}" for z in dict.fromkeys(z for found in meant for z in found)]
    return out


def _mentions_between(items: Sequence[Item], order: str) -> list[str]:
    count = {"B": 0, "G": 0, "P": 0, "R": 0}
    for item in items:
        if item.label:
            kind = "B" if item.label in BODY else item.label[0]
            if kind in count:
                count[kind] += 1
    return [f"{order}m{kind}:{min(number, 2)}" for kind, number in count.items()]


def _cues(context: Context, low: int, high: int, order: str) -> list[str]:
    found = {
        f"cue:{relation}:{order}{'L' if at < low else 'M' if at < high else 'R'}"
        for at, relation in context.cues
    }
    return sorted(found)


def _fit(one: Item, other: Item) -> list[str]:
    a, b = one.mention, other.mention
    assert a is not None  # noqa: S101 # candidates are mentions
    assert b is not None  # noqa: S101
    shared = words_of(a.text) & words_of(b.text)
    inside = fold(b.text) in fold(a.text)
    return [
        f"ll:{one.label}>{other.label}", f"kk:{a.kind}>{b.kind}",
        f"share:{min(len(shared), 2)}", f"inside:{inside}",
        f"pp:{one.prep}>{other.prep}", f"clause:{one.clause == other.clause}",
    ]  # fmt: skip


def _office(context: Context, subject: int, obj: int) -> list[str]:
    """The office beside a person: where it stands, and how it begins."""
    items = context.sentence.items
    if items[subject].label != "PERSON":
        return []
    at = office_of(context, subject)
    if at is None:
        return ["role:none"]
    role = items[at]
    words = fold(role.text).split()
    low, high = min(at, subject), max(at, subject)
    gap = " ".join(context.tokens[low + 1 : high]) if high - low <= 3 else "far"
    side = "<" if at < subject else ">"
    place = "M" if min(subject, obj) < at < max(subject, obj) else "O"
    nearer = min(abs(p - at) for p in context.places if items[p].label == "PERSON")
    step = abs(obj - at)
    body = items[obj].mention
    shared = len(words_of(role.text) & words_of(body.text)) if body else 0
    kind = role.mention.kind if role.mention else ""
    low, high = min(at, obj), max(at, obj)
    join = " ".join(context.tokens[low + 1 : high]) if step <= _ENDS else "far"
    return [
        f"role:{side}{gap}", f"rolein:{place}{side}", f"rolef:{words[0][:6]}",
        f"roleown:{nearer == abs(at - subject)}", f"rolejoin:{join}",
        f"rolestep:{'<' if obj < at else '>'}{binned(step)}",
        f"roletaken:{taken(context, at, subject)}",
        f"roletaken&order:{taken(context, at, subject)}{side}{place}",
        f"roleshare:{min(shared, 2)}", f"rk:{kind}", f"rkk:{kind}>{body.kind if body else ''}",
    ]  # fmt: skip


def _rows(context: Context, subject: int, obj: int) -> list[str]:
    """Whether a pair stands in one list, as the partners of a third, or rules name its object."""
    told = context.objects.get(obj, ())
    out = [f"told:{relation}" for relation in sorted(told)]
    number = context.lists.get(subject)
    if number is not None and number == context.lists.get(obj):
        out.append("listed")
        out += [f"fellows:{r}" for r in sorted(told) if fellows(context, subject, obj, r)]
    return out


def _side(context: Context, at: int, mark: str, present: Present) -> list[str]:
    """What a mention tells as the subject or object of whatever pair."""
    known = context.sides.get((at, mark))
    if known is None:
        item = context.sentence.items[at]
        known = context.sides[at, mark] = own(item, mark) + present.of(item, mark)
    return known


def _edge(context: Context, at: int, mark: str) -> list[str]:
    known = context.sides.get((at, mark))
    if known is None:
        known = context.sides[at, mark] = around(context, at, mark)
    return known


def parts(context: Context, subject: int, obj: int, present: Present) -> tuple[list[str], ...]:
    """Features of the pair (``subject``, ``obj``), positions in the sentence's items.

    All but the first part are shared with other pairs of the sentence.
    """
    items = context.sentence.items
    one, other = items[subject], items[obj]
    low, high = min(subject, obj), max(subject, obj)
    order = "<" if subject < obj else ">"
    out = ["near", f"{order}ll:{one.label}>{other.label}", f"sec:{context.sentence.section}"]
    out += _fit(one, other)
    out += _between(context, low, high, order)
    out += _mentions_between(items[low + 1 : high], order)
    out += _cues(context, low, high, order)
    out += _office(context, subject, obj)
    for match in context.rules.get((subject, obj), ()):
        out.append(f"rule:{match.rule.rule_id}")
        out += [f"ruled:{match.rule.relation}"] if not match.rule.hint else []
    out += _rows(context, subject, obj)
    return (
        out, _side(context, subject, "S", present), _side(context, obj, "O", present),
        _edge(context, low, f"{order}L"), _edge(context, high, f"{order}R"),
    )  # fmt: skip
