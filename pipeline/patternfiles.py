"""The files under ``patterns/``: YAML read strictly, with clear errors, and what linters say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import PatternError

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


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file.

    Raises:
        PatternError: the file is missing, not UTF-8, or not YAML.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_PlainLoader)  # noqa: S506 # a safe loader
    except FileNotFoundError as error:
        raise PatternError("the file is missing", where=path) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PatternError(f"not well-formed YAML: {error}", where=path) from error
