"""The number of rows in a Parquet file's footer."""

from pathlib import Path

import pytest

from parindex.records.engine import connect, copy_to_parquet
from parindex.records.registers import REGISTERS
from parindex.records.row_count import many_rows
from parindex.records.typing_rows import canonical_columns

KINDS = (
    "n AS a, n % 2 = 0 AS b, CAST(n AS DECIMAL(9, 2)) AS c, CAST(n AS VARCHAR) AS d, DATE '2025-01-01' AS e,"
    " TIMESTAMP '2025-01-01' AS f, [n, n + 1] AS g, {'h': n, 'i': [{'j': 'k'}]} AS l, n::DOUBLE AS m, n::FLOAT AS o,"
    " (n % 200)::UTINYINT AS p, TIME '10:00' AS q, MAP {n: 'x'} AS r, uuid() AS s, n::HUGEINT AS t, 'x'::BLOB AS u"
)


@pytest.mark.parametrize("many", [0, 1, 63, 64, 8191, 8192, 20_481, 2_100_000])
def test_it_is_what_was_written_however_many_there_are(tmp_path: Path, many: int) -> None:
    file = tmp_path / "rows.parquet"
    with connect(tmp_path) as connection:
        copy_to_parquet(connection, f"SELECT n FROM range({many}) AS r(n)", file, paged=True)
    assert many_rows(file) == many


def test_columns_of_every_kind_and_of_every_register_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "rows.parquet"
    with connect(tmp_path) as connection:
        copy_to_parquet(connection, f"SELECT {KINDS} FROM range(70000) AS r(n)", file)
        assert many_rows(file) == 70_000
        for schema in REGISTERS.values():
            columns = [f'CAST(NULL AS {kind}) AS "{name}"' for name, kind in canonical_columns(schema).items()]
            copy_to_parquet(connection, f"SELECT {', '.join(columns)} FROM range(123)", file)
            assert many_rows(file) == 123


def test_what_is_no_whole_file_is_refused(tmp_path: Path) -> None:
    file, broken = tmp_path / "rows.parquet", tmp_path / "broken.parquet"
    with connect(tmp_path) as connection:
        copy_to_parquet(connection, "SELECT 1 AS n", file)
    whole = file.read_bytes()
    for data in (b"", b"PAR1", whole[:-1], whole[:-9] + whole[-8:], whole[-8:], b"\x15\x01\x00\x03\x00\x00\x00PAR1"):
        broken.write_bytes(data)
        with pytest.raises(ValueError, match=r"rows|Parquet|type"):
            many_rows(broken)
    with pytest.raises(FileNotFoundError):
        many_rows(tmp_path / "none.parquet")
