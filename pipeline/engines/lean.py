"""Processes of our own do without pandas.

pyarrow imports it (0.1 s, 40 MB) before its first array, to know its types.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

_PANDAS = "pandas"


class _NoPandas:
    """Says of pandas that it is not installed."""

    def find_spec(self, name: str, *_: object) -> None:
        """Refuse pandas; leave other modules to others."""
        if name == _PANDAS:
            raise ModuleNotFoundError(name, name=name)


@contextlib.contextmanager
def without_pandas() -> Iterator[None]:
    """Keep pandas from being imported meanwhile: nothing of ours uses it."""
    refusing = _NoPandas()
    sys.meta_path.insert(0, refusing)
    try:
        yield
    finally:
        sys.meta_path.remove(refusing)
