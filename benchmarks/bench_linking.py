"""Linking: accuracy on the gold of ``seeds/linking``, by sort of mention and part.

    python -m benchmarks.bench_linking [--errors]

``--errors`` lists the errors of the tuning half and of "borders-dev"; those of the other parts are
only counted.
"""

from __future__ import annotations

import sys
from typing import get_args

from tests.linking import goldscore


def main(arguments: list[str]) -> None:
    """Print a table, and the errors that may be looked at."""
    print(f"{'':15}{'named':>14}{'unknown':>14}{'nominal':>14}{'all':>9}  across countries")
    for lang in ("en", "es"):
        for part in get_args(goldscore.Part):
            found = goldscore.score(lang, part)
            cells = "".join(
                f"{found.accuracy(sort):>7.3f} of {found.total[sort]:<3}"
                for sort in ("named", "unknown", "nominal")
            )
            print(f"{lang} {part:12}{cells}{found.accuracy():>9.3f}  {len(found.abroad)}")
    if "--errors" in arguments:
        for lang in ("en", "es"):
            for part in goldscore.READ:
                print(*goldscore.score(lang, part).errors, sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
