from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation.matching import best_matching

EDGES = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 20).map(float), max_size=16
)


def _total(edges):
    return sum(edges[pair] for pair in best_matching(edges).items())


def _by_trying_all(edges):
    """The greatest total of any one-to-one matching, tried one by one."""
    columns = range(5)
    return max(
        sum(edges.get((i, j), 0.0) for i, j in enumerate(order)) for order in permutations(columns)
    )


@given(EDGES)
def test_no_other_matching_weighs_more(edges):
    assert _total(edges) == _by_trying_all(edges)


def test_greedy_would_take_the_heaviest_pair_and_lose():
    edges = {(0, 0): 5.0, (0, 1): 4.0, (1, 0): 4.0}
    assert best_matching(edges) == {0: 1, 1: 0}


def test_more_rows_than_columns():
    assert best_matching({(0, 0): 1.0, (1, 0): 3.0, (2, 0): 2.0}) == {1: 0}


def test_nothing_to_match():
    assert best_matching({}) == {}
