"""The rule language, and what it refuses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline import resources
from pipeline.dates.find import find
from pipeline.dates.grammar import grammar, load
from pipeline.dates.required import needs
from pipeline.dates.resolve import FORMS
from pipeline.errors import PatternError

WORDS = "lang: xx\nwords:\n  month: {1: [janvier]}\n  unit: {D: [jour]}\n"


def written(tmp_path, rules, words=WORDS):
    path = tmp_path / "dates.yaml"
    path.write_text(
        words + "rules:\n" + "\n".join(f"  - {rule}" for rule in rules), encoding="utf-8"
    )
    return path


def spans(path, text):
    rules = load(path)
    tokens = rules.tokens(text)
    return [
        (c.rule.id, text[tokens.start[c.first] : tokens.end[c.last - 1]], dict(c.slots))
        for c in find(tokens, rules)
    ]


def test_slots_alternatives_and_context(tmp_path):
    path = written(
        tmp_path,
        [
            '{id: full, form: date, kind: absolute, find: "dd:day month:month (yyyy:year)?"}',
            "{id: second, form: date, kind: partial, find: \"month:month dd 'et' ~ dd:day\"}",
        ],
    )
    assert spans(path, "1 janvier 2026") == [
        ("full", "1 janvier 2026", {"day": "1", "month": "1", "year": "2026"})
    ]
    assert spans(path, "janvier 3 et 5") == [("second", "5", {"month": "1", "day": "5"})]


def test_the_rest_of_a_match_whose_beginning_is_taken_is_found(tmp_path):
    path = written(
        tmp_path,
        [
            "{id: long, form: date, kind: absolute, find: \"'a' 'b' 'c'\"}",
            "{id: tail, form: date, kind: absolute, find: \"('c')? month:month\"}",
        ],
    )
    assert [(i, words) for i, words, _ in spans(path, "a b c janvier")] == [
        ("long", "a b c"),
        ("tail", "janvier"),
    ]


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ('{id: r, form: date, kind: k, find: "nothing"}', "no word has the class nothing"),
        ('{id: r, form: date, kind: k, find: "@none"}', "no macro none"),
        ('{id: r, form: date, kind: k, find: "month ]"}', "cannot read"),
        ('{id: r, form: date, kind: k, find: "(month"}', "bad rule"),
        ('{id: r, form: date, kind: k, find: "month", with: {n: yes}}', "quote it"),
    ],
)
def test_a_bad_rule_is_named(tmp_path, rule, message):
    with pytest.raises(PatternError, match=re.escape(message)):
        load(written(tmp_path, [rule]))


def test_a_repeated_id_is_refused(tmp_path):
    rule = '{id: r, form: date, kind: k, find: "month"}'
    with pytest.raises(PatternError, match="twice"):
        load(written(tmp_path, [rule, rule]))


def test_a_word_that_yaml_reads_as_a_boolean_is_refused(tmp_path):
    words = WORDS.replace("[jour]", "[on]")
    with pytest.raises(PatternError, match="True is not text"):
        load(written(tmp_path, ['{id: r, form: date, kind: k, find: "month"}'], words))


@pytest.mark.parametrize(
    "path", sorted(resources.patterns().glob("*/dates.yaml")), ids=lambda p: p.parent.name
)
def test_every_rule_names_a_form(path):
    rules = grammar(path.parent.name).rules
    assert {rule.form for rule in rules} <= FORMS.keys()


@pytest.mark.parametrize(
    "lang", sorted(p.parent.name for p in resources.patterns().glob("*/dates.yaml"))
)
def test_what_a_rule_needs_is_in_every_match(lang):
    """Skipping rules by what they need loses nothing: each match has one of each set."""
    grammar_ = grammar(lang)
    table = (Path(__file__).parent / f"{lang}.tsv").read_text(encoding="utf-8")
    encoded = grammar_.encode(grammar_.tokens(table))
    matches = [(r, match) for r in grammar_.rules for match in r.pattern.finditer(encoded)]
    assert len(matches) > 100
    for rule, match in matches:
        assert all(need & set(match[0]) for need in rule.needs), rule.id


def test_needs_of_a_pattern():
    assert needs("(?:[ab])?(?P<s0>[cd])(?:[e]|[fg][h])(?![x])") == (
        frozenset("cd"),
        frozenset("eh"),
    )
    assert needs("[a]?|[b]") == ()
