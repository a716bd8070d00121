from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.cover import Cover

SPANS = st.tuples(st.integers(0, 20), st.integers(0, 6)).map(lambda s: (s[0], s[0] + s[1]))


@given(st.lists(SPANS), SPANS)
def test_as_if_each_were_asked(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    start, end = asked
    assert Cover(spans).overlaps(start, end) == any(a < end and start < b for a, b in spans)
