"""Dossiers in any number for the benchmarks of scale: a seeded base, and the same dossiers again under other codes.

A base of 50,000 dossiers of one year is small enough for the naive twin to judge every one of them; a copy differs from it
in its codes and its order only, so that each cell of a table over n copies has to be n times the base's cell. Codes are
text in no order; pauses are a table of their own; units have four calendars with half days and worked Saturdays.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from parindex.measures.catalogue import FACTS
from parindex.measures.measure import Scope
from parindex.measures.period import parse_period
from parindex.records.engine import Connection, connect, path_literal
from parindex.records.registers import REGISTERS
from parindex.records.typing_rows import canonical_columns
from parindex.worktime.calendar import WorkingCalendar, shipped_calendar
from parindex.worktime.hours import OfficeHours, five_days, hours_table, sessions_from_text

BASE = 50_000
UNITS = tuple(f"don-vi-{number:03}" for number in range(120))
AS_OF = date(2025, 12, 31)
# A number in [0, 1) for a row and a purpose, the same on every machine.
_CHANCE = "CAST((hash(i * 32 + {}) >> 11) AS DOUBLE) / 9007199254740992.0"
# Moments of one year; a tenth with up to three pauses, a twentieth late, some open, refused or extended.
_DOSSIERS = f"""
    SELECT i AS id, 'mot-cua' AS source, 'present' AS state, unit,
        '1.' || printf('%06d', procedure * 7919 % 1000000) || '.000.00.00.H20' AS procedure,
        'Thủ tục số ' || procedure AS procedure_name, 'Lĩnh vực ' || procedure % 25 AS field,
        CASE WHEN c3 < 0.62 THEN 'online' WHEN c3 < 0.94 THEN 'direct' ELSE 'postal' END AS channel,
        received AS filed, received, days, due, paused, asked,
        CASE WHEN c7 < 0.01 THEN CAST(due AS DATE) + CAST(1 + c6 * 10 AS INTEGER) END AS extended_to,
        CASE WHEN c7 < 0.01 THEN CAST(due AS DATE) - CAST(c8 * 3 AS INTEGER) END AS extended_on,
        CASE WHEN c9 < 0.98 THEN finished END AS finished,
        CASE WHEN c9 < 0.97 THEN finished + to_minutes(CAST(c6 * 3000 AS BIGINT)) END AS returned,
        CASE WHEN c9 < 0.97 THEN 'Đã trả kết quả' WHEN c9 < 0.98 THEN 'Có kết quả' WHEN c9 < 0.997
            THEN 'Đang giải quyết' ELSE 'Chờ bổ sung hồ sơ' END AS state_text,
        CASE WHEN c7 BETWEEN 0.2 AND 0.205 THEN finished END AS refused
    FROM (
        SELECT *, received + to_days(CAST(days * 1.45 AS INTEGER)) AS due, c5 < 0.1 AS paused,
            received + to_minutes(CAST(c6 * days * 1440 AS BIGINT)) AS asked,
            received + to_minutes(CAST(20 + days * 1440 * CASE WHEN c4 < 0.9 THEN c8 * 1.1 ELSE 0.6 + c8 END AS BIGINT))
                AS finished
        FROM (
            SELECT *, [1, 3, 5, 10, 15, 20, 30][1 + CAST(floor(c1 * 7) AS INTEGER)] AS days,
                'don-vi-' || printf('%03d', place) AS unit,
                CAST(floor(pow(c2, 3) * (80 + place * 37 % 270)) AS INTEGER) AS procedure,
                TIMESTAMP '2025-01-01' + to_days(CAST(floor(c10 * 364) AS INTEGER)) + to_minutes(CAST(
                    CASE WHEN c3 < 0.62 AND c11 < 0.18 THEN c12 * 1440 ELSE 420 + c12 * 600 END AS BIGINT)) AS received
            FROM (SELECT i, CAST(floor(pow({_CHANCE.format(0)}, 2) * 120) AS INTEGER) AS place,
                {", ".join(f"{_CHANCE.format(n)} AS c{n}" for n in range(1, 13))} FROM range({BASE}) AS rows(i))
        )
    )
"""
_PAUSES = """
    SELECT id, n + 1 AS number, ['supplement', 'supplement', 'fee', 'other'][1 + CAST(hash(id + n) % 4 AS INTEGER)] AS kind,
        asked + to_hours(n * 40) AS began,
        CASE WHEN hash(id * 3 + n) % 100 < 97 THEN asked + to_hours(n * 40 + CAST(hash(id * 5 + n) % 90 AS INTEGER)) END AS ended
    FROM base_dossiers, (SELECT unnest([0, 1, 2]) AS n) WHERE paused AND hash(id * 7) % 3 >= n
