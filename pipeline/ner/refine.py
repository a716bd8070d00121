"""The rules' mentions and the model's names together: the model, which sees both, decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.cover import Cover
from pipeline.entities import companies, governments, lexicon
from pipeline.entities.attests import refined
from pipeline.entities.givennames import CLEAR, given_name
from pipeline.entities.lexicon import Lexicon
from pipeline.entities.scan import line_shapes
from pipeline.entities.tokens import TokenView
from pipeline.folding import fold
from pipeline.ner import model, nouns
from pipeline.ner.compounds import places
from pipeline.ner.features import place_bits, rule_ids
from pipeline.ner.model import Span
from pipeline.ner.settle import settle
from pipeline.records import PROPOSED, Label, Mention, Section

# Least confidence of a name that only the model sees: above it F1 of mentions is level on dev, and
# facts lose (docs/names.md).
LEAST = 0.25
# The confidence of a mention that the rules alone propose.
_UNCONFIRMED = 0.4
_FIXED = frozenset({"DATE", "STANDARD"})
_REGISTRY, _GRAMMAR, _TITLE, _OFFICE = "registry", "grammar", "title", "office-person"
_BODIES = frozenset({"AGENCY", "ORG"})
# What the model may call a body that the registry knows, or an office one by its head noun,
# without being believed.
_NAMED = _BODIES | {"PERSON", "ROLE"}
_BRACKET = re.compile(r"\s?\(\s?")
# Rules whose mentions stay where nothing covers them.
_STAYING = frozenset({_REGISTRY, "dateline", "installed"})
_ALIKE = (_BODIES, frozenset({"GPE", "LOC"}))
_LABEL: dict[str, Label] = {
    "AGENCY": "AGENCY", "ORG": "ORG", "PERSON": "PERSON", "ROLE": "ROLE", "GPE": "GPE",
    "LOC": "LOC", "NOM": "AGENCY",
}  # fmt: skip


def refine(
    view: TokenView, lang: str, mentions: Sequence[Mention], sections: Sequence[Section] = ()
) -> list[Mention]:
    """Return the mentions of a text as the name model settles them.

    A name that the rules found too keeps what they know of it (kind, registry entry); a name
    that only the model sees is new if it is sure enough; one that it does not confirm is left
    out, unless it stands in the registry and nothing else covers it.

    Args:
        view: the tokens of the text.
        lang: its language; a language without a model keeps the mentions as they are.
        mentions: what the rules found; those of dates and standards stay as they are.
        sections: the sections of the release.
    """
    if lang not in model.LANGUAGES:
        return list(mentions)
    fixed = [m for m in mentions if m.label in _FIXED]
    shapes = line_shapes(view)
    bits = place_bits(view, sections, fixed, shapes)
    spans = model.load(lang).spans(view, bits, rule_ids(view, mentions))
    words = lexicon.load(lang)
    known = {(m.start, m.end): m for m in mentions if m.label not in _FIXED}
    taken = Cover((m.start, m.end) for m in fixed)
    out: list[Mention] = []
    for span in spans:
        start, end = view.starts[span.first], view.ends[span.last - 1]
        if taken.overlaps(start, end):
            continue
        same = known.get((start, end))
        if same:
            out.append(_confirmed(same, span))
        elif span.confidence >= LEAST and not _organ(view, span, words):
            out.append(_new(view, span, words))
    out = _governments(mentions, out)
    out += _registered(mentions, [*fixed, *out])
    out += _introduced(view, mentions, [*fixed, *out])
    out += _pointing(mentions, [*fixed, *out], words)
    out += _beside(view, mentions, [*fixed, *out], words)
    out += _clipped(view, mentions, [*fixed, *out])
    out += _surnames(mentions, [*fixed, *out])
    out.sort(key=lambda m: m.start)
    out = settle(view, words, list(known.values()), out, shapes, sections)
    out = [m for m in out if not taken.overlaps(m.start, m.end)]
    out += fixed
    out += places(view, out)
    out += _proposed(mentions, out)
    out += nouns.proposed(view, words, out)
    return sorted(out, key=lambda m: (m.start, -m.end))


def _governments(mentions: Sequence[Mention], kept: Sequence[Mention]) -> list[Mention]:
    """Return what is kept, with governments in small letters for what the model sees of them."""
    found = [m for m in mentions if m.rule == governments.RULE]
    if not found:
        return list(kept)
    inside = [
        k for k in kept if any(m.start <= k.start and k.end <= m.end for m in found)
    ]  # fmt: skip
    others = [k for k in kept if k not in inside]
    free = Cover((k.start, k.end) for k in others)
    told = [m for m in found if not free.overlaps(m.start, m.end)]
    alone = [k for k in inside if not any(m.start <= k.start and k.end <= m.end for m in told)]
    return sorted([*others, *alone, *told], key=lambda m: m.start)


def _registered(mentions: Sequence[Mention], kept: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of the registry, and others of sure rules, that nothing kept covers."""
    covered = Cover((k.start, k.end) for k in kept)
    return [m for m in mentions if m.rule in _STAYING and not covered.overlaps(m.start, m.end)]


