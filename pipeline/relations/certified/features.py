"""What the models see of an event. No feature names a language: cues and shapes come from data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.relations.certified.anchors import VERBS, Anchor, Pair, Reading
from pipeline.relations.certified.words import pair_words
from pipeline.relations.grammar import Grammar
from pipeline.relations.lexicon import Hit
from pipeline.relations.view import BODY, STANDARD, Item

HOLDERS = BODY | {"LOC"}
_DATE = frozenset({"DATE"})
_OF_TITLES = frozenset({"explain", "plan", "deny", "suspend"})
_TELLING = frozenset({"explain", "plan", "audit", "implement"})


def bin_of(distance: int) -> str:
    """A distance as one of few steps."""
    for limit in (0, 1, 2, 4, 7, 12, 20):
        if distance <= limit:
            return str(limit)
    return "far"


def _before(items: Sequence[Item], at: int, reach: int) -> Sequence[Item]:
    return items[max(0, at - reach) : at]


def voice(items: Sequence[Item], trigger: Hit, grammar: Grammar) -> str:
    """The shape of a trigger.

    ``active``, ``passive``, ``reduced`` (a participle with an agent), ``participle``,
    ``infinitive`` or ``future``.
    """
    word = items[trigger.start].folded
    if grammar.infinitive.search(word):
        return "infinitive"
    if grammar.future.search(word):
        return "future"
    if grammar.participle.search(word):
        return _participle(items, trigger, grammar)
    return "active"


def _participle(items: Sequence[Item], trigger: Hit, grammar: Grammar) -> str:
    near = [i.folded for i in _before(items, trigger.start, 3) if not i.label]
    if any(w in grammar.be for w in near):
        return "passive"
    if any(w in grammar.have for w in near):
        return "active"
    following = [i for i in items[trigger.end : trigger.end + 3] if not i.label]
    agent = any(grammar.prepositions.get(i.folded) == "agent" for i in following)
    return "reduced" if agent else "participle"


def _cue_features(pair: Pair, reading: Reading) -> list[str]:
    """Status cues: before the trigger in its clause, before it, anywhere."""
    items = reading.sentence.items
    at = pair.trigger.start if pair.trigger else pair.anchor.at
    found: list[str] = []
    for kind in ("planned", "negated"):
        cues = [hit for hit in reading.status if hit.kind == kind]
        place = "none"
        for hit in cues:
            gap = at - hit.end
            same = items[hit.start].clause == items[at].clause
            if hit.start <= at <= hit.end:
                place = "on"
            elif 0 <= gap <= 4 and same:
                place = "near"
            elif gap >= 0 and same and place == "none":
                place = "clause"
            elif place == "none":
                place = "before" if gap >= 0 else "after"
            if place in ("on", "near"):
                break
        found.append(f"{kind}:{place}")
    return found


def _attested(items: Sequence[Item], pair: Pair) -> str:
    """Whether a body that certifies stands beside the trigger, on which side, in its clause."""
    at = pair.trigger.start if pair.trigger else pair.anchor.at
    places = [
        ("before" if i < at else "after") + ("" if items[i].clause == items[at].clause else ":far")
        for i in pair.anchor.reading.certifiers
    ]
    return f"attested:{min(places, default='no')}"


@dataclass(frozen=True, slots=True)
class AnchorFeatures:
    """What is seen of an anchor, whatever the trigger; ``told`` are the kinds of its triggers."""

    section: str
    reference: str
    told: frozenset[str]
    noun: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    taught: str


def of_anchor(anchor: Anchor, grammar: Grammar, title_kinds: frozenset[str]) -> AnchorFeatures:
    """The features that an anchor's pairs share."""
    sentence, at = anchor.reading.sentence, anchor.at
    items, hits = sentence.items, anchor.reading.of("triggers")
    kinds = frozenset(hit.kind for hit in hits)
    before = [f"gap:{max(-1, min(anchor.gap, 4))}"] if anchor.reference else []
    before += [f"has:{kind}" for kind in sorted(kinds)]
    before += [f"title:{kind}" for kind in sorted(title_kinds & _OF_TITLES)]
    bodies = sentence.mentions(BODY)
    body = "no" if not bodies else "left" if bodies[0][0] < at else "any"
    clause = items[at].clause
    generic = any(i.folded in grammar.generic and i.clause == clause and not i.label for i in items)
    noun = any(hit.kind == "noun" and -6 <= hit.start - at <= 4 for hit in hits)
    taught = any(hit.kind == "explain" and 0 <= at - hit.end <= 4 for hit in hits)
    return AnchorFeatures(
        f"section:{sentence.section}", f"ref:{anchor.reference or 'named'}", kinds, f"noun:{noun}",
        tuple(before), (f"noun:{noun}", f"body:{body}", f"generic:{generic}"), f"taught:{taught}",
    )  # fmt: skip


