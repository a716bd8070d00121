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
    tree = _Tree(costs)
    for row in range(1, len(costs) + 1):
        tree.add(row)
    found = [0] * len(costs)
    for column, row in enumerate(tree.owner):
        if column and row:
            found[row - 1] = column - 1
    return found


class _Tree:
    """Rows and columns are numbered from 1; column 0 stands for the row being added.

    Args:
        costs: of each row and column.
    """

    def __init__(self, costs: Sequence[Sequence[float]]) -> None:
        self.costs, self.width = costs, len(costs[0]) + 1
        self.owner = [0] * self.width
        self.row_price, self.column_price = [0.0] * (len(costs) + 1), [0.0] * self.width

    def add(self, row: int) -> None:
        """Give the row a column along the cheapest alternating path."""
        self.owner[0] = row
        least, way, used = [inf] * self.width, [0] * self.width, [False] * self.width
        column = 0
        while self.owner[column]:
            used[column] = True
            column = self._nearest(column, least, way, used)
        while column:
            self.owner[column] = self.owner[way[column]]
            column = way[column]

    def _nearest(self, column: int, least: list[float], way: list[int], used: list[bool]) -> int:
        """Return the free column that is cheapest to reach; prices change by its distance."""
        row = self.owner[column]
        for j in range(1, self.width):
            reduced = self.costs[row - 1][j - 1] - self.row_price[row] - self.column_price[j]
            if not used[j] and reduced < least[j]:
                least[j], way[j] = reduced, column
        nearest = min((j for j in range(1, self.width) if not used[j]), key=lambda j: least[j])
        distance = least[nearest]
        for j in range(self.width):
            if used[j]:
                self.row_price[self.owner[j]] += distance
                self.column_price[j] -= distance
            else:
                least[j] -= distance
        return nearest
