"""Hand-made gold and findings for the tests of the evaluation."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.evaluation import markup
from pipeline.evaluation.gold import GoldRelease
from pipeline.records import Argument, Fact, Label, Mention, TimeValue

ANNOTATION = """---
id: en-900
lang: en
genre: ministry_note
country: PE
published: 2024-05-14
title: "Harbour board keeps its badge"
dateline_place: null
publisher: null
pair: null
noise: false
entities:
  e1: {type: AGENCY, name: Quilca Harbour Board, kind: port_authority, country: PE}
  e2: {type: ORG, name: Norte Cert, kind: certification_body}
  e3: {type: PERSON, name: Ana Ruiz Tello}
  e4: {type: GPE, name: Quilca}
facts:
  - {p: certified, s: e1, o: "ISO 9001:2015", action: renewed, scheme: certification, certifier: e2, date: 2024-05-13, scope: ["pilotage", "towage"], valid_until: 2027-05, ev: "renewed its ISO 9001:2015 certificate on Monday"}
  - {p: certified, s: e1, o: "ISO 14001", action: planned, scheme: certification, certifier: null, date: 2025, status: planned, ev: "wants ISO 14001 in 2025"}
  - {p: holds_role, s: e3, o: e1, role: manager, role_kind: manager, tense: current, ev: "its manager, Ana Ruiz Tello"}
  - {p: said, s: e3, o: "the auditors were strict and fair", quote: indirect, ev: "the auditors were strict"}
---
Harbour board keeps its badge

The [[AGENCY e1|Quilca Harbour Board]] renewed its [[STANDARD ISO 9001:2015|ISO 9001:2015]] certificate on [[DATE 2024-05-13|Monday]] with [[ORG e2|Norte Cert]] for pilotage and towage until [[DATE 2027-05|May 2027]].

[[AGENCY e1 nom|The board]], in [[GPE e4|Quilca]], wants [[STANDARD ISO 14001|ISO 14001]] in [[DATE 2025|2025]], said its [[ROLE|manager]], [[PERSON e3|Ana Ruiz Tello]], adding that the auditors were strict and fair.
"""  # an annotation has one line a fact and a paragraph


def release(source: str = ANNOTATION) -> GoldRelease:
    """Return the sample release."""
    return markup.parse(source, "sample.md", "a")


def write(folder: Path, name: str, source: str, annotated: str = "a") -> Path:
    """Write an annotation into a corpus folder."""
    path = folder / "annotations" / annotated / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return path


def mentions(*given: tuple[int, int, Label]) -> list[Mention]:
    """Return mentions of a text of x."""
    return [Mention(a, b, "x" * (b - a), label) for a, b, label in given]


def fact(
    subject: str, predicate: str, obj: str, *, date: str = "", status: str = "asserted",
    **qualifiers: Iterable[str] | str,
) -> Fact:  # fmt: skip
    """Return a fact of the system, told by names, with the whole sample for evidence."""
    told = {k: (v,) if isinstance(v, str) else tuple(v) for k, v in qualifiers.items()}
    return Fact(
        f"{subject}|{predicate}|{obj}", Argument("", subject, subject, "AGENCY"), predicate,
        Argument("", obj, obj, "AGENCY"), 0, 500, "", status, TimeValue(date) if date else None, "",
        told, 0.9,
    )  # fmt: skip