def _introduced(
    view: TokenView, mentions: Sequence[Mention], kept: Sequence[Mention]
) -> list[Mention]:
    """Return the bodies whose short name, in brackets behind them, is kept where they are not."""
    covered = Cover((k.start, k.end) for k in kept)
    short = {k.start for k in kept if k.label in _BODIES and k.source != "coref"}
    return [
        m for m in mentions
        if m.label in _BODIES and m.source != "coref"
        and not covered.overlaps(m.start, m.end)
        and (gap := _BRACKET.match(view.text, m.end)) and gap.end() in short
    ]  # fmt: skip


def _pointing(
    mentions: Sequence[Mention], kept: Sequence[Mention], words: Lexicon
) -> list[Mention]:
    """Return the nominal mentions that point back ("said Council") and that nothing kept covers."""
    covered = Cover((k.start, k.end) for k in kept)
    return [
        m for m in mentions
        if m.source == "coref"
        and not words.nominal.pointing.isdisjoint(fold(m.text).split()[:2])
        and not covered.overlaps(m.start, m.end)
    ]  # fmt: skip


def _beside(
    view: TokenView, mentions: Sequence[Mention], kept: Sequence[Mention], words: Lexicon
) -> list[Mention]:
    """Return the offices that stand in apposition to a person kept and that nothing kept covers."""
    covered = Cover((k.start, k.end) for k in kept)
    ends = [k.end for k in kept if k.label == "PERSON"]
    return [
        m for m in mentions
        if m.label == "ROLE"
        and not covered.overlaps(m.start, m.end)
        and any(_in_apposition(view.text[end : m.start], words) for end in ends if end < m.start)
    ]  # fmt: skip


def _clipped(
    view: TokenView, mentions: Sequence[Mention], kept: Sequence[Mention]
) -> list[Mention]:
    """Return the offices of the rules without the person, kept, whose name they took for a field.

    "Minister for Communications | Murad Saeed".
    """
    covered = Cover((k.start, k.end) for k in kept)
    persons = {k.end: k for k in kept if k.label == "PERSON" and " " in k.text}
    out: list[Mention] = []
    for office in mentions:
        person = persons.get(office.end) if office.label == "ROLE" else None
        if person is None or person.start <= office.start:
            continue
        end = office.start + len(view.text[office.start : person.start].rstrip())
        if view.text[end - 1].isalpha() and not covered.overlaps(office.start, end):
            out.append(replace(office, end=end, text=view.text[office.start : end]))
    return out


def _surnames(mentions: Sequence[Mention], kept: Sequence[Mention]) -> list[Mention]:
    """Return the surnames behind a title ("Dr. Lee") of persons whose whole names are kept."""
    covered = Cover((k.start, k.end) for k in kept)
    known = {fold(word) for k in kept if k.label == "PERSON" for word in k.text.split()[1:]}
    return [
        m for m in mentions
        if m.rule == _TITLE and fold(m.text) in known and not covered.overlaps(m.start, m.end)
    ]  # fmt: skip


