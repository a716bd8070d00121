"""One-to-one matching of greatest total weight: independent of the order of both sides.

The Hungarian method with potentials, O(n^2 m) (H. W. Kuhn, Naval Research Logistics
Quarterly 2, 1955; J. Munkres, J. SIAM 5, 1957), on each connected part of the graph.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf

Edges = Mapping[tuple[int, int], float]


def best_matching(edges: Edges) -> dict[int, int]:
    """Return left to right numbers of the matching of greatest total weight.

    Args:
        edges: weight (above 0) of each pair that may be matched.
    """
    matched: dict[int, int] = {}
    for lefts, rights in _parts(edges):
        costs = [[-edges.get((i, j), 0.0) for j in rights] for i in lefts]
        turned = len(lefts) > len(rights)
        if turned:
            costs = [list(column) for column in zip(*costs, strict=True)]
        for row, column in enumerate(_assign(costs)):
            i, j = (lefts[column], rights[row]) if turned else (lefts[row], rights[column])
            if (i, j) in edges:
                matched[i] = j
    return dict(sorted(matched.items()))


def _parts(edges: Edges) -> list[tuple[list[int], list[int]]]:
    """Return the connected parts of the graph, left and right numbers sorted."""
    near: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for i, j in edges:
        near.setdefault(("left", i), []).append(("right", j))
        near.setdefault(("right", j), []).append(("left", i))
    seen: set[tuple[str, int]] = set()
    parts = []
    for node in sorted(near):
        if node in seen:
            continue
        stack, part = [node], set[tuple[str, int]]()
        while stack:
            each = stack.pop()
            if each not in part:
                part.add(each)
                stack += near[each]
        seen |= part
        parts.append((_numbers(part, "left"), _numbers(part, "right")))
    return parts


def _numbers(part: set[tuple[str, int]], side: str) -> list[int]:
    return sorted(number for where, number in part if where == side)


def _assign(costs: Sequence[Sequence[float]]) -> list[int]:
    """Return the column of each row with the least total cost; at most as many rows as columns."""
    rows, columns = len(costs), len(costs[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0] = row
        column, least, way = 0, [inf] * (columns + 1), [0] * (columns + 1)
        used = [False] * (columns + 1)
        while owner[column]:
            column = _step(costs, column, owner, least, way, used, row_price, column_price)
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    found = [0] * rows
    for column in range(1, columns + 1):
        if owner[column]:
            found[owner[column] - 1] = column - 1
    return found


def _step(
    costs: Sequence[Sequence[float]],
    column: int,
    owner: list[int],
    least: list[float],
    way: list[int],
    used: list[bool],
    row_price: list[float],
    column_price: list[float],
) -> int:
    """Grow the alternating tree by one column and update the prices; return that column."""
    used[column] = True
    row, delta, nearest = owner[column], inf, 0
    for j in range(1, len(least)):
        if used[j]:
            continue
        reduced = costs[row - 1][j - 1] - row_price[row] - column_price[j]
        if reduced < least[j]:
            least[j], way[j] = reduced, column
        if least[j] < delta:
            delta, nearest = least[j], j
    for j in range(len(least)):
        if used[j]:
            row_price[owner[j]] += delta
            column_price[j] -= delta
        else:
            least[j] -= delta
    return nearest
