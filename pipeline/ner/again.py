"""What the text names surely in one place is a name in the others too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.ner.draft import Draft, Name
from pipeline.records import Section

_SURE = 0.6
_GLUE = frozenset("/@#_")
_QUOTES = frozenset("\"“”«»‘’'")
_SILENT = frozenset({"credit", "footer", "boilerplate"})


def repeat(draft: Draft, sections: Sequence[Section]) -> None:
    """Add the places where names that were kept stand without a mention."""
    free = bytearray(b"\x01" * len(draft.view))
    for number, taken in enumerate(draft.taken()):
        free[number] = not taken
    _silence(draft, sections, free)
    known = _known(draft)
    added = [*_by_rule(draft, known, free), *_everywhere(draft, known, free)]
    draft.names = sorted([*draft.names, *added], key=lambda name: name.first)


def _silence(draft: Draft, sections: Sequence[Section], free: bytearray) -> None:
    for section in sections:
        if section.kind in _SILENT:
            silent = draft.view.between(section.start, section.end)
            free[silent.start : silent.stop] = bytes(len(silent))


def _known(draft: Draft) -> dict[tuple[str, ...], Name]:
    """Return the bodies and persons that were found surely, by their words."""
    found: dict[tuple[str, ...], Name] = {}
    for name in draft.names:
        sure = name.mention.confidence >= _SURE and name.mention.rule != "coordination"
        plain = draft.key(name) in draft.words.acronyms
        if sure and not plain and (name.is_body or name.mention.label == "PERSON"):
            found.setdefault(tuple(draft.view.folded[name.first : name.last]), name)
    return found


def _by_rule(draft: Draft, known: dict[tuple[str, ...], Name], free: bytearray) -> Iterator[Name]:
    """Yield the repeats of the rules whose name was kept elsewhere (surnames too)."""
    surnames = {word for words, n in known.items() if n.mention.label == "PERSON" for word in words}
    before = {name.last: name for name in draft.names if name.is_body}
    for rule in draft.rules:
        owner = before.get(rule.first - 1)
        if rule.mention.rule == "bracket" and owner and all(free[rule.first : rule.last]):
            free[rule.first : rule.last] = bytes(rule.last - rule.first)
            yield Name(rule.first, rule.last, replace(rule.mention, label=owner.mention.label))
        if rule.mention.rule != "repeat" or not all(free[rule.first : rule.last]):
            continue
        words = tuple(draft.view.folded[rule.first : rule.last])
        person = rule.mention.label == "PERSON" and set(words) <= surnames
        if person or (words in known and known[words].is_body and rule.is_body):
            label = rule.mention.label if person else known[words].mention.label
            free[rule.first : rule.last] = bytes(rule.last - rule.first)
            yield Name(rule.first, rule.last, replace(rule.mention, label=label))


def _everywhere(
    draft: Draft, known: dict[tuple[str, ...], Name], free: bytearray
) -> Iterator[Name]:
    """Yield the unmarked places of names of several words or of unmistakable ones."""
    view = draft.view
    single = {words[0] for words in known if len(words) == 1}
    pairs = zip(view.folded, view.cap, strict=True)
    small = {folded for folded, cap in pairs if not cap and folded in single}
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for words, name in known.items():
        if name.is_body and (len(words) > 1 or _is_clear(draft, name, small)):
            by_first.setdefault(words[0], []).append(words)
    for number, word in enumerate(view.folded):
        quoted = number > 0 and view.texts[number - 1] in _QUOTES
        if not free[number] or word not in by_first or not (view.cap[number] or quoted):
            continue
        for words in sorted(by_first[word], key=len, reverse=True):
            last = number + len(words)
            if tuple(view.folded[number:last]) != words or not all(free[number:last]):
                continue
            closed = last < len(view) and view.texts[last] in _QUOTES
            if not view.cap[number] and not (closed and len(words) > 1):
                continue
            if draft.same_line(number, last - 1) and not _goes_on(draft, number, last):
                free[number:last] = bytes(len(words))
                like = known[words]
                mention = replace(like.mention, source="alias", rule="repeat", entity_id="")
                yield draft.moved(Name(-1, -1, mention), number, last)
                break


def _is_clear(draft: Draft, name: Name, small: set[str]) -> bool:
    """Tell whether one word is a name wherever it stands with a capital."""
    view, words = draft.view, draft.words
    text, word = view.texts[name.first], view.folded[name.first]
    plain = word in small or word in words.function or word in words.bodies.heads
    return len(text) > 2 and not plain and word not in words.acronyms


def _goes_on(draft: Draft, first: int, last: int) -> bool:
    """Tell whether the words are part of a longer name."""
    view = draft.view
    if any(draft.same_line(first, n) and view.texts[n] in _GLUE for n in (first - 1, last)):
        return True
    before = draft.same_line(first - 1, first) and view.cap[first - 1]
    before = before and not view.sent_starts[first - 1]
    after = draft.same_line(first, last) and view.cap[last]
    return (before or after) and not (draft.headline[first] or draft.capitals[first])
