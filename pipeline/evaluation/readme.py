"""The parts of the corpus's README that are counted, not written."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.errors import GoldError


def put(path: Path, name: str, text: str) -> None:
    """Put a text between ``<!-- name -->`` and ``<!-- /name -->`` of a file.

    Raises:
        GoldError: the file or the two marks are not there.
    """
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    try:
        page = path.read_text(encoding="utf-8")
    except OSError as error:
        raise GoldError(str(error), where=path) from error
    changed, count = pattern.subn(lambda _: f"{begin}\n{text.strip()}\n{end}", page)
    if count != 1:
        raise GoldError(f"the marks {begin} and {end} stand {count} times in it", where=path)
    path.write_text(changed, encoding="utf-8")
