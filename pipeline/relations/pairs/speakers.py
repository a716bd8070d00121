"""Features of a speaker and a statement: who stands where beside the verb and the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.relations.grammar import Grammar
from pipeline.relations.pairs.context import Context
from pipeline.relations.pairs.entities import Present, key_of
from pipeline.relations.pairs.near import binned, own
from pipeline.relations.said import Statement
from pipeline.relations.view import BODY, Item, View

SPEAKERS = BODY | {"PERSON"}
RELATION = ("said",)
_PEOPLE_BACK, _BODIES_BACK, _REACH = 3, 2, 4
_ENDS = 4
_OPENING = 4
_PHRASE = 6


@dataclass(frozen=True, slots=True)
class People:
    """Who holds which office: by its words (``named``), and by its first word (``heads``)."""

    named: Mapping[str, Item]
    heads: Mapping[str, Item]
    grammar: Grammar

    def speaker(self, statement: Statement, at: int) -> Item:
        """Whom an item stands for; an office's first word alone only as the subject of the verb."""
        item = statement.sentence.items[at]
        if item.label != "ROLE":
            return item
        leads = at == statement.verb - 1
        return self.named.get(item.folded) or (self.heads.get(item.folded, item) if leads else item)

    def subject(self, statement: Statement) -> str:
        """The key of the person who, or whose office, is the subject of the verb, "" for none."""
        at, items = statement.verb - 1, statement.sentence.items
        if at > 0 and items[at].folded == "," and items[at - 1].label == "PERSON":
            at -= 1
        if at < 0 or statement.covers(items[at]) or not _leads(items, at, self.grammar):
            return ""
        speaker = self.speaker(statement, at)
        return key_of(speaker.mention) if speaker.mention and speaker.label == "PERSON" else ""


@dataclass(slots=True)
class Telling:
    """A speaker and a statement; ``speaker`` is a mention, of another sentence if ``at`` is -1.

    ``subject`` is the person who, or whose office, stands right before the verb of saying.
    """

    statement: Statement
    speaker: Item
    at: int
    parts: tuple[list[str], ...]
    subject: str = ""

    @property
    def features(self) -> list[str]:
        """The features of all parts."""
        return [feature for part in self.parts for feature in part]


def _leads(items: Sequence[Item], at: int, grammar: Grammar) -> bool:
    """Whether an office or a person, governed by nothing and alone, may be a subject."""
    item = items[at]
    if item.label == "ROLE":
        return True
    joined = at > 0 and items[at - 1].folded in grammar.conjunctions
    return item.label == "PERSON" and item.prep == "" and not joined


def _statement(view: View, context: Context, statement: Statement) -> list[str]:
    """The statement's side: its form, length and place, its verb, who else might speak."""
    sentence, verb = statement.sentence, statement.verb
    items, tokens = sentence.items, context.tokens
    words = view.release.text[statement.start : statement.end].split()
    place = ("S" if statement.start <= sentence.start + 1 else "M") + (
        "E" if statement.end >= sentence.end - 2 else "M"
    )
    out = [
        "said", f"said:{statement.form}", f"said:words:{binned(len(words))}",
        f"said:form&words:{statement.form}{binned(len(words))}", f"said:place:{place}",
        f"said:sec:{sentence.section}", f"said:upper:{words[0][:1].isupper() if words else ''}",
        f"said:ends:{words[-1][-1] if words and not words[-1][-1].isalnum() else ''}",
    ]  # fmt: skip
    outside = [i for i in items if i.label == "PERSON" and not statement.covers(i)]
    bodies = [i for i in items if i.label in BODY and not statement.covers(i)]
    out += [f"said:P:{min(len(outside), 2)}", f"said:B:{min(len(bodies), 2)}"]
    if statement.form == "quotation":
        out += _around(context, statement, len(words))
    if statement.form == "answer":
        known = len({key_of(i.mention) for i in _people(view) if i.mention})
        out += [
            f"said:marked:{statement.marked}", f"said:answers:{binned(statement.answers)}",
            f"said:persons:{min(known, 3)}",
            f"said:answers&persons:{binned(statement.answers)}{min(known, 2)}",
            *(f"said:answer:{stem}" for stem in context.stems[:_OPENING]),
            *(f"said:answerw:{stem}" for stem in dict.fromkeys(context.stems)),
        ]  # fmt: skip
    if verb < 0:
        return [*out, "said:noverb", f"said:noverb:{statement.form}{place}"]
    word, side = tokens[verb], "<" if items[verb].start < statement.start else ">"
    before = tokens[verb - 1] if verb else "^"
    after = tokens[verb + 1] if verb + 1 < len(items) else "$"
    return [
        *out, *(f"said:verbz:{z}" for z in context.senses[verb]),
        f"said:verb:{word}", f"said:form&verb:{statement.form} {word}",
        f"said:verbside:{statement.form}{side}", f"said:v-:{before}", f"said:v+:{after}",
        f"said:pronoun:{_pronoun(items, verb, view.grammar)}", f"said:verbat:{binned(verb)}",
        f"said:gap:{side}{binned(_gap(items, verb, statement))}",
    ]  # fmt: skip


