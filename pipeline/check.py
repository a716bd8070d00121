"""What ``constancia check`` looks at: every pattern runs its examples, every gap is told.

A language covers every relation type with a file of its own; every rule matches its examples
with the slots they mark and none of its counter-examples; ids are unique; labels are known.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.errors import ConstanciaError
from pipeline.patternfiles import Problem
from pipeline.records import LABELS, Label, Mention, Release, Section
from pipeline.relations import rules
from pipeline.relations.grammar import grammar
from pipeline.relations.lexicon import lexicon
from pipeline.relations.phrases import Match
from pipeline.relations.rolekinds import role_kinds
from pipeline.relations.rules import Rule
from pipeline.relations.senses import classes
from pipeline.relations.view import Sentence, build
from pipeline.resources import patterns

_MARK = re.compile(r"\{(?:([a-z]+):)?([A-Z]+) ([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Example:
    """A marked sentence: its text, its mentions, and which slot each of them fills."""

    text: str
    mentions: tuple[Mention, ...]
    slots: dict[str, int]


def read_example(marked: str) -> Example:
    """Read ``The {role:ROLE mayor} {subject:PERSON Ann Lee}``.

    Raises:
        ValueError: a label is unknown.
    """
    text, at, mentions, slots = "", 0, [], {}
    for mark in _MARK.finditer(marked):
        name, label, words = mark.groups()
        text += marked[at : mark.start()]
        known: dict[str, Label] = {each: each for each in LABELS}
        if label not in known:
            raise ValueError(f"unknown label {label}")
        if name:
            slots[name] = len(text)
        mentions.append(
            Mention(len(text), len(text) + len(words), words, known[label], entity_id=words)
        )
        text += words
        at = mark.end()
    return Example(text + marked[at:], tuple(mentions), slots)


def sentence_of(example: Example, lang: str) -> Sentence:
    """The example as the rules see it."""
    whole = (Section(0, len(example.text), "body", lang),)
    release = Release("", "", "", example.text, whole, lang=lang)
    return build(release, example.mentions, grammar(lang)).sentences[0]


def matches(rule: Rule, sentence: Sentence) -> Iterator[Match]:
    """Every match of a rule in a sentence."""
    for start in range(len(sentence.items)):
        match = rule.pattern.match(sentence.items, start)
        if match is not None:
            yield match


def _fits(rule: Rule, example: Example, sentence: Sentence) -> bool:
    wanted = {
        name: at for name, at in example.slots.items() if getattr(rule, name, "slot") == "slot"
    }
    for match in matches(rule, sentence):
        got = {name: sentence.items[at].start for name, at in match.slots.items()}
        if all(got.get(name) == at for name, at in wanted.items()):
            return True
    return False


def rule_problems(rule: Rule, lang: str) -> Iterator[Problem]:
    """What is wrong with the examples of a rule."""
    where = f"{lang}/relations/{rule.relation}.yaml: {rule.rule_id}"
    if not rule.examples or not rule.counterexamples:
        yield Problem(where, "needs an example and a counter-example")
    try:
        for marked in rule.examples:
            example = read_example(marked)
            if not _fits(rule, example, sentence_of(example, lang)):
                yield Problem(where, f"does not match its example {marked!r}")
        for marked in rule.counterexamples:
            if any(matches(rule, sentence_of(read_example(marked), lang))):
                yield Problem(where, f"matches its counter-example {marked!r}")
    except ValueError as error:
        yield Problem(where, str(error))


def _language_problems(lang: str) -> Iterator[Problem]:
    for relation in rules.kinds():
        path = patterns() / lang / "relations" / f"{relation}.yaml"
        if not path.is_file() and relation != "said":
            yield Problem(f"{lang}/relations", f"the relation {relation} has no file")
    found = rules.rules(lang)
    for rule_id, count in Counter(rule.rule_id for rule in found).items():
        if count > 1:
            yield Problem(f"{lang}/relations", f"the id {rule_id} is used {count} times")
    for rule in found:
        if rule.relation not in rules.kinds():
            yield Problem(f"{lang}/relations", f"{rule.rule_id} is of an unknown relation")
        yield from rule_problems(rule, lang)
    lexicon(lang, "certified")
    role_kinds(lang)
    classes(lang)


def problems() -> Iterator[Problem]:
    """Everything wrong with the patterns, file by file."""
    from pipeline.choice import languages

    if not languages():
        yield Problem(str(patterns()), "holds no language (a folder with grammar.yaml)")
    for lang in languages():
        try:
            yield from _language_problems(lang)
        except ConstanciaError as error:
            yield Problem(lang, str(error))
