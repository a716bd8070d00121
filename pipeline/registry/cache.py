"""Compiled data kept between runs: JSON files in the user's cache folder, named by content hash.

JSON, never pickle: a file that somebody else put there can give wrong names, but
cannot run code. Where the user's folder cannot be written, a folder of the user's own among
the temporary files serves; a folder that others can write to is neither read nor written.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
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


def _folders() -> list[Path]:
    """Return where compiled data may lie: the cache folder, else a temporary one of ours."""
    places = [folder()]
    if hasattr(os, "getuid"):
        places.append(Path(tempfile.gettempdir()) / f"constancia-{os.getuid()}")
    return places


def _is_ours(path: Path) -> bool:
    """Tell whether nobody else can have put files into a folder."""
    try:
        status = path.stat()
    except OSError:
        return False
    return not hasattr(os, "getuid") or (
        status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    )


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
    file = f"{name}-{key}.json"
    places = _folders()
    for place in places:
        if _is_ours(place) and (data := _read(place / file, key)):
            return data
    fresh = {**compile_(), "key": key}
    any(_write(place / file, fresh) for place in places)
    return fresh


def _read(path: Path, key: str) -> dict[str, Any] | None:
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) and data.get("key") == key else None


def _write(path: Path, data: dict[str, Any]) -> bool:
    """Write ``data`` at once and as a whole; tell whether the folder took it."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(path.parent):
            return False
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, suffix=".tmp", delete=False
        ) as file:
            json.dump(data, file, ensure_ascii=False, separators=(",", ":"))
        Path(file.name).replace(path)
    except OSError:
        return False
    for old in path.parent.glob(f"{path.name.rsplit('-', 1)[0]}-*.json"):
        if old != path:
            old.unlink(missing_ok=True)
    return True
