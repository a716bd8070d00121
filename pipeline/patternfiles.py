"""The files under ``patterns/``: YAML read strictly, with clear errors, and what linters say.

What they hold is kept as JSON between runs (``pipeline.registry.cache``), which is read thirty
times as fast as YAML.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pipeline import resources
from pipeline.errors import PatternError
from pipeline.registry import cache as store

_FORMAT = "1"
_PAIRS = "\0pairs"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _PlainLoader(_Loader):  # type: ignore[misc] # the base is chosen at run time
    """A safe loader in which dates stay text and ``yes``/``no`` stay words."""


_PlainLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
    ]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file of patterns: where (file, rule or entry), and what."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def read_yaml(path: Path, *, plain: bool = True) -> Any:
    """Return the content of a YAML file.

    Args:
        path: the file.
        plain: whether dates stay text, and ``yes`` and ``no`` words.

    Raises:
        PatternError: the file is missing, not UTF-8, or not YAML.
    """
    try:
        text = path.read_text(encoding="utf-8")
        if path.is_relative_to(resources.patterns()):
            return _kept(path.relative_to(resources.patterns()), text, plain=plain)
        return _parsed(text, plain=plain)
    except FileNotFoundError as error:
        raise PatternError("the file is missing", where=path) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PatternError(f"not well-formed YAML: {error}", where=path) from error


def _parsed(text: str, *, plain: bool) -> Any:
    return yaml.load(text, Loader=_PlainLoader if plain else _Loader)  # noqa: S506 # safe ones


def _kept(place: Path, text: str, *, plain: bool) -> Any:
    """Return the content of a shipped file, from what was kept of it if it is the same."""
    key = store.digest([_FORMAT, str(plain), text])
    name = "patterns." + ".".join(place.with_suffix("").parts)
    kept = store.cached(name, key, lambda: _as_json(_parsed(text, plain=plain)))
    return _decoded(kept["json"]) if kept["json"] else _parsed(text, plain=plain)


def _as_json(content: Any) -> dict[str, Any]:
    """Return what can be kept of a content: nothing where JSON would not give it back."""
    try:
        written = json.dumps(_paired(content), ensure_ascii=False)
    except TypeError:
        return {"json": ""}
    return {"json": written if _decoded(written) == content else ""}


def _paired(content: Any) -> Any:
    """Write a mapping with keys that are no strings (months by number) as pairs."""
    if isinstance(content, list):
        return [_paired(each) for each in content]
    if not isinstance(content, dict):
        return content
    if all(isinstance(key, str) for key in content):
        return {key: _paired(value) for key, value in content.items()}
    return {_PAIRS: [[key, _paired(value)] for key, value in content.items()]}


def _decoded(written: str) -> Any:
    return json.loads(written, object_hook=_mapping)


def _mapping(found: dict[str, Any]) -> dict[Any, Any]:
    return dict(found[_PAIRS]) if _PAIRS in found else found
