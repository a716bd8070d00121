"""constancia: press releases in, a Parquet knowledge table out.

    >>> from pipeline import extract, load            # doctest: +SKIP
    >>> load("es")                                    # doctest: +SKIP
    >>> extract(["releases/"]).knowledge.to_pandas()  # doctest: +SKIP

Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from spacy.language import Language

    from pipeline.tables import Tables

__version__ = "0.1.0"
__all__ = ["__version__", "extract", "load"]


def load(lang: str) -> Language:
    """Return the spaCy pipeline of a language (``en`` or ``es``).

    Raises:
        UsageError: the language has no patterns.
    """
    from pipeline.build import load as build

    return build(lang)


def extract(sources: Iterable[str | Path] | str | Path) -> Tables:
    """Extract releases and return the tables of the data dictionary.

    Args:
        sources: paths of files or folders, or texts of releases; a ``str`` that is no path and
            holds a line break or a blank is taken as a text.

    Raises:
        UsageError: a path does not exist.
    """
    from pipeline.api import extract_tables

    return extract_tables(sources)
