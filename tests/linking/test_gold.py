"""The floors of linking on the gold of ``seeds/linking``."""

from __future__ import annotations

import pytest

from tests.linking import goldscore


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_gold_is_large_enough_and_quotes_its_texts(lang: str) -> None:
    texts = goldscore.texts(lang)
    marked = [mention for gold in texts for mention in gold.mentions]
    unknown = sum(mention.id.startswith("new:") for mention in marked)
    assert len(marked) >= 300
    assert unknown >= 0.45 * len(marked)
    assert all(gold.text[m.start : m.end] == m.text for gold in texts for m in gold.mentions)