def _in_apposition(between: str, words: Lexicon) -> bool:
    """Tell whether only a comma, and perhaps an article, stand between a person and an office."""
    comma, *rest = between.split() or [""]
    articles = words.bodies.articles
    return comma == "," and len(rest) < 2 and all(fold(word) in articles for word in rest)


def _proposed(mentions: Sequence[Mention], kept: Sequence[Mention]) -> list[Mention]:
    """Return the nominal mentions of the rules alone; linking drops those that stand for none."""
    covered = Cover((k.start - 2, k.end) for k in kept)  # also "the Hospital" right before a name
    return [
        replace(m, rule=PROPOSED, confidence=_UNCONFIRMED)
        for m in mentions
        if m.source == "coref" and not covered.overlaps(m.start, m.end)
    ]


def _confirmed(mention: Mention, span: Span) -> Mention:
    """Return a mention of the rules with the label that the model gives it."""
    nominal = span.label == "NOM"
    sure = mention.rule == _REGISTRY or (mention.rule == _GRAMMAR and span.label == "ROLE")
    known = sure and mention.label in _BODIES and span.label in _NAMED
    keep = known or (nominal and mention.label in _BODIES)
    label = mention.label if keep else _LABEL[span.label]
    if nominal == (mention.source == "coref") and label == mention.label:
        return mention
    if label in _BODIES and _is_titled(mention):
        return mention
    near = any({label, mention.label} <= group for group in _ALIKE)
    return replace(
        mention,
        label=label,
        kind=mention.kind if near else "",
        entity_id=mention.entity_id if near else "",
        source="coref" if nominal else "ner" if mention.source == "coref" else mention.source,
    )


def _is_titled(mention: Mention) -> bool:
    """Tell whether a title or an office beside a whole name says that it is a person's."""
    first, *rest = mention.text.split()
    sure = mention.rule == _TITLE or (mention.rule == _OFFICE and given_name(first) == CLEAR)
    return mention.label == "PERSON" and bool(rest) and sure


def _organ(view: TokenView, span: Span, words: Lexicon) -> bool:
    """Tell whether a bare noun behind a bracket names an organ of the body before it.

    "International Grain Office (IGO) Council": the council alone is no body of its own.
    """
    bare = span.last - span.first == 1 and view.folded[span.first] in words.bodies.heads
    return bare and span.label in _BODIES and span.first > 0 and view.texts[span.first - 1] == ")"


def _new(view: TokenView, span: Span, words: Lexicon) -> Mention:
    label = _LABEL[span.label]
    return Mention(
        start=view.starts[span.first],
        end=view.ends[span.last - 1],
        text=view.words(span.first, span.last),
        label=label,
        source="coref" if span.label == "NOM" else "ner",
        confidence=round(span.confidence, 3),
        rule="names",
        kind=_kind(view, span, words),
    )


def _kind(view: TokenView, span: Span, words: Lexicon) -> str:
    """Return the finer kind that the head noun of a body, or the words of an office, give."""
    folded = view.folded[span.first : span.last]
    if span.label == "ROLE":
        for number, word in enumerate(folded):
            for phrase, kind in words.roles.nouns.get(word, {}).items():
                if tuple(folded[number : number + len(phrase)]) == phrase:
                    return str(kind)
        return "other"
    if _LABEL[span.label] not in _BODIES:
        return ""
    order = reversed(folded) if words.bodies.premodifiers else folded
    heads = [words.bodies.heads[word] for word in order if word in words.bodies.heads]
    if span.label == "ORG" and companies.has_form(view, span.first, span.last, words.bodies):
        return companies.kind_of(view, span.first, span.last, words.bodies)
    fitting = [head for head in heads if head.label == span.label] or heads
    return refined(fitting[0].kind if fitting else "", folded, words.bodies)
