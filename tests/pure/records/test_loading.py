"""Rows that Python read reach the engine as they are, whatever marks their cells hold."""

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from import_kit import connection

from parindex.records.reading.loading import load_rows

MARKS = st.text(alphabet='a" \\,;\t\r\n\x1f\x1c\ufeffđ', max_size=4)
CELL = MARKS | st.text(alphabet=st.characters(exclude_characters="\0\x02", exclude_categories=["Cs"]), max_size=12)


@given(rows=st.integers(2, 4).flatmap(lambda wide: st.lists(st.lists(CELL, min_size=wide, max_size=wide), min_size=1)))
def test_every_cell_comes_out_as_it_went_in_and_an_empty_one_as_null(rows: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, connection(Path(folder)) as con:
        con.execute("CREATE SCHEMA own")
        load_rows(con, "own", Path(folder), rows, width=len(rows[0]))
        found = con.execute("SELECT * FROM own.raw").fetchall()
    assert found == [tuple(cell or None for cell in row) for row in rows]
