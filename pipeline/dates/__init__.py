"""Calendar expressions: found by rules that are data, valued in pure Python.

>>> import datetime as dt
>>> from pipeline.dates import tag
>>> [m.value.timex for m in tag("It opened on Jan. 26.", "en", dt.date(2026, 2, 1))]
['2026-01-26']
"""

from __future__ import annotations

from pipeline.dates.mention import TimeMention
from pipeline.dates.numeric import read, readings
from pipeline.dates.tagger import intervals, tag
from pipeline.dates.timeml import to_timeml

__all__ = ["TimeMention", "intervals", "read", "readings", "tag", "to_timeml"]
