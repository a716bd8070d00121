"""Reading the bytes of a file, every one of them hostile."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.errors import UnreadableRelease

MAX_BYTES = 2_000_000
"""Largest file that is read: a release has thousands of characters, a book a million."""

_SIGNATURES = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "ZIP (perhaps a Word document)",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"\x1f\x8b": "gzip",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"PAR1": "Parquet",
}


def load(path: Path) -> bytes:
    """Return the bytes of a text file.

    Raises:
        UnreadableRelease: it is missing, empty, too large, or begins as another format does.
    """
    try:
        if not path.is_file():
            raise UnreadableRelease("not a regular file", where=path, remedy="give a file")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableRelease(
            f"cannot be read: {error.strerror or error}", where=path, remedy="check its permissions"
        ) from error
    return check(data, path)


def check(data: bytes, where: object) -> bytes:
    """Return the bytes if they may be text.

    Raises:
        UnreadableRelease: they are empty, too many, or another format's.
    """
    if not data.strip():
        raise UnreadableRelease("the file is empty", where=where, remedy="remove it")
    if len(data) > MAX_BYTES:
        raise UnreadableRelease(
            f"larger than {MAX_BYTES:,} bytes",
            where=where,
            remedy="split it into one release a file",
        )
    for signature, name in _SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableRelease(
                f"this is {name}, not text", where=where, remedy="convert it to text"
            )
    return data


def digest(data: bytes) -> str:
    """Return the SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
