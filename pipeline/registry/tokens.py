"""A light view of a text's tokens, so that names are matched without a spaCy Doc.

The rules work on token numbers; only the last step turns them into offsets.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline import folding
from pipeline.kept import Kept

# One alternative a kind of token: dotted initials, words (an inner apostrophe only before a
# capital: "O'Brien", "d'Ivoire"; no hyphen before the initials of a name: "Calidad-INACAL"), a
# possessive ending, numbers, any other single character.
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|['’‘`´][sS]\b"
    r"|[^\W_]+(?:['’][^\W\d_]*[A-ZÀ-Þ][^\W\d_]*"
    r"|[-‐‑](?!(?<=[a-zà-ÿ]{2}[-‐‑])[A-ZÀ-Þ]{3,}\b)[^\W_]+)*"
    r"|\S"
)
_BREAK = re.compile("\n")
_OPENERS = frozenset("([{«“‘\"'")
_SENTENCE_END = frozenset(".!?…")
_PLAIN = str.maketrans("", "", ".-‐‑'’‘`´")


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return ``word`` in lower case, without accents, dots, hyphens and apostrophes."""
    return folding.fold(word).translate(_PLAIN) or word


@dataclass(frozen=True, slots=True)
class TokenView:
    """A text as parallel lists of tokens; ``line`` is the number of the line a token is in.

    ``cap`` tells whether a token begins with a capital letter, ``upper`` whether it has
    two letters or more and no small one.
    """

    text: str
    texts: list[str]
    folded: list[str]
    starts: list[int]
    ends: list[int]
    sent_starts: list[bool]
    line: list[int] = field(default_factory=list)
    cap: list[bool] = field(default_factory=list)
    upper: list[bool] = field(default_factory=list)

    @classmethod
    def build(
        cls,
        text: str,
        spans: Sequence[tuple[int, int]],
        sent_starts: Sequence[bool] | None = None,
    ) -> TokenView:
        """Return the view of ``text`` cut at ``spans`` (start, end), blank tokens left out.

        Without ``sent_starts`` sentences begin after a full stop and at each line.
        """
        kept = [number for number, (a, b) in enumerate(spans) if text[a:b].strip()]
        given = [sent_starts[number] for number in kept] if sent_starts else None
        return cls._of(text, [spans[number] for number in kept], given)

    @classmethod
    def _of(
        cls, text: str, cuts: Sequence[tuple[int, int]], sent_starts: list[bool] | None = None
    ) -> TokenView:
        """Return the view of tokens none of which is blank."""
        texts = [text[a:b] for a, b in cuts]
        starts, ends = ([cut[side] for cut in cuts] for side in (0, 1))
        line = _lines(text, starts)
        looks = list(map(_LOOKS.__getitem__, texts))
        return cls(
            text=text,
            texts=texts,
            folded=[look[0] for look in looks],
            starts=starts,
            ends=ends,
            sent_starts=_sentences(texts, line) if sent_starts is None else sent_starts,
            line=line,
            cap=[look[1] for look in looks],
            upper=[look[2] for look in looks],
        )

    @classmethod
    def from_text(cls, text: str) -> TokenView:
        """Return the view of ``text`` by the tokeniser of this module."""
        return cls._of(text, [match.span() for match in _TOKEN.finditer(text)])

    def __len__(self) -> int:
        return len(self.texts)

    def between(self, start: int, end: int) -> range:
        """Return the tokens that begin between two offsets."""
        first = bisect_left(self.starts, start)
        return range(first, bisect_left(self.starts, end, first))

    def words(self, first: int, last: int) -> str:
        """Return the text of the tokens ``first`` to ``last`` (exclusive)."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def key(self, first: int, last: int) -> str:
        """Return the folded form of the tokens ``first`` to ``last`` (exclusive)."""
        return " ".join(self.folded[first:last])


@lru_cache(maxsize=65536)
def phrase(text: str) -> tuple[str, ...]:
    """Return the folded tokens of a name, as a view of a text would have them."""
    if text.isalpha():
        return (fold(text),)
    return tuple(fold(match.group()) for match in _TOKEN.finditer(text))


def folded(text: str) -> list[str]:
    """Return the folded tokens of a text; unlike ``phrase``, it keeps the words, not the text."""
    return [look[0] for look in map(_LOOKS.__getitem__, _TOKEN.findall(text))]


def _look(word: str) -> tuple[str, bool, bool]:
    """Return a word folded, whether it begins with a capital, and whether it is in capitals."""
    return fold(word), _is_capital(word), word.isupper() and sum(map(str.isalpha, word)) > 1


_LOOKS = Kept(_look)


def _is_capital(word: str) -> bool:
    """Tell whether a word begins with a capital, after an elided article too ("d'Or")."""
    return word[0].isupper() or (len(word) > 2 and word[1] in "'’" and word[2].isupper())


def _lines(text: str, starts: Sequence[int]) -> list[int]:
    """Return the number of the line of each token."""
    breaks = [match.start() for match in _BREAK.finditer(text)]
    return [bisect_left(breaks, start) for start in starts]


def _sentences(texts: Sequence[str], line: Sequence[int]) -> list[bool]:
    starts = []
    for number, word in enumerate(texts):
        if number == 0 or line[number] != line[number - 1]:
            starts.append(True)
            continue
        before = texts[number - 1]
        if before in _OPENERS and number > 1:
            starts.append(starts[-1])
            continue
        starts.append(
            before in _SENTENCE_END and not (word[0].islower() or _is_short(texts, number))
        )
    return starts


def _is_short(texts: Sequence[str], number: int) -> bool:
    """Tell whether the full stop before ``number`` ends a title or an initial, not a sentence."""
    before = texts[number - 2] if number > 1 else ""
    return texts[number - 1] == "." and (
        len(before) == 1 or (len(before) <= 3 and before.istitle())
    )
