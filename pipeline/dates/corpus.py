"""A folder of texts and their creation dates to one file of tagged dates a document.

What the command ``constancia dates FOLDER --created created.tsv --out DIR`` runs.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from pipeline.dates.tagger import tag
from pipeline.dates.timeml import to_row, to_timeml
from pipeline.errors import UsageError

Format = Literal["json", "timeml", "table"]
_SHORT, _SAMPLE = 100, 100  # characters of a text, texts of a folder
_SUFFIX: Mapping[Format, str] = {"json": ".json", "timeml": ".tml", "table": ".tsv"}
_COLUMNS = ("start", "end", "text", "type", "value", "first_day", "last_day", "precision")


def parse_day(text: str, where: object = None) -> dt.date:
    """Read an ISO date.

    Raises:
        UsageError: it is none.
    """
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError as error:
        remedy = "write it as 2026-01-26"
        raise UsageError(f"{text!r} is no date", where=where, remedy=remedy) from error


def read_created(path: Path) -> dict[str, dt.date]:
    """Read a table of document names (without suffix) and creation dates, tab-separated.

    Raises:
        UsageError: the file cannot be read, or a line is not two columns with an ISO date.
    """
    created = {}
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise UsageError(str(error), where=path) from error
    for number, row in enumerate(csv.reader(lines, delimiter="\t"), start=1):
        if not row:
            continue
        if len(row) < 2:
            raise UsageError("a line needs a document and a date", where=f"{path}:{number}")
        created[row[0]] = parse_day(row[1], f"{path}:{number}")
    return created


def render(text: str, lang: str, created: dt.date | None, form: Format, *, doc_id: str = "") -> str:
    """Tag one text and return it in a format.

    JSON is a list of objects with at least ``start``, ``end``, ``type``, ``value``, offsets in
    code points. In JSON and TimeML the two ends of an interval are two expressions, as in
    annotated corpora; in the table they are one.
    """
    mentions = tag(text, lang, created, join=form == "table")
    if form == "timeml":
        return to_timeml(text, mentions, created=created, doc_id=doc_id)
    rows = [to_row(mention) for mention in mentions]
    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    lines = ["\t".join(" ".join(str(row[c] or "").split()) for c in _COLUMNS) for row in rows]
    return "\n".join(["\t".join(_COLUMNS), *lines]) + "\n"


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def tag_folder(
    folder: Path,
    out: Path,
    *,
    created: Mapping[str, dt.date],
    lang_of: Callable[[str], str],
    form: Format = "json",
) -> int:
    """Tag every ``*.txt`` of a folder and write one file for each into ``out``.

    Args:
        folder: the texts, UTF-8.
        out: made if missing; files of the same name are replaced.
        created: document name (without suffix) to creation date; a document that is not
            in it is tagged without an anchor.
        lang_of: the language of a text, for instance ``lambda text: "es"``; a text of a few
            words, which tells none, is taken to be in that of the others.
        form: ``json``, ``timeml`` or ``table``.

    Returns:
        How many documents were written.

    Raises:
        UsageError: the folder holds no text.
    """
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise UsageError("there is no .txt file", where=folder)
    out.mkdir(parents=True, exist_ok=True)
    common = lang_of("\n".join(_read(path)[:_SHORT] for path in paths[:_SAMPLE]))
    for path in paths:
        text = _read(path)
        lang = lang_of(text) if len(text) > _SHORT else common
        answer = render(text, lang, created.get(path.stem), form, doc_id=path.stem)
        (out / f"{path.stem}{_SUFFIX[form]}").write_text(answer, encoding="utf-8")
    return len(paths)
