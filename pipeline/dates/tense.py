"""Whether the sentence around a calendar expression speaks of the past or of the future.

The cue words (verbs, auxiliaries, prepositions) are classes of ``dates.yaml``: ``past``,
``future``, ``since``, ``ever_since``, ``as_of``, ``lasting``, ``copula``, ``aim``, ``toward``,
``till``, ``till_verb``, ``onward``, ``possessive``, ``helper``, ``present``, ``perfect``,
``intends``, ``spoken``, ``notense``, ``clause``, ``filler``, ``pronoun``, ``infinitive``, ``was``,
``owed``, ``article``, ``plain``, ``genitive``, ``definite``, ``ahead``; the endings of verbs are
its patterns under ``tense``.
"""

from __future__ import annotations

import re
from typing import Literal

from pipeline.dates.grammar import Grammar
from pipeline.dates.lexicon import Classes
from pipeline.dates.tokens import Tokens

Direction = Literal["past", "far_past", "future", "none"]

_DECIDES = frozenset({"helper", "future"})
_LEFT, _RIGHT = 30, 14  # tokens looked at on each side
_BOUND: Classes = {"BOUND": ""}
_STEPS = 3  # words from "was" to "expire" in "was due to expire"
_PAUSES = frozenset({";", ":"})
_CLOSING = frozenset({"”", "»"})
_NEAR = 5  # a past verb further away says less: it may be another clause's


def direction(tokens: Tokens, first: int, last: int, grammar: Grammar) -> Direction:
    """Return the direction of the expression at tokens ``[first, last)``.

    The nearest cue to the left in the sentence decides, else the first one to the right (the
    reverse where a clause opens right before it);
    ``far_past`` is a past that stands away from the expression.
    """
    left = range(first - 1, max(-1, first - 1 - _LEFT), -1)
    right = range(last, min(len(tokens), last + _RIGHT))
    before: Classes = tokens.classes[first - 1] if first else {}
    if _owns(tokens, last):  # unless they will speak at Monday's meeting
        cues = (_first_cue(tokens, side[:_NEAR], grammar, first) for side in (left, right))
        return "future" if "future" in cues or "ahead" in before else "past"
    if _overtaken(tokens, first, last, right, grammar):
        return "none"
    if found := _by_preposition(tokens, _opening(tokens, first), left, right, grammar):
        return found
    opened = "clause" in before or (
        # they said that on Monday they will: only a known word, a preposition, stands between
        first > 1 and bool(before) and "clause" in tokens.classes[first - 2]
    )
    for side in (right, left) if opened else (left, right):
        if found := _first_cue(tokens, side, grammar, first):
            at_hand = _first_cue(tokens, side[:_NEAR], grammar, first)
            return "far_past" if found == "past" and not at_hand else found
    return "future" if "onward" in before or _is_title(tokens, first) else "none"


def _overtaken(tokens: Tokens, first: int, last: int, right: range, grammar: Grammar) -> bool:
    """Whether a plan is told in passing and the past follows: "the audit, due in May, was held"."""
    if last >= len(tokens) or tokens.key[last] != ",":
        return False
    words = range(first - 1, max(-1, first - 1 - _NEAR), -1)
    commas = [i for i in words if tokens.key[i] == ","]
    planned = commas and {"owed", "intends"} & tokens.classes[commas[0] + 1].keys()
    return bool(planned) and _first_cue(tokens, right[:_NEAR], grammar, first) == "past"


def _is_title(tokens: Tokens, first: int) -> bool:
    """Whether no verb stands before but an infinitive: "Minister to open clinic Friday"."""
    for i in range(first - 1, max(-1, first - 1 - _LEFT), -1):
        if "BOUND" in tokens.classes[i] or tokens.key[i] in _PAUSES:
            return False
        if "infinitive" in tokens.classes[i] and i + 2 < first:
            return tokens.text[tokens.start[i + 1]].islower() and not tokens.classes[i + 1]
    return False


def _opening(tokens: Tokens, first: int) -> int:
    """Return where ``the end of`` and the like before an expression begin, which no rule took."""
    while first and "filler" in tokens.classes[first - 1]:
        first -= 1
    return first


