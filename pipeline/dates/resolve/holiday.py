"""Public holidays by the ``holidays`` library.

A holiday is named in ``dates.yaml`` as ``COUNTRY|part of its name|days to add``:
``US|Thanksgiving``, ``GB|Good Friday|2`` for Easter Sunday, ``US-NY|Election Day`` for a state's.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache


@lru_cache(maxsize=4096)
def holiday_date(name: str, year: int) -> dt.date | None:
    """Return the day of a holiday in a year, None where the library does not know it."""
    import holidays  # noqa: PLC0415  # slow to import, needed only by texts with holidays

    country, part, *shift = name.split("|")
    if not 1900 <= year <= 2100:
        return None
    country, _, state = country.partition("-")
    known = holidays.country_holidays(
        country, subdiv=state or None, years=year, observed=False, language="en_US"
    )
    days = sorted(day for day, title in known.items() if part.lower() in title.lower())
    return days[0] + dt.timedelta(days=int(shift[0]) if shift else 0) if days else None