"""


@dataclass(frozen=True)
class Files:
    """A folder with `copies` of the base as current rows of the two registers."""

    folder: Path
    copies: int

    @property
    def dossiers(self) -> Path:
        """The dossiers."""
        return self.folder / "ho-so.parquet"

    @property
    def pauses(self) -> Path:
        """Their pauses."""
        return self.folder / "tam-dung.parquet"

    @property
    def rows(self) -> int:
        """How many dossiers."""
        return self.copies * BASE


def _code(number: str, copy: str) -> str:
    """SQL: a code as one-stop software makes them, in no order."""
    return (
        f"'000.' || lpad(CAST(hash({number}, {copy}) % 100 AS VARCHAR), 2, '0') || '.19.H20-' || CAST({number} + 250000"
        f" AS VARCHAR) || '-' || CAST({copy} + 1000000 AS VARCHAR)"
    )


def _shaped(register: str, there: dict[str, str]) -> str:
    """The columns of a register: those that are there, NULL for the others."""
    columns = canonical_columns(REGISTERS[register])
    return ", ".join(f'CAST({there.get(column, "NULL")} AS {kind}) AS "{column}"' for column, kind in columns.items())


def make_base(connection: Connection) -> None:
    """TEMP TABLES `base_dossiers` and `base_pauses`, told apart by `id`."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE base_dossiers AS {_DOSSIERS}")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE base_pauses AS {_PAUSES}")


def make_files(folder: Path, copies: int) -> Files:
    """The files of so many copies, each in another order; made when they are not there yet."""
    files = Files(folder, copies)
    if files.pauses.exists():
        return files
    folder.mkdir(parents=True, exist_ok=True)
    with connect(folder) as connection:
        connection.execute(
            "SET memory_limit = '900MB'; SET preserve_insertion_order = false; SET enable_progress_bar = false"
        )
        make_base(connection)
        names = [column[0] for column in connection.execute("FROM base_dossiers LIMIT 0").description or ()]
        copied = (
            f"SELECT (j * (7 + 10 * (copy % 4999)) + copy) % {BASE} AS id, copy"
            f" FROM range({copies}) AS c(copy), range({BASE}) AS r(j)"
        )
        own = {name: f"b.{name}" for name in names} | {"row": "b.id", "key": "code", "code": "code"}
        _write(
            connection,
            f"SELECT {_shaped('dossiers', own)}, CAST(1 AS BIGINT) AS batch FROM (SELECT *, {_code('id', 'copy')} AS code"
            f" FROM ({copied})) JOIN base_dossiers AS b USING (id)",
            files.dossiers,
        )
        values = {
            "source": "'mot-cua'",
            "state": "'present'",
            "row": "b.id",
            "unit": "b.unit",
            "recorded": "'software'",
        }
        values |= {name: f"p.{name}" for name in ("number", "kind", "began", "ended")}
        values |= {"dossier": "code", "key": "code || '|' || p.kind || '|' || p.number"}
        _write(
            connection,
            f"SELECT {_shaped('dossier_pauses', values)}, CAST(1 AS BIGINT) AS batch FROM (SELECT p.*, copy,"
            f" {_code('p.id', 'copy')} AS code FROM range({copies}) AS c(copy), base_pauses AS p) AS p"
            " JOIN base_dossiers AS b USING (id)",
            files.pauses,
        )
    return files


def _write(connection: Connection, query: str, into: Path) -> None:
    beside = into.with_suffix(".making")
    connection.execute(f"COPY ({query}) TO {path_literal(beside)} (FORMAT parquet, COMPRESSION zstd)")
    beside.rename(into)


def calendars() -> tuple[WorkingCalendar, ...]:
    """Eight hours, eight and a half, half a day on Saturdays, and days off made up for on a Saturday."""
    usual = shipped_calendar()
    hours = sessions_from_text("07:30-11:30, 13:30-17:00")
    saturdays = OfficeHours(
        name="sang_7", title="Sáng thứ Bảy", week=five_days(hours, saturday=hours[:1]), day_minutes=450
    )
    closed, instead = {date(2025, 3, 5), date(2025, 7, 28)}, {date(2025, 3, 8)}
    return (
        usual,
        usual.with_hours(hours_table("gio_8_5")),
        usual.with_hours(saturdays),
        replace(usual, days_off=usual.days_off | closed, worked_saturdays=usual.worked_saturdays | instead),
    )


def calendar_of(unit: str) -> WorkingCalendar:
    """The calendar of a unit."""
    return _CALENDARS[UNITS.index(unit) % len(_CALENDARS)]


_CALENDARS = calendars()


def scope_of(files: Files) -> Scope:
    """All dossiers of 2025 as of its last day, pauses from the log."""
    return Scope(
        units=UNITS,
        period=parse_period("2025"),
        as_of=AS_OF,
        sources={"dossiers": "mot-cua", "dossier_pauses": "mot-cua"},
        files={"dossiers": files.dossiers, "dossier_pauses": files.pauses},
        facts=FACTS,
        calendar=_CALENDARS[0],
        calendars={unit: calendar_of(unit) for unit in UNITS if calendar_of(unit) is not _CALENDARS[0]},
    )
