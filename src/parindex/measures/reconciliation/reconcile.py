"""Two sources of one register compared: who has what late, and the one proved cause of each difference.

Use::

    found = reconcile(connection, "dossiers", TwoSources(left=scope_of_the_office, right=scope_of_the_software))
    found.by_cause, found.disagreements, found.agreed, found.proposals
"""

from collections.abc import Mapping
from typing import Any

from parindex.errors import InputFault
from parindex.measures.dossier_status import make_ready
from parindex.measures.reconciliation.calendars import Days, make_days
from parindex.measures.reconciliation.comparison import Comparison
from parindex.measures.reconciliation.comparisons import COMPARISONS
from parindex.measures.reconciliation.deciding import Behind, Decision, Tested, decide
from parindex.measures.reconciliation.model import (
    UNDETERMINED,
    Difference,
    Evidence,
    Reconciliation,
    Side,
    TwoSources,
)
from parindex.measures.reconciliation.pairing import differing, meet
from parindex.measures.reconciliation.repair import proposals
from parindex.measures.reconciliation.testing import tests_sql
from parindex.records.engine import Connection

Row = Mapping[str, Any]


def comparison_of(kind: str) -> Comparison:
    """The kind of thing with a name. InputFault for another."""
    if kind not in COMPARISONS:
        raise InputFault(f"Không đối chiếu được “{kind}”; hãy chọn một trong: {', '.join(COMPARISONS)}.")
    return COMPARISONS[kind]


def reconcile(connection: Connection, kind: str, asked: TwoSources) -> Reconciliation:
    """Compare the two sources. InputFault for a kind that does not exist.

    Leaves temporary tables `recon_*` on the connection; a second call replaces them.
    """
    comparison = comparison_of(kind)
    make_ready(connection, asked.left)
    make_days(connection, asked.left)
    met = meet(connection, comparison, asked)
    differing(connection)
    cursor = connection.execute(tests_sql(connection, comparison, asked))
    names = [column[0] for column in cursor.description or ()]
    days = Days(asked.left)
    repaired = frozenset(left.lower() for left in asked.matches)
    found = [_difference(comparison, dict(zip(names, row, strict=True)), days, repaired) for row in cursor.fetchall()]
    return Reconciliation(
        kind=kind,
        matched=met.matched,
        only_left=met.only_left,
        only_right=met.only_right,
        left_counts=met.left_counts,
        right_counts=met.right_counts,
        disagreements=tuple(one for one in found if not one.agreed),
        agreed=tuple(one for one in found if one.agreed),
        proposals=proposals(connection, comparison, asked) if met.only_left and met.only_right else (),
    )


def _side(row: Row, status: str) -> Side:
    shown = {name: value for name, value in row["shown"].items() if value is not None}
    return Side(
        key=row["key"] or "",
        status=status,
        unit=row["unit"] or "",
        due=row["due"],
        judged_due=row["judged_due"],
        end=row["ended"],
        values=shown,
    )


def _tests(comparison: Comparison, row: Row) -> list[Tested]:
    return [
        Tested(
            code=one.code,
            holds=row[one.code]["holds"],
            gain=row[one.code]["gain"] or 0,
            end=row[one.code]["ended"],
            decides=bool(row[one.code]["holds"]) and row[one.code]["gain"] is None and row[one.code]["ended"] is None,
        )
        for one in comparison.causes[:-1]
    ]


def _difference(comparison: Comparison, row: Row, days: Days, repaired: frozenset[str]) -> Difference:
    """The row of the query with its cause chosen."""
    strict_left, agreed = row["s_is_left"], row["agreed"]
    behind = Behind(
        calendar=row["calendar"],
        due=row["due_day"],
        reached=row["reached"],
        closed_suffices=not agreed and {row["left_status"], row["right_status"]} == {"late", "overdue"},
    )
    really = comparison.causes[-1]
    decision = decide(_tests(comparison, row), behind, days, really=really.code)
    if agreed and decision.cause == UNDETERMINED:  # both sources say themselves that it is behind
        decision = Decision(cause=really.code, secondary=decision.secondary)
    left, right = (row["s"], row["l"]) if strict_left else (row["l"], row["s"])
    evidence = [
        Evidence(cause=code, text=row["really"] if code == really.code else row[code]["evidence"])
        for code in (decision.cause, *decision.secondary)
        if code != UNDETERMINED
    ]
    counted = row["s"]
    return Difference(
        key=row["pair"],
        unit=counted["unit"] or "",
        group=row["grouped"] or "",
        group_title=row["grouped_title"] or row["grouped"] or "",
        left=_side(left, row["left_status"]),
        right=_side(right, row["right_status"]),
        cause=decision.cause,
        secondary=decision.secondary,
        evidence=tuple(evidence),
        lacking=_lacking(comparison, decision),
        dues={name: row["dues"][name] for name in comparison.due_titles},
        proposal="" if decision.cause == UNDETERMINED else comparison.cause(decision.cause).proposal,
        repaired=(row["left_key"] or "").lower() in repaired,
    )


def _lacking(comparison: Comparison, decision: Decision) -> tuple[str, ...]:
    if decision.cause != UNDETERMINED:
        return ()
    missing = tuple(dict.fromkeys(comparison.cause(code).lacking for code in decision.unknown))
    if not decision.unexplained:
        return missing
    return (f"Còn {decision.unexplained} ngày làm việc chưa giải thích được bằng các nguyên nhân đã thấy.", *missing)
