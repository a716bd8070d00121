"""What the models see. No feature names a language: cues, positions and shapes come from data."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.dates.intervals import interval
from pipeline.records import Mention, TimeValue
from pipeline.relations.certified.anchors import VERBS, Pair, Reading
from pipeline.relations.certified.words import (
    between_words,
    candidate_words,
    date_words,
    pair_words,
)
from pipeline.relations.grammar import Grammar
from pipeline.relations.lexicon import Hit
from pipeline.relations.view import BODY, CERTIFIER_KINDS, Item

HOLDERS = BODY | {"LOC"}
_DATE = frozenset({"DATE"})
_ATTESTING = frozenset({"award", "certify", "suspend", "withdraw", "deny"})
_OLD_DAYS = 183
_ATTESTING_PREPOSITIONS = frozenset({"agent", "from", "through", "with"})


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


def event_features(pair: Pair, grammar: Grammar, title_kinds: frozenset[str]) -> list[str]:
    """Features for the class of an anchor and trigger."""
    reading, anchor = pair.anchor.reading, pair.anchor
    items = reading.sentence.items
    kinds = {hit.kind for hit in reading.hits if hit.group == "triggers"}
    section = reading.sentence.section
    out = ["bias", f"section:{section}", f"ref:{anchor.reference or 'named'}"]
    out += pair_words(pair)
    if anchor.reference:
        out += [f"gap:{max(-1, min(anchor.gap, 4))}"]
    out += [f"has:{kind}" for kind in kinds]
    out += [f"title:{kind}" for kind in title_kinds & {"explain", "plan", "deny", "suspend"}]
    cues = _cue_features(pair, reading)
    out += cues
    noun = any(
        hit.kind == "noun" and -6 <= hit.start - anchor.at <= 4
        for hit in reading.hits
        if hit.group == "triggers"
    )
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
    taught = any(
        hit.kind == "explain" and 0 <= anchor.at - hit.end <= 4
        for hit in reading.hits
        if hit.group == "triggers"
    )
    out.append(f"taught:{taught}")
    if trigger is None:
        verbs = {hit.kind for hit in reading.hits if hit.group == "triggers" and hit.kind in VERBS}
        out += ["k:none", f"none&verbs:{min(len(verbs), 3)}", f"none&noun:{noun}"]
        out += [f"none&ref:{anchor.reference or 'named'}", f"none&section:{section}"]
        out.append(f"none&prep:{items[anchor.at].prep}")
        return out
    side = "L" if trigger.start < anchor.at else "R"
    gap = anchor.at - trigger.end if side == "L" else trigger.start - anchor.at - 1
    same = items[trigger.start].clause == items[anchor.at].clause
    shape = voice(items, trigger, grammar)
    between = sum(
        1
        for hit in reading.hits
        if hit.group == "triggers"
        and hit.kind in VERBS
        and min(trigger.start, anchor.at) < hit.start < max(trigger.start, anchor.at)
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
    out += [
        f"since:{since}",
        f"k:{k}&since:{since}",
        f"dated:{dated}",
        f"k:{k}&dated:{dated}",
        f"ref:{anchor.reference or 'named'}&dated:{dated}",
    ]
    out += [f"subject:{where}", f"k:{k}&subject:{where}", f"pronoun:{pronoun}&{side}"]
    out += [f"k:{k}", f"k:{k}&{side}", f"k:{k}&{shape}", f"k:{k}&noun:{noun}", f"k:{k}&same:{same}"]
    out += [f"rank:{pair.rank}", f"k:{k}&rank:{min(pair.rank, 2)}", f"dist:{side}{bin_of(gap)}"]
    out += [f"between:{min(between, 2)}", f"k:{k}&section:{section}", f"shape:{shape}"]
    out += [f"k:{k}&{cue}" for cue in cues]
    out += [f"k:{k}&ref:{anchor.reference or 'named'}", f"w:{items[trigger.start].folded[:7]}"]
    out += [f"k:{k}&has:{other}" for other in kinds & {"explain", "plan", "audit", "implement"}]
    return out


@dataclass(slots=True)
class Candidate:
    """A body (or date) that may fill a role; ``item`` is its mention nearest to the anchor."""

    key: str
    mention: Mention
    features: list[str]
    item: int = -1


@dataclass(slots=True)
class Salience:
    """How present each body is in the release: its count, and whether it stands in the title.

    ``places`` are the sentences that name it, by number.
    """

    counts: dict[str, int]
    ranks: dict[str, int]
    title: frozenset[str]
    named: dict[str, Mention]
    places: dict[str, list[int]]
    marks: dict[str, tuple[str, ...]] = field(default_factory=dict)


def key_of(mention: Mention) -> str:
    """What identifies a mention's entity within a release."""
    return mention.entity_id or mention.text.lower()


