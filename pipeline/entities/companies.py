"""Organisations that no head noun marks: legal forms, cue nouns, quoted names, agents."""

from __future__ import annotations

from pipeline.entities.complements import skip_articles
from pipeline.entities.givennames import CLEAR, given_name
from pipeline.entities.lexicon import BodyWords
from pipeline.entities.names import QUOTES_CLOSE, QUOTES_OPEN, is_name_word, is_starter, name_right
from pipeline.entities.scan import Found, Scan
from pipeline.entities.tokens import TokenView
from pipeline.records import Label

_MOST_QUOTED = 7


def find(scan: Scan) -> list[Found]:
    """Return the organisations found, left to right; they may overlap."""
    found: list[Found] = []
    words = scan.lexicon.bodies
    for number, word in enumerate(scan.view.folded):
        if word in words.suffixes and (item := _legal_form(scan, number)):
            found.append(item)
        if word in words.cues and (cue := scan.match(words.cues, number)):
            found += _after(scan, number + cue[0], cue[1], "cue")
        if word in words.agents and (cue := scan.match(words.agents, number)):
            found += _after(scan, number + cue[0], cue[1], "agent")
    return found


def _legal_form(scan: Scan, number: int) -> Found | None:
    view, words = scan.view, scan.lexicon.bodies
    if not scan.free[number] or not _is_form(view, number):
        return None
    first = number
    while first and number - first < 9 and scan.same_line(first - 1, number):
        before = first - 1
        if first < number and view.folded[before] in words.suffixes and view.upper[before]:
            break
        if view.texts[before] == ")" and before > 3 and _is_country_bracket(scan, before - 2):
            first = before - 2
        elif (
            (view.texts[before] == "," and first == number and before)
            or (is_name_word(scan, before) and not is_starter(scan, before))
            or (
                first < number
                and (
                    view.texts[before] == "&"
                    or view.folded[before] in words.linking | words.joiners
                    or _is_shouted_and(scan, before)
                )
            )
        ):
            first = before
        else:
            break
    while first < number and not view.cap[first]:
        first += 1
    last = number + 1
    while scan.same_line(number, last) and view.folded[last] in words.suffixes and view.cap[last]:
        last += 1
    first = _behind_person(scan, first, number)
    if first == number:
        return None
    last += is_dotted(view, last)
    public = any(word in words.public_words for word in view.folded[first:last])
    house = scan.index.by_key(view.folded[first])
    public = public and not any(entry.type == "ORG" for entry in house)
    label: Label = "AGENCY" if public else "ORG"
    kind = kind_of(view, first, last, words)
    return Found(first, last, label, kind, "legal-form", "ruler", 0.9)


def _is_shouted_and(scan: Scan, at: int) -> bool:
    """Tell whether an "and" in capitals joins words of one name ("WATER AND POWER LTD")."""
    view = scan.view
    loud = all(view.texts[n].isupper() for n in range(at - 1, at + 2))
    return loud and view.folded[at] in scan.lexicon.bodies.and_ and not scan.capitals[at]


def _behind_person(scan: Scan, first: int, number: int) -> int:
    """Return where a company's name begins behind a person of it ("Ms. Lee of | Acme Ltd")."""
    view, words = scan.view, scan.lexicon.bodies
    of = next((n for n in range(first + 1, number - 1) if view.folded[n] in words.of), 0)
    title = first - 1 - (first > 0 and view.texts[first - 1] == ".")
    titled = scan.same_line(title, first) and view.folded[title] in scan.lexicon.persons.honorifics
    named = words.premodifiers and of > first + 1 and given_name(view.texts[first]) == CLEAR
    return of + 1 if of and (titled or named) else first


def has_form(view: TokenView, first: int, last: int, words: BodyWords) -> bool:
    """Tell whether a name holds a legal form behind its first word ("Norcert (India) Pvt Ltd")."""
    return any(
        view.folded[at] in words.suffixes and _is_form(view, at) for at in range(first + 1, last)
    )


def _is_form(view: TokenView, at: int) -> bool:
    """Tell whether a word that may be a legal form is written as one: "Ltd", "AG", not "as"."""
    text = view.texts[at]
    return view.cap[at] and (len(text) > 2 or text.isupper())


def kind_of(view: TokenView, first: int, last: int, words: BodyWords) -> str:
    """Return the kind of a name with a legal form: a company's, unless it attests or advises."""
    heads = (words.heads.get(word) for word in view.folded[first:last])
    kinds = {head.kind for head in heads if head} & {"certification_body", "consultancy"}
    return next(iter(kinds), "company")


def _is_country_bracket(scan: Scan, opens: int) -> bool:
    """Tell whether a bracket behind a name holds a country or a form ("Norcert (India)")."""
    view, words = scan.view, scan.lexicon.bodies
    inside = view.folded[opens + 1]
    form = inside in words.suffixes | words.joiners or (len(inside) == 1 and inside.isalpha())
    return (
        view.texts[opens] == "("
        and (form or scan.places.is_country(inside))
        and is_name_word(scan, opens - 1)
        and scan.same_line(opens - 1, opens + 2)
    )


def is_dotted(view: TokenView, at: int) -> bool:
    """Tell whether the full stop at ``at`` shortens the word before it and closes no sentence."""
    if at + 1 >= len(view) or view.texts[at] != "." or view.line[at] != view.line[at + 1]:
        return False
    return view.starts[at] == view.ends[at - 1] and not view.cap[at + 1]


def _after(scan: Scan, number: int, value: tuple[str, Label], rule: str) -> list[Found]:
    """Return the name after a cue noun ("empresa X", "programme ‘x’") or "certified by"."""
    kind, label = value
    view = scan.view
    if not scan.same_line(number - 1, number):
        return []
    if rule == "cue" and (quoted := _quoted(scan, number)):
        return [Found(*quoted, label, kind, "quoted", "ruler", 0.8)]
    start = skip_articles(scan, number) if rule == "agent" else number
    named = is_name_word(scan, start) and not is_starter(scan, start)
    if not named or not scan.same_line(number, start) or (rule == "cue" and view.cap[number - 1]):
        return []
    last = name_right(scan, start, 7)
    key = view.key(start, last)
    if key in scan.lexicon.demonyms or key in scan.places or key in scan.lexicon.acronyms:
        return []
    return [Found(start, last, label, kind, rule, "ruler", 0.7)]


def _quoted(scan: Scan, number: int) -> tuple[int, int] | None:
    """Return the words between the quotation marks that begin at ``number``."""
    view = scan.view
    if view.texts[number] not in QUOTES_OPEN:
        return None
    for last in range(number + 2, min(number + 2 + _MOST_QUOTED, len(view))):
        if view.texts[last] in QUOTES_CLOSE:
            return number + 1, last
    return None
