"""Two sources of a million dossiers each compared, against reading and summing all columns of both.

The proof: both sides' counts and the two statuses of every difference are those of a clerk's walk in Python over every
dossier. Causes are only compared with what was planted, and what differs is printed.
"""

from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path

from benchmarks.rounds import Contest, contest
from benchmarks.two_sources import LEFT, RIGHT, UNITS, made, question
from parindex.measures.reconciliation.model import BEHIND, Reconciliation
from parindex.measures.reconciliation.reconcile import reconcile
from parindex.records.engine import Connection, connect, path_literal
from parindex.worktime.calendar import shipped_calendar

ROWS = 1_000_000
GOAL = 10
AS_OF = date(2021, 12, 31)
_LENGTH = {"VARCHAR": "strlen({})", "TIMESTAMP": "epoch_us({})", "DATE": "epoch_us(CAST({} AS TIMESTAMP))"}
# What each dossier's lot planted in the software: not closed, closed late, asked on paper only.
_PLANTED = {
    **dict.fromkeys(range(8), "C01"),
    **dict.fromkeys(range(8, 20), "C02"),
    **dict.fromkeys(range(20, 25), "C04"),
}


def scan(connection: Connection, file: Path) -> None:
    """Read and sum every column of both sources."""
    columns = connection.execute(f"DESCRIBE FROM read_parquet({path_literal(file)})").fetchall()
    sums = ", ".join(f"sum({_LENGTH.get(kind, '{}').format(name)})" for name, kind, *_ in columns if kind != "BOOLEAN")
    connection.execute(f"SELECT {sums} FROM read_parquet({path_literal(file)})").fetchall()


_CALENDAR = shipped_calendar()
_WORKING = [_CALENDAR.is_working_day(date(2020, 1, 1) + timedelta(days=n)) for n in range(1400)]


def _working_days(after: date, until: date) -> int:
    return sum(_WORKING[(after - date(2020, 1, 1)).days + 1 : (until - date(2020, 1, 1)).days + 1])


def _status(
    due: datetime, finished: datetime | None, asked: datetime | None, came: datetime | None, limit: int, got: date
) -> str:
    """One dossier: a due moment at 17:00 says no more than its day; the office adds what it waited for the applicant."""
    reached, last = (finished or datetime.combine(AS_OF, time())).date(), due.date()
    if finished and finished.date() > AS_OF:
        finished, reached = None, AS_OF
    if reached > last and asked and came and asked.date() <= last:
        stood = _working_days(asked.date(), min(came.date(), reached))
        if _working_days(got, last) - limit < stood:
            while stood:
                last += timedelta(days=1)
                stood -= _WORKING[(last - date(2020, 1, 1)).days]
    if finished:
        return "early" if reached < last else "on_time" if reached == last else "late"
    if asked and not came and asked.date() <= last:
        return "suspended"
    return "overdue" if reached > last else "pending"


def walked(connection: Connection, file: Path) -> tuple[list[Counter[str]], dict[str, tuple[str, str]]]:
    """Both sides' counts, and the statuses of the dossiers that at least one side has late or overdue."""
    columns = "code, due, finished, supplement_asked, supplemented, days, CAST(received AS DATE)"
    sides = []
    for source in (LEFT, RIGHT):
        cursor = connection.execute(
            f"SELECT {columns} FROM read_parquet({path_literal(file)}) WHERE source = '{source}' AND year(received) = 2021"
        )
        # the software adds no pauses
        sides.append(
            {
                code: _status(due, finished, asked if source == LEFT else None, came, days, got)
                for code, due, finished, asked, came, days, got in cursor.fetchall()
            }
        )
    left, right = sides
    behind = {code: (left[code], right[code]) for code in left if {left[code], right[code]} & BEHIND}
    return [Counter(left.values()), Counter(right.values())], behind


def proved(connection: Connection, file: Path, found: Reconciliation) -> str:
    """What was compared, in words; AssertionError when anything but a cause differs."""
    (left, right), behind = walked(connection, file)
    if (dict(found.left_counts), dict(found.right_counts)) != (dict(left), dict(right)):
        raise AssertionError(f"counts: {found.left_counts} {left}, {found.right_counts} {right}")
    if {one.key: (one.left.status, one.right.status) for one in (*found.disagreements, *found.agreed)} != behind:
        raise AssertionError("the differences are not those of the walk")
    lots = connection.execute(
        f"SELECT n, CAST(hash(n, 1) % 1000 AS INTEGER) FROM range({ROWS}) AS numbers(n)"
    ).fetchall()
    lot_of = dict(lots)
    others = Counter(
        f"{_PLANTED.get(lot_of[int(one.key[-7:])], 'nothing')} → {one.cause}"
        for one in found.disagreements
        if _PLANTED.get(lot_of[int(one.key[-7:])]) != one.cause
    )
    said = ", ".join(f"{pair}: {number:,}" for pair, number in others.most_common())
    share = 1 - others.total() / len(found.disagreements)
    return (
        "25 of 1,000 dossiers are planted to differ and one to be late in both (41 of 1,670 and one in the example)."
        f" {len(left) + len(right)} counts and both statuses of {len(behind):,} differences equal a walk in Python over all"
        f" 2 × {ROWS:,} rows. Causes have no twin here: {share:.2%} of {len(found.disagreements):,} disagreements have the"
        f" planted one; planted → given of the others: {said or 'none'}."
    )


def run(folder: Path) -> Contest:
    """The contest, with its proof as the note."""
    file = made(folder, ROWS)
    try:
        with connect(folder) as connection:
            asked = question(file)
            note = proved(connection, file, reconcile(connection, "dossiers", asked))
            ours = "reconcile(): pairs, both sides judged, a cause for each difference"
            return contest(
                f"Two sources of {ROWS:,} dossiers each, {len(UNITS)} units",
                {
                    "scan of both, all columns, summed": lambda: scan(connection, file),
                    ours: lambda: reconcile(connection, "dossiers", asked),
                },
                goals={ours: GOAL},
                note=note,
                by_processor=True,
            )
    finally:
        file.unlink()
