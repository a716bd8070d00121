"""Every error that constancia raises on purpose.

    ConstanciaError                 exit code 1
    ├── UsageError                  exit code 2   a wrong argument, path or query
    ├── ReleaseError                (one release; the batch goes on)  exit code 3 when all fail
    │   └── UnreadableRelease       the bytes could not be read as their format
    ├── DataError                   exit code 4   patterns/, models/ or gold are not well-formed
    │   ├── PatternError            a file under patterns/
    │   ├── ModelError              a file under models/
    │   └── GoldError               a gold annotation
    └── StoreError                  exit code 5   the output folder cannot be read or written
        └── StoreBusy               exit code 6   another run holds the store

A message names the file (and line or id), the cause and the remedy. The command
line prints it without a traceback and exits with the code of its class.
"""

from __future__ import annotations


class ConstanciaError(Exception):
    """Base of all errors raised on purpose.

    Args:
        cause: what is wrong, in one sentence.
        where: the file, line or id that it is about.
        remedy: what the user can do.
    """

    exit_code = 1

    def __init__(self, cause: str, *, where: object = None, remedy: str = "") -> None:
        self.cause, self.where, self.remedy = cause, where, remedy
        place = f"{where}: " if where is not None else ""
        advice = f" ({remedy})" if remedy else ""
        super().__init__(f"{place}{cause}{advice}")


class UsageError(ConstanciaError):
    """A wrong argument, path or query."""

    exit_code = 2


class ReleaseError(ConstanciaError):
    """One release cannot be processed; the batch goes on."""

    exit_code = 3


class UnreadableRelease(ReleaseError):
    """The bytes of a release could not be read as their format."""


class DataError(ConstanciaError):
    """Data that ships with the product, or gold, is not well-formed."""

    exit_code = 4


class PatternError(DataError):
    """A file under ``patterns/`` is not well-formed."""


class ModelError(DataError):
    """A file under ``models/`` is missing or not well-formed."""


class GoldError(DataError):
    """A gold annotation is not well-formed."""


class StoreError(ConstanciaError):
    """The output folder cannot be read or written."""

    exit_code = 5


class StoreBusy(StoreError):
    """Another run holds the store."""

    exit_code = 6
