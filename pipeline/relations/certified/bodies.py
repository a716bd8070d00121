"""The bodies that may hold or attest a certificate, and what the models see of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.records import Mention
from pipeline.relations.certified.anchors import Pair, Reading
from pipeline.relations.certified.features import HOLDERS, anchor_features, bin_of, voice
from pipeline.relations.certified.plausible import attests, is_street, may_hold
from pipeline.relations.certified.words import candidate_words
from pipeline.relations.grammar import Grammar
from pipeline.relations.lexicon import Hit
from pipeline.relations.view import BODY, CERTIFIER_KINDS, STANDARD, Item

_NAME_WORDS, _PART = 7, 4
_ATTESTING = frozenset({"award", "certify", "suspend", "withdraw", "deny"})
_PASSIVE = frozenset({"passive", "reduced"})
_AWARDED = frozenset({"award", "extend", "renew"})
# Items between an act and the body that it is done to.
_REACH = 9
_GETTING = frozenset({"get", "hold", "keep", "implement"})
# Items between a verb and its agent ("before by the").
_AGENT = 3
_NEVER = frozenset({"standards_publisher", "media"})
_ATTESTING_PREPOSITIONS = frozenset({"agent", "from", "through", "with"})


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

    ``places`` are the sentences that name it, by number; ``cued`` are those beside whom a word
    speaks of certifying; ``known`` and ``far`` keep the features that many choices share.
    """

    counts: dict[str, int]
    ranks: dict[str, int]
    title: frozenset[str]
    named: dict[str, Mention]
    places: dict[str, list[int]]
    cued: frozenset[str] = frozenset()
    marks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    known: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    far: dict[tuple[str, int], list[str]] = field(default_factory=dict)


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
    cued = frozenset(_cued(readings))
    return Salience(counts, ranks, frozenset(title), named, places, cued, _marks(readings))


def _cued(readings: Sequence[Reading]) -> Iterator[str]:
    """The bodies beside which a word speaks of certifying."""
    for reading in readings:
        if not reading.of("certifier"):
            continue
        for at, item in reading.sentence.mentions(HOLDERS):
            if item.mention is not None and _cue_near(reading, at, "certifier"):
                yield key_of(item.mention)


def _marks(readings: Sequence[Reading]) -> dict[str, tuple[str, ...]]:
    """Where in the release a body stands: beside a standard, first of a sentence or of all."""
    found: dict[str, set[str]] = {}
    order: list[str] = []
    for reading in readings:
        sentence = reading.sentence
        standard = bool(sentence.mentions(STANDARD))
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


def _side_features(pair: Pair, at: int, item: Item, shape: str) -> list[str]:
    """Where a candidate of the same sentence stands to the trigger and the anchor."""
    trigger, anchor = pair.trigger, pair.anchor
    items = anchor.reading.sentence.items
    pivot = trigger.start if trigger else anchor.at
    side = "L" if at < pivot else "R"
    k = trigger.kind if trigger else "none"
    prep = item.prep or "-"
    low, high = min(at, pivot), max(at, pivot)
    holders = anchor.reading.sentence.mentions(HOLDERS)
    between = sum(low < place < high for place, _ in holders)
    same = item.clause == items[pivot].clause
    out = [
        f"side:{side}", f"prep:{prep}", f"side:{side}&prep:{prep}", f"{shape}&{side}&{prep}",
        f"{k}&{side}&{prep}", f"{k}&{shape}&{side}&{prep}", f"between:{side}{min(between, 3)}",
        f"same:{same}&{side}", f"dist:{side}{bin_of(high - low)}",
        *anchor_features(pair, at),
        f"first:{holders[0][0] >= at}",
    ]  # fmt: skip
    if at + 1 < len(items) and items[at + 1].folded in ("'s", "’s"):
        out.append(f"possessor&{side}")
    return out


def _here(pair: Pair, at: int, item: Item, shape: str) -> tuple[list[str], list[str]]:
    """What is seen of a candidate of the same sentence whatever its role: before and after that."""
    known = pair.sides.get(at)
    if known is None:
        reading = pair.anchor.reading
        cues = [f"{g}:near" for g in ("certifier", "consultant") if _cue_near(reading, at, g)]
        known = pair.sides[at] = (
            ["in:same", *_side_features(pair, at, item, shape)],
            [*candidate_words(pair, at), *cues],
        )
    return known