def salience(readings: Sequence[Reading]) -> Salience:
    """Count the bodies of a release."""
    counts: dict[str, int] = {}
    named: dict[str, Mention] = {}
    places: dict[str, list[int]] = {}
    title: set[str] = set()
    for reading in readings:
        for _, item in reading.sentence.mentions(HOLDERS):
            if item.mention is None:
                continue
            key = key_of(item.mention)
            counts[key] = counts.get(key, 0) + 1
            places.setdefault(key, []).append(reading.sentence.index)
            if key not in named or (
                named[key].source == "coref" and item.mention.source != "coref"
            ):
                named[key] = item.mention
            if reading.sentence.section == "title":
                title.add(key)
    ranks = {key: rank for rank, key in enumerate(sorted(counts, key=lambda k: -counts[k]))}
    return Salience(counts, ranks, frozenset(title), named, places, _marks(readings))


def _marks(readings: Sequence[Reading]) -> dict[str, tuple[str, ...]]:
    """Where in the release a body stands: beside a standard, first in its sentence, first of all."""
    found: dict[str, set[str]] = {}
    order: list[str] = []
    for reading in readings:
        sentence = reading.sentence
        standard = any(item.label == "STANDARD" for item in sentence.items)
        for number, (_, item) in enumerate(sentence.mentions(HOLDERS)):
            if item.mention is None:
                continue
            key = key_of(item.mention)
            order.append(key)
            kept = found.setdefault(key, set())
            if standard:
                kept.add("with:standard")
                kept.add("with:standard&first" if number == 0 else "with:standard&later")
            if number == 0 and item.prep in ("", "near"):
                kept.add("leads:sentence")
            if number == 0 and sentence.section == "title":
                kept.add("leads:title")
    for key in order[:1]:
        found[key].add("leads:release")
    return {key: tuple(sorted(kept)) for key, kept in found.items()}


def _side_features(pair: Pair, at: int, item: Item, shape: str, role: str) -> list[str]:
    """Where a candidate of the same sentence stands to the trigger and the anchor."""
    trigger, anchor = pair.trigger, pair.anchor
    items = anchor.reading.sentence.items
    pivot = trigger.start if trigger else anchor.at
    side = "L" if at < pivot else "R"
    k = trigger.kind if trigger else "none"
    prep = item.prep or "-"
    low, high = min(at, pivot), max(at, pivot)
    between = sum(1 for i in items[low + 1 : high] if i.label in HOLDERS)
    same = item.clause == items[pivot].clause
    out = [
        f"side:{side}", f"prep:{prep}", f"side:{side}&prep:{prep}", f"{shape}&{side}&{prep}",
        f"{k}&{side}&{prep}", f"{k}&{shape}&{side}&{prep}", f"between:{side}{min(between, 3)}",
        f"same:{same}&{side}", f"dist:{side}{bin_of(high - low)}",
        *_anchor_features(pair, at),
        f"first:{not any(i.label in HOLDERS for i in items[:at])}",
    ]  # fmt: skip
    if at + 1 < len(items) and items[at + 1].folded in ("'s", "’s"):
        out.append(f"possessor&{side}")
    if role == "certifier":
        out += [f"{k}&{side}"]
    return out


def _entity_features(key: str, mention: Mention, sal: Salience, role: str) -> list[str]:
    certifier = mention.kind in CERTIFIER_KINDS or (
        key in sal.named and sal.named[key].kind in CERTIFIER_KINDS
    )
    rank = sal.ranks.get(key, 9)
    out = [
        f"label:{mention.label}", f"certkind:{certifier}", f"rank:{min(rank, 3)}",
        f"title:{key in sal.title}", f"count:{min(sal.counts.get(key, 0), 4)}",
        f"coref:{mention.source == 'coref'}",
        f"kind:{mention.kind}", *sal.marks.get(key, ()),
        *(f"m:{word[:6]}" for word in mention.text.casefold().split()[:7]),
    ]  # fmt: skip
    if role == "certifier":
        kinds = sum(1 for m in sal.named.values() if m.kind in CERTIFIER_KINDS)
        out += [
            f"certkind:{certifier}&n:{min(kinds, 3)}",
            f"label:{mention.label}&certkind:{certifier}",
        ]
    return out


def _cue_near(reading: Reading, at: int, group: str) -> bool:
    return any(hit.group == group and 0 <= at - hit.end <= 4 for hit in reading.hits)


def _certifies(key: str, mention: Mention, sal: Salience) -> bool:
    """Whether a body is known to certify or accredit, or is no public body."""
    named = sal.named.get(key, mention)
    return (
        mention.label == "ORG"
        or {mention.kind} <= CERTIFIER_KINDS
        or {named.kind} <= CERTIFIER_KINDS
    )


