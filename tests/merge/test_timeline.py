from __future__ import annotations

import datetime as dt

import pytest

from pipeline.merge.timeline import timeline

AS_OF = dt.date(2026, 2, 1)


def event(action, day, **given):
    when = dt.date.fromisoformat(day) if day else None
    return {
        "certification_id": f"{action}-{day}", "holder_id": "pe:quay", "holder": "Quay",
        "country": "PE", "standard_id": "std:iso:9001:2015", "standard": "ISO 9001:2015",
        "discipline": "quality", "scheme": "certification", "status": "asserted",
        "action": action, "date_start": when, "date_end": when, "published": when,
        "first_certified": "", "valid_until_date": None, "doc_ids": [f"{action}{day}"], **given,
    }  # fmt: skip


def one(*events):
    (row,) = timeline(events, AS_OF)
    return row


def test_a_certificate_from_first_to_last():
    row = one(
        event("renewed", "2023-04-10"),
        event("granted", "2020-04-01"),
        event("maintained", "2025-04-02"),
    )
    assert row["first_granted"] == dt.date(2020, 4, 1)
    assert row["last_renewed"] == dt.date(2023, 4, 10)
    assert row["last_maintained"] == dt.date(2025, 4, 2)
    assert (row["state"], row["n_events"], row["as_of"]) == ("valid", 3, AS_OF)
    assert (row["standard"], row["standard_id"]) == ("ISO 9001", "std:iso:9001")
    assert row["certification_ids"][0] == "granted-2020-04-01"


def test_the_first_certificate_may_only_be_told():
    row = one(event("renewed", "2025-04-10", first_certified="2006"))
    assert row["first_granted"] == dt.date(2006, 1, 1)


@pytest.mark.parametrize(
    ("events", "state", "lapsed"),
    [
        ([event("granted", "2025-01-01")], "valid", None),
        ([event("granted", "2015-01-01")], "unknown", None),
        (
            [event("granted", "2022-01-01", valid_until_date=dt.date(2025, 1, 1))],
            "lapsed",
            dt.date(2025, 1, 1),
        ),
        (
            [event("granted", "2025-01-01", valid_until_date=dt.date(2028, 1, 1))],
            "valid",
            None,
        ),
        (
            [event("granted", "2024-01-01"), event("withdrawn", "2025-03-01")],
            "withdrawn",
            dt.date(2025, 3, 1),
        ),
        ([event("suspended", "2025-03-01"), event("renewed", "2025-06-01")], "valid", None),
        ([event("planned", "2026-06-01", status="planned")], "planned", None),
        ([event("denied", "2025-06-01")], "denied", None),
    ],
)
def test_the_state_on_the_newest_day(events, state, lapsed):
    row = one(*events)
    assert (row["state"], row["lapsed"]) == (state, lapsed)


def test_what_did_not_happen_is_no_event():
    assert timeline([event("granted", "2025-01-01", status="negated")], AS_OF) == []


def test_a_planned_event_does_not_undo_a_certificate():
    row = one(event("granted", "2025-01-01"), event("planned", "2026-06-01", status="planned"))
    assert row["state"] == "valid"
