"""Rows of two sources that are one thing: by key, case aside, and by codes that a person confirmed to be one."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from parindex.errors import InputFault
from parindex.measures.reconciliation.comparison import Comparison
from parindex.measures.reconciliation.model import MISSING, TwoSources
from parindex.measures.reconciliation.question import whole_source
from parindex.records.engine import Connection

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
    """SELECT of the rows that at least one source is asked for, with the key and the status of either."""
    left = comparison.judged(two.left, two.left_counting, None)
    right = comparison.judged(two.right, two.right_counting, None)
    named = "coalesce(m.left_key, lower(key))" if two.matches else "lower(key)"
    matches = " LEFT JOIN recon_match AS m ON m.right_key = lower(key)" if two.matches else ""
    return f"""
        SELECT l.key AS left_key, r.key AS right_key,
            CASE WHEN l.asked THEN l.status ELSE '{MISSING}' END AS left_status,
            CASE WHEN r.asked THEN r.status ELSE '{MISSING}' END AS right_status
        FROM (SELECT key, lower(key) AS pair, asked, status FROM ({left})) AS l
            FULL JOIN (SELECT key, {named} AS pair, asked, status FROM ({right}){matches}) AS r ON l.pair = r.pair
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


def meet(connection: Connection, comparison: Comparison, two: TwoSources) -> Met:
    """Count the rows; those without a partner or behind: `recon_met(left_key, right_key, left_status, right_status)`."""
    if two.matches:
        _match(connection, comparison, two)
    # one pass: most rows are only counted, by the two statuses
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE recon_counted AS
        SELECT left_status, right_status, left_key IS NULL OR right_key IS NULL AS alone, count(*) AS many,
            list(struct_pack(left_key := left_key, right_key := right_key))
                FILTER ({_BEHIND} OR left_key IS NULL OR right_key IS NULL) AS kept
        FROM ({_joined(comparison, two)}) GROUP BY ALL;
        CREATE OR REPLACE TEMP TABLE recon_met AS
        SELECT one.left_key AS left_key, one.right_key AS right_key, left_status, right_status
        FROM (SELECT left_status, right_status, unnest(kept) AS one FROM recon_counted)
        """
    )
    counted = connection.execute("SELECT left_status, right_status, alone, many FROM recon_counted").fetchall()
    left_counts, right_counts = Counter[str](), Counter[str]()
    for left, right, _, many in counted:
        left_counts[left] += many
        right_counts[right] += many
    for counts in (left_counts, right_counts):
        counts.pop(MISSING, None)
    return Met(
        matched=sum(many for _, _, alone, many in counted if not alone),
        only_left=_alone(connection, "left", "right"),
        only_right=_alone(connection, "right", "left"),
        left_counts=dict(left_counts),
        right_counts=dict(right_counts),
    )


def _alone(connection: Connection, side: str, other: str) -> tuple[str, ...]:
    found = connection.execute(f"SELECT {side}_key FROM recon_met WHERE {other}_key IS NULL ORDER BY 1").fetchall()
    return tuple(row[0] for row in found)


def differing(connection: Connection) -> None:
    """Make `recon_differ`, the rows of `recon_met` that at least one side has late or overdue, and the keys of each side.

    InputFault when a source has a code twice: each would meet the other source's.
    """
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE recon_differ AS SELECT * FROM recon_met WHERE {_BEHIND};
        CREATE OR REPLACE TEMP TABLE recon_left_keys AS SELECT left_key AS key FROM recon_differ WHERE left_key IS NOT NULL;
        CREATE OR REPLACE TEMP TABLE recon_right_keys AS SELECT right_key AS key FROM recon_differ WHERE right_key IS NOT NULL
        """
    )
    twice = connection.execute(
        "SELECT coalesce(left_key, right_key) AS pair FROM recon_differ GROUP BY pair HAVING count(*) > 1 ORDER BY pair LIMIT 5"
    ).fetchall()
    if twice:
        codes = ", ".join(row[0] for row in twice)
        raise InputFault(
            f"Mỗi nguồn chỉ được có một dòng cho mỗi mã, mà có nhiều dòng cùng mã: {codes}. Hãy rút dòng thừa."
        )
