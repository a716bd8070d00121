"""constancia: press releases in, a Parquet knowledge table out.

    >>> from pipeline import load, extract            # doctest: +SKIP
    >>> extract(["releases/"]).knowledge.to_pandas()  # doctest: +SKIP
"""

from __future__ import annotations

__version__ = "0.1.0"
