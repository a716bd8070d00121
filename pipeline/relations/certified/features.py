"""What the models see of an event. No feature names a language: cues and shapes come from data."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.relations.certified.anchors import VERBS, Pair, Reading
from pipeline.relations.certified.words import pair_words
from pipeline.relations.grammar import Grammar
from pipeline.relations.lexicon import Hit
from pipeline.relations.view import BODY, CERTIFIER_KINDS, Item

HOLDERS = BODY | {"LOC"}
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
        ("before" if i < at else "after") + ("" if item.clause == items[at].clause else ":far")
        for i, item in enumerate(items)
        if item.mention is not None and item.mention.kind in CERTIFIER_KINDS
    ]
    return f"attested:{min(places, default='no')}"


def event_features(pair: Pair, grammar: Grammar, title_kinds: frozenset[str]) -> list[str]:
    """Features for the class of an anchor and trigger."""
    reading, anchor = pair.anchor.reading, pair.anchor
    items = reading.sentence.items
    hits = [hit for hit in reading.hits if hit.group == "triggers"]
    kinds = {hit.kind for hit in hits}
    section = reading.sentence.section
    out = ["bias", f"section:{section}", f"ref:{anchor.reference or 'named'}"]
    out += pair_words(pair)
    if anchor.reference:
        out += [f"gap:{max(-1, min(anchor.gap, 4))}"]
    out += [f"has:{kind}" for kind in sorted(kinds)]
    out += [f"title:{kind}" for kind in sorted(title_kinds & _OF_TITLES)]
    cues = [*_cue_features(pair, reading), _attested(items, pair)]
    out += cues
    noun = any(hit.kind == "noun" and -6 <= hit.start - anchor.at <= 4 for hit in hits)
    out.append(f"noun:{noun}")
    left = [i for i in items[: anchor.at] if i.label in BODY]
    clause = [i for i in items if i.clause == items[anchor.at].clause]
    out.append(f"body:{'left' if left else 'any' if any(i.label in BODY for i in items) else 'no'}")
    out.append(f"generic:{any(i.folded in grammar.generic for i in clause if not i.label)}")
    trigger = pair.trigger
    pivot = trigger.start if trigger else anchor.at
    ahead = [i for i in items[:pivot] if i.clause == items[pivot].clause]
    vague = not any(i.label in HOLDERS for i in ahead) and any(
        i.folded in grammar.indefinite for i in ahead if not i.label
    )
    out.append(f"indefinite:{vague}")
    taught = any(hit.kind == "explain" and 0 <= anchor.at - hit.end <= 4 for hit in hits)
    out.append(f"taught:{taught}")
    if trigger is None:
        verbs = kinds & VERBS
        out += ["k:none", f"none&verbs:{min(len(verbs), 3)}", f"none&noun:{noun}"]
        out += [f"none&ref:{anchor.reference or 'named'}", f"none&section:{section}"]
        out.append(f"none&prep:{items[anchor.at].prep}")
        return out
    known = [*cues, f"noun:{noun}", f"section:{section}", f"ref:{anchor.reference or 'named'}"]
    known += [f"has:{other}" for other in sorted(kinds & _TELLING)]
    return out + _trigger_features(pair, trigger, grammar, known)


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
        i.label == "DATE" and i.mention and not i.mention.value.startswith(("P", "XXXX"))
        for i in items[max(0, trigger.start - 8) : trigger.end + 12]
    )
    subject = next(
        (
            i
            for i in reversed(items[: trigger.start])
            if i.label in HOLDERS and i.prep in ("", "near")
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
    items, anchor = pair.anchor.reading.sentence.items, pair.anchor.at
    low, high = min(at, anchor), max(at, anchor)
    others = sum(1 for i in items[low + 1 : high] if i.label == "STANDARD")
    side = "L" if at < anchor else "R"
    return [
        f"anchor:{side}{bin_of(high - low)}",
        f"standards:{side}{min(others, 2)}",
        f"anchorclause:{items[at].clause == items[anchor].clause}&{side}",
    ]