def _people(view: View) -> Iterator[Item]:
    return (item for s in view.sentences for item in s.items if item.label == "PERSON")


def _around(context: Context, statement: Statement, words: int) -> list[str]:
    """What stands before and after a quotation: an article makes it a name or a word quoted."""
    items, tokens = context.sentence.items, context.tokens
    before = [t for t, i in zip(tokens, items, strict=True) if i.end <= statement.start]
    after = [t for t, i in zip(tokens, items, strict=True) if i.start >= statement.end]
    left, right = before[-1] if before else "^", after[0] if after else "$"
    size = binned(words) if words < _PHRASE else "long"
    verb = "verb" if statement.verb >= 0 else "noverb"
    return [
        f"said:q-:{left}", f"said:q+:{right}", f"said:q-:{left}&{size}", f"said:q-+{left} {right}",
        f"said:q:{verb}{size}", f"said:q-:{left}&{verb}",
    ]  # fmt: skip


def _pronoun(items: Sequence[Item], verb: int, rules_of: Grammar) -> str:
    """Whether a pronoun stands before the verb, right behind it, or nowhere near."""
    near = items[max(0, verb - 3) : verb]
    if any(not i.label and i.folded in rules_of.pronouns for i in near):
        return "before"
    after = items[verb + 1] if verb + 1 < len(items) else None
    return "after" if after and not after.label and after.folded in rules_of.pronouns else ""


def _gap(items: Sequence[Item], verb: int, statement: Statement) -> int:
    low, high = min(items[verb].start, statement.start), max(items[verb].start, statement.start)
    return sum(1 for item in items if low < item.start < high and not statement.covers(item))


def _here(context: Context, statement: Statement, at: int, speaker: Item) -> list[str]:
    """How a speaker of the same sentence stands to the verb and to the words."""
    items, tokens = context.sentence.items, context.tokens
    item = items[at]
    inside = statement.covers(item)
    side = "I" if inside else "<" if item.start < statement.start else ">"
    out = [
        f"saidin:{statement.form}{side}", f"saidin:role:{item.label == 'ROLE'}",
        f"saidin:{statement.form}{side}&l:{speaker.label}&p:{item.prep}",
        f"saidin:p:{item.prep}", *own(speaker, "saidin"),
    ]  # fmt: skip
    rivals = [
        abs(p - statement.verb)
        for p in context.places
        if items[p].label == "PERSON" and not statement.covers(items[p])
    ]
    verb = statement.verb
    if verb >= 0:
        way = "<" if at < verb else ">"
        low, high = min(at, verb), max(at, verb)
        gap = tokens[low + 1 : high]
        nearest = not rivals or abs(at - verb) <= min(rivals)
        out += [
            f"saidin:v{way}{binned(len(gap))}", f"saidin:v{way}{statement.form}{side}",
            f"saidin:nearest:{nearest}", f"saidin:v{way}&nearest:{nearest}{speaker.label}",
            f"saidin:v{way}whole:{' '.join(gap) if len(gap) <= _ENDS else 'far'}",
            f"saidin:clause:{items[verb].clause == item.clause}",
        ]  # fmt: skip
        out += [f"saidin:v{way}b:{word}" for word in dict.fromkeys(gap[:_ENDS] + gap[-_ENDS:])]
    else:
        out.append(f"saidin:noverb{side}&alone:{len(rivals) <= 1}")
    around = (tokens[at - 1] if at else "^", tokens[at + 1] if at + 1 < len(tokens) else "$")
    return [*out, f"saidin:-:{around[0]}", f"saidin:+:{around[1]}"]


