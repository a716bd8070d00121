"""The annotators' format: a YAML header, then the release with inline mentions.

A mention is ``[[LABEL ref|words]]``. ``ref`` is an entity key (with ``nom`` behind it for
a nominal mention), the canonical designation of a STANDARD, the TIMEX3 value of a DATE,
and nothing for a ROLE. The text without the markup is the raw release.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from pipeline.errors import GoldError
from pipeline.evaluation import factrows, header
from pipeline.evaluation.gold import ENTITY_LABELS, GoldEntity, GoldRelease
from pipeline.evaluation.header import Header, Value
from pipeline.evaluation.values import published, valid_timex
from pipeline.records import LABELS, Label, Mention

_MARK = re.compile(r"\[\[([A-Z]+)(?: ([^|\]]*?))?\|([^\[\]]+?)\]\]")
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_NOMINAL = "nom"
_KEYS = frozenset(
    {"id", "lang", "genre", "country", "published", "title", "dateline_place", "publisher",
     "pair", "noise", "entities", "facts"}
)  # fmt: skip
_ENTITY_KEYS = frozenset({"type", "name", "kind", "country", "id"})


def read(path: Path) -> GoldRelease:
    """Read one annotation file; the folder that it lies in names the pass.

    Raises:
        GoldError: it is not well-formed; the message names file and line.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(str(error), where=path) from error
    release = parse(text, str(path), annotation=path.parent.name)
    if release.id != path.stem:
        raise GoldError(f"the id is {release.id!r}", where=f"{path}:1", remedy="name both alike")
    return release


def read_folder(folder: Path) -> Iterable[GoldRelease]:
    """Read the annotation files of a folder, in the order of their ids."""
    for path in sorted(folder.glob("*.md")):
        yield read(path)


def parse(source: str, where: str = "annotation", annotation: str = "") -> GoldRelease:
    """Read an annotation from its text.

    Raises:
        GoldError: it is not well-formed; the message names ``where`` and the line.
    """
    fences = list(_FENCE.finditer(source))
    if len(fences) < 2 or source[: fences[0].start()].strip():
        raise GoldError("no header between two lines '---'", where=f"{where}:1")
    first = source.count("\n", 0, fences[0].end()) + 1
    head = header.parse(source[fences[0].end() : fences[1].start()], where, first)
    body = source[fences[1].end() :].lstrip("\n")
    line = source.count("\n", 0, len(source) - len(body)) + 1
    return _Reader(head, body, where, line).release(annotation)


def strip(body: str) -> str:
    """Return a text without its markup."""
    return _MARK.sub(lambda found: found[3], body)


