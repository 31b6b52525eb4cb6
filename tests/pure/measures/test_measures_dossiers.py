"""Dossiers beside their statuses: each rule at its edge, by hand; overdue at reception minute by minute."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from measure_rows import Office

from parindex.measures.stage_times import stage_times
from parindex.worktime.calendar import shipped_calendar

T = datetime
BASE: dict[str, Any] = {"procedure": "P1", "received": T(2021, 3, 1, 8), "due": T(2021, 3, 10, 17), "unit": "a"}


def put(office: Office, *rows: dict[str, Any]) -> Office:
    return office.put(
        "dossiers", *(BASE | row | {"code": f"H{n}", "key": f"H{n}"} for n, row in enumerate(rows, start=1))
    )


EDGES: list[tuple[str, dict[str, Any], bool]] = [
    ("dossiers.no_due", {"due": None}, True),
    ("dossiers.no_due", {}, False),
    ("dossiers.suspended", {"supplement_asked": T(2021, 12, 31, 16)}, True),
    ("dossiers.suspended", {"supplement_asked": T(2022, 1, 1, 8)}, False),
    ("dossiers.suspended", {"supplement_asked": T(2021, 3, 5), "supplemented": T(2021, 12, 31, 23)}, False),
    ("dossiers.suspended", {"supplement_asked": T(2021, 3, 5), "supplemented": T(2022, 1, 1)}, True),
    ("dossiers.suspended", {"supplement_asked": T(2021, 3, 5), "finished": T(2021, 3, 9)}, False),
    ("dossiers.suspended", {"state_text": "Chờ nộp phí"}, True),
    ("dossiers.suspended", {"stage": "in_progress", "state_text": "Chờ nộp phí"}, False),
    ("dossiers.carried_over", {"received": T(2020, 12, 31, 16)}, True),
    ("dossiers.carried_over", {"received": T(2021, 1, 1, 8)}, False),
    ("dossiers.carried_over", {"received": T(2020, 12, 1), "finished": T(2020, 12, 31, 17)}, False),
    ("dossiers.carried_over", {"received": T(2020, 12, 1), "finished": T(2021, 1, 1, 8)}, True),
    ("dossiers.carried_over", {"received": T(2020, 12, 1), "stage": "withdrawn"}, False),
    ("dossiers.returned_late", {"finished": T(2021, 3, 10, 9), "returned": T(2021, 3, 11, 8)}, True),
    ("dossiers.returned_late", {"finished": T(2021, 3, 10, 9), "returned": T(2021, 3, 10, 18)}, False),
    ("dossiers.refused", {"refused": T(2021, 3, 5)}, True),
    ("dossiers.refused", {"refused": T(2022, 1, 1)}, False),
    ("dossiers.withdrawn", {"state_text": "Xin rút", "closed": T(2021, 12, 31)}, True),
    ("dossiers.withdrawn", {"stage": "withdrawn", "closed": T(2022, 1, 1)}, False),
    ("dossiers.stopped", {"state_text": "8"}, True),
    ("dossiers.refused_at_reception", {"received": None, "filed": T(2021, 3, 1), "state_text": "3"}, True),
    ("dossiers.refused_at_reception", {"received": None, "filed": T(2020, 12, 31), "state_text": "3"}, False),
]


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory, empty_registers: Path) -> Callable[[str], list[str]]:
    """counted(code): the keys that the figure counts among all these dossiers side by side."""
    office = put(Office(tmp_path_factory.mktemp("mép"), empty_registers), *(row for _, row, _ in EDGES))
    return cache(office.keys)


@pytest.mark.parametrize("number", range(1, len(EDGES) + 1))
def test_a_count_has_its_edge_where_the_rule_says(counted: Callable[[str], list[str]], number: int) -> None:
    code, row, counts = EDGES[number - 1]
    assert (f"H{number}" in counted(code)) is counts, (code, row)


def test_the_workload_rate_is_one_minus_late_and_overdue_over_received_and_carried_over(office: Office) -> None:
    put(
        office,
        {"finished": T(2021, 3, 10, 9)},  # on its day
        {"finished": T(2021, 3, 11, 9)},  # late
        {"received": T(2020, 12, 30), "due": T(2021, 1, 5), "finished": T(2021, 1, 6)},  # carried over, late
        {"received": T(2020, 12, 30), "due": T(2022, 1, 5)},  # carried over, open in time
        {"due": T(2021, 12, 30)},  # overdue
        {"due": None},  # in the denominator, never on time
        {"stage": "withdrawn", "closed": T(2021, 3, 20)},  # not counted
        {"received": T(2020, 12, 30), "finished": T(2020, 12, 31)},  # of another year
    )
    assert office.parts("dossiers.rate_workload") == (2, 6)


@pytest.mark.parametrize(
    ("row", "original", "current"),
    [
        ({"finished": T(2021, 3, 10, 16)}, (1, 1), (1, 1)),
        ({"finished": T(2021, 3, 12), "extended_to": date(2021, 3, 12)}, (0, 1), (1, 1)),
        (
            {"finished": T(2021, 3, 12), "extended_to": date(2021, 3, 12), "extended_on": date(2021, 3, 9)},
            (0, 1),
            (1, 1),
        ),
        # announced on the last day: too late by the local notice of a day
        (
            {"finished": T(2021, 3, 12), "extended_to": date(2021, 3, 12), "extended_on": date(2021, 3, 10)},
            (0, 1),
            (0, 1),
        ),
        # the file overwrote the first date: three working days after Monday 01/3 is Thursday 04/3
        ({"finished": T(2021, 3, 5), "extended_to": date(2021, 3, 10), "days": 3}, (0, 1), (1, 1)),
        ({"finished": T(2021, 3, 4), "extended_to": date(2021, 3, 10), "days": 3}, (1, 1), (1, 1)),
        ({"finished": T(2021, 3, 5), "extended_to": date(2021, 3, 10)}, (0, 0), (1, 1)),
    ],
)
def test_the_first_due_date_and_the_extended_one_judge_apart(
    office: Office, row: dict[str, Any], original: tuple[int, int], current: tuple[int, int]
) -> None:
    put(office, row)
    assert office.parts("dossiers.on_time_original_due") == original
    assert office.parts("dossiers.on_time_current_due") == current


def waited(filed: datetime, until: datetime) -> int:
    """Working minutes, one by one."""
    sessions_on, minutes = cache(shipped_calendar().sessions_on), 0
    while filed < until:
        minutes += any(opens <= filed.time() < closes for opens, closes in sessions_on(filed.date()))
        filed += timedelta(minutes=1)
    return minutes


@pytest.mark.parametrize(
    ("filed", "answer", "late"),
    [
        (T(2021, 3, 1, 9, 0), {"received": T(2021, 3, 2, 9, 0)}, False),
        (T(2021, 3, 1, 9, 0), {"received": T(2021, 3, 2, 9, 1)}, True),
        (T(2021, 3, 5, 20, 0), {"received": T(2021, 3, 8, 17, 0)}, False),  # a Friday evening, a Monday
        (T(2021, 4, 29, 16, 0), {"received": T(2021, 5, 4, 16, 30)}, True),  # over the holidays
        (T(2021, 3, 1, 9, 0), {"received": None, "refused": T(2021, 3, 1, 15, 0)}, False),
        (T(2021, 3, 1, 9, 0), {"received": None}, True),
        (T(2021, 12, 31, 9, 0), {"received": None}, False),  # eight hours are not over on the as-of day
    ],
)
def test_an_online_dossier_is_overdue_at_reception_after_eight_working_hours(
    office: Office, filed: datetime, answer: dict[str, Any], late: bool
) -> None:
    put(office, {"channel": "online", "filed": filed, "due": None} | answer, {"filed": filed, "channel": "direct"})
    assert office.keys("dossiers.reception_overdue") == (["H1"] if late else [])
    answered = answer.get("received") or answer.get("refused")
    assert office.parts("dossiers.reception_on_time") == (
        int(not late and answered is not None),
        int(late or bool(answered)),
    )
    until = min(answered or T(2022, 1, 1), T(2022, 1, 1))
    minutes = waited(filed, until)
    for row in office.listed("dossiers.reception_overdue"):
        assert row["waited_minutes"] == minutes
    assert (minutes > 480) == late


def test_steps_are_judged_by_their_own_due_moment_and_dossiers_without_a_log_are_seen(office: Office) -> None:
    put(office, {}, {}, {"received": T(2020, 12, 31, 8)})
    step = {"kind": "handling", "started": T(2021, 3, 1, 8)}
    office.put(
        "dossier_steps",
        step | {"dossier": "H1", "number": 1, "due": T(2021, 3, 2, 17), "finished": T(2021, 3, 2, 18)},
        step | {"dossier": "H1", "number": 2, "due": T(2021, 3, 3, 17), "finished": T(2021, 3, 4, 8)},
        step | {"dossier": "H1", "number": 3, "due": T(2021, 3, 4, 17)},
        step | {"dossier": "H1", "number": 4},
        step | {"dossier": "H1", "number": 5, "due": T(2022, 1, 4, 17)},
    )
    assert office.parts("dossier_steps.on_time") == (1, 3)
    assert [row["status"] for row in office.listed("dossier_steps.on_time")] == ["on_time", "late", "overdue"]
    assert office.parts("dossier_steps.recorded") == (1, 2)


def test_stage_times_are_sums_over_counts_and_reception_stands_apart_from_handling(office: Office) -> None:
    office.put(
        "dossier_steps",
        {"dossier": "H1", "number": 1, "kind": "reception", "unit": "a", "started": T(2021, 3, 1, 8),
         "due": T(2021, 3, 1, 11), "finished": T(2021, 3, 1, 14)},
        {"dossier": "H1", "number": 2, "kind": "handling", "unit": "b", "started": T(2021, 3, 1, 14),
         "due": T(2021, 3, 3, 17), "finished": T(2021, 3, 3, 9)},
        {"dossier": "H2", "number": 1, "kind": "handling", "unit": "b", "started": T(2021, 3, 1, 14),
         "due": T(2021, 3, 3, 17), "finished": T(2021, 3, 1, 14, 1)},
        {"dossier": "H3", "number": 1, "kind": "handling", "unit": "b", "started": T(2021, 3, 1, 14),
         "due": T(2021, 3, 3, 17)},
    )  # fmt: skip
    reception, handling = sorted(stage_times(office.connection, office.scope()), key=lambda one: one.unit)
    assert (reception.kind, reception.minutes, reception.late, reception.overdue) == ("reception", 240, 1, 0)
    assert waited(T(2021, 3, 1, 14), T(2021, 3, 3, 9)) == 780
    assert (handling.count, handling.finished, handling.minutes, handling.overdue) == (3, 2, 781, 1)
    assert handling.mean == Fraction(781, 2)
    assert {one.unit for one in stage_times(office.connection, office.scope(), units=False)} == {""}


def test_a_reported_line_is_set_against_the_dossiers_and_the_difference_said(office: Office) -> None:
    put(
        office,
        {"field": "Việc làm", "finished": T(2021, 3, 9)},
        {"field": "viec lam", "finished": T(2021, 3, 11)},
        {"field": "Việc làm", "received": T(2020, 12, 20)},
        {"field": "Người có công", "finished": T(2021, 3, 9)},
    )
    line = {
        "from_day": date(2021, 1, 1), "to_day": date(2021, 3, 31), "line": "Việc làm", "received": 3, "online": 0,
        "direct": 2, "carried_over": 1, "resolved": 2, "early": 1, "late": 1, "open": 1, "overdue": 1, "unit": "a",
    }  # fmt: skip
    office.put("dossier_tables", line)
    assert office.parts("dossier_tables.agrees") == (1, 1)
    office.put("dossier_tables", line | {"late": 0, "early": 2})
    (row,) = office.listed("dossier_tables.agrees")
    assert (row["num"], row["late_difference"], row["received_difference"]) == (0, -1, 0)
    assert office.parts("dossier_tables.agrees", "2021-Q2") == (0, 0)