def _elsewhere(
    context: Context, statement: Statement, speaker: Item, back: int, order: int, known: Present
) -> list[str]:
    """How a speaker of an earlier sentence stands: how lately named, who is named here."""
    items = context.sentence.items
    free = [
        i for i in items
        if i.label in SPEAKERS and i.prep in ("", "near", "agent") and not statement.covers(i)
    ]  # fmt: skip
    people = sum(1 for i in free if i.label == "PERSON")
    mark = "saidfar"
    asked = speaker.mention is not None and key_of(speaker.mention) == statement.asked
    return [
        mark, f"{mark}:asked:{asked}", f"{mark}:{statement.form}{speaker.label[0]}",
        f"{mark}:back{min(back, 5)}",
        f"{mark}:order{order}{speaker.label[0]}", f"{mark}:free{min(len(free), 2)}",
        f"{mark}:people{min(people, 2)}", f"{mark}:p:{speaker.prep}",
        f"{mark}:free&back:{min(len(free), 1)}{min(back, 3)}{order}{speaker.label[0]}",
        f"{mark}:verb{statement.verb >= 0}&back:{min(back, 3)}{order}",
        *known.of(speaker, mark), *own(speaker, mark),
    ]  # fmt: skip


def _earlier(
    contexts: Sequence[Context], here: int, told: Sequence[Statement]
) -> Iterator[tuple[Item, int, int]]:
    """Persons and bodies named last before a sentence: the item, how far back, its order.

    Persons whom only a quotation names, or what another person tells, do not count.
    """
    wanted = {"PERSON": _PEOPLE_BACK, "B": _BODIES_BACK}
    seen: set[str] = set()
    for index in range(here - 1, max(-1, here - 1 - _REACH), -1):
        for item in reversed(contexts[index].sentence.items):
            kind = "PERSON" if item.label == "PERSON" else "B"
            if item.label not in SPEAKERS or not item.mention or not wanted[kind]:
                continue
            if kind == "PERSON" and any(each.covers(item) for each in told):
                continue
            key = key_of(item.mention)
            if key not in seen:
                seen.add(key)
                limit = _PEOPLE_BACK if kind == "PERSON" else _BODIES_BACK
                yield item, here - index, limit - wanted[kind]
                wanted[kind] -= 1


def _asked(known: Present, here: int, asked: str) -> Iterator[tuple[Item, int, int]]:
    """The person interviewed, and those that a release names most, who may be it instead."""
    for each in known.entities.values():
        if each.item.label == "PERSON" and (each.rank < _PEOPLE_BACK or each.key == asked):
            yield each.item, max(0, here - each.sentences[0]), each.rank


def _behind(
    contexts: Sequence[Context], here: int, known: Present
) -> Iterator[tuple[Item, list[str]]]:
    """Who opens the sentence behind a quotation ('"It works." Ann Lee, its head, smiled.')."""
    if here + 1 >= len(contexts):
        return
    behind = contexts[here + 1]
    for at in behind.places:
        item = behind.sentence.items[at]
        if item.label == "PERSON":
            mark = "saidnext"
            yield item, [
                mark, f"{mark}:at{binned(at)}", *known.of(item, mark), *own(item, mark),
                *(f"{mark}:{stem}" for stem in behind.stems[:_PHRASE]),
            ]  # fmt: skip
            return


def tellings(
    view: View, contexts: Sequence[Context], found: Sequence[Statement], people: People,
    known: Present,
) -> Iterator[Telling]:  # fmt: skip
    """Yield every statement with each who may have made it."""
    quoted = [each for each in found if each.form == "quotation"]
    told = [*quoted, *(s for s in found if s.form == "led" and people.subject(s))]
    for statement in found:
        context = contexts[statement.sentence.index]
        first = _statement(view, context, statement)
        here: set[str] = set()
        subject, direct = people.subject(statement), statement.form == "quotation"
        for at, item in enumerate(context.sentence.items):
            speaker = people.speaker(statement, at)
            if speaker.label not in SPEAKERS or speaker.mention is None:
                continue
            if speaker.label == "PERSON" and direct and any(q.covers(item) for q in quoted):
                continue
            if item.label != "ROLE":
                here.add(key_of(speaker.mention))
            parts = (first, _here(context, statement, at, speaker))
            yield Telling(statement, speaker, at, parts, subject)
        index = statement.sentence.index
        earlier = (
            _asked(known, index, statement.asked)
            if statement.form == "answer"
            else _earlier(contexts, index, told)
        )
        for speaker, back, order in earlier:
            if speaker.mention and key_of(speaker.mention) not in here:
                features = _elsewhere(context, statement, speaker, back, order, known)
                yield Telling(statement, speaker, -1, (first, features), subject)
        if statement.form == "quotation" and statement.verb < 0:
            for speaker, features in _behind(contexts, index, known):
                yield Telling(statement, speaker, -1, (first, features))
