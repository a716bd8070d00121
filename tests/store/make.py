"""A small made-up extraction: deterministic, quick, and rich enough for every table."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence

from pipeline.records import (
    Argument,
    Entity,
    Extraction,
    Fact,
    Mention,
    PublicationDate,
    RawRelease,
    Release,
    TimeValue,
)

NOW = dt.datetime(2026, 2, 1, 12, 0, tzinfo=dt.UTC)
_LINE = re.compile(r"(?P<day>\d{4}-\d\d-\d\d) (?P<holder>\w+) (?P<action>\w+) ISO (?P<number>\d+)")


def doc_id(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()[:16]


def raw(source: str, text: str) -> RawRelease:
    return RawRelease(source, text, hashlib.sha256(text.encode()).hexdigest())


def day(text: str) -> TimeValue:
    value = dt.date.fromisoformat(text)
    return TimeValue(text, "DATE", value, value, "day")


def extract(releases: Sequence[RawRelease]) -> list[Extraction]:
    """Read lines such as ``2026-01-26 Harbour granted ISO 9001``."""
    return [_extraction(each) for each in releases]


def _extraction(release: RawRelease) -> Extraction:
    found = list(_LINE.finditer(release.text))
    published = dt.date.fromisoformat(found[0]["day"]) if found else None
    described = Release(
        doc_id(release.source), release.source, release.sha256, release.text, (),
        title=release.text.splitlines()[0] if release.text else "",
        published=PublicationDate(published), lang="en", lang_confidence=0.9,
    )  # fmt: skip
    return Extraction(
        described,
        tuple(_mention(each) for each in found),
        tuple({f"pe:{e['holder']}": _entity(e["holder"]) for e in found}.values()),
        tuple(_fact(each) for each in found),
    )


def _mention(found: re.Match[str]) -> Mention:
    start, end = found.span("holder")
    return Mention(start, end, found["holder"], "AGENCY", entity_id=f"pe:{found['holder']}")


def _entity(name: str) -> Entity:
    return Entity(f"pe:{name}", "AGENCY", f"Port of {name}", (name,), "port", "PE")


def _fact(found: re.Match[str]) -> Fact:
    holder, number = found["holder"], found["number"]
    return Fact(
        hashlib.sha256(found[0].encode()).hexdigest()[:16],
        Argument(f"pe:{holder}", f"Port of {holder}", holder, "AGENCY"),
        "certified",
        Argument(f"std:iso:{number}", f"ISO {number}", f"ISO {number}", "STANDARD"),
        found.start(), found.end(), found[0],
        time=day(found["day"]), time_text=found["day"],
        qualifiers={"action": (found["action"],), "scope": ("ships",)}, lang="en",
    )  # fmt: skip
