"""From ``certified`` facts to certification events, with their evidence and conflicts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pipeline.merge import catalogue, choose
from pipeline.merge.decisions import Decision, find
from pipeline.merge.events import cluster
from pipeline.merge.evidence import Evidence, Interval, family, interval

Row = dict[str, Any]
Key = tuple[str, str]
Discipline = Callable[[str], str]


def merge(
    tellings: Iterable[Evidence],
    decisions: Iterable[Decision] = (),
    *,
    joined: Mapping[Key, Key] | None = None,
    discipline: Discipline = catalogue.discipline,
) -> list[Row]:
    """Merge tellings into the rows of ``certifications``, sorted by id.

    Args:
        tellings: ``certified`` facts of any holders and standards, in any order.
        decisions: what analysts decided.
        joined: from a holder and standard to the one that stands for both (see ``alias``).
        discipline: names the discipline of a standard.

    Returns:
        Rows with the holder's and certifier's names as told (``holder_told``,
        ``certifier_told``): canonical names and the country come from the entities.
    """
    items, choices = list(tellings), list(decisions)
    rows: list[Row] = []
    for group in grouped(items, choices, joined or {}):
        rows += [_row(event, choices, discipline) for event in cluster(group, choices)]
    return _identified(rows)


def grouped(
    tellings: Sequence[Evidence], decisions: Iterable[Decision], joined: Mapping[Key, Key]
) -> list[list[Evidence]]:
    """Split tellings into holder and standard groups; decisions of sameness join groups."""
    alias: dict[Key, Key] = {}

    def root(key: Key) -> Key:
        while key in alias:
            key = alias[key]
        return key

    own = [(each.holder_id, each.family) for each in tellings]
    keys = [joined.get(key, key) for key in own]
    for decision in decisions:
        if decision.kind == "same":
            places = find((*decision.left, *decision.right), tellings)
            roots = sorted({root(keys[i]) for i in places})
            alias.update(dict.fromkeys(roots[1:], roots[0]) if roots else {})
    groups: dict[Key, list[Evidence]] = {}
    for key, telling in zip(keys, tellings, strict=True):
        groups.setdefault(root(key), []).append(telling)
    return [groups[key] for key in sorted(groups)]


def _row(event: Sequence[Evidence], decisions: Sequence[Decision], discipline: Discipline) -> Row:
    picks = _choices(event)
    row: Row = {"conflicts": {}, "reasons": {}, "decisions": []}
    for column, choice in picks.items():
        row[column] = choice.value
        if choice.reason:
            row["reasons"][column] = [choice.reason]
        if choice.others:
            row["conflicts"][column] = list(choice.others)
    _tell_standard(row, picks["standard"].telling or event[0], event, discipline)
    _tell_date(row, picks["date_value"].telling)
    _tell_sources(row, event)
    _decide(row, event, decisions)
    row["valid_until_date"] = _last_day(row["valid_until"])
    row["conflicts"] = sorted(row["conflicts"].items())
    row["reasons"] = sorted(row["reasons"].items())
    row["decisions"] = sorted(row["decisions"])
    return row


def _choices(event: Sequence[Evidence]) -> dict[str, choose.Choice]:
    return {
        "holder_id": choose.holder(event),
        "standard": choose.standard(event),
        "action": choose.action(event),
        "scheme": choose.scheme(event),
        "certifier_id": choose.certifier(event),
        "date_value": choose.date(event),
        "first_certified": choose.told_date(event, lambda each: each.first_certified),
        "valid_until": choose.told_date(event, lambda each: each.valid_until),
    }


def _tell_standard(
    row: Row, best: Evidence, event: Sequence[Evidence], discipline: Discipline
) -> None:
    named = next((each.discipline for each in event if each.discipline), "")
    row["standard"], row["standard_id"] = best.standard, best.standard_id
    row["discipline"] = named or discipline(best.standard)
    dated = sorted(event, key=lambda each: (each.published is None, each.published, each.doc_id))
    row["edition_in_force"] = next((e.edition_in_force for e in dated if e.edition_in_force), "")


def _tell_date(row: Row, telling: Evidence | None) -> None:
    when = telling.when if telling else None
    row["date_start"] = when.start if when else None
    row["date_end"] = when.end if when else None
    row["date_precision"] = telling.precision if telling else None


def _last_day(timex: str) -> Any:
    when = interval(timex)
    return when.end if when else None


def _tell_sources(row: Row, event: Sequence[Evidence]) -> None:
    told = sorted(event, key=lambda each: (each.doc_id, each.char_start, each.fact_id))
    docs = sorted({each.doc_id for each in told})
    dates = [each.published for each in told if each.published]
    best = choose.certifier(event).telling
    row.update(
        certifier_told=best.certifier if best else "",
        holder_told=told[0].holder,
        group_key=group_key(told[0].holder_id, told[0].family),
        status=told[0].status,
        confidence=max(each.confidence for each in told),
        scope=_distinct(words for each in told for words in each.scope),
        certificate_no=sorted({number for each in told for number in each.certificate_no}),
        published=min(dates, default=None),
        langs=sorted({each.lang for each in told}),
        n_sources=len(docs),
        doc_ids=docs,
        fact_ids=sorted({each.fact_id for each in told}),
        evidence=_distinct(each.sentence for each in told),
    )


def group_key(holder_id: str, standard_family: str) -> str:
    """Return the name of a group of tellings: what is merged together."""
    return f"{holder_id}\x1f{standard_family}"


def _distinct(words: Iterable[str]) -> list[str]:
    """Keep the first spelling of each, in order."""
    kept: dict[str, str] = {}
    for each in words:
        if each:
            kept.setdefault(each.casefold(), each)
    return list(kept.values())


def _decide(row: Row, event: Sequence[Evidence], decisions: Iterable[Decision]) -> None:
    """Put corrected values in place; what the releases told stays visible as a conflict."""
    for each in decisions:
        if not find((*each.left, *each.right), event):
            continue
        row["decisions"].append(each.decision_id)
        if each.kind == "value" and find(each.left, event):
            _correct(row, each)


def _correct(row: Row, decision: Decision) -> None:
    column = "certifier_id" if decision.column == "certifier" else decision.column
    told = row[column]
    row[column] = decision.value
    row["reasons"][column] = [f"decision {decision.decision_id}"]
    if told and told != decision.value:
        row["conflicts"][column] = [told, *row["conflicts"].get(column, [])]
    if column == "date_value":
        when = interval(decision.value)
        row["date_start"], row["date_end"] = (when.start, when.end) if when else (None, None)
        row["date_precision"] = _precision(when)
    if column == "standard":
        row["standard_id"] = ""
    if column == "certifier_id":
        row["certifier_told"] = decision.value


def _precision(when: Interval | None) -> str | None:
    if when is None:
        return None
    return {0: "day"}.get(when.days) or (
        "month" if when.days < 32 else "quarter" if when.days < 93 else
        "half" if when.days < 185 else "year"
    )  # fmt: skip


def _identified(rows: Iterable[Row]) -> list[Row]:
    """Give each row its id; events that agree in everything an id is made of are numbered."""
    done: dict[str, Row] = {}
    for row in sorted(rows, key=lambda each: each["fact_ids"]):
        standard = family(row["standard_id"] or row["standard"])
        key = [row["holder_id"], standard, row["status"], row["action"], row["date_value"]]
        turn = 0
        while (name := _hash([*key, str(turn)])) in done:
            turn += 1
        done[name] = {"certification_id": name, **row}
    return [done[name] for name in sorted(done)]


def _hash(parts: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
