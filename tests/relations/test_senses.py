"""Classes of words of like meaning."""

from __future__ import annotations

from pipeline.relations.senses import classes, senses


def test_one_class_over_words_and_languages() -> None:
    assert "pay" in senses("bankrolled", "en")
    assert "pay" in senses("sufragado", "es")
    assert not senses("zzz", "en")


def test_classes_are_the_same_in_every_language() -> None:
    names = [
        {name for table in classes(lang) for found in table.values() for name in found}
        for lang in ("en", "es")
    ]
    assert names[0] == names[1]
