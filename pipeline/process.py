"""What a process of our own loads: the extraction, and spaCy without its command line.

A third of the time of a plain ``import spacy`` goes to what downloads models and makes projects.
Nothing of spaCy is changed: ``spacy.info`` and ``import spacy.cli`` find the command line when
they are used.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.records import Extraction, RawRelease

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


def extractor() -> Callable[[Sequence[RawRelease]], list[Extraction]]:
    """Load the extraction, as ``pipeline.extraction.extractor`` does."""
    import_spacy()
    from pipeline import extraction  # noqa: PLC0415 - it imports spaCy

    return extraction.extractor()
