"""What a process of our own loads: the extraction, and no more of the libraries than it needs.

A third of the time of a plain ``import spacy`` goes to what downloads models and makes projects.
Nothing of spaCy is changed: ``spacy.info`` and ``import spacy.cli`` find the command line when
they are used. pyarrow imports pandas (0.1 s, 40 MB) before its first array, to know its types.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.records import Extraction, RawRelease

_PANDAS = "pandas"
_PACKAGE, _MODULE = "spacy.cli", "spacy.cli.info"


def _info(*args: Any, **options: Any) -> Any:
    """Stand in for ``spacy.info``."""
    return import_module(_MODULE).info(*args, **options)


def import_spacy() -> None:
    """Import spaCy; where it is imported already, do nothing."""
    if "spacy" in sys.modules:
        return
    package, module = ModuleType(_PACKAGE), ModuleType(_MODULE)
    package.__path__ = []
    module.__dict__["info"] = _info
    sys.modules |= {_PACKAGE: package, _MODULE: module}
    try:
        import_module("spacy")
    finally:
        del sys.modules[_PACKAGE], sys.modules[_MODULE]


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


def extractor() -> Callable[[Sequence[RawRelease]], list[Extraction]]:
    """Load the extraction, as ``pipeline.extraction.extractor`` does."""
    import_spacy()
    from pipeline import extraction  # noqa: PLC0415 - it imports spaCy

    return extraction.extractor()