def _entity_features(key: str, mention: Mention, sal: Salience, role: str) -> list[str]:
    known = sal.known.get((key, mention.text, role))
    if known is None:
        known = sal.known[key, mention.text, role] = _of_entity(key, mention, sal, role)
    return known


def _of_entity(key: str, mention: Mention, sal: Salience, role: str) -> list[str]:
    certifier = mention.kind in CERTIFIER_KINDS or (
        key in sal.named and sal.named[key].kind in CERTIFIER_KINDS
    )
    rank = sal.ranks.get(key, 9)
    out = [
        f"label:{mention.label}", f"certkind:{certifier}", f"rank:{min(rank, 3)}",
        f"title:{key in sal.title}", f"count:{min(sal.counts.get(key, 0), 4)}",
        f"coref:{mention.source == 'coref'}",
        f"kind:{mention.kind}", *sal.marks.get(key, ()),
        *_name_features(mention.text),
    ]  # fmt: skip
    if role == "certifier":
        kinds = sum(1 for m in sal.named.values() if m.kind in CERTIFIER_KINDS)
        out += [
            f"certkind:{certifier}&n:{min(kinds, 3)}",
            f"label:{mention.label}&certkind:{certifier}",
        ]
    return out


def _name_features(name: str) -> list[str]:
    """How the words of a name begin and end: certifiers coin theirs ("Norcert", "Certimex")."""
    words = name.casefold().split()[:_NAME_WORDS]
    return list(
        dict.fromkeys(
            [f"m:{word[:6]}" for word in words]
            + [
                f"{mark}:{part}"
                for word in words
                if len(word) > _PART
                for mark, part in _ends(word)
            ]
        )
    )


