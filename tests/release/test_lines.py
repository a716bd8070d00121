import pytest

from pipeline.release.lines import is_initials, judge
from pipeline.release.rules import load

RULES = load().lines


@pytest.mark.parametrize(
    ("rule", "line"), [(rule, line) for rule in RULES for line in rule.examples]
)
def test_examples_of_the_patterns(rule, line):
    judgement = judge(line)
    assert judgement is not None
    assert (judgement.kind, judgement.weight) == (rule.kind, rule.weight)


@pytest.mark.parametrize("line", [line for rule in RULES for line in rule.counter_examples])
def test_counter_examples_are_left_to_the_news(line):
    assert judge(line) is None


def test_every_rule_has_examples_and_an_own_id():
    assert all(rule.examples and rule.counter_examples for rule in RULES)
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    "line", ["NDP/RMCH", "GRM/LPT", "(END) NDP/RMCH/CVC", "LAA/KOD", "RQA/emc"]
)
def test_initials(line):
    assert is_initials(line)


@pytest.mark.parametrize(
    "line", ["ISO/IEC 17025:2017 granted", "Lima/Callao region grows", "2024/25"]
)
def test_not_initials(line):
    assert not is_initials(line)


@pytest.mark.parametrize(
    ("line", "kind", "rule"),
    [
        ("#Calidad #ISO9001", "boilerplate", "symbols"),
        ("www.example.org/news", "footer", "symbols"),
        ("press@example.org", "footer", "symbols"),
        ("***", "boilerplate", "symbols"),
        ("Home | News | Tenders", "boilerplate", "menu"),
    ],
)
def test_lines_of_symbols_and_menus(line, kind, rule):
    judged = judge(line)
    assert (judged.kind, judged.rule) == (kind, rule)
