from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.store import splice, thrift

SCHEMA = pa.schema([("a", pa.string()), ("b", pa.list_(pa.int64()))], metadata={"k": "v"})
ROWS = st.lists(
    st.fixed_dictionaries(
        {"a": st.text(max_size=5), "b": st.lists(st.integers(-9, 9), max_size=3)}
    ),
    max_size=4,
)


def whole(groups, state="s"):
    sink = io.BytesIO()
    splice.write(sink, SCHEMA, groups, state)
    return sink.getvalue()


def tables(groups):
    return [(str(i), pa.Table.from_pylist(rows, schema=SCHEMA)) for i, rows in enumerate(groups)]


@settings(deadline=None, max_examples=40)
@given(st.lists(ROWS, max_size=20))
def test_a_spliced_file_holds_the_rows(groups):
    found = pq.read_table(io.BytesIO(whole(tables(groups))))
    found.validate(full=True)
    assert found.to_pylist() == [row for rows in groups for row in rows]
    assert found.schema.metadata[b"k"] == b"v"


@settings(deadline=None, max_examples=40)
@given(st.lists(ROWS, min_size=1, max_size=6), st.data())
def test_reused_and_fresh_row_groups_give_the_same_bytes(tmp_path_factory, groups, data):
    parts = [(key, table) for key, table in tables(groups) if table.num_rows]
    kept = [part for part in parts if data.draw(st.booleans())]
    path = tmp_path_factory.mktemp("splice") / "old.parquet"
    path.write_bytes(whole(kept))
    sink = io.BytesIO()
    splicer = splice.Splicer(sink, SCHEMA)
    with splice.Reusable(path) as old:
        assert set(old.groups) == {key for key, _ in kept}
        for key, table in parts:
            if key in old.groups:
                splicer.reuse(key, old)
            else:
                splicer.add(key, table)
    splicer.finish("s")
    assert sink.getvalue() == whole(parts)


def test_a_footer_survives_reading_and_writing():
    data = splice.encode(pa.Table.from_pylist([{"a": "x", "b": [1]}] * 40, schema=SCHEMA))
    length = int.from_bytes(data[-8:-4], "little")
    writer = thrift.Writer()
    writer.struct(splice.footer(io.BytesIO(data)))
    assert bytes(writer.data) == data[-8 - length : -8]


@pytest.mark.parametrize("cut", [0, 3, 11, 40, -1, -9])
def test_a_cut_file_has_nothing_to_reuse(tmp_path, cut):
    path = tmp_path / "old.parquet"
    path.write_bytes(whole(tables([[{"a": "x", "b": []}]]))[:cut])
    with splice.Reusable(path) as old:
        assert old.groups == {}
