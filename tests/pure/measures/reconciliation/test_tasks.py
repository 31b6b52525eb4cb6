"""Assigned tasks in two lists, the unit's and the assigning office's: each cause holds, does not, or cannot be told."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measure_rows import Office
from tests.conftest import COSTLY

from parindex.measures.reconciliation.comparisons import COMPARISONS
from parindex.measures.reconciliation.model import BEHIND, UNDETERMINED, Difference, Reconciliation, TwoSources
from parindex.measures.reconciliation.reconcile import reconcile
from parindex.records.registers import REGISTERS

Row = dict[str, Any]
UNIT, ASSIGNER = "so", "ubnd"
DUE = date(2021, 6, 30)
TASK: Row = {
    "code": "NV-1",
    "assigned": date(2021, 6, 1),
    "received": date(2021, 6, 1),
    "due": DUE,
    "assigned_by": "12/UBND",
    "task": "Báo cáo",
    "unit": "a",
}
EXTENDED: Row = {"extension": "260/UBND", "extended_to": date(2021, 7, 15), "extension_asked": date(2021, 6, 20)}
# A task that fills every column in both lists, so that an empty cell of another one says “no” and not “unknown”.
TELLING: Row = TASK | {
    "code": "NV-0",
    "received": date(2021, 6, 2),
    "extension": "1/UBND",
    "extended_to": date(2021, 7, 1),
    "submitted": date(2021, 6, 3),
    "accepted": date(2021, 6, 4),
}
BACK: Row = TASK | {"code": "NV-00", "returned": date(2021, 6, 5)}


def day(month: int, number: int) -> date:
    return date(2021, month, number)


def asked(office: Office, left: str = UNIT, right: str = ASSIGNER, as_of: date | None = None) -> TwoSources:
    mine, theirs = COMPARISONS["tasks"].countings
    return TwoSources(
        left=office.scope(sources=dict.fromkeys(REGISTERS, left), as_of=as_of),
        right=office.scope(sources=dict.fromkeys(REGISTERS, right), as_of=as_of),
        left_counting=mine,
        right_counting=theirs,
    )


def compared(office: Office, left: Mapping[str, Any] | None, right: Mapping[str, Any] | None) -> Reconciliation:
    """One task in both lists, beside two that tell of everything."""
    rows = [row | {"source": source} for row in (TELLING, BACK) for source in (UNIT, ASSIGNER)]
    rows += [
        TASK | dict(row) | {"source": source} for source, row in ((UNIT, left), (ASSIGNER, right)) if row is not None
    ]
    office.put("assigned_tasks", *(row | {"key": row["code"]} for row in rows))
    return reconcile(office.connection, "tasks", asked(office))


def only(found: Reconciliation) -> Difference:
    (it,) = (*found.disagreements, *found.agreed)
    return it


IN_TIME = {"submitted": day(6, 28)}
CASES: dict[str, tuple[Mapping[str, Any] | None, Mapping[str, Any] | None, str]] = {
    "reported, not yet confirmed": (IN_TIME, IN_TIME, "T01"),
    "reported by the unit's list only": (IN_TIME, {}, "T01"),
    "confirmed after the due day": (IN_TIME, {"submitted": day(6, 28), "accepted": day(7, 5)}, "T02"),
    "confirmed late, reported on the due day": ({"submitted": DUE}, {"submitted": DUE, "accepted": day(7, 1)}, "T02"),
    "extension that the assigner does not have": (
        EXTENDED | {"submitted": day(7, 9)},
        {"submitted": day(7, 9), "accepted": day(7, 9)},
        "T03",
    ),
    "due days written differently": (
        {"due": day(7, 10), "submitted": day(7, 9)},
        {"submitted": day(7, 9), "accepted": day(7, 9)},
        "T04",
    ),
    "given back, says the unit": ({"returned": day(6, 20)}, {}, "T05"),
    "only in the assigner's list": (None, {}, "T06"),
    "no due day in the unit's list": ({"due": None, "submitted": day(7, 9)}, {"accepted": day(7, 9)}, "T07"),
    "came in the software after its due day": (
        IN_TIME,
        {"received": day(7, 2), "submitted": day(7, 3), "accepted": day(7, 3)},
        "T08",
    ),
    "really late in both": ({"submitted": day(7, 9)}, {"submitted": day(7, 9), "accepted": day(7, 9)}, "T09"),
}


@pytest.mark.parametrize("name", CASES)
def test_each_cause_is_found(office: Office, name: str) -> None:
    left, right, cause = CASES[name]
    it = only(compared(office, left, right))
    assert it.cause == cause
    assert it.agreed == (name == "really late in both")
    assert it.evidence[0].cause == cause and it.proposal
    assert it.key == "NV-1" and it.unit == "a" and it.group == "12/UBND"


def test_two_days_of_one_report_are_not_decided_between(office: Office) -> None:
    it = only(compared(office, IN_TIME, {"submitted": day(7, 9), "accepted": day(7, 9)}))
    assert it.cause == UNDETERMINED
    assert any("hai ngày khác nhau" in one for one in it.lacking)


def test_a_cause_that_is_not_enough_leaves_the_rest_open(office: Office) -> None:
    left = EXTENDED | {"submitted": day(7, 14)}
    it = only(compared(office, left | {"due": day(7, 1)}, {"submitted": day(7, 20), "accepted": day(7, 20)}))
    assert it.cause == UNDETERMINED
    assert "T03" in it.secondary and it.lacking


def test_a_confirmation_stands_for_a_report_that_the_unit_forgot_to_note(office: Office) -> None:
    it = only(compared(office, {}, {"accepted": day(6, 29)}))
    assert (it.left.status, it.right.status, it.cause) == ("overdue", "early", "T01")


def test_one_list_with_two_dates_is_compared_with_itself(office: Office) -> None:
    rows = [
        TASK | {"code": "NV-1", "submitted": day(6, 28), "accepted": day(7, 5)},
        TASK | {"code": "NV-2", "submitted": day(6, 28), "accepted": day(6, 29)},
        TASK | {"code": "NV-3", "submitted": day(6, 28)},
        TASK | {"code": "NV-4", "submitted": day(7, 8), "accepted": day(7, 8)},
    ]
    office.put("assigned_tasks", *(row | {"key": row["code"]} for row in rows))
    found = reconcile(office.connection, "tasks", asked(office, UNIT, UNIT))
    assert (found.matched, found.by_cause) == (4, {"T01": 1, "T02": 1})
    assert [(one.key, one.cause) for one in found.agreed] == [("NV-4", "T09")]


near = st.integers(-3, 3).map(lambda shift: DUE + timedelta(days=shift))
lists = st.lists(
    st.fixed_dictionaries(
        {
            "due": st.just(DUE) | near | st.none(),
            "extension": st.sampled_from((None, "260/UBND")),
            "extended_to": st.none() | near,
            "submitted": st.none() | near,
            "accepted": st.none() | near,
            "returned": st.none() | st.none() | near,
        }
    ),
    max_size=6,
)


def walked(row: Row, done: str, *, as_of: date) -> str:
    """The status as a clerk would have it."""
    if row["returned"] is not None and row["returned"] <= as_of:
        return "stopped"
    due = row["due"]
    if due is None:
        return "no_due"
    if row["extension"] and row["extended_to"] and row["extended_to"] > due:
        due = row["extended_to"]
    end = row[done] if row[done] is not None and row[done] <= as_of else None
    if end is None:
        return "overdue" if due < as_of else "pending"
    return "late" if end > due else "on_time" if end == due else "early"


@COSTLY
@given(mine=lists, theirs=lists, as_of=near)
def test_both_lists_are_judged_as_a_clerk_would(
    office: Office, mine: list[Row], theirs: list[Row], as_of: date
) -> None:
    named = [
        TASK | row | {"source": source, "code": f"NV-{n}", "key": f"NV-{n}"}
        for source, rows in ((UNIT, mine), (ASSIGNER, theirs))
        for n, row in enumerate(rows)
    ]
    office.put("assigned_tasks", *named)
    found = reconcile(office.connection, "tasks", asked(office, as_of=as_of))
    left = [walked(row, "submitted", as_of=as_of) for row in mine]
    right = [walked(row, "accepted", as_of=as_of) for row in theirs]
    shared = min(len(mine), len(theirs))
    assert found.matched == shared
    assert (len(found.only_left), len(found.only_right)) == (len(mine) - shared, len(theirs) - shared)
    differing = {
        f"NV-{n}"
        for n in range(max(len(mine), len(theirs)))
        if (one := (left[n] if n < len(left) else "missing")) != (two := (right[n] if n < len(right) else "missing"))
        and {one, two} & BEHIND
    }
    assert {one.key for one in found.disagreements} == differing
    assert {one.key for one in found.agreed} == {
        f"NV-{n}" for n in range(shared) if left[n] == right[n] and left[n] in BEHIND
    }
    known = {cause.code for cause in COMPARISONS["tasks"].causes} | {UNDETERMINED}
    assert all(one.cause in known for one in (*found.disagreements, *found.agreed))