def _ends(word: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("mb", word[:_PART]), ("me", word.rstrip(".,")[-_PART:])


def _cue_near(reading: Reading, at: int, group: str) -> bool:
    return any(hit.group == group and 0 <= at - hit.end <= 4 for hit in reading.hits)


def _certifies(key: str, mention: Mention, sal: Salience) -> bool:
    """Whether a body is known to certify or accredit, or is no public body.

    Those that only publish standards (ISO), and news agencies, certify nobody.
    """
    named = sal.named.get(key, mention)
    if not _NEVER.isdisjoint((mention.kind, named.kind)):
        return False
    return (
        mention.label == "ORG"
        or attests(mention.text)
        or {mention.kind} <= CERTIFIER_KINDS
        or {named.kind} <= CERTIFIER_KINDS
    )


def _may_certify(pair: Pair, at: int, item: Item, sal: Salience) -> bool:
    """A public body that is no certifier attests only as the agent or subject of the attesting."""
    if item.mention is not None and item.mention.kind in _NEVER:
        return False
    if item.mention is None or _certifies(key_of(item.mention), item.mention, sal):
        return item.mention is not None
    if item.prep in _ATTESTING_PREPOSITIONS:
        return not _gets(pair.anchor.reading, at)
    trigger = pair.trigger
    subject = trigger is not None and trigger.kind in _ATTESTING and at < trigger.start
    return subject and item.prep in ("", "near")


def _gets(reading: Reading, at: int) -> bool:
    """Whether a body is the agent of a verb of getting ("obtained by the Electoral Court")."""
    near = [t for t in reading.of("triggers") if 0 < at - t.end <= _AGENT]
    return reading.sentence.items[at].prep == "agent" and any(t.kind in _GETTING for t in near)


def _from_afar(key: str, mention: Mention, sal: Salience) -> bool:
    """Whether a body that the sentence does not name may have attested."""
    if not _certifies(key, mention, sal):
        return False
    kinds = {mention.kind, sal.named[key].kind}
    return not kinds.isdisjoint(CERTIFIER_KINDS) or key in sal.cued or attests(mention.text)


def _may(
    pair: Pair, role: str, mention: Mention, sal: Salience, at: int = -1, item: Item | None = None
) -> bool:
    """Whether a body can fill a role; ``item`` stands at ``at`` if the sentence names it."""
    if role == "holder":
        if mention.label == "LOC" and is_street(mention.text):
            return False
        kinds = {mention.kind, sal.named.get(key_of(mention), mention).kind}
        return may_hold(kinds, pair.anchor.standards)
    if item is None:
        return _from_afar(key_of(mention), mention, sal)
    return _may_certify(pair, at, item, sal)


def role_candidates(
    pair: Pair, readings: Sequence[Reading], sal: Salience, grammar: Grammar, role: str
) -> list[Candidate]:
    """Candidates for the holder or the certifier, one an entity, each with its features.

    In the sentence itself each mention counts; from the sentences before, the title and the
    rest of the release each entity does.
    """
    reading = pair.anchor.reading
    items, trigger = reading.sentence.items, pair.trigger
    shape = voice(items, trigger, grammar) if trigger else "none"
    k, pivot = (trigger.kind, trigger.start) if trigger else ("none", pair.anchor.at)
    best: dict[str, Candidate] = {}
    given = _recipient(pair, grammar) if role == "holder" else -1
    for at, item in reading.sentence.mentions(HOLDERS):
        if given >= 0 and at != given:
            continue
        if item.mention is None or not _may(pair, role, item.mention, sal, at, item):
            continue
        before, after = _here(pair, at, item, shape)
        key = key_of(item.mention)
        features = [*before]
        if role == "certifier":
            features.append(f"{k}&{'L' if at < pivot else 'R'}")
        features += _entity_features(key, item.mention, sal, role)
        features += after
        candidate = Candidate(key, item.mention, features, at)
        best[f"{candidate.key}#{at}"] = candidate
    if given >= 0 and best:
        return list(best.values())
    present = {c.key for c in best.values()}
    for key, mention in sal.named.items():
        if key in present or not _may(pair, role, mention, sal):
            continue
        place = (key, reading.sentence.index)
        if place not in sal.far:
            sal.far[place] = _distance_features(key, reading, readings, sal)
        features = [*_entity_features(key, mention, sal, role), *sal.far[place]]
        features.append(f"away&inside:{min(len(present), 2)}")
        if trigger:
            features.append(f"away&k:{trigger.kind}")
        best[key] = Candidate(key, mention, features)
    return list(best.values())


def _recipient(pair: Pair, grammar: Grammar) -> int:
    """The place of the body to which a certificate is awarded, -1 where the words do not tell.

    "Granted the (extension of the) certificate to X", "awarding X with the certificate": of 70
    such bodies in the training releases each holds it.
    """
    trigger, items = pair.trigger, pair.anchor.reading.sentence.items
    award = _award(pair, grammar)
    if trigger is None or award is None:
        return -1
    for at in range(max(award.end, trigger.end), min(award.end + _REACH, len(items))):
        item = items[at]
        if item.label not in BODY or item.clause != items[award.start].clause:
            continue
        if item.prep == "to" or _is_given(items, award, at, grammar):
            return at
    return -1


def _award(pair: Pair, grammar: Grammar) -> Hit | None:
    """The verb of awarding that a trigger is, or that governs it ("granted the extension")."""
    trigger, reading = pair.trigger, pair.anchor.reading
    if trigger is None or trigger.kind not in _AWARDED:
        return None
    items = reading.sentence.items
    awards = [
        hit for hit in reading.of("triggers")
        if hit.kind == "award" and hit.start <= trigger.start
        and items[hit.start].clause == items[trigger.start].clause
        and voice(items, hit, grammar) not in _PASSIVE
    ]  # fmt: skip
    return awards[-1] if awards else None


def _is_given(items: Sequence[Item], award: Hit, at: int, grammar: Grammar) -> bool:
    """Whether a body is what a participle gives something ("awarding X with the certificate")."""
    behind = items[at + 1] if at + 1 < len(items) else None
    beside = all(item.folded in grammar.determiners for item in items[award.end : at])
    given = behind is not None and grammar.prepositions.get(behind.folded) == "with"
    return beside and given and not items[at].prep and voice(items, award, grammar) == "participle"


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
            for number, (at, item) in enumerate(other.sentence.mentions(HOLDERS)):
                if item.mention and key_of(item.mention) == key:
                    where = "prev" if offset == 1 else "next"
                    out += [f"{where}:{item.prep or '-'}", f"{where}:first:{number == 0}"]
                    out += [
                        f"{where}:{group}"
                        for group in ("certifier", "consultant")
                        if _cue_near(other, at, group)
                    ]
                    break
    return out
