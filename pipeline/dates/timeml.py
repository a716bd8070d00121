"""Tagged text as TimeML, as rows and as JSON objects, for those who compare taggers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from pipeline.dates.mention import TimeMention

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_timeml(
    text: str, mentions: Iterable[TimeMention], *, created: dt.date | None = None, doc_id: str = ""
) -> str:
    """Return a TimeML document with the text and its TIMEX3 tags.

    The tags' ids count from ``t1``; ``t0`` is the document creation time. Characters that
    XML cannot hold become U+FFFD, so the text keeps its length.
    """
    parts, at = [], 0
    for number, mention in enumerate(mentions, start=1):
        parts.append(_clean(text[at : mention.start]))
        parts.append(_tag(f"t{number}", mention.value.type, mention.value.timex, mention.text))
        at = mention.end
    parts.append(_clean(text[at:]))
    day = created.isoformat() if created else ""
    creation = _tag("t0", "DATE", day, day, function="CREATION_TIME") if created else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        f"<DOCID>{_clean(doc_id)}</DOCID>\n<DCT>{creation}</DCT>\n"
        f"<TEXT>{''.join(parts)}</TEXT>\n</TimeML>\n"
    )


def _clean(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def _tag(tid: str, type_: str, value: str, text: str, function: str = "NONE") -> str:
    return (
        f'<TIMEX3 tid="{tid}" type="{type_}" value={quoteattr(value)} '
        f'functionInDocument="{function}">{_clean(text)}</TIMEX3>'
    )


def to_row(mention: TimeMention) -> Mapping[str, object]:
    """Return a mention as plain values, for JSON and tables."""
    value = mention.value
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": value.type,
        "value": value.timex,
        "first_day": value.start.isoformat() if value.start else None,
        "last_day": value.end.isoformat() if value.end else None,
        "precision": value.precision,
        "alternatives": list(value.alternatives),
        "anchor": value.anchor.isoformat() if value.anchor else None,
        "kind": mention.kind,
        "rule": mention.rule,
    }
