"""Two sources of a million dossiers each, one file as the ledger folds it: a seeded pair with the usual disagreements."""

from datetime import date
from pathlib import Path

from parindex.measures.catalogue import FACTS
from parindex.measures.measure import Scope
from parindex.measures.period import parse_period
from parindex.measures.reconciliation.model import TwoSources
from parindex.records.engine import Connection, connect, copy_to_parquet, name
from parindex.records.registers import REGISTERS
from parindex.records.typing_rows import canonical_columns
from parindex.worktime.calendar import shipped_calendar

UNITS = ("van-phong", "gdnn", "ld-vl-bh", "ncc", "btxh-pctnxh", "te-bdg")
LEFT, RIGHT = "so", "mot_cua_dien_tu"

# One row a dossier: `lot` says what goes wrong with it in the software (of 1000, 25 differ and one is late in both, as
# in the example).
_LEFT = """
    SELECT '000.00.19.H20-' || strftime(received, '%y%m%d') || '-' || lpad(CAST(n AS VARCHAR), 7, '0') AS code, n, lot, days,
        received, CAST(CAST(received AS DATE) + CAST(days * 7 // 5 + 2 AS INTEGER) AS TIMESTAMP) + INTERVAL 17 HOUR AS due,
        procedure, unit, channel
    FROM (
        SELECT n, CAST(hash(n, 1) % 1000 AS INTEGER) AS lot,
            CAST([3, 5, 10, 15, 20][1 + CAST(hash(n, 2) % 5 AS BIGINT)] AS INTEGER) AS days,
            TIMESTAMP '2021-01-04 07:30' + to_minutes(CAST(hash(n, 3) % (330 * 1440) AS BIGINT)) AS received,
            '1.' || lpad(CAST(hash(n, 4) % 120 AS VARCHAR), 6, '0') AS procedure,
            {units}[1 + CAST(hash(n, 5) % 6 AS BIGINT)] AS unit,
            ['direct', 'online', 'postal'][1 + CAST(hash(n, 6) % 3 AS BIGINT)] AS channel
        FROM range({rows}) AS numbers(n)
    )
"""
# The office: done a day before the due day; late in both for lot 999; open and in time for a few late in the year.
_OFFICE = """CASE WHEN lot = 999 THEN due + INTERVAL 3 DAY WHEN due > TIMESTAMP '2021-12-31' THEN NULL
    WHEN lot BETWEEN 20 AND 24 THEN due + INTERVAL 3 DAY ELSE greatest(due - INTERVAL 1 DAY, received + INTERVAL 1 HOUR) END"""
_SOFTWARE = """CASE WHEN lot < 8 THEN NULL WHEN lot < 16 THEN due + INTERVAL 2 DAY WHEN lot < 20 THEN due + INTERVAL 4 DAY
    ELSE so_finished END"""
_ASKED = "CASE WHEN lot BETWEEN 20 AND 24 THEN received + INTERVAL 1 DAY END"  # on paper: the office alone knows


def _rows(side: str) -> str:
    shared = {
        "source": f"'{side}'",
        "key": "code",
        "state": "'present'",
        "row": "CAST(n + 1 AS INTEGER)",
        "unit": "unit",
        "code": "code",
        "procedure": "procedure",
        "procedure_name": "'Thủ tục số ' || procedure || ' về lao động, người có công và xã hội'",
        "channel": "channel",
        "filed": "received",
        "received": "received",
        "days": "days",
        "result_signed": "CAST(so_finished AS DATE)",
    }
    office = {
        "due": "CASE WHEN lot BETWEEN 20 AND 24 THEN due + INTERVAL 7 DAY ELSE due END",
        "finished": "so_finished",
        "returned": "so_finished + INTERVAL 5 HOUR",
        "supplement_asked": _ASKED,
        "supplemented": f"{_ASKED} + INTERVAL 7 DAY",
    }
    software = {"due": "due", "finished": _SOFTWARE, "returned": f"{_SOFTWARE} + INTERVAL 5 HOUR"}
    cells = shared | (office if side == LEFT else software)
    cells["state_text"] = f"CASE WHEN {cells['finished']} IS NULL THEN 'Đang giải quyết' ELSE 'Đã trả kết quả' END"
    columns = canonical_columns(REGISTERS["dossiers"]) | {"batch": "BIGINT"}
    cells["batch"] = "1"
    return ", ".join(
        f"CAST({cells.get(column, 'NULL')} AS {kind}) AS {name(column)}" for column, kind in columns.items()
    )


def write_pair(connection: Connection, into: Path, rows: int) -> None:
    """The register's current rows of both sources, ordered by source and key as a fold leaves them."""
    units = "[" + ", ".join(f"'{unit}'" for unit in UNITS) + "]"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE office AS SELECT *, {_OFFICE} AS so_finished"
        f" FROM ({_LEFT.format(rows=rows, units=units)})"
    )
    both = f"SELECT {_rows(LEFT)} FROM office UNION ALL SELECT {_rows(RIGHT)} FROM office"
    copy_to_parquet(connection, f"SELECT * FROM ({both}) ORDER BY source, key", into, paged=True)
    connection.execute("DROP TABLE office")


def question(file: Path) -> TwoSources:
    """The year 2021 of all units, the office on the left."""
    window = parse_period("2021")

    def scope(source: str) -> Scope:
        return Scope(
            units=UNITS,
            period=window,
            as_of=date(2021, 12, 31),
            sources={"dossiers": source},
            files={"dossiers": file},
            facts=FACTS,
            calendar=shipped_calendar(),
        )

    return TwoSources(left=scope(LEFT), right=scope(RIGHT))


def made(folder: Path, rows: int) -> Path:
    """The file of a pair, made when it is not there yet."""
    file = folder / f"two-sources-{rows}.parquet"
    if not file.exists():
        with connect(folder) as connection:
            write_pair(connection, file, rows)
    return file
