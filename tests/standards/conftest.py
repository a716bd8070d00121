"""A clock for linear time that other programs on the machine cannot disturb."""

import sys

import pytest

from pipeline.standards import find


@pytest.fixture
def counted_matches():
    """Count the calls (Python's and C's) that finding takes: no clock, so no noise."""

    def count(text):
        calls = 0

        def profile(frame, event, argument):
            nonlocal calls
            calls += event in ("call", "c_call")

        find("warm-up ISO 9001", "es")
        sys.setprofile(profile)
        try:
            find(text, "es")
        finally:
            sys.setprofile(None)
        return calls

    return count
