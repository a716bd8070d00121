"""One body under two ids: told in two languages, tied by the event itself.

A body that no registry knows gets its id from its name, so that a release and its
translation name two bodies. What they tell gives them away: the same standard and country,
compatible dates, releases within some weeks of each other, no certifier against it, names that
are cognates at least in part (unless both give the day and the certifier), and nobody else
who fits as well. Only such pairs are joined,
and only for the standard in question.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import JaroWinkler

from pipeline.merge.events import compatible
from pipeline.merge.evidence import Evidence

# A translation follows within weeks; one without a date in common must follow sooner.
DAYS = 45
UNDATED_DAYS = 10
# Of the words of the shorter name, so many have a cognate in the longer one.
COGNATE_SHARE = 0.3
# More, where no common date speaks for them.
UNDATED_SHARE = 0.5
_COGNATE = 0.84
_WORD = 4
_SPLIT = re.compile(r"[^a-z0-9]+")

Pair = tuple[Evidence, Evidence]
Key = tuple[str, str]


def linked(pairs: Iterable[Pair]) -> dict[Key, Key]:
    """Return which (holder, standard) groups belong together, each to its representative.

    Args:
        pairs: tellings of different holders that may be one body.
    """
    fits = [pair for pair in pairs if fit(*pair)]
    rivals: dict[Key, set[Key]] = {}
    for one, two in fits:
        a, b = (one.holder_id, one.family), (two.holder_id, two.family)
        rivals.setdefault(a, set()).add(b)
        rivals.setdefault(b, set()).add(a)
    found: dict[Key, Key] = {}
    for key, others in rivals.items():
        (other, *more) = sorted(others)
        if not more and rivals[other] == {key}:
            found[key] = min(key, other)
    return found


def fit(one: Evidence, two: Evidence) -> bool:
    """Whether two tellings of differently named holders tell one event of one body."""
    if one.holder_id == two.holder_id or one.lang == two.lang or one.family != two.family:
        return False
    if not _same_country(one.holder_id, two.holder_id) or not _near(one, two, DAYS):
        return False
    if not compatible(one, two) or certifiers_differ(one, two):
        return False
    if one.when and two.when and one.when.overlaps(two.when):
        if one.when == two.when and not one.when.days and one.certifier and two.certifier:
            return True
        return cognates(one.holder, two.holder) >= COGNATE_SHARE
    return _near(one, two, UNDATED_DAYS) and cognates(one.holder, two.holder) >= UNDATED_SHARE


def _same_country(one: str, two: str) -> bool:
    first, second = (each.partition(":")[0] for each in (one, two))
    return first == second and len(first) == 2


def _near(one: Evidence, two: Evidence, days: int) -> bool:
    if one.published is None or two.published is None:
        return False
    return abs((one.published - two.published).days) <= days


def certifiers_differ(one: Evidence, two: Evidence) -> bool:
    """Whether both name a certifier, and neither name begins or abbreviates the other."""
    if not one.certifier or not two.certifier or one.certifier_id == two.certifier_id != "":
        return False
    first, second = sorted((words(one.certifier), words(two.certifier)), key=len)
    begins = second[: len(first)] == first
    initials = "".join(word[0] for word in second)
    return not begins and initials != "".join(first)


def cognates(one: str, two: str) -> float:
    """Return the share of the shorter name's long words that have a cognate in the other."""
    first, second = sorted((_long(one), _long(two)), key=len)
    if not first:
        return 0.0
    alike = sum(any(_alike(word, other) for other in second) for word in first)
    return alike / len(first)


def _alike(one: str, two: str) -> bool:
    return bool(JaroWinkler.normalized_similarity(one, two) >= _COGNATE)


def _long(name: str) -> list[str]:
    return [word for word in words(name) if len(word) >= _WORD]


def words(name: str) -> Sequence[str]:
    """Return a name's words, folded to plain letters."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return [word for word in _SPLIT.split(bare) if word]
