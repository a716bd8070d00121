r"""CoNLL columns with IOB2 tags, mentions only: ``gold.conll``.

The token comes first and the tag last, as readers of CoNLL-2003 expect; between them stand the
offsets. ``# newdoc``, ``# lang`` and ``# text`` (a JSON string) let the text be restored to the
letter; files without them are read as words with single blanks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.evaluation.formats import common
from pipeline.evaluation.formats.tokens import tags, tokens
from pipeline.evaluation.gold import GoldRelease
from pipeline.records import Mention

_LAYERS = frozenset({"language", "mentions"})


def write(releases: Iterable[GoldRelease], folder: Path) -> None:
    """Write ``gold.conll``; a line break of the text ends a sentence."""
    text = "".join(_document(release) for release in releases)
    (folder / "gold.conll").write_text(text, encoding="utf-8", newline="")


def _document(release: GoldRelease) -> str:
    spans = tokens(release.text, release.mentions)
    lines = [
        f"# newdoc id = {release.id}",
        f"# lang = {release.lang}",
        f"# text = {json.dumps(release.text, ensure_ascii=False)}",
    ]
    before = 0
    for (start, end), tag in zip(spans, tags(spans, release.mentions), strict=True):
        if "\n" in release.text[before:start] and before and not tag.startswith("I"):
            lines.append("")
        before = end
        lines.append(f"{release.text[start:end]}\t{start}\t{end}\t{tag}")
    return "\n".join(lines) + "\n\n"


def read(path: Path) -> Iterator[GoldRelease]:
    """Yield the releases of a file, or of every ``.conll`` and ``.iob`` file of a folder."""
    files = sorted([*path.glob("*.conll"), *path.glob("*.iob")]) if path.is_dir() else [path]
    for file in files:
        document: list[str] = []
        number = 0
        for line in file.read_text(encoding="utf-8").split("\n"):
            if line.startswith("# newdoc") and any(each.strip() for each in document):
                number += 1
                yield _release(document, f"{file.stem}-{number}")
                document = []
            document.append(line)
        if any(each.strip() for each in document):
            yield _release(document, f"{file.stem}-{number + 1}")


def _release(lines: list[str], fallback: str) -> GoldRelease:
    heads: dict[str, str] = {}
    rows = []
    for line in lines:
        name, told, value = line.removeprefix("# ").partition(" = ")
        if line.startswith("# ") and told:
            heads[name] = value
        elif line.strip():
            rows.append(line.split())
    if "text" in heads:
        text = json.loads(heads["text"])
        spans = [(int(row[-3]), int(row[-2])) for row in rows]
    else:
        text, spans = _joined([row[0] for row in rows])
    mentions = _mentions(text, spans, [row[-1] for row in rows])
    meta = {"id": heads.get("newdoc id", fallback), "lang": heads.get("lang", "und")}
    release = common.put_together(text, mentions, meta, fallback)

    return replace(release, layers=_LAYERS - ({"language"} if release.lang == "und" else set()))


def _joined(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    spans, position = [], 0
    for word in words:
        spans.append((position, position + len(word)))
        position += len(word) + 1
    return " ".join(words), spans


def _mentions(text: str, spans: list[tuple[int, int]], labels: list[str]) -> list[Mention]:
    """Read IOB2 (an I without its B begins a mention too, as in IOB1)."""
    found: list[tuple[int, int, str]] = []
    before = "O"
    for (start, end), tag in zip(spans, labels, strict=True):
        kind, _, label = tag.partition("-")
        goes_on = kind == "I" and before.partition("-")[2] == label
        if goes_on:
            found[-1] = (found[-1][0], end, label)
        elif kind in ("B", "I"):
            found.append((start, end, label))
        before = tag
    return [common.mention(text, start, end, label, {}) for start, end, label in found]
