"""Where things lie in an output folder, and what its troubles mean.

outputs/
  documents.parquet ... timeline.parquet   the published tables
  manifest.json                            the run that published them, and its counts
  store/constancia.duckdb                  the store
  store/lock                               held while a run writes
  store/tmp/                               spilled and half-written things
"""

from __future__ import annotations

import errno
from pathlib import Path

from pipeline.errors import StoreBusy, StoreError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)
_FULL_WORDS = ("no space left", "disk quota", "file too large", "could not write all bytes")
_DENIED_WORDS = ("permission denied", "read-only")


def database(folder: Path) -> Path:
    """Return the database file of an output folder."""
    return folder / "store" / "constancia.duckdb"


def lock(folder: Path) -> Path:
    """Return the lock file of an output folder."""
    return folder / "store" / "lock"


def temporary(folder: Path) -> Path:
    """Return the folder for half-written things."""
    return folder / "store" / "tmp"


def manifest(folder: Path) -> Path:
    """Return the manifest of an output folder."""
    return folder / "manifest.json"


def published(folder: Path, table: str) -> Path:
    """Return the published file of a table."""
    return folder / f"{table}.parquet"


def trouble(error: Exception, folder: Path | None) -> StoreError:
    """Say in one error what the disk or the database reports, and what to do about it."""
    number = error.errno if isinstance(error, OSError) else None
    words = str(error).lower()
    if "could not set lock" in words or "conflicting lock" in words:
        return StoreBusy("another process writes to the store", where=folder, remedy="try later")
    if number in _FULL or any(each in words for each in _FULL_WORDS):
        cause = "the disk is full or the file size is limited"
        remedy = "make room and run again: finished batches are kept"
    elif number in _DENIED or any(each in words for each in _DENIED_WORDS):
        cause, remedy = (
            "the folder cannot be written",
            "give yourself write access, or choose another folder",
        )
    elif isinstance(error, OSError):
        cause, remedy = str(error), "give a folder that can be made and written"
    else:
        cause = str(error).splitlines()[0] if str(error) else type(error).__name__
        remedy = "run again; if it comes back, restore the folder from a backup"
    return StoreError(cause, where=folder, remedy=remedy)
