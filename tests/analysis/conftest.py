from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engines.inline import Inline
from pipeline.records import Argument, Extraction, Fact
from pipeline.store.run import Options, run
from pipeline.store.stamp import Stamp
from tests.store import make

EVIL = "=HYPERLINK(\"http://example.test\")<script>alert('x')</script>"


def extract(releases):
    """The made-up extraction, with one body that has the name of a formula and a script."""
    found = make.extract(releases)
    return [_evil(each) if "evil" in each.release.source else each for each in found]


def _evil(extraction: Extraction) -> Extraction:
    fact = extraction.facts[0]
    subject = Argument("", EVIL, EVIL, "LITERAL")
    evil = Fact("evil", subject, fact.predicate, fact.object, fact.start, fact.end, EVIL,
                time=fact.time, qualifiers=fact.qualifiers, lang="en")  # fmt: skip
    return Extraction(extraction.release, (), (), (evil,))


@pytest.fixture(scope="session")
def out(tmp_path_factory) -> Path:
    base = tmp_path_factory.mktemp("analysis")
    source = base / "in"
    source.mkdir()
    for number in range(20):
        day = f"20{15 + number % 8}-01-{number + 1:02}"
        action = ("granted", "renewed", "withdrawn")[number % 3]
        text = f"{day} Harbour{number % 4} {action} ISO {(9001, 14001)[number % 2]}\n"
        (source / f"{number:02}.txt").write_text(text)
    (source / "evil.txt").write_text("2020-02-01 Evil granted ISO 9001\n")
    (source / "picture.jpg").write_bytes(b"")
    options = Options(stamp=Stamp("1", "f1", make.NOW))
    run([source], base / "out", lambda: Inline(extract), options)
    return base / "out"
