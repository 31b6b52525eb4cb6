"""Two sources of one register compared: who has what late, and the one proved cause of each difference.

Use::

    found = reconcile(connection, "dossiers", TwoSources(left=scope_of_the_office, right=scope_of_the_software))
    found.by_cause, found.disagreements, found.agreed, found.proposals
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from parindex.errors import InputFault
from parindex.measures.dossier_status import make_ready
from parindex.measures.reconciliation.calendars import Days, make_days
from parindex.measures.reconciliation.comparison import Comparison
from parindex.measures.reconciliation.comparisons import COMPARISONS
from parindex.measures.reconciliation.deciding import Behind, Decision, Tested, decide
from parindex.measures.reconciliation.model import (
    BEHIND,
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
from parindex.measures.reconciliation.values import ShownValues
from parindex.records.engine import Connection
from parindex.records.registers import REGISTERS
from parindex.records.schema import Register

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
    decided = _Decided(Days(asked.left), comparison.causes[-1].code)
    found = [_difference(comparison, dict(zip(names, row, strict=True)), decided) for row in cursor.fetchall()]
    proposed, unproposed = proposals(connection, comparison, asked) if met.only_left and met.only_right else ((), "")
    return Reconciliation(
        kind=kind,
        matched=met.matched,
        only_left=met.only_left,
        only_right=met.only_right,
        left_counts=met.left_counts,
        right_counts=met.right_counts,
        disagreements=tuple(one for one in found if not one.agreed),
        agreed=tuple(one for one in found if one.agreed),
        proposals=proposed,
        unproposed=unproposed,
    )


def _side(row: Row, side: str, register: Register) -> Side:
    return Side(
        key=row[f"{side}_key"] or "",
        status=row[f"{side}_status"],
        unit=row[f"{side}_unit"] or "",
        due=row[f"{side}_due"],
        judged_due=row[f"{side}_judged_due"],
        end=row[f"{side}_end"],
        values=ShownValues(row[f"{side}_shown"], register),
    )


@dataclass(frozen=True)
class _Decided:
    """Decisions by what they rest on: of thousands of rows most are alike."""

    days: Days
    really: str
    _known: dict[object, Decision] = field(default_factory=dict)

    def of(self, row: Row) -> Decision:
        present = tuple((one["code"], one["gain"], one["ended"], one["decides"]) for one in row["present"])
        unknown = tuple(row["unknown"])
        closed_suffices = not row["agreed"] and {row["left_status"], row["right_status"]} == BEHIND
        asked = (present, unknown, row["calendar"], row["due_day"], row["reached"], closed_suffices)
        if asked not in self._known:
            tests = [
                Tested(code=code, holds=True, gain=gain or 0, end=end, decides=decides)
                for code, gain, end, decides in present
            ]
            behind = Behind(
                calendar=row["calendar"], due=row["due_day"], reached=row["reached"], closed_suffices=closed_suffices
            )
            tests += [Tested(code=code, holds=None) for code in unknown]
            self._known[asked] = decide(tests, behind, self.days, really=self.really)
        return self._known[asked]


def _difference(comparison: Comparison, row: Row, decided: _Decided) -> Difference:
    """The row of the query with its cause chosen."""
    agreed, really, decision = row["agreed"], decided.really, decided.of(row)
    if agreed and decision.cause == UNDETERMINED:  # both sources say themselves that it is behind
        decision = Decision(cause=really, secondary=decision.secondary)
    told = {one["code"]: one["evidence"] for one in row["present"]} | {really: row["really"]}
    cause = None if decision.cause == UNDETERMINED else comparison.cause(decision.cause)
    return Difference(
        key=row["pair"],
        unit=row["strict_unit"] or "",
        group=row["grouped"] or "",
        group_title=row["grouped_title"] or row["grouped"] or "",
        left=_side(row, "left", REGISTERS[comparison.register]),
        right=_side(row, "right", REGISTERS[comparison.register]),
        cause=decision.cause,
        secondary=decision.secondary,
        evidence=tuple(
            Evidence(cause=code, text=told[code]) for code in (decision.cause, *decision.secondary) if code in told
        ),
        lacking=_lacking(comparison, decision),
        dues=dict(zip(comparison.due_titles, row["dues"], strict=True)),
        proposal=cause.proposal if cause else "",
        repaired=bool(row["left_key"] and row["right_key"] and row["left_key"].lower() != row["right_key"].lower()),
    )


def _lacking(comparison: Comparison, decision: Decision) -> tuple[str, ...]:
    if decision.cause != UNDETERMINED:
        return ()
    missing = tuple(dict.fromkeys(comparison.cause(code).lacking for code in decision.unknown))
    if not decision.unexplained:
        return missing
    return (f"Còn {decision.unexplained} ngày làm việc chưa giải thích được bằng các nguyên nhân đã thấy.", *missing)
