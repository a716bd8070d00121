"""Valuing: from the slots of an expression to its TIMEX3 value, in pure Python.

Each form that a rule can name is one function ``(slots, context) -> Valued | None``;
None means that the words turn out to be no calendar expression.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.dates.resolve import absolute, amounts, clock, periods, relative, stretches, told
from pipeline.dates.resolve.context import Context, Form, Valued

FORMS: Mapping[str, Form] = {
    **absolute.FORMS,
    **amounts.FORMS,
    **clock.FORMS,
    **periods.FORMS,
    **relative.FORMS,
    **stretches.FORMS,
    **told.FORMS,
}

__all__ = ["FORMS", "Context", "Form", "Valued"]
