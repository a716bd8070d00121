"""Bytes to text: byte order marks, UTF-8, UTF-16, and the single-byte encodings by plausibility.

The order of the steps follows what a mistake costs: UTF-8 that decodes strictly
is never anything else in practice; a single-byte text is decoded as the encoding
whose characters look most like letters inside words.
"""

from __future__ import annotations

import codecs
import re

from pipeline.errors import UnreadableRelease
from pipeline.readers.mojibake import mend

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SINGLE_BYTE = ("cp1252", "iso8859-15", "cp850", "mac-roman")
_TYPOGRAPHY = frozenset("«»“”‘’–—…•°ºª¿¡€·")
_LETTERS = frozenset("áéíóúñüÁÉÍÓÚÑÜçÇàèìòùâêîôûäëïöãõ")
_SAMPLE = 200_000
# Control characters that no text has; white space and NUL (counted apart) are left out.
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def decode(data: bytes, where: object = None) -> str:
    """Return the text of the bytes of a file, mojibake mended.

    Raises:
        UnreadableRelease: they are not text in any encoding that is known here.
    """
    text = mend(_decode(data))
    controls = len(_CONTROL.findall(text))
    if controls * 20 > len(text) or text.count("\0") * 4 > len(text):
        raise UnreadableRelease(
            "the bytes are not text", where=where, remedy="convert the file to UTF-8 text"
        )
    return text


def _decode(data: bytes) -> str:
    """Decode by the mark, the shape, strict UTF-8, or plausibility, in this order."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if encoding := _utf16(data):
        return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _broken_utf8(data)


def _utf16(data: bytes) -> str:
    """Return the UTF-16 encoding that the places of the NUL bytes tell, or nothing."""
    sample = data[:4096]
    pairs = len(sample) // 2
    if pairs < 2:
        return ""
    if sample[1::2].count(0) > 0.6 * pairs and sample[::2].count(0) < 0.1 * pairs:
        return "utf-16-le"
    if sample[::2].count(0) > 0.6 * pairs and sample[1::2].count(0) < 0.1 * pairs:
        return "utf-16-be"
    return ""


def _broken_utf8(data: bytes) -> str:
    """Decode bytes that are not UTF-8 throughout.

    Pages put together from two sources are mostly UTF-8 with some cp1252 bytes; the
    others are in one single-byte encoding.
    """
    lenient = data.decode("utf-8", errors="replace")
    bad = lenient.count("\ufffd")
    good = sum(char > "\x7f" for char in lenient) - bad
    if good > bad:
        return data.decode("utf-8", errors="constancia.cp1252")
    best = max(_SINGLE_BYTE, key=lambda encoding: plausibility(data[:_SAMPLE], encoding))
    return data.decode(best, errors="constancia.cp1252")


def plausibility(data: bytes, encoding: str) -> float:
    """Score how much the bytes above 127 look like letters and typography in an encoding.

    A letter of the western languages inside a word counts 1, typography half, anything
    else (a symbol, a capital inside a lower-case word) takes away 1.
    """
    text = data.decode(encoding, errors="replace")
    score = 0.0
    for place, char in enumerate(text):
        if char > "\x7f":
            score += _worth(text[place - 1 : place], char, text[place + 1 : place + 2])
    return score


def _worth(before: str, char: str, after: str) -> float:
    """Score one character by its neighbours."""
    if char in _TYPOGRAPHY:
        return 0.5
    if char not in _LETTERS:
        return -1.0
    if char.isupper() and before.islower():
        return -1.0
    return 1.0 if before.isalpha() or after.isalpha() else -0.5


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Decode the bytes that another codec refuses as cp1252; those it lacks are dropped."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", errors="ignore"), error.end


codecs.register_error("constancia.cp1252", _as_cp1252)
