"""Published columns have the described types, whatever the query gave."""

from __future__ import annotations

import pyarrow as pa

from pipeline import schema
from pipeline.store.views import typed


def test_a_column_of_another_type_is_cast_and_one_of_the_right_type_is_kept():
    wanted = schema.arrow_schema(schema.MENTIONS)
    rows = pa.Table.from_pylist([], schema=wanted)
    number = next(n for n, field in enumerate(wanted) if field.type == pa.int32())
    wide = rows.set_column(number, wanted[number].name, pa.array([], pa.int64()))
    assert wide.schema != wanted
    assert typed(wide, schema.MENTIONS).schema == typed(rows, schema.MENTIONS).schema == wanted
