"""The last word on a text's names: borders, things that are no bodies, one label a name."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.cover import Cover
from pipeline.entities import things
from pipeline.entities.lexicon import Lexicon
from pipeline.entities.tokens import TokenView, fold
from pipeline.ner import again, agree, certifiers, edges, parties
from pipeline.ner.draft import MODEL, REGISTRY, Draft, Name
from pipeline.records import Mention, Section


def settle(
    view: TokenView,
    words: Lexicon,
    rules: Sequence[Mention],
    kept: Sequence[Mention],
    shapes: tuple[Sequence[bool], Sequence[bool]],
    sections: Sequence[Section] = (),
) -> list[Mention]:
    """Return the names of a text after all were seen together.

    Args:
        view: the tokens of the text.
        words: the words of its language.
        rules: what the rules found (no dates, no standards).
        kept: what the name model and the rules agreed on.
        shapes: for each token whether its line is in capitals, and whether it is in title case.
        sections: the sections of the release.
    """
    draft = Draft(view, words, rules, kept, shapes)
    edges.mend(draft)
    parties.drop(draft)
    _without_things(draft)
    agree.settle(draft, certifiers.keys(draft))
    again.repeat(draft, sections)
    return [name.mention for name in draft.names]


def _without_things(draft: Draft) -> None:
    """Drop the things taken for bodies; what the rules found inside such a name comes back."""
    shorts = things.acronyms(draft.view, draft.words)
    dropped = [name for name in draft.names if _is_thing(draft, name, shorts)]
    if not dropped:
        return
    gone = {id(name) for name in dropped}
    draft.names = [name for name in draft.names if id(name) not in gone]
    inside = Cover((name.first, name.last) for name in dropped)
    taken = draft.taken()
    back = [
        rule
        for rule in draft.rules
        if rule.mention.label == "GPE"
        and inside.overlaps(rule.first, rule.last)
        and not any(taken[rule.first : rule.last])
    ]
    draft.names = sorted([*draft.names, *back], key=lambda name: name.first)


def _is_thing(draft: Draft, name: Name, shorts: frozenset[str]) -> bool:
    """Tell whether a body's name is that of a thing, or a short name of one."""
    if not name.is_body or name.mention.rule == REGISTRY:
        return False
    if _is_one_of_several(draft, name) or draft.view.folded[name.first] in draft.words.bodies.doing:
        return True
    if _is_class(draft, name) or _is_title(draft, name):
        return True
    if draft.key(name) in draft.words.bodies.never or _is_described(draft, name):
        return True
    if name.last - name.first == 1 and _is_short(draft, name, shorts):
        return True
    last, view = name.last, draft.view
    goes_on = name.mention.rule == MODEL and draft.same_line(name.first, last) and view.cap[last]
    ends = (last, last + 1) if goes_on else (last,)
    return any(things.is_thing(view, draft.words, name.first, end) for end in ends)


def _is_class(draft: Draft, name: Name) -> bool:
    """Tell whether the model's name is that of a class ("Universidades Tecnológicas").

    With a short name behind it in brackets it is that of one body; "and" may join two.
    """
    if name.mention.rule != MODEL or name.last - name.first == 1:
        return False
    words, view = draft.words.bodies, draft.view
    main = name.last - 1 if words.premodifiers else name.first
    short = view.texts[name.last : name.last + 1] == ["("]
    joined = not words.and_.isdisjoint(view.folded[name.first : name.last])
    return view.folded[main] in words.classes and not (short or joined)


def _is_title(draft: Draft, name: Name) -> bool:
    """Tell whether one word is a title cut short before a name ("Sen. Ann Lee")."""
    view, last = draft.view, name.last
    alone = last - name.first == 1 and view.folded[name.first] in draft.words.persons.honorifics
    return alone and draft.same_line(name.first, last + 1) and view.texts[last] == "."


def _is_short(draft: Draft, name: Name, shorts: frozenset[str]) -> bool:
    """Tell whether one word is the short name of a thing, or of offices, or a single letter."""
    text, word = draft.view.texts[name.first], draft.view.folded[name.first]
    plain = name.mention.rule == MODEL and word in draft.words.acronyms
    plain = plain or (word in draft.words.bodies.systems and not _is_bracketed(draft, name))
    if len(text) == 1 or text in shorts or (plain and draft.view.upper[name.first]):
        return True
    if _is_glued(draft, text):
        return True
    # "seven Directors General (DGs)"
    return text[-1] == "s" and text[:-1].isupper() and word[:-1] in draft.words.roles.nouns


def _is_one_of_several(draft: Draft, name: Name) -> bool:
    """Tell whether a body is described, not named ("the first Electoral Court to ...")."""
    view, before = draft.view, name.first - 1
    if not draft.same_line(before, name.first) or view.cap[before]:
        return False
    words = draft.words.bodies
    headed = view.folded[name.first] in words.heads or view.folded[name.last - 1] in words.heads
    return headed and view.folded[before] in words.firsts


def _is_described(draft: Draft, name: Name) -> bool:
    """Tell whether a body is told by its country and common words ("a Peruvian social programme").

    Written with capitals, they are common words if the text has them small elsewhere.
    """
    view, words = draft.view, draft.view.folded[name.first + 1 : name.last]
    if not words or view.folded[name.first] not in draft.words.demonyms:
        return False
    if all(text.islower() for text in view.texts[name.first + 1 : name.last]):
        return True
    small = (at for at, word in enumerate(view.folded) if word == words[0])
    return any(
        view.folded[at : at + len(words)] == words
        and all(text.islower() for text in view.texts[at : at + len(words)])
        for at in small
    )


def _is_bracketed(draft: Draft, name: Name) -> bool:
    """Tell whether brackets give the word to a body as its short name anywhere in the text."""
    key, texts = draft.key(name), draft.view.texts
    ends = {other.last for other in draft.names if other.is_body}
    return any(
        texts[n.first - 1] == "(" and n.first - 1 in ends
        for n in draft.names
        if n.first and draft.key(n) == key
    )


def _is_glued(draft: Draft, text: str) -> bool:
    """Tell whether a word is the site's own, glued to the next one ("HomeNational")."""
    cut = next((n for n in range(3, len(text)) if text[n].isupper() and text[n - 1].islower()), 0)
    return bool(cut) and fold(text[:cut]) in draft.words.acronyms
