from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation.align import Alignment
from pipeline.release.clean import clean

WORDS = st.lists(st.text("abcé.,", min_size=1, max_size=6), min_size=1, max_size=12)


@given(WORDS, st.data())
def test_words_are_found_again_whatever_blanks_stand_between(words, data):
    gaps = st.sampled_from([" ", "  ", "\n", " \n\n", "\t"])
    one = "".join(word + data.draw(gaps) for word in words)
    other = "".join(word + data.draw(gaps) for word in words)
    start = sum(map(len, words[:1]))
    at = one.index(words[0])
    span = Alignment(one, other).span(at, at + start)
    assert span is not None
    assert other[slice(*span)] == words[0]


@given(st.text("ab \n\t.é", max_size=60))
def test_a_clean_text_maps_onto_its_raw_one(raw):
    text = clean(raw)
    alignment = Alignment(text, raw)
    for i, char in enumerate(text):
        if not char.isspace():
            span = alignment.span(i, i + 1)
            assert span is not None
            assert raw[slice(*span)] == char


def test_where_letters_differ_the_common_ones_are_aligned():
    assert Alignment("the cafe by the port", "the café by the port").span(12, 20) == (12, 20)


def test_a_span_that_is_gone_has_no_place():
    assert Alignment("abc xyz", "abc").span(4, 7) is None