class _Reader:
    """The work on one file."""

    def __init__(self, head: Header, body: str, where: str, line: int) -> None:
        self.head, self.body, self.where, self.line = head, body, where, line
        self.text = strip(body)
        self.entities: dict[str, GoldEntity] = {}

    def error(self, cause: str, line: int | None = None, remedy: str = "") -> GoldError:
        """Build the error for a line."""
        return GoldError(cause, where=f"{self.where}:{line or 1}", remedy=remedy)

    def release(self, annotation: str) -> GoldRelease:
        """Put the record together."""
        values = self.head.values
        if unknown := set(values) - _KEYS:
            raise self.error(f"unknown header keys {sorted(unknown)}")
        self.entities = self._entities()
        title = self._text("title")
        if title and title not in self.text:
            raise self.error("the title is not in the text")
        noise = self._text("noise")
        if noise not in ("true", "false", ""):
            raise self.error(f"noise is {noise!r}", remedy="true or false")
        return GoldRelease(
            id=self._needed("id"), lang=self._needed("lang"), text=self.text,
            genre=self._needed("genre"), country=self._needed("country"),
            published=self._published(), title=title,
            dateline_place=self._text("dateline_place"), publisher=self._text("publisher"),
            pair=self._text("pair"), noise=noise == "true", annotation=annotation,
            entities=tuple(self.entities.values()), mentions=tuple(self._mentions()),
            facts=tuple(factrows.read(values.get("facts"), self.entities, self.text,
                                      lambda cause, i: self.error(cause, self._fact_line(i)))),
            source=self.where,
        )  # fmt: skip

    def _fact_line(self, number: int) -> int | None:
        return self.head.lines.get(f"facts.{number}")

    def _text(self, key: str) -> str:
        value = self.head.values.get(key)
        if value is not None and not isinstance(value, str):
            raise self.error(f"{key} is no text")
        return value or ""

    def _needed(self, key: str) -> str:
        if not (value := self._text(key)):
            raise self.error(f"the header has no {key}")
        return value

    def _published(self) -> tuple[dt.date, ...]:
        return published(self.head.values.get("published"), self.error)

    def _entities(self) -> dict[str, GoldEntity]:
        given: Value = self.head.values.get("entities") or {}
        if not isinstance(given, dict):
            raise self.error("entities is no mapping")
        return {key: self._entity(key, value) for key, value in given.items()}

    def _entity(self, key: str, value: Value) -> GoldEntity:
        line = self.head.lines.get(key)
        if not isinstance(value, dict) or not all(
            v is None or isinstance(v, str) for v in value.values()
        ):
            raise self.error(f"entity {key} is no mapping of texts", line)
        if unknown := set(value) - _ENTITY_KEYS:
            cause = f"entity {key} has unknown keys {sorted(unknown)}"
            raise self.error(cause, line, "quote a name that holds a comma")
        if value.get("type") not in ENTITY_LABELS or not value.get("name"):
            raise self.error(
                f"entity {key} needs a type of {sorted(ENTITY_LABELS)} and a name", line
            )
        texts = {name: str(value.get(name) or "") for name in _ENTITY_KEYS}
        return GoldEntity(
            key, texts["type"], texts["name"], texts["kind"], texts["country"], texts["id"]
        )

    def _mentions(self) -> Iterable[Mention]:
        position = shift = 0
        for found in _MARK.finditer(self.body):
            start = found.start() - shift
            shift += len(found[0]) - len(found[3])
            line = self.line + self.body.count("\n", position, found.start())
            position, self.line = found.start(), line
            yield self._mention(found, start, line)
        for broken in ("[[", "]]"):
            if broken in self.text:
                at = self.text.index(broken)
                raise self.error(f"broken markup near {self.text[max(0, at - 20) : at + 40]!r}")

    def _mention(self, found: re.Match[str], start: int, line: int) -> Mention:
        label, ref, words = found[1], (found[2] or "").strip(), found[3]
        if label not in LABELS:
            raise self.error(f"unknown label {label}", line)
        if words != words.strip():
            raise self.error(f"blanks at the edge of the mention {words!r}", line)
        plain = Mention(start, start + len(words), words, cast("Label", label))
        if label == "ROLE":
            if ref:
                raise self.error(f"a ROLE has no reference: {words!r}", line)
            return plain
        if label in ENTITY_LABELS:
            return self._of_entity(plain, ref.split(), line)
        if not ref or (label == "DATE" and not valid_timex(ref)):
            raise self.error(f"{words!r} needs a value; {ref!r} is none", line)
        return Mention(start, plain.end, words, plain.label, value=ref)

    def _of_entity(self, plain: Mention, ref: list[str], line: int) -> Mention:
        entity = self.entities.get(ref[0]) if ref else None
        if entity is None or len(ref) > 2 or (len(ref) == 2 and ref[1] != _NOMINAL):
            cause = f"{plain.text!r} refers to {' '.join(ref) or 'nothing'}"
            raise self.error(cause, line, "an entity of the header, with 'nom' if nominal")
        return Mention(
            plain.start, plain.end, plain.text, plain.label, entity_id=entity.key,
            source="coref" if len(ref) == 2 else "ruler", kind=entity.kind,
        )  # fmt: skip
