"""Rows of two sources that are one thing: by key, case aside, and by codes that a person confirmed to be one."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from parindex.errors import InputFault
from parindex.measures.measure import Scope
from parindex.measures.reconciliation.comparison import Comparison
from parindex.measures.reconciliation.model import MISSING, TwoSources
from parindex.measures.reconciliation.question import whole_source
from parindex.records.engine import Connection, scalar

_BEHIND = "(left_status IN ('late', 'overdue') OR right_status IN ('late', 'overdue'))"


@dataclass(frozen=True, kw_only=True)
class Met:
    """How the sources' rows met."""

    matched: int
    only_left: tuple[str, ...]
    only_right: tuple[str, ...]
    left_counts: Mapping[str, int]
    right_counts: Mapping[str, int]


def _joined(comparison: Comparison, two: TwoSources) -> str:
    """SELECT of the rows that at least one source is asked for, with the number and the status of either."""
    left, right = judged_sides(comparison, two, None, None)
    named = "coalesce(m.left_key, lower(key))" if two.matches else "lower(key)"
    matches = " LEFT JOIN recon_match AS m ON m.right_key = lower(key)" if two.matches else ""
    row = "file_row_number AS row, asked, status"
    return f"""
        SELECT l.row AS left_row, r.row AS right_row,
            CASE WHEN l.asked THEN l.status ELSE '{MISSING}' END AS left_status,
            CASE WHEN r.asked THEN r.status ELSE '{MISSING}' END AS right_status
        FROM (SELECT lower(key) AS pair, {row} FROM ({left})) AS l
            FULL JOIN (SELECT {named} AS pair, {row} FROM ({right}){matches}) AS r ON l.pair = r.pair
        WHERE l.asked OR r.asked
    """


def _match(connection: Connection, comparison: Comparison, two: TwoSources) -> None:
    """Make `recon_match(left_key, right_key)` of the confirmed codes. A code that has come to the other source as well meets
    itself there, and one confirmed to be two others neither of them.
    """
    left, right = whole_source(two.left, comparison.register), whole_source(two.right, comparison.register)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE recon_match AS SELECT lower(row[1]) AS left_key, lower(row[2]) AS right_key"
        f" FROM (SELECT unnest(CAST($rows AS VARCHAR[][])) AS row) WHERE lower(row[1]) NOT IN (SELECT lower(key) FROM ({right}))"
        f" AND lower(row[2]) NOT IN (SELECT lower(key) FROM ({left}))"
        " QUALIFY count(*) OVER (PARTITION BY lower(row[1])) = 1 AND count(*) OVER (PARTITION BY lower(row[2])) = 1",
        {"rows": [[one, other] for one, other in two.matches.items()]},
    )


def make_moved(connection: Connection, comparison: Comparison, two: TwoSources) -> None:
    """Make the tables that `judged_sides` reads: who is held up is looked for once, and both sides are judged twice."""
    for side, scope, counting in (("left", two.left, two.left_counting), ("right", two.right, two.right_counting)):
        if comparison.moved is not None and (sql := comparison.moved(scope, counting)):
            connection.execute(f"CREATE OR REPLACE TEMP TABLE recon_{side}_moved AS {sql}")


def judged_sides(
    comparison: Comparison, two: TwoSources, left_rows: str | None, right_rows: str | None
) -> tuple[str, str]:
    """`judged` of the left and of the right source. `make_moved` went before."""
    return (
        comparison.judged(two.left, two.left_counting, left_rows, moved="recon_left_moved"),
        comparison.judged(two.right, two.right_counting, right_rows, moved="recon_right_moved"),
    )


def meet(connection: Connection, comparison: Comparison, two: TwoSources) -> Met:
    """Count the rows; those without a partner or behind: `recon_met(left_row, right_row, left_status, right_status)`, with
    the numbers of the rows in their files.
    """
    make_moved(connection, comparison, two)
    if two.matches:
        _match(connection, comparison, two)
    # one pass: most rows are only counted, by the two statuses
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE recon_counted AS
        SELECT left_status, right_status, right_row IS NULL AS only_left, left_row IS NULL AS only_right, count(*) AS many,
            list(struct_pack(left_row := left_row, right_row := right_row))
                FILTER ({_BEHIND} OR left_row IS NULL OR right_row IS NULL) AS kept
        FROM ({_joined(comparison, two)}) GROUP BY ALL;
        CREATE OR REPLACE TEMP TABLE recon_met AS
        SELECT one.left_row AS left_row, one.right_row AS right_row, left_status, right_status
        FROM (SELECT left_status, right_status, unnest(kept) AS one FROM recon_counted)
        """
    )
    counted = connection.execute(
        "SELECT left_status, right_status, only_left, only_right, many FROM recon_counted"
    ).fetchall()
    left_counts, right_counts = Counter[str](), Counter[str]()
    for left, right, _, _, many in counted:
        left_counts[left] += many
        right_counts[right] += many
    for counts in (left_counts, right_counts):
        counts.pop(MISSING, None)
    alone = [
        _keys(connection, scope, comparison.register, f"SELECT {side}_row FROM recon_met WHERE {other}_row IS NULL")
        if any(one[at] for one in counted)
        else ()
        for at, scope, side, other in ((2, two.left, "left", "right"), (3, two.right, "right", "left"))
    ]
    return Met(
        matched=sum(many for _, _, only_left, only_right, many in counted if not (only_left or only_right)),
        only_left=alone[0],
        only_right=alone[1],
        left_counts=dict(left_counts),
        right_counts=dict(right_counts),
    )


def _keys(connection: Connection, scope: Scope, register: str, rows: str) -> tuple[str, ...]:
    """The keys of the rows of a source whose numbers a SELECT gives, in order."""
    whole = whole_source(scope, register, numbered=True)
    found = connection.execute(f"SELECT key FROM ({whole}) WHERE file_row_number IN ({rows}) ORDER BY key").fetchall()
    return tuple(row[0] for row in found)


def differing(connection: Connection, comparison: Comparison, two: TwoSources) -> bool:
    """Make `recon_differ`, the rows of `recon_met` that at least one side has late or overdue, and the numbers of each side's:
    whether there are any.

    InputFault when a source has a code twice: each would meet the other source's.
    """
    sides = {"left": two.left, "right": two.right}
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE recon_differ AS SELECT * FROM recon_met WHERE {_BEHIND};"
        + ";".join(
            f"CREATE OR REPLACE TEMP TABLE recon_{side}_rows AS SELECT {side}_row AS file_row_number, count(*) AS met"
            f" FROM recon_differ WHERE {side}_row IS NOT NULL GROUP BY ALL"
            for side in sides
        )
    )
    twice = " UNION ALL ".join(f"SELECT '{side}' FROM recon_{side}_rows WHERE met > 1" for side in sides)
    found = connection.execute(f"{twice} LIMIT 1").fetchone()
    if found:
        rows = f"SELECT file_row_number FROM recon_{found[0]}_rows WHERE met > 1 LIMIT 5"
        codes = ", ".join(_keys(connection, sides[found[0]], comparison.register, rows))
        raise InputFault(
            f"Mỗi nguồn chỉ được có một dòng cho mỗi mã, mà có nhiều dòng cùng mã: {codes}. Hãy rút dòng thừa."
        )
    return bool(scalar(connection, "SELECT count(*) FROM recon_differ"))
