"""Which tokens a compiled rule cannot do without, so that most rules need not be tried.

A rule that needs a month is skipped in a text without one; this halves the tagger's time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_ATOM = re.compile(
    r"\(\?P<\w+>\[(?P<slot>[^\]]*)\]\)|\[(?P<chars>[^\]]*)\]|(?P<keep>\(\?P<keep>\))"
    r"|(?P<look>\(\?<?[=!])|(?P<group>\(\?:)|(?P<close>\))|(?P<bar>\|)|(?P<count>[?*+]|\{\d+(?:,\d+)?\})"
)
Needs = tuple[frozenset[str], ...]


def needs(pattern: str) -> Needs:
    """Return sets of characters of each of which every match of the pattern has one."""
    found, _ = _alternatives(list(_ATOM.finditer(pattern)), 0)
    return tuple(found)


def _alternatives(atoms: Sequence[re.Match[str]], at: int) -> tuple[list[frozenset[str]], int]:
    branches: list[list[frozenset[str]]] = [[]]
    while at < len(atoms) and not atoms[at]["close"]:
        atom = atoms[at]
        at += 1
        if atom["bar"]:
            branches.append([])
            continue
        inner: list[frozenset[str]] = []
        if atom["group"] or atom["look"]:
            inner, at = _alternatives(atoms, at)
            at += 1  # its bracket
        elif not atom["keep"]:
            inner = [frozenset(atom["slot"] or atom["chars"] or "")]
        optional = at < len(atoms) and atoms[at]["count"]
        at += bool(optional)
        if not atom["look"] and not (optional and optional[0] in "?*{"):
            branches[-1] += inner
    if len(branches) == 1:
        return branches[0], at
    if not all(branches):
        return [], at
    return [frozenset().union(*(min(branch, key=len) for branch in branches))], at
