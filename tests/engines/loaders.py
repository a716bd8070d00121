"""Extractions that workers of tests load by name."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence

from pipeline.engines.work import ExtractBatch
from pipeline.errors import ModelError
from pipeline.records import Extraction, RawRelease
from tests.store import make


def good() -> ExtractBatch:
    return make.extract


def deadly() -> ExtractBatch:
    def extract(releases: Sequence[RawRelease]) -> list[Extraction]:
        if any("poison" in each.text for each in releases):
            os.kill(os.getpid(), signal.SIGSEGV)
        return make.extract(releases)

    return extract


def endless() -> ExtractBatch:
    def extract(releases: Sequence[RawRelease]) -> list[Extraction]:
        while any("poison" in each.text for each in releases):
            time.sleep(0.1)
        return make.extract(releases)

    return extract


def missing_model() -> ExtractBatch:
    raise ModelError("the model is not there", where="models/none")