def _by_preposition(
    tokens: Tokens, first: int, left: range, right: range, grammar: Grammar
) -> Direction | None:
    """Return what the preposition before the expression says: by, until, since, "is on"."""
    before: Classes = tokens.classes[first - 1] if first else {}
    above: Classes = tokens.classes[first - 2] if first > 1 else {}
    opens = first < 2 or "BOUND" in above
    if "as_of" in before:
        return "none"  # the nearest: what is so as of a day has been or will be
    if ("till" in before and not opens) or ("toward" in before and opens):
        over = (
            _lasted(tokens, left, right, grammar, first)
            if "till" in before
            else _first_cue(tokens, right, grammar, first) == "past"  # by Friday all had left
        )
        return "past" if over else "future"
    if "till_verb" in above or "toward" in before:
        return "future"
    if "since" in before:
        return _since(tokens, first, left, _clause(tokens, right, opens), grammar)
    is_on = before and "past" not in before and "copula" in above
    return "future" if is_on else None  # the vote is on Monday


def _since(tokens: Tokens, first: int, left: range, right: range, grammar: Grammar) -> Direction:
    """Return the direction of what is in force from Monday, or has been so since Monday."""
    near = _first_cue(tokens, left[:_NEAR], grammar, first)
    near = near or _first_cue(tokens, right, grammar, first)
    ever = "ever_since" in tokens.classes[first - 1]
    return "future" if near == "future" and not ever else "past"


def _clause(tokens: Tokens, right: range, opens: bool) -> range:
    """Return the tokens after an expression up to the first comma, unless it opens a sentence."""
    near = right[:_NEAR]
    commas = [i for i in near if tokens.key[i] == "," and not opens]
    return range(near.start, commas[0]) if commas else near


def _lasted(tokens: Tokens, left: range, right: range, grammar: Grammar, first: int) -> bool:
    """Whether something was so until then: "was head until June", "head until June, she left"."""
    for i in left:
        if "BOUND" in tokens.classes[i]:
            break
        if "lasting" in tokens.classes[i] and not (i and "helper" in tokens.classes[i - 1]):
            return True
        if _cue(tokens, i, first, grammar) not in {None, "far_past"}:
            return False
    return _first_cue(tokens, right, grammar, first) == "past"


def _first_cue(tokens: Tokens, side: range, grammar: Grammar, first: int) -> Direction | None:
    """Return what the nearest cue on one side says, within the sentence."""
    for i in side:
        if "BOUND" in tokens.classes[i] or tokens.key[i] in _PAUSES:
            return None
        if i > first and _ends_quote(tokens, i):
            return None  # "we open in May", she said: who said it has a tense of its own
        if found := _cue(tokens, i, first, grammar):
            return found
    return None


def _ends_quote(tokens: Tokens, i: int) -> bool:
    """Whether a token closes a quotation: a straight quote that follows without a blank does."""
    glued = i > 0 and tokens.end[i - 1] == tokens.start[i]
    return tokens.key[i] in _CLOSING or (tokens.key[i] == '"' and glued)


def _owns(tokens: Tokens, last: int) -> bool:
    """Whether the expression owns what follows: what has a day (Monday's vote) has mostly been."""
    while last < len(tokens) and "part" in tokens.classes[last]:
        last += 1  # Tuesday night's vote
    return last < len(tokens) and "possessive" in tokens.classes[last]


def _beside(tokens: Tokens, i: int, first: int) -> bool:
    """Whether nothing but a preposition stands between the ``i``-th token and the expression."""
    between = tokens.classes[first - 1]
    return first - i == 1 or (first - i == 2 and bool(between) and "aim" not in between)


