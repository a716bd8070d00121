"""The clean text: what is published, and what every offset refers to."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_NEWLINES = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_BLANK_LINES = re.compile(r"\n{3,}")
_WIDTHS = range(45, 121)
_WRAPPED, _RAGGED = 4, 0.8
_ENDS = (".", "!", "?", ":", ";", "…", "”", '"', "»", ")")


def clean(text: str) -> str:
    """Return the clean text of a release.

    NFC; one kind of newline and of space; no invisible or control character; no blanks
    at the ends of lines and none doubled inside; at most one blank line; lines that an
    editor or a mailer wrapped put together again, so that a line is a paragraph.
    Cleaning what is clean changes nothing.
    """
    text = _NEWLINES.sub("\n", text)
    text = _SURROGATES.sub("\ufffd", _INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFC", text)
    text = "\n".join(_SPACES.sub(" ", line).strip(" ") for line in text.split("\n"))
    blocks = _BLANK_LINES.sub("\n\n", text).strip("\n").split("\n\n")
    return "\n\n".join(unwrapped(block) for block in blocks)


def unwrapped(block: str) -> str:
    """Put the lines of one block together where they were wrapped at a width.

    Wrapped means: no line could have taken the first word of the next one within the
    longest line's length, and one of them at least goes on with the sentence before it. That
    is never so in a list, a table of short lines or a letterhead.
    """
    lines = block.split("\n")
    if len(lines) == 1:
        return block
    width = max(map(len, lines))
    full = all(
        len(line) + 1 + len(after.split(" ", 1)[0]) > width for line, after in pairwise(lines)
    )
    prose = any(_runs_on(*pair) for pair in pairwise(lines)) or (len(lines) > 3 and block.isupper())
    if width in _WIDTHS and full and prose:
        return " ".join(lines)
    return _refilled(lines)


def _refilled(lines: list[str]) -> str:
    """Put wrapped lines together in a block of several paragraphs, with no blank line between.

    A page was wrapped where many lines run on and all of those are about as long as the longest
    of them (letters differ in width). Longer lines are not wrapped (a title); one with room to
    spare, or that ends a sentence before the margin, ends a paragraph.
    """
    running = [pair for pair in pairwise(lines) if _runs_on(*pair)]
    width = max((len(line) for line, _ in running), default=0)
    if len(running) < _WRAPPED or width not in _WIDTHS:
        return "\n".join(lines)
    if not all(_is_full(*pair, _RAGGED * width) for pair in running):
        return "\n".join(lines)
    text = lines[0]
    for line, after in pairwise(lines):
        margin = width if line.endswith(_ENDS) else _RAGGED * width
        wrapped = len(line) <= width and _is_full(line, after, margin)
        text += (" " if wrapped else "\n") + after
    return text


def _is_full(line: str, after: str, width: float) -> bool:
    """Whether a line had no room for the first word of the next one."""
    return len(line) + 1 + len(after.split(" ", 1)[0]) > width


def _runs_on(line: str, after: str) -> bool:
    """Whether the second of two lines goes on with the first one's sentence."""
    return not line.endswith(_ENDS) and after[:1].islower()
