"""Mending UTF-8 that was once read as cp1252, where the mend is certain.

A run such as a capital A with tilde followed by a superscript three is never
written on purpose in the languages read here, and it decodes to one letter. A run
that does not decode strictly, or whose result is no letter or typography of the
western languages, is left as it is.
"""

from __future__ import annotations

import re

_HIGH = {
    byte: bytes([byte]).decode("cp1252", errors="ignore") or chr(byte)
    for byte in range(0x80, 0x100)
}
_BYTE = {char: byte for byte, char in _HIGH.items()} | {
    chr(byte): byte for byte in range(0x80, 0xA0)
}
_TAIL = "".join(
    {_HIGH[byte] for byte in range(0x80, 0xC0)} | {chr(byte) for byte in range(0x80, 0xA0)}
)
_LEAD = "".join(_HIGH[byte] for byte in (*range(0xC2, 0xC6), *range(0xE2, 0xE3), 0xEF))
_RUN = re.compile(f"[{_LEAD}][{re.escape(_TAIL)}]{{1,2}}")
_DOUBTFUL = frozenset("\u00e0\u00c1\u00cd\u00cf\u00d0\u00dd")
"""Results whose last byte is a space or a control in cp1252: mended only beside certain ones."""
_TYPOGRAPHY = frozenset(
    "\u2010\u2011\u2012\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2022\u2026\u20ac\u2122\ufeff\u2032\u2033"
)


def mend(text: str) -> str:
    """Return the text with its certain mojibake mended (twice encoded text as well)."""
    for _ in range(2):
        certain = any(_meant(run) not in _DOUBTFUL | {""} for run in _RUN.findall(text))
        if not certain:
            break
        text = _RUN.sub(lambda match: _mended(match.group()), text)
    return text


def _mended(run: str) -> str:
    """Mend one run, or its first two characters, or nothing."""
    if meant := _meant(run):
        return meant
    if len(run) == 3 and (meant := _meant(run[:2])):
        return meant + run[2]
    return run


def _meant(run: str) -> str:
    """Return the character that a run stands for, or nothing when it is not certain."""
    try:
        char = bytes(_BYTE[piece] for piece in run).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return ""
    return char if char in _TYPOGRAPHY or "\u00a0" <= char <= "\u017f" else ""
