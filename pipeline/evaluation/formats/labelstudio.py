"""Label Studio JSON: ``labelstudio.json``, a list of tasks.

The labelling interface needs ``<Labels name="label" toName="text">``, a ``<Text name="text"
value="$text">``, ``<Relations>`` of the predicates, and per region ``<TextArea name="value"
perRegion="true">``, ``<TextArea name="entity" perRegion="true">`` and ``<Choices
name="nominal" perRegion="true">``; docs/evaluation.md shows it whole.
Pre-annotations are read as predictions, finished work as annotations.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.evaluation.formats import common
from pipeline.evaluation.gold import GoldRelease
from pipeline.records import Mention


def write(releases: Iterable[GoldRelease], folder: Path) -> None:
    """Write ``labelstudio.json``."""
    tasks = [_task(number, release) for number, release in enumerate(releases, start=1)]
    text = json.dumps(tasks, ensure_ascii=False, indent=1)
    (folder / "labelstudio.json").write_text(text + "\n", encoding="utf-8", newline="")


def _task(number: int, release: GoldRelease) -> dict[str, Any]:
    results = [each for i, m in enumerate(release.mentions) for each in _region(i, m)]
    results += [
        {"type": "relation", "from_id": f"r{one}", "to_id": f"r{other}", "direction": "right",
         "labels": [predicate]}
        for one, other, predicate in common.relations(release)
    ]  # fmt: skip
    return {
        "id": number,
        "data": {"text": release.text, common.META: common.beside(release)},
        "predictions": [{"model_version": common.META, "result": results}],
    }


def _region(number: int, mention: Mention) -> Iterator[dict[str, Any]]:
    span = {"start": mention.start, "end": mention.end, "text": mention.text}
    head = {"id": f"r{number}", "to_name": "text"}
    yield {
        **head,
        "from_name": "label",
        "type": "labels",
        "value": {**span, "labels": [mention.label]},
    }
    for name, words in (("value", mention.value), ("entity", mention.entity_id)):
        if words:
            yield {
                **head,
                "from_name": name,
                "type": "textarea",
                "value": {**span, "text": [words]},
            }
    if mention.source == "coref":
        value = {**span, "choices": ["nominal"]}
        yield {**head, "from_name": "nominal", "type": "choices", "value": value}


def read(path: Path) -> Iterator[GoldRelease]:
    """Yield the releases of a file, or of every JSON file of a folder."""
    for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
        for task in json.loads(file.read_text(encoding="utf-8")):
            yield _release(task, f"{file.stem}-{task.get('id', 0)}")


def _release(task: Mapping[str, Any], fallback: str) -> GoldRelease:
    """The last finished annotation counts, else the last prediction."""
    text = task["data"]["text"]
    done = [each for each in task.get("annotations") or () if not each.get("was_cancelled")]
    versions = done or task.get("predictions") or [{"result": []}]
    spans: dict[str, tuple[int, int, str]] = {}
    extras: dict[str, dict[str, Any]] = {}
    lines = []
    for each in versions[-1]["result"]:
        if each["type"] == "relation":
            lines.append((each["from_id"], each["to_id"], (each.get("labels") or [""])[0]))
        elif each["type"] == "labels":
            value = each["value"]
            spans[each["id"]] = (value["start"], value["end"], value["labels"][0])
        elif each["type"] == "textarea":
            extras.setdefault(each["id"], {})[each["from_name"]] = each["value"]["text"][0]
        elif each["type"] == "choices" and each["from_name"] == "nominal":
            extras.setdefault(each["id"], {})["nominal"] = True
    order = sorted(spans, key=lambda key: spans[key])
    mentions = [common.mention(text, *spans[key], extras.get(key, {})) for key in order]
    meta = task["data"].get(common.META) or {}
    release = common.put_together(text, mentions, meta, fallback)
    drawn = [(order.index(one), order.index(other), name) for one, other, name in lines if name]
    return common.with_relations(release, drawn)
