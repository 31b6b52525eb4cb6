"""Reports in two lists, the sender's and the receiving office's: each cause holds, does not, or cannot be told."""

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
SENDER, RECEIVER = "so", "noi-vu"
DUE = date(2021, 3, 15)
REPORT: Row = {
    "kind": "Báo cáo CCHC",
    "period": "Quý I",
    "receiver": "Sở Nội vụ",
    "unit": "a",
    "due": DUE,
    "document": "12/BC-SLĐTBXH",
    "channel": "both",
    "cut_from": date(2020, 12, 15),
    "cut_to": date(2021, 3, 10),
}
# Reports that fill every column in both lists, so that an empty cell of another one says “no” and not “unknown”.
TELLING: Row = REPORT | {"kind": "Báo cáo KSTT", "sent": date(2021, 3, 12), "entered": date(2021, 3, 12), "note": "đủ"}


def day(month: int, number: int) -> date:
    return date(2021, month, number)


def keyed(row: Row) -> Row:
    return row | {"key": f"{row['kind']}|{row['period']}|{row['receiver']}|{row['due'].year}"}


def asked(office: Office, **rest: Any) -> TwoSources:
    left, right = (office.scope(sources=dict.fromkeys(REGISTERS, one), **rest) for one in (SENDER, RECEIVER))
    mine, theirs = COMPARISONS["reports"].countings
    return TwoSources(left=left, right=right, left_counting=mine, right_counting=theirs)


def compared(office: Office, left: Mapping[str, Any] | None, right: Mapping[str, Any] | None) -> Reconciliation:
    """One report in both lists, beside one that tells of everything."""
    rows = [TELLING | {"source": source} for source in (SENDER, RECEIVER)]
    rows += [
        REPORT | dict(row) | {"source": source}
        for source, row in ((SENDER, left), (RECEIVER, right))
        if row is not None
    ]
    office.put("reports", *map(keyed, rows))
    return reconcile(office.connection, "reports", asked(office))


IN_TIME = {"sent": day(3, 12), "entered": day(3, 12)}
CASES: dict[str, tuple[Mapping[str, Any] | None, Mapping[str, Any] | None, str]] = {
    "sent in time, recorded days later": (IN_TIME, {"sent": day(3, 17)}, "R01"),
    "sent in time, not recorded at all": (IN_TIME, {}, "R01"),
    "letter in time, software later": (IN_TIME, {"sent": day(3, 12), "entered": day(3, 18)}, "R02"),
    "due days written differently": ({"due": day(3, 20), "sent": day(3, 19)}, {"sent": day(3, 19)}, "R03"),
    "by a channel that the receiver does not read": (
        IN_TIME | {"channel": "mail"},
        {"channel": "axis"},
        "R04",
    ),
    "a later version counts as the sending": (
        IN_TIME,
        {"sent": day(3, 22), "document": "15/BC-SLĐTBXH", "note": "Bản thay thế"},
        "R05",
    ),
    "only in the receiver's list": (None, {}, "R06"),
    "figures of another time": (
        IN_TIME | {"due": day(3, 25), "sent": day(3, 22), "cut_to": day(3, 20)},
        {"sent": day(3, 22)},
        "R07",
    ),
    "really late in both": ({"sent": day(3, 19)}, {"sent": day(3, 19)}, "R08"),
}


@pytest.mark.parametrize("name", CASES)
def test_each_cause_is_found(office: Office, name: str) -> None:
    left, right, cause = CASES[name]
    found = compared(office, left, right)
    (it,) = (*found.disagreements, *found.agreed)
    assert it.cause == cause
    assert it.agreed == (name == "really late in both")
    assert it.evidence[0].cause == cause and it.proposal
    assert it.unit == "a" and it.group == "Báo cáo CCHC"


def named(found: Reconciliation) -> dict[str, Difference]:
    return {one.key: one for one in (*found.disagreements, *found.agreed)}


def test_a_report_sent_to_another_office_is_told_by_its_number(office: Office) -> None:
    wrong = keyed(REPORT | IN_TIME | {"source": SENDER, "receiver": "Sở Tư pháp"})
    office.put("reports", wrong, keyed(REPORT | {"source": RECEIVER}))
    found = reconcile(office.connection, "reports", asked(office))
    assert found.by_cause == {"R04": 1}
    (it,) = found.disagreements
    assert "Sở Tư pháp" in it.evidence[0].text


def test_a_report_under_another_name_of_its_period_is_told(office: Office) -> None:
    mine = keyed(REPORT | IN_TIME | {"source": SENDER, "period": "3 tháng đầu năm"})
    office.put("reports", mine, keyed(REPORT | {"source": RECEIVER}))
    found = reconcile(office.connection, "reports", asked(office))
    assert found.by_cause == {"R07": 1}


def test_two_faults_that_only_together_suffice_leave_one_primary_and_one_secondary(office: Office) -> None:
    left = {"due": day(3, 22), "sent": day(3, 18)}
    (it,) = compared(office, left, {"sent": day(3, 26)}).disagreements
    assert {it.cause, *it.secondary} == {"R01", "R03"}


def test_without_a_date_of_sending_nothing_is_made_up(office: Office) -> None:
    (it,) = compared(
        office, {"due": day(3, 20), "sent": day(3, 19), "document": None}, {"sent": day(3, 30)}
    ).disagreements
    assert it.cause in {"R01", "R03", UNDETERMINED}
    assert it.cause != "R08"


near = st.integers(-3, 3).map(lambda shift: DUE + timedelta(days=shift))
lists = st.lists(
    st.fixed_dictionaries({"due": near, "sent": st.none() | near, "entered": st.none() | near}), max_size=6
)


def walked(row: Row, *, both_dates: bool, as_of: date) -> str:
    """The status as a clerk would have it."""
    dates = [row["sent"], row["entered"]] if both_dates else [row["sent"]]
    seen = [one for one in dates if one is not None]
    end = max(seen) if seen and max(seen) <= as_of else None
    if end is None:
        return "overdue" if row["due"] < as_of else "pending"
    return "late" if end > row["due"] else "on_time" if end == row["due"] else "early"


@COSTLY
@given(mine=lists, theirs=lists, as_of=near)
def test_both_lists_are_judged_as_a_clerk_would(
    office: Office, mine: list[Row], theirs: list[Row], as_of: date
) -> None:
    rows = [
        keyed(REPORT | row | {"source": source, "period": f"Tháng {n}"})
        for source, given_rows in ((SENDER, mine), (RECEIVER, theirs))
        for n, row in enumerate(given_rows)
    ]
    office.put("reports", *rows)
    found = reconcile(office.connection, "reports", asked(office, as_of=as_of))
    left = [walked(row, both_dates=False, as_of=as_of) for row in mine]
    right = [walked(row, both_dates=True, as_of=as_of) for row in theirs]
    shared = min(len(mine), len(theirs))
    assert found.matched == shared
    pairs = [
        (left[n] if n < len(left) else "missing", right[n] if n < len(right) else "missing")
        for n in range(max(len(left), len(right)))
    ]
    assert len(found.disagreements) == sum(one != two and bool({one, two} & BEHIND) for one, two in pairs)
    assert len(found.agreed) == sum(one == two and one in BEHIND for one, two in pairs)
