"""Who cannot have said a statement, whatever the classifier thinks of the pair."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.relations.grammar import Grammar
from pipeline.relations.pairs.entities import key_of
from pipeline.relations.pairs.speakers import SPEAKERS, Telling
from pipeline.relations.said import Statement
from pipeline.relations.view import BODY, Item, View

_AFTER_VERB = frozenset({"led", "bare"})
_PHRASE = 4
_SOURCE = 8
# Words of a paper as a subject ("an official release").
_PAPER = 3
# Words of names that are often written small have at most so many letters ("of", "de", "los").
_SMALL = 3


def barred(telling: Telling, view: View) -> bool:
    """Whether the words themselves rule a speaker out.

    A person named in reported speech is not its source; "he added" is no body, "it added" no
    person; what a paper says
    ("a court order said") no person of the sentence said; what "the Superintendent said", nobody
    else did. A source stands right behind the words for it.
    """
    if (telling.subject and telling.subject != _key(telling)) or _is_none(telling.statement, view):
        return True
    statement, speaker, words = telling.statement, telling.speaker, view.grammar
    subject = _subject(statement)
    if telling.at >= 0 and _is_told(telling, subject, words):
        return True
    if statement.form == "quotation" and telling.at >= 0 and _is_inside(telling):
        return True
    if speaker.label in BODY:
        return _is(subject, words.personal)
    if _is(subject, words.impersonal) or _is_papers(statement, view):
        return True
    paper = telling.at >= 0 and _is(subject, words.papers) and not _governed(statement, view)
    return paper or _is_of_a_thing(statement, view)


def _is_inside(telling: Telling) -> bool:
    return telling.statement.covers(telling.statement.sentence.items[telling.at])


def _is_told(telling: Telling, subject: Item | None, words: Grammar) -> bool:
    """Whether a speaker of the sentence is one whom it tells of, or stands beside no source."""
    statement = telling.statement
    inside = _is_inside(telling)
    reported = statement.form in _AFTER_VERB and _is(subject, words.pronouns)
    if inside and (reported or _sourced(statement)):
        return True
    return statement.form == "sourced" and not _named(telling)


def _is_none(statement: Statement, view: View) -> bool:
    """Whether words are no statement: a name, what somebody held or added, a phrase that opens.

    "El centro «Ana Paz de la Roca» dijo", "sostuvo una reunión", "felicitó al equipo", "Tras la
    visita, Paz destacó el puerto".
    """
    if statement.form == "quotation":
        return _is_name(view.release.text[statement.start : statement.end])
    items, verb, words = statement.sentence.items, statement.verb, view.grammar
    if statement.form == "bare":
        reached = verb + 1 < len(items) and words.prepositions.get(items[verb + 1].folded) == "to"
        return reached or items[verb].folded in words.clausal or _is_paper(items, verb + 1, words)
    if statement.form != "before" or not 0 < verb < len(items) - 1:
        return False
    opens = words.determiners | words.relatives
    return bool(items[verb - 1].label) and items[verb + 1].folded in opens


def _is_paper(items: Sequence[Item], at: int, words: Grammar) -> bool:
    """Whether a paper ends the sentence right behind the verb: it said so (", said a release")."""
    rest = [item for item in items[at:] if not item.is_mark]
    return 0 < len(rest) <= _PAPER and _is(rest[-1], words.papers)


def _is_name(text: str) -> bool:
    """Whether quoted words are a name: all that are no small ones begin with a capital letter."""
    words = [word for word in text.split() if len(word) > _SMALL]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _key(telling: Telling) -> str:
    return key_of(telling.speaker.mention) if telling.speaker.mention else ""


def _subject(statement: Statement) -> Item | None:
    """The item right before the verb of saying."""
    at = statement.verb - 1
    return statement.sentence.items[at] if at >= 0 and statement.form != "sourced" else None


def _sourced(statement: Statement) -> bool:
    """Whether a source is named that stands outside the statement itself."""
    return statement.form == "sourced" and any(
        item.label in SPEAKERS and not statement.covers(item) for item in statement.sentence.items
    )


def _named(telling: Telling) -> bool:
    """Whether a speaker stands where a source is named: right behind the words for it."""
    return 0 < telling.at - telling.statement.verb <= _SOURCE


def _is_of_a_thing(statement: Statement, view: View) -> bool:
    """Whether a relative clause of a common noun holds the verb ("a standard that assures ...")."""
    items, at = statement.sentence.items, statement.verb - 2
    if at < 0 or statement.form not in _AFTER_VERB or items[at].label or items[at].is_mark:
        return False
    return _is(items[at + 1], view.grammar.relatives)


def _is_papers(statement: Statement, view: View) -> bool:
    """Whether a paper stands right behind the verb as its subject (", said the release")."""
    items, after, words = statement.sentence.items, statement.verb + 1, view.grammar
    if statement.form != "before" or after >= len(items):
        return False
    at = after + (items[after].folded in words.determiners)
    return at < len(items) and _is(items[at], words.papers)


def _governed(statement: Statement, view: View) -> bool:
    """Whether a preposition leads to what stands before the verb ("in a statement, said")."""
    before = statement.sentence.items[max(0, statement.verb - _PHRASE) : statement.verb - 1]
    return any(item.folded in view.grammar.prepositions for item in before)


def _is(item: Item | None, words: frozenset[str]) -> bool:
    return item is not None and not item.label and item.folded in words
