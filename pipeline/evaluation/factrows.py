"""The fact rows of an annotation header, checked against entities and text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import cast

from pipeline.evaluation.gold import PREDICATES, GoldEntity, GoldFact
from pipeline.evaluation.header import Value
from pipeline.evaluation.values import valid_timex
from pipeline.records import FactStatus

Fail = Callable[[str, int], Exception]

QUALIFIERS: Mapping[str, frozenset[str]] = {
    "certified": frozenset(
        {"action", "scheme", "certifier", "scope", "first_certified", "valid_until",
         "certificate_no"}
    ),
    "holds_role": frozenset({"role", "role_kind", "tense"}),
    "member_of": frozenset({"action"}),
    "supported_by": frozenset({"kind"}),
    "cooperates_with": frozenset({"kind", "topic"}),
    "said": frozenset({"quote"}),
}  # fmt: skip
ALLOWED: Mapping[tuple[str, str], frozenset[str]] = {
    ("certified", "action"): frozenset(
        {"granted", "renewed", "maintained", "extended", "planned", "suspended", "withdrawn",
         "denied"}
    ),
    ("certified", "scheme"): frozenset({"certification", "accreditation", "recognition"}),
    ("holds_role", "tense"): frozenset({"current", "former", "acting"}),
    ("holds_role", "role_kind"): frozenset(
        {"minister", "vice_minister", "secretary", "director", "manager", "president", "mayor",
         "governor", "rector", "judge", "ambassador", "head", "spokesperson", "chief_executive",
         "coordinator", "other"}
    ),
    ("member_of", "action"): frozenset({"elected", "re-elected", "joined"}),
    ("supported_by", "kind"): frozenset({"financial", "technical"}),
    ("cooperates_with", "kind"): frozenset({"talks", "agreement", "visit", "joint_body"}),
    ("said", "quote"): frozenset({"direct", "indirect"}),
}  # fmt: skip
STATUSES = frozenset({"asserted", "planned", "negated"})
_OWN = frozenset(["p", "s", "o", "status", "date", "ev"])
_LITERAL_OBJECT = frozenset({"certified", "said"})


def read(
    rows: Value, entities: Mapping[str, GoldEntity], text: str, fail: Fail
) -> Iterator[GoldFact]:
    """Yield the facts of a header.

    Args:
        rows: the list under ``facts``.
        entities: the entities of the release by key.
        text: the release, for the offsets of the evidence.
        fail: builds the exception for a cause and the number of the row.
    """
    if rows is None:
        return
    if not isinstance(rows, list):
        raise fail("facts is no list", 0)
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            raise fail("a fact is no mapping", number)
        yield _fact(row, entities, text, partial(_numbered, fail, number))


def _numbered(fail: Fail, number: int, cause: str) -> Exception:
    return fail(cause, number)


def _fact(
    row: dict[str, Value],
    entities: Mapping[str, GoldEntity],
    text: str,
    fail: Callable[[str], Exception],
) -> GoldFact:
    predicate = _string(row, "p", fail)
    if predicate not in PREDICATES:
        raise fail(f"unknown predicate {predicate!r}")
    known = QUALIFIERS.get(predicate, frozenset())
    if unknown := set(row) - _OWN - known:
        raise fail(f"{predicate} has unknown keys {sorted(unknown)} (quote words with a comma)")
    subject, obj = _string(row, "s", fail), _string(row, "o", fail)
    _check_arguments(predicate, subject, obj, entities, fail)
    date, status = _string(row, "date", fail), _string(row, "status", fail) or "asserted"
    if date and not valid_timex(date):
        raise fail(f"the date {date!r} is no TIMEX3 value")
    if status not in STATUSES:
        raise fail(f"unknown status {status!r}")
    evidence = _string(row, "ev", fail)
    start = text.find(evidence)
    if not evidence or start < 0:
        raise fail(f"the evidence is not in the text: {evidence!r}")
    return GoldFact(
        predicate, subject, obj, cast("FactStatus", status), date,
        _qualifiers(predicate, row, known, entities, fail),
        start, start + len(evidence), evidence,
    )  # fmt: skip


def _string(row: dict[str, Value], key: str, fail: Callable[[str], Exception]) -> str:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise fail(f"{key} is no text")
    return value or ""


def _check_arguments(
    predicate: str,
    subject: str,
    obj: str,
    entities: Mapping[str, GoldEntity],
    fail: Callable[[str], Exception],
) -> None:
    if not subject or not obj:
        raise fail(f"{predicate} needs subject and object")
    if subject not in entities and predicate != "supported_by":
        raise fail(f"{predicate}: the subject {subject!r} is no entity")
    if obj not in entities and predicate not in _LITERAL_OBJECT:
        raise fail(f"{predicate}: the object {obj!r} is no entity")


def _qualifiers(
    predicate: str,
    row: dict[str, Value],
    known: frozenset[str],
    entities: Mapping[str, GoldEntity],
    fail: Callable[[str], Exception],
) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key in sorted(known & set(row)):
        value = row[key]
        values = value if isinstance(value, list) else [] if value is None else [value]
        if not all(isinstance(each, str) for each in values):
            raise fail(f"{key} holds more than texts (quote words with a colon)")
        texts = tuple(cast("list[str]", values))
        allowed = ALLOWED.get((predicate, key))
        if allowed and not set(texts) <= allowed:
            raise fail(f"{key} is {', '.join(texts)}; one of: {', '.join(sorted(allowed))}")
        if key == "certifier" and not set(texts) <= set(entities):
            raise fail(f"the certifier {texts[0]!r} is no entity")
        if texts:
            found[key] = texts
    if predicate == "certified" and not {"action", "scheme"} <= set(found):
        raise fail("certified needs action and scheme")
    return found