def _may_certify(pair: Pair, at: int, item: Item, sal: Salience) -> bool:
    """A public body that is no certifier attests only as the agent or subject of the attesting."""
    if item.mention is None or _certifies(key_of(item.mention), item.mention, sal):
        return item.mention is not None
    if item.prep in _ATTESTING_PREPOSITIONS:
        return True
    trigger = pair.trigger
    subject = trigger is not None and trigger.kind in _ATTESTING and at < trigger.start
    return subject and item.prep in ("", "near")


def role_candidates(
    pair: Pair, readings: Sequence[Reading], sal: Salience, grammar: Grammar, role: str
) -> list[Candidate]:
    """Candidates for the holder or the certifier, one an entity, each with its features.

    In the sentence itself each mention counts; from the sentences before, the title and the
    rest of the release each entity does.
    """
    reading = pair.anchor.reading
    items = reading.sentence.items
    shape = voice(items, pair.trigger, grammar) if pair.trigger else "none"
    best: dict[str, Candidate] = {}
    for at, item in reading.sentence.mentions(HOLDERS):
        if item.mention is None or (role == "certifier" and not _may_certify(pair, at, item, sal)):
            continue
        features = ["in:same", *_side_features(pair, at, item, shape, role)]
        features += _entity_features(key_of(item.mention), item.mention, sal, role)
        features += candidate_words(pair, at)
        features += [
            f"{group}:near"
            for group in ("certifier", "consultant")
            if _cue_near(reading, at, group)
        ]
        candidate = Candidate(key_of(item.mention), item.mention, features, at)
        best[f"{candidate.key}#{at}"] = candidate
    present = {c.key for c in best.values()}
    for key, mention in sal.named.items():
        if key in present or (role == "certifier" and not _certifies(key, mention, sal)):
            continue
        features = _entity_features(key, mention, sal, role)
        features += _distance_features(key, reading, readings, sal)
        features.append(f"away&inside:{min(len(present), 2)}")
        if pair.trigger:
            features.append(f"away&k:{pair.trigger.kind}")
        best[key] = Candidate(key, mention, features)
    return list(best.values())


