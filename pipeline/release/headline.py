"""Which line before the news is the headline: several weak signs, added up.

Mastheads, slogans, names of pages and offices stand in front of many headlines and are as long.
A headline says what the news goes on to tell, so the words it shares with the first paragraphs
count most; then its looks, its block and what stands behind it.
"""

from __future__ import annotations

import re

from pipeline.release.fold import fold
from pipeline.release.layout import Layout, Line
from pipeline.release.lines import judge, segments
from pipeline.release.names import CONTACT, is_body, name_like, shouted, words
from pipeline.release.rules import load

_STEM, _SHORTEST = 5, 4
_LEAD = 5
_BULLET = re.compile(r"[-–—•·*▪►>(\[]\s*\w")
_BAR = re.compile(r"\s*[|»›>·•*/]\s+|\s+[–—-]\s+")
_PART = re.compile(r"\s*[|»›·•]\s*|\s[–—-]\s|,\s|^(?=.)")
_NAME_WORDS = 5
_SHARED, _SAYS, _PLAIN, _LATER = 3.0, 1.0, 1.0, 0.4
_CODED = 2.5
# Words of which few headlines have more: a first paragraph that lacks its full stop does.
_MOST, _LONG = 24, 2.0
_BODY, _NAME, _PARTS, _SHORT, _MARKED, _HEADED = 2.0, 0.8, 0.8, 1.2, 1.2, 1.5


def best(candidates: list[Line], layout: Layout) -> Line | None:
    """Return the line that is most like a headline, the earlier one where two are alike."""
    told = _stems(" ".join(line.text for line in _lead(layout)))
    scored = [
        (_score(line, told) - _LATER * number - _HEADED * _heads(line, candidates, layout), -number)
        for number, line in enumerate(candidates)
    ]
    return candidates[-max(scored)[1]] if scored else None


def _lead(layout: Layout) -> list[Line]:
    """Return the first paragraphs of the news."""
    news = [line for line in layout.lines[layout.first :] if not line.judgement]
    return news[:_LEAD]


def _stems(text: str) -> set[str]:
    """Return the beginnings of the longer words of a text."""
    return {fold(word)[:_STEM] for word in words(text) if len(word) >= _SHORTEST}


def _score(line: Line, told: set[str]) -> float:
    """Add up the signs that a line has by itself."""
    text, own = line.text, _stems(line.text)
    says = bool(load().words.news.search(fold(text)))
    name = name_like(text, 14)
    score = _SHARED * (len(own & told) / len(own) if own else 0.0)
    score += _SAYS * says
    score += _PLAIN * (not name and not shouted(text))
    score -= _BODY * _is_masthead(text)
    score -= _NAME * (name and not says)
    score -= _PARTS * _is_path(text) * (1 if says else 2)
    score -= _CODED * any(judge(part) for part in _PART.split(text)[1:] if part.strip())
    score -= _SHORT * (line.count < (4 if name else 3)) + _MARKED * bool(_BULLET.match(text))
    score -= _LONG * (line.count > _MOST)
    return score - _BODY * bool(CONTACT.search(text))


def _is_masthead(text: str) -> bool:
    """Whether a line, or each of its parts, is the name of a body."""
    parts = segments(text)
    return is_body(text) or (bool(parts) and is_body(parts[0]))


def _is_path(text: str) -> bool:
    """Whether bars or dashes part a line into names ("Ministry of Works | News")."""
    parts = [part for part in _BAR.split(text) if part.strip()]
    return len(parts) > 1 and any(name_like(part, _NAME_WORDS) for part in parts)


def _heads(line: Line, candidates: list[Line], layout: Layout) -> bool:
    """Whether a label of the sort of text ("Press release") parts a line from later candidates."""
    between = False
    for other in layout.lines[layout.lines.index(line) + 1 : layout.first]:
        if other.judgement and other.judgement.kind in ("boilerplate", "footer"):
            between = True
        elif between and any(other is one for one in candidates):
            return True
    return False
