"""What marks the rows of a run: version, fingerprint and time.

The fingerprint is one hash of everything that decides what an extraction finds:
the version of the package, every file under ``patterns/`` and every file under ``models/``,
and the models chosen in the place of ours (``CONSTANCIA_NER``).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from pipeline import resources


@dataclass(frozen=True, slots=True)
class Stamp:
    """Version of the package, fingerprint of the pipeline and time of the run (UTC)."""

    version: str
    fingerprint: str
    processed_at: dt.datetime


def package_version() -> str:
    """Return the installed version of constancia, ``0+unknown`` in a bare checkout."""
    try:
        return metadata.version("constancia")
    except metadata.PackageNotFoundError:
        return "0+unknown"


def fingerprint(version: str, folders: Iterable[Path] | None = None) -> str:
    """Return the pipeline's fingerprint: 16 hexadecimal digits.

    Args:
        version: version of the package.
        folders: the data folders; by default those of patterns and models.
    """
    digest = hashlib.sha256(version.encode())
    digest.update(os.environ.get(resources.CHOICE, "").encode())
    for folder in folders or (resources.patterns(), resources.models()):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not _hidden(path.relative_to(folder)):
                digest.update(f"\0{path.relative_to(folder).as_posix()}\0".encode())
                with path.open("rb") as stream:
                    digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()[:16]


def _hidden(relative: Path) -> bool:
    return any(part.startswith(".") or part == "__pycache__" for part in relative.parts)


def current(now: dt.datetime | None = None) -> Stamp:
    """Return the stamp of a run of the installed pipeline that starts now."""
    version = package_version()
    return Stamp(version, fingerprint(version), now or dt.datetime.now(dt.UTC))
