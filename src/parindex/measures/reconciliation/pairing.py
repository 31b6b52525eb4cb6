"""Rows of two sources that are one thing: by key, case aside, and by codes that a person confirmed to be one."""

from collections.abc import Mapping
from dataclasses import dataclass

from parindex.measures.reconciliation.comparison import Comparison
from parindex.measures.reconciliation.model import MISSING, TwoSources
from parindex.records.engine import Connection

_DIFFER = "(left_status IN ('late', 'overdue') OR right_status IN ('late', 'overdue'))"


@dataclass(frozen=True, kw_only=True)
class Met:
    """How the sources' rows met. `recon_met` on the connection has a row for each that a source has in question."""

    matched: int
    only_left: tuple[str, ...]
    only_right: tuple[str, ...]
    left_counts: Mapping[str, int]
    right_counts: Mapping[str, int]


def meet(connection: Connection, comparison: Comparison, two: TwoSources) -> Met:
    """Make `recon_met(left_key, right_key, left_status, right_status, …)` and count it."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE recon_match AS SELECT lower(row[1]) AS left_key, lower(row[2]) AS right_key"
        " FROM (SELECT unnest(CAST($rows AS VARCHAR[][])) AS row)",
        {"rows": [[left, right] for left, right in two.matches.items()]},
    )
    left = comparison.judged(two.left, two.left_counting, None)
    right = comparison.judged(two.right, two.right_counting, None)
    named = "coalesce(m.left_key, lower(key))" if two.matches else "lower(key)"
    joined = " LEFT JOIN recon_match AS m ON m.right_key = lower(key)" if two.matches else ""
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE recon_met AS
        SELECT l.key AS left_key, r.key AS right_key,
            CASE WHEN l.asked THEN l.status ELSE '{MISSING}' END AS left_status,
            CASE WHEN r.asked THEN r.status ELSE '{MISSING}' END AS right_status
        FROM (SELECT key, lower(key) AS pair, asked, status FROM ({left})) AS l
            FULL JOIN (SELECT key, {named} AS pair, asked, status FROM ({right}){joined}) AS r ON l.pair = r.pair
        WHERE l.asked OR r.asked
        """
    )
    row = connection.execute(
        f"""
        SELECT count(*) FILTER (left_key IS NOT NULL AND right_key IS NOT NULL),
            coalesce(list(left_key ORDER BY left_key) FILTER (right_key IS NULL), []),
            coalesce(list(right_key ORDER BY right_key) FILTER (left_key IS NULL), []),
            coalesce(histogram(left_status) FILTER (left_status <> '{MISSING}'), MAP {{}}),
            coalesce(histogram(right_status) FILTER (right_status <> '{MISSING}'), MAP {{}})
        FROM recon_met
        """
    ).fetchone()
    matched, only_left, only_right, left_counts, right_counts = row or (0, [], [], {}, {})
    return Met(
        matched=matched,
        only_left=tuple(only_left),
        only_right=tuple(only_right),
        left_counts=left_counts,
        right_counts=right_counts,
    )


def differing(connection: Connection) -> None:
    """Make `recon_differ`, the rows of `recon_met` that at least one side has late or overdue, and the keys of each side."""
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE recon_differ AS SELECT * FROM recon_met WHERE {_DIFFER};
        CREATE OR REPLACE TEMP TABLE recon_left_keys AS SELECT left_key AS key FROM recon_differ WHERE left_key IS NOT NULL;
        CREATE OR REPLACE TEMP TABLE recon_right_keys AS SELECT right_key AS key FROM recon_differ WHERE right_key IS NOT NULL
        """
    )
