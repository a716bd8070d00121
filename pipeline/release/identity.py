"""The identity of a release: the same source gives the same id in every run."""

from __future__ import annotations

import hashlib
import posixpath
import unicodedata
from urllib.parse import urlsplit, urlunsplit

_SIZE = 16


def doc_id(source: str) -> str:
    """Return the id of the release that a source (path or URL, as given) holds."""
    return hashlib.sha256(normalised(source).encode("utf-8", "surrogatepass")).hexdigest()[:_SIZE]


def normalised(source: str) -> str:
    """Return one spelling for sources that are the same.

    A URL loses its fragment and the case of its scheme and host; a path has forward
    slashes and no ``.`` or ``..`` that can be resolved.
    """
    source = unicodedata.normalize("NFC", source.strip())
    if "://" in source:
        try:
            parts = urlsplit(source)
        except ValueError:
            return source
        return urlunsplit(
            (parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", parts.query, "")
        )
    return posixpath.normpath(source.replace("\\", "/"))
