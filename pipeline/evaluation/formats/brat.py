"""brat standoff: ``<id>.txt`` and ``<id>.ann``.

Mentions are text-bound annotations (T), an entity key is a reference (N), a nominal mention
has the attribute ``Nominal`` (A), a value stands in a note (#). A fact is an event (E) whose
trigger is its evidence; its other data stand in its note. ``releases.jsonl`` beside the files
holds what is said of a whole release. Format: https://brat.nlplab.org/standoff.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.errors import GoldError
from pipeline.evaluation import jsonl
from pipeline.evaluation.formats import common
from pipeline.evaluation.gold import PREDICATES, GoldFact, GoldRelease
from pipeline.records import LABELS, Mention

_HEADS = "releases.jsonl"
_SOURCE = "constancia"


def write(releases: Iterable[GoldRelease], folder: Path) -> None:
    """Write a pair of files for each release."""
    heads = []
    for release in releases:
        (folder / f"{release.id}.txt").write_text(release.text, encoding="utf-8", newline="")
        lines = "".join(f"{line}\n" for line in _lines(release))
        (folder / f"{release.id}.ann").write_text(lines, encoding="utf-8", newline="")
        head = common.beside(release)
        del head["facts"]
        heads.append(json.dumps(head, ensure_ascii=False) + "\n")
    (folder / _HEADS).write_text("".join(heads), encoding="utf-8", newline="")


def _flat(words: str) -> str:
    return words.replace("\n", " ").replace("\t", " ")


def _lines(release: GoldRelease) -> Iterator[str]:
    notes = 0
    names = {e.key: e.name for e in release.entities}
    for number, mention in enumerate(release.mentions, start=1):
        place = f"{mention.label} {mention.start} {mention.end}"
        yield f"T{number}\t{place}\t{_flat(mention.text)}"
        if mention.entity_id:
            name = _flat(names.get(mention.entity_id, mention.text))
            yield f"N{number}\tReference T{number} {_SOURCE}:{mention.entity_id}\t{name}"
        if mention.source == "coref":
            yield f"A{number}\tNominal T{number}"
        if mention.value:
            notes += 1
            yield f"#{notes}\tAnnotatorNotes T{number}\t{mention.value}"
    trigger = len(release.mentions)
    for number, fact in enumerate(release.facts, start=1):
        trigger += 1
        notes += 1
        words = _flat(release.text[fact.start : fact.end])
        yield f"T{trigger}\t{fact.predicate} {fact.start} {fact.end}\t{words}"
        yield f"E{number}\t{fact.predicate}:T{trigger}{_arguments(release, fact)}"
        yield f"#{notes}\tAnnotatorNotes E{number}\t{_details(fact)}"


def _arguments(release: GoldRelease, fact: GoldFact) -> str:
    found = []
    certifier = fact.qualifier("certifier")
    roles = (("subject", fact.subject), ("object", fact.object), ("certifier", certifier))
    for role, key in roles:
        number = common.nearest(release, key, fact.start) if key else None
        if number is not None:
            found.append(f" {role}:T{number + 1}")
    return "".join(found)


def _details(fact: GoldFact) -> str:
    value = {
        "subject": fact.subject, "object": fact.object, "status": fact.status, "date": fact.date,
        "qualifiers": {k: list(v) for k, v in sorted(fact.qualifiers.items())},
    }  # fmt: skip
    return json.dumps(value, ensure_ascii=False)


def read(path: Path) -> Iterator[GoldRelease]:
    """Yield the releases of a folder, or of one ``.ann`` file."""
    files = sorted(path.glob("*.ann")) if path.is_dir() else [path]
    heads = _heads((path if path.is_dir() else path.parent) / _HEADS)
    for file in files:
        text = file.with_suffix(".txt").read_bytes().decode("utf-8")
        yield _Reader(file, text).release(heads.get(file.stem, {}))


def _heads(path: Path) -> dict[str, dict[str, Any]]:
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").split("\n")
    rows = [json.loads(line) for line in lines if line.strip()]
    return {row["id"]: row for row in rows}


class _Reader:
    """The work on one file."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, text
        self.spans: dict[str, tuple[str, int, int]] = {}
        self.extras: dict[str, dict[str, Any]] = {}
        self.notes: dict[str, str] = {}
        self.events: list[tuple[str, dict[str, str]]] = []

    def release(self, head: dict[str, Any]) -> GoldRelease:
        """Put the record together."""
        lines = self.path.read_bytes().decode("utf-8").split("\n")
        for number, line in enumerate(lines, start=1):
            if line.strip():
                self._line(line, number)
        ids = [key for key, (label, _, _) in self.spans.items() if label in LABELS]
        mentions = {key: self._mention(key) for key in ids}
        bare = common.put_together(self.text, list(mentions.values()), head, self.path.stem)
        keys = dict(zip(ids, bare.mentions, strict=True))
        return replace(
            bare, facts=tuple(self._fact(name, roles, keys) for name, roles in self.events)
        )

    def _line(self, line: str, number: int) -> None:
        key, _, rest = line.partition("\t")
        body, _, words = rest.partition("\t")
        parts = body.split()
        if key.startswith("T"):
            label, places = parts[0], " ".join(parts[1:]).replace(";", " ").split()
            start, end = int(places[0]), int(places[-1])
            if label not in LABELS and label not in PREDICATES:
                raise GoldError(f"unknown label {label!r}", where=f"{self.path}:{number}")
            self.spans[key] = (label, start, end)
        elif key.startswith("N"):
            source, _, entity = parts[2].partition(":")
            if source == _SOURCE:
                self.extras.setdefault(parts[1], {})["entity"] = entity
        elif key.startswith(("A", "M")) and parts[0] == "Nominal":
            self.extras.setdefault(parts[1], {})["nominal"] = True
        elif key.startswith("#"):
            self.notes[parts[1]] = words
        elif key.startswith("E"):
            if not parts:
                raise GoldError("an event without a trigger", where=f"{self.path}:{number}")
            self.events.append((key, dict(part.split(":", 1) for part in parts)))
        elif key.startswith("R"):
            roles = dict(part.split(":", 1) for part in parts[1:])
            self.events.append(
                (key, {parts[0]: "", "subject": roles["Arg1"], "object": roles["Arg2"]})
            )

    def _mention(self, key: str) -> Mention:
        label, start, end = self.spans[key]
        extras = dict(self.extras.get(key, {}))
        if key in self.notes:
            extras["value"] = self.notes[key]
        return common.mention(self.text, start, end, label, extras)

    def _fact(self, name: str, roles: dict[str, str], keys: dict[str, Mention]) -> GoldFact:
        predicate = next(iter(roles))
        _, start, end = self.spans.get(roles[predicate], ("", 0, 0))
        note = self.notes.get(name, "")
        row: dict[str, Any] = json.loads(note) if note.startswith("{") else {}
        for role in ("subject", "object"):
            if (told := keys.get(roles.get(role, ""))) is not None:
                row[role] = told.value if told.label == "STANDARD" else told.entity_id
        if (told := keys.get(roles.get("certifier", ""))) is not None:
            row.setdefault("qualifiers", {})["certifier"] = [told.entity_id]
        return jsonl.fact(
            {**row, "predicate": predicate, "start": start, "end": end,
             "evidence": self.text[start:end]},
            str(self.path),
        )  # fmt: skip