def _cue(tokens: Tokens, i: int, first: int, grammar: Grammar) -> Direction | None:
    """Return what a word before or after the expression says of it, None if it says nothing."""
    classes, before = tokens.classes[i], i < first
    helper = tokens.classes[i - 1].keys() if i else frozenset[str]()
    if "month" in classes:
        return None  # May is no verb
    if "intends" in classes:  # planned to leave Monday; on Monday they planned to leave
        agreed = "spoken" in classes and before and _beside(tokens, i, first)  # in April to leave
        return "future" if (before and not agreed) or "present" in helper else "past"
    if "future" in classes:
        return _coming(tokens, i)
    if not _is_past(tokens, i, grammar):
        return _by_ending(tokens, i, _near(tokens, i, first), grammar)
    if "present" in helper:
        return "far_past" if "perfect" in helper else "none"  # has held; is held: neither
    # a helper before a participle decides: will be held
    return None if not _DECIDES.isdisjoint(helper) else "past"


def _near(tokens: Tokens, i: int, first: int) -> bool:
    """Whether a verb stands so near that its present or participle speaks of the expression."""
    above: Classes = tokens.classes[first - 1] if first else _BOUND
    if i > first:  # on Sunday they receive the champions
        return "BOUND" in above and i - first <= _NEAR + 2
    # they wait since Monday, they bear the date of 20 September: a present that says nothing
    return {"since", "genitive"}.isdisjoint(above) and first - i <= _NEAR


def _coming(tokens: Tokens, i: int) -> Direction | None:
    """Return what a word for what is to come says: nothing of what was to be or stayed open."""
    helper = tokens.classes[i - 1].keys() if i else frozenset[str]()
    if "lasting" in helper and "was" not in helper:
        return None
    return "none" if _was_to_be(tokens, i) else "future"


def _was_to_be(tokens: Tokens, i: int) -> bool:
    """Whether what was to come is told as past, and may be over: "it was due to expire"."""
    owed = "owed" in tokens.classes[i]
    for _ in range(_STEPS):
        if not i or tokens.classes[i - 1].keys().isdisjoint({"infinitive", "owed"}):
            break
        i, owed = i - 1, True
    return owed and i > 0 and "was" in tokens.classes[i - 1]


def _by_ending(tokens: Tokens, i: int, near: bool, grammar: Grammar) -> Direction | None:
    """Return what the ending of a verb that is no past says; a participle only where it is near."""
    if "plain" in tokens.classes[i] and _after_plural(tokens, i, grammar):
        return "future"
    after_pronoun = bool(i) and "pronoun" in tokens.classes[i - 1]
    participle = grammar.tense.get("participle")
    for name, counts in (("future", True), ("present", near), ("person", after_pronoun)):
        ending = grammar.tense.get(name)
        if counts and ending and _verb_like(tokens, i, ending):
            return "future"  # a present beside a bare day means what is to come
    if not (near and participle and _verb_like(tokens, i, participle)):
        return None
    if i and "helper" in tokens.classes[i - 1]:
        return None  # may be signed: what is before it decides
    coming = i and _cue(tokens, i - 1, i, grammar) == "future"  # will be audited
    return "future" if coming else "far_past"


def _after_plural(tokens: Tokens, i: int, grammar: Grammar) -> bool:
    """Whether a word that may be a noun follows its subject: "members vote on Thursday"."""
    plural = grammar.tense.get("plural")
    if not i or (plural and plural.search(tokens.key[i - 1])):
        return i > 0
    named = tokens.text[tokens.start[i - 1]].isupper()
    return named and not (i > 1 and "definite" in tokens.classes[i - 2])  # the Senate vote


def _is_past(tokens: Tokens, i: int, grammar: Grammar) -> bool:
    ending = grammar.tense.get("past")
    return "past" in tokens.classes[i] or bool(ending and _verb_like(tokens, i, ending))


def _verb_like(tokens: Tokens, i: int, ending: re.Pattern[str]) -> bool:
    lower = tokens.text[tokens.start[i]].islower() if tokens.start[i] < tokens.end[i] else False
    opens = not lower and (i == 0 or "BOUND" in tokens.classes[i - 1]) and len(tokens.key[i]) > 3
    if i and "article" in tokens.classes[i - 1]:
        return False  # a planned visit
    return (
        (lower or opens)
        and "notense" not in tokens.classes[i]
        and bool(ending.search(tokens.key[i]))
    )