def days_of(time: TimeValue) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of a calendar expression; read off its value where no one did before."""
    if time.start is None and (days := interval(time.timex)) is not None:
        return days[0], days[1]
    return time.start, time.end


def is_old(time: TimeValue | None, published: dt.date | None) -> bool:
    """Whether a date lies more than half a year before the publication: the event is history."""
    day = days_of(time)[1] if time else None
    return bool(day and published and (published - day).days > _OLD_DAYS)


def certifier_rows(
    pair: Pair, candidates: Sequence[Candidate], label: str, *, old: bool
) -> list[list[str]]:
    """Features of the candidates for the certifier, and (last) of there being none.

    ``label`` is the class of the event and ``old`` whether it is history: the certifier of
    today's certificate says little of an earlier or a planned one.
    """
    k = pair.trigger.kind if pair.trigger else "none"
    context = f"{label}&old:{old}"
    rows = []
    for candidate in candidates:
        place = "same" if candidate.item >= 0 else "away"
        rows.append([*candidate.features, f"{context}&{place}", f"old:{old}&{place}"])
    empty = ["none", f"none&k:{k}", f"none&{context}", f"none&old:{old}"]
    empty.append(f"none&n:{min(len(candidates), 3)}")
    return [*rows, empty]


def _distance_features(
    key: str, reading: Reading, readings: Sequence[Reading], sal: Salience
) -> list[str]:
    here = reading.sentence.index
    places = sal.places.get(key, [])
    before, after = bisect_left(places, here), bisect_right(places, here)
    place = "none"
    if before:
        place = f"before{bin_of(here - places[before - 1])}"
    elif after < len(places):
        place = f"after{bin_of(places[after] - here)}"
    out = [f"in:{place}"]
    for offset in (1, -1):
        index = here - offset
        if 0 <= index < len(readings):
            other = readings[index]
            for at, item in other.sentence.mentions(HOLDERS):
                if item.mention and key_of(item.mention) == key:
                    where = "prev" if offset == 1 else "next"
                    first = not any(i.label in HOLDERS for i in other.sentence.items[:at])
                    out += [f"{where}:{item.prep or '-'}", f"{where}:first:{first}"]
                    out += [
                        f"{where}:{group}"
                        for group in ("certifier", "consultant")
                        if _cue_near(other, at, group)
                    ]
                    break
    return out


def _in_dateline(reading: Reading, at: int) -> bool:
    early = at <= 4 and reading.sentence.index < 4
    return early or reading.sentence.section == "dateline"


def _anchor_features(pair: Pair, at: int) -> list[str]:
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


def _beside_speech(items: Sequence[Item], at: int, grammar: Grammar) -> bool:
    """Whether a date belongs to a verb of saying ("said today") rather than to the event."""
    near = items[max(0, at - 2) : at + 3]
    return any(item.folded in grammar.speech for item in near if not item.label)


def _when(mention: Mention, published: dt.date | None) -> str:
    """How a date lies to the publication, from ``future`` to ``old``."""
    start = days_of(mention.time)[0] if mention.time else None
    if start is None or published is None:
        return "unknown"
    days = (published - start).days
    if days < 0:
        return "future"
    for limit, name in ((0, "today"), (8, "week"), (100, "recent"), (400, "past")):
        if days <= limit:
            return name
    return "old"


def date_candidates(
    pair: Pair, grammar: Grammar, readings: Sequence[Reading] = ()
) -> list[Candidate]:
    """The dates of the sentence and of its neighbours (not durations), each with its features."""
    here = pair.anchor.reading
    out = _dates_here(pair, grammar)
    index = here.sentence.index
    for offset, where in ((-1, "prev"), (1, "next")):
        if 0 <= index + offset < len(readings):
            out += _dates_beside(pair, readings[index + offset], where, bool(out))
    return out


def _real_dates(reading: Reading) -> Iterator[tuple[int, Item, Mention]]:
    for at, item in reading.sentence.mentions(_DATE):
        mention = item.mention
        if mention is not None and mention.value and not mention.value.startswith(("P", "XXXX")):
            yield at, item, mention


def _dates_beside(pair: Pair, other: Reading, where: str, dated: bool) -> list[Candidate]:
    """The dates of a neighbouring sentence."""
    k = pair.trigger.kind if pair.trigger else "none"
    kinds = {hit.kind for hit in other.hits if hit.group == "triggers"}
    standard = any(item.label == "STANDARD" for item in other.sentence.items)
    out = []
    for number, (at, item, mention) in enumerate(_real_dates(other)):
        features = [
            "beside", where, f"{where}&dated:{dated}", f"{where}&k:{k}", f"{where}&n:{number}",
            f"{where}&standard:{standard}", f"{where}&prep:{item.prep or '-'}",
            f"{where}&ref:{pair.anchor.reference or 'named'}",
            f"{where}&section:{other.sentence.section}", f"{where}&dateline:{_in_dateline(other, at)}",
            f"beside&when:{_when(mention, other.published)}",
            f"beside&width:{min(len(mention.value), 10)}",
            *(f"beside&has:{kind}" for kind in kinds), *date_words(other, at, "b"),
        ]  # fmt: skip
        out.append(Candidate(mention.value, mention, features))
    return out


def _dates_here(pair: Pair, grammar: Grammar) -> list[Candidate]:
    reading = pair.anchor.reading
    items = reading.sentence.items
    pivot = pair.trigger.start if pair.trigger else pair.anchor.at
    k = pair.trigger.kind if pair.trigger else "none"
    out: list[Candidate] = []
    for at, item, mention in _real_dates(reading):
        side = "L" if at < pivot else "R"
        low, high = min(at, pivot), max(at, pivot)
        between = sum(1 for i in items[low + 1 : high] if i.label == "DATE")
        verbs = sum(
            1 for hit in reading.hits
            if hit.group == "triggers" and hit.kind in VERBS and low < hit.start < high
        )  # fmt: skip
        valid = any(hit.group == "validity" and 0 <= at - hit.end <= 3 for hit in reading.hits)
        before = items[at - 1].folded if at else "^"
        after = items[at + 1].folded if at + 1 < len(items) else "$"
        features = [
            f"side:{side}", f"prep:{item.prep or '-'}", f"prep:{item.prep or '-'}&{side}",
            f"dist:{side}{bin_of(high - low)}", f"between:{min(between, 2)}", f"valid:{valid}",
            f"same:{item.clause == items[pivot].clause}", f"k:{k}&{side}", f"verbs:{min(verbs, 2)}",
            f"width:{min(len(mention.value), 10)}", f"section:{reading.sentence.section}",
            f"n:{sum(1 for i in items if i.label == 'DATE') == 1}", f"before:{before[:6]}",
            f"dateline:{_in_dateline(reading, at)}", f"when:{_when(mention, reading.published)}",
            *_anchor_features(pair, at), f"after:{after[:6]}",
            f"ref:{pair.anchor.reference or 'named'}&{side}",
            f"speech:{_beside_speech(items, at, grammar)}", *date_words(reading, at, "d"),
            *between_words(items, at, pivot, "d"),
        ]  # fmt: skip
        out.append(Candidate(mention.value, mention, features, at))
    return out