def event_features(pair: Pair, grammar: Grammar, shared: AnchorFeatures) -> list[str]:
    """Features for the class of an anchor and trigger; ``shared`` are those of the anchor."""
    anchor, trigger = pair.anchor, pair.trigger
    items = anchor.reading.sentence.items
    cues = [*_cue_features(pair, anchor.reading), _attested(items, pair)]
    out = ["bias", shared.section, shared.reference, *pair_words(pair)]
    out += [*shared.before, *cues, *shared.after]
    out += [f"indefinite:{_vague(pair, grammar)}", shared.taught]
    if trigger is None:
        out += ["k:none", f"none&verbs:{min(len(shared.told & VERBS), 3)}", f"none&{shared.noun}"]
        out += [f"none&{shared.reference}", f"none&{shared.section}"]
        out.append(f"none&prep:{items[anchor.at].prep}")
        return out
    known = [*cues, shared.noun, shared.section, shared.reference]
    known += [f"has:{other}" for other in sorted(shared.told & _TELLING)]
    return out + _trigger_features(pair, trigger, grammar, known)


def _vague(pair: Pair, grammar: Grammar) -> bool:
    """Whether the clause names no holder before the trigger, only an indefinite one."""
    items = pair.anchor.reading.sentence.items
    pivot = pair.trigger.start if pair.trigger else pair.anchor.at
    clause = items[pivot].clause
    ahead = [i for i in items[:pivot] if i.clause == clause]
    return any(i.folded in grammar.indefinite and not i.label for i in ahead) and not any(
        i.label in HOLDERS for i in ahead
    )


def _trigger_features(
    pair: Pair, trigger: Hit, grammar: Grammar, known: Sequence[str]
) -> list[str]:
    """How a trigger stands to its anchor; each of what is ``known`` again with its kind."""
    reading, anchor = pair.anchor.reading, pair.anchor
    items = reading.sentence.items
    side = "L" if trigger.start < anchor.at else "R"
    gap = anchor.at - trigger.end if side == "L" else trigger.start - anchor.at - 1
    same = items[trigger.start].clause == items[anchor.at].clause
    shape = voice(items, trigger, grammar)
    low, high = min(trigger.start, anchor.at), max(trigger.start, anchor.at)
    between = sum(
        1 for hit in reading.of("triggers") if low < hit.start < high and hit.kind in VERBS
    )
    k = trigger.kind
    dated = any(
        trigger.start - 8 <= at < trigger.end + 12
        and i.mention
        and not i.mention.value.startswith(("P", "XXXX"))
        for at, i in reading.sentence.mentions(_DATE)
    )
    subject = next(
        (
            i
            for at, i in reversed(reading.sentence.mentions(HOLDERS))
            if at < trigger.start and i.prep in ("", "near")
        ),
        None,
    )
    where = (
        "no"
        if subject is None
        else "same"
        if subject.clause == items[trigger.start].clause
        else "far"
    )
    pronoun = any(
        i.folded in grammar.pronouns for i in items[max(0, trigger.start - 2) : trigger.start]
    )
    since = any(h.group == "since" and trigger.start <= h.start for h in reading.hits)
    out = [
        f"since:{since}",
        f"k:{k}&since:{since}",
        f"dated:{dated}",
        f"k:{k}&dated:{dated}",
        f"ref:{anchor.reference or 'named'}&dated:{dated}",
    ]
    out += [f"subject:{where}", f"k:{k}&subject:{where}", f"pronoun:{pronoun}&{side}"]
    out += [f"k:{k}", f"k:{k}&{side}", f"k:{k}&{shape}", f"k:{k}&same:{same}"]
    out += [f"rank:{pair.rank}", f"k:{k}&rank:{min(pair.rank, 2)}", f"dist:{side}{bin_of(gap)}"]
    out += [f"between:{min(between, 2)}", f"shape:{shape}"]
    out += [f"k:{k}&{feature}" for feature in known]
    return [*out, f"w:{items[trigger.start].folded[:7]}"]


def anchor_features(pair: Pair, at: int) -> list[str]:
    """Where a candidate stands to the anchor, and whether another standard stands between."""
    sentence, anchor = pair.anchor.reading.sentence, pair.anchor.at
    items = sentence.items
    low, high = min(at, anchor), max(at, anchor)
    others = sum(low < place < high for place, _ in sentence.mentions(STANDARD))
    side = "L" if at < anchor else "R"
    return [
        f"anchor:{side}{bin_of(high - low)}",
        f"standards:{side}{min(others, 2)}",
        f"anchorclause:{items[at].clause == items[anchor].clause}&{side}",
    ]
