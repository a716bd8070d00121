"""Compiled data kept between runs: JSON files in the user's cache folder, named by content hash.

JSON, never pickle: a file that somebody else put there can give wrong names, but
cannot run code. A folder that cannot be written only costs the time to compile again.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any


def folder() -> Path:
    """Return the cache folder: ``CONSTANCIA_CACHE``, else the user's own."""
    if chosen := os.environ.get("CONSTANCIA_CACHE"):
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path("~/.cache").expanduser()) / "constancia"


def digest(parts: Iterable[bytes | str]) -> str:
    """Return a short hash of ``parts`` in their order."""
    state = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()[:24]


def cached(name: str, key: str, compile_: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return the compiled data ``name`` of the content hash ``key``, compiling it where needed."""
    path = folder() / f"{name}-{key}.json"
    try:
        data = json.loads(path.read_bytes())
        if isinstance(data, dict) and data.get("key") == key:
            return data
    except (OSError, ValueError):
        pass
    fresh = {**compile_(), "key": key}
    _write(path, fresh)
    return fresh


def _write(path: Path, data: dict[str, Any]) -> None:
    """Write ``data`` at once and as a whole; do without where the folder is read-only."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, suffix=".tmp", delete=False
        ) as file:
            json.dump(data, file, ensure_ascii=False, separators=(",", ":"))
        Path(file.name).replace(path)
    except OSError:
        return
    for old in path.parent.glob(f"{path.name.rsplit('-', 1)[0]}-*.json"):
        if old != path:
            old.unlink(missing_ok=True)
