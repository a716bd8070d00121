"""doccano JSONL (sequence labelling with relations): ``doccano.jsonl``.

``entities`` and ``relations`` are doccano's own; ``constancia`` holds the rest, which doccano
keeps as metadata and gives back. The older ``label`` triples are read too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.evaluation import jsonl
from pipeline.evaluation.formats import common
from pipeline.evaluation.gold import GoldRelease


def write(releases: Iterable[GoldRelease], folder: Path) -> None:
    """Write ``doccano.jsonl``."""
    lines = [json.dumps(_row(n, r), ensure_ascii=False) for n, r in enumerate(releases, start=1)]
    text = "".join(f"{line}\n" for line in lines)
    (folder / "doccano.jsonl").write_text(text, encoding="utf-8", newline="")


def _row(number: int, release: GoldRelease) -> dict[str, Any]:
    return {
        "id": number,
        "text": release.text,
        "entities": [
            {"id": i, "label": m.label, "start_offset": m.start, "end_offset": m.end}
            for i, m in enumerate(release.mentions, start=1)
        ],
        "relations": [
            {"id": i, "from_id": one + 1, "to_id": other + 1, "type": predicate}
            for i, (one, other, predicate) in enumerate(common.relations(release), start=1)
        ],
        common.META: {
            **common.beside(release),
            "values": {_place(m.start, m.end): jsonl.value_of(m) for m in release.mentions},
        },
    }


def _place(start: int, end: int) -> str:
    return f"{start}:{end}"


def read(path: Path) -> Iterator[GoldRelease]:
    """Yield the releases of a file, or of every JSONL file of a folder."""
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), start=1):
            if line.strip():
                yield _release(json.loads(line), f"{file.stem}-{number}")


def _release(row: Mapping[str, Any], fallback: str) -> GoldRelease:
    meta = dict(row.get(common.META) or (row.get("meta") or {}).get(common.META) or {})
    values = meta.pop("values", {})
    text = row["text"]
    spans = [
        (each["id"], each["start_offset"], each["end_offset"], each["label"])
        for each in row.get("entities") or ()
    ] or [(n, *each) for n, each in enumerate(row.get("label") or row.get("labels") or (), start=1)]
    spans.sort(key=lambda span: (span[1], span[2]))
    mentions = [
        common.mention(text, start, end, label, values.get(_place(start, end), {}))
        for _, start, end, label in spans
    ]
    release = common.put_together(text, mentions, meta, fallback)
    numbers = {span[0]: i for i, span in enumerate(spans)}
    drawn = [
        (numbers[each["from_id"]], numbers[each["to_id"]], each["type"])
        for each in row.get("relations") or ()
    ]
    return common.with_relations(release, drawn)
