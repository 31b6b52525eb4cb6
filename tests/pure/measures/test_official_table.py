"""The official table of dossiers: the numbers of the 2022 source plan, the identities, and a naive twin over edges."""

import os
import random
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from dossier_twin import table
from measure_rows import Office

from parindex.errors import InputFault
from parindex.measures.dossier_status import check_window
from parindex.measures.grouping import AXES, Grouping, OfficialTable, counted_rows, grouped
from parindex.measures.official_table import CELLS, IDENTITIES, RATES, Line, check_identities, condition_of, total_of
from parindex.worktime.clock import DossierClock

FULL = os.environ.get("TEST_DEPTH") == "full"
EDGES = tuple(
    date(year, month, day) + timedelta(days=shift)
    for year, month, day in ((2021, 1, 1), (2021, 3, 31), (2021, 12, 31))
    for shift in (-1, 0, 1)
)


def line(**counts: int) -> Line:
    return Line(key="x", title="Người có công", counts={cell: counts.get(cell, 0) for cell in CELLS})


def whole(*, early: int, late: int, pending: int, overdue: int = 0) -> Line:
    """A line of the source plan: everything received directly in the year."""
    resolved, opened = early + late, pending + overdue
    return line(
        received=resolved + opened,
        direct=resolved + opened,
        resolved=resolved,
        early=early,
        late=late,
        open=opened,
        pending=pending,
        overdue=overdue,
    )


def test_the_department_s_numbers_give_the_rates_of_the_plan() -> None:
    """1 663 + 1 + 6 = 1 670."""
    own = whole(early=1663, late=1, pending=6)
    check_identities([own])
    assert {rate: own.percent(rate) for rate in RATES} == {
        "rate_completed": Decimal("99.94"),
        "rate_received": Decimal("99.58"),
        "rate_766": Decimal("99.94"),
        "rate_workload": Decimal("99.94"),
        "rate_online": Decimal("0.00"),
    }
    assert own.parts("rate_766") == (1669, 1670)


def test_with_the_province_s_thirty_and_twelve_the_same_dossiers_give_less() -> None:
    theirs = whole(early=1628, late=30, pending=0, overdue=12)
    check_identities([theirs])
    assert theirs.percent("rate_766") == Decimal("97.49")
    assert theirs.percent("rate_completed") == Decimal("98.19")


def test_nothing_to_divide_is_no_rate_at_all() -> None:
    assert line().percent("rate_completed") is None


def test_a_total_is_summed_and_its_rates_are_those_of_the_sums() -> None:
    small, large = line(early=1, received=2, late=1), line(early=98, received=98)
    assert total_of([small, large]).percent("rate_completed") == Decimal("99.00")


@pytest.mark.parametrize(("which", "words"), list(enumerate(words for _, _, words in IDENTITIES)))
def test_a_line_that_breaks_an_identity_is_refused_with_both_numbers(which: int, words: str) -> None:
    sound = whole(early=5, late=1, pending=3, overdue=1)
    cell = {0: "postal", 1: "late", 2: "suspended"}.get(which)
    counts = dict(sound.counts)
    if cell:
        counts[cell] += 2
    else:  # both sides of the last identity are wholes: each still the sum of its parts
        counts["open"] += 2
        counts["pending"] += 2
    broken = Line(key="x", title="Việc làm", counts=counts)
    with pytest.raises(InputFault) as fault:
        check_identities([sound, broken])
    _, parts, _ = IDENTITIES[which]
    whole_cell = IDENTITIES[which][0]
    said = str(fault.value)
    assert "dòng “Việc làm”" in said
    assert words in said
    assert f"{counts[whole_cell]} khác {sum(counts[part] for part in parts)} (chênh lệch -2)" in said


def test_dossiers_without_a_due_date_stand_in_a_column_so_that_the_sums_hold() -> None:
    check_identities([line(received=3, direct=3, resolved=2, early=1, resolved_no_due=1, open=1, open_no_due=1)])


def test_unknown_choices_are_refused_by_name() -> None:
    with pytest.raises(InputFault, match="unit, procedure, field, channel, quarter, month"):
        Grouping(by="tỉnh")
    with pytest.raises(InputFault, match="accepted, workload"):
        Grouping(by="unit", window="tất cả")
    with pytest.raises(InputFault, match="accepted, workload"):
        check_window("tất cả")
    with pytest.raises(InputFault, match="không có cột “đẹp”"):
        condition_of("đẹp")


def test_the_policy_says_window_clock_and_what_stands_apart() -> None:
    policy = Grouping(by="unit", window="workload", clock=DossierClock(due="legal", granularity="MINUTE")).policy
    assert policy.name == "workload/legal/pause/original/minute"
    for word in ("từ kỳ trước chuyển sang", "hạn tính theo luật", "so theo phút", "không có ngày hẹn trả"):
        assert word in policy.text


def at(day: date | None, hour: time) -> datetime | None:
    return datetime.combine(day, hour) if day else None


def dossier(chance: random.Random) -> dict[str, Any]:
    """A dossier whose days lie on the edges of periods."""

    def day(*, often: int = 1) -> date | None:
        return chance.choice((None, *EDGES * often))

    asked = day()
    answered = day() if asked else None
    if asked and answered and answered < asked:
        asked, answered = answered, asked
    return {
        "source": chance.choice(("so", "so", "so", "khac")),
        "state": chance.choice(("present", "present", "present", "withdrawn")),
        "unit": chance.choice(("a", "b", "x")),
        "procedure": chance.choice(("P1", "P2")),
        "field": chance.choice((None, "Việc làm")),
        "channel": chance.choice((None, "direct", "online", "postal")),
        "received": at(day(often=3), time(8)),
        "filed": datetime(2020, 12, 30, 8),
        "days": chance.choice((None, 1, 3, 20)),
        "due": at(day(), time(17)),
        "finished": at(day(), time(10)) if chance.random() < 0.7 else None,
        "returned": None,
        "refused": at(day(), time(9)) if chance.random() < 0.2 else None,
        "closed": at(day(), time(11)) if chance.random() < 0.4 else None,
        "supplement_asked": at(asked, time(8)) if chance.random() < 0.5 else None,
        "supplemented": at(answered, time(9)),
        "stage": chance.choice((None, None, None, "fee", "supplement", "stopped", "refused_at_reception", "returned")),
        "state_text": chance.choice((None, None, "Công dân rút hồ sơ", "Đã từ chối", "Chờ bổ sung hồ sơ", "Lạ")),
    }


def put(office: Office, given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = [row | {"key": f"H{number}", "code": f"H{number}"} for number, row in enumerate(given)]
    office.put("dossiers", *rows)
    return rows


def counts(found: OfficialTable) -> dict[str, Mapping[str, int]]:
    return {one.key: {cell: number for cell, number in one.counts.items() if number} for one in found.lines}


@pytest.mark.parametrize("seed", range(40) if FULL else (0, 2, 5))
def test_the_table_is_that_of_a_clerk(office: Office, seed: int) -> None:
    chance = random.Random(seed)
    rows = put(office, [dossier(chance) for _ in range(chance.choice((1, 20, 150)))])
    by, window = tuple(AXES)[seed % len(AXES)], ("accepted", "workload")[seed // 3 % 2]
    scope = office.scope(chance.choice(("2021", "2021-Q1")), as_of=chance.choice(EDGES))
    found = grouped(office.connection, scope, Grouping(by=by, window=window))
    assert counts(found) == {key: dict(one) for key, one in table(rows, scope, by, window).items()}
    assert [one.key for one in found.lines] == sorted(one.key for one in found.lines)
    for cell in ("received", "late", "suspended"):
        summed = sum(one[cell] for one in found.lines)
        assert found.total[cell] == summed


CLOCKS = [
    ("file", "END_AT_REQUEST"),
    ("legal", "PAUSE"),
    ("legal", "RESTART"),
    ("r_day", "PAUSE"),
    ("r_hour", "RESTART"),
]


@pytest.mark.parametrize(("due", "pauses"), CLOCKS if FULL else CLOCKS[::3])
def test_the_identities_hold_under_every_clock(office: Office, due: str, pauses: str) -> None:
    chance = random.Random(7)
    put(office, [dossier(chance) for _ in range(200)])
    clock = DossierClock(due=due, pauses=pauses, extension="current", granularity="MINUTE")
    found = grouped(office.connection, office.scope(), Grouping(by="unit", window="workload", clock=clock))
    assert found.total["received"] > 50
    assert found.total["resolved"] + found.total["open"] == found.total["received"]


def test_a_number_of_a_line_lists_its_dossiers_page_by_page(office: Office) -> None:
    row = {"procedure": "P", "received": datetime(2021, 5, 3, 8), "due": datetime(2021, 5, 7, 17)}
    office.put("dossiers", *(row | {"code": f"H{n}", "key": f"H{n}", "unit": "ab"[n % 2]} for n in range(7)))
    grouping = Grouping(by="unit")
    listed = counted_rows(office.connection, office.scope(), grouping, cell="overdue", group="a", limit=3, offset=3)
    place = listed.columns.index("key")
    assert (listed.total, [one[place] for one in listed.rows]) == (4, ["H6"])
    under = counted_rows(office.connection, office.scope(), grouping, cell="rate_766", group="b")
    assert under.total == 3


def test_a_pause_in_the_log_of_the_same_source_suspends_a_dossier(office: Office) -> None:
    office.put(
        "dossiers",
        {"code": "H1", "key": "H1", "received": datetime(2021, 12, 1, 8), "due": datetime(2021, 12, 10, 17)},
        {"code": "H2", "key": "H2", "received": datetime(2021, 12, 1, 8), "due": datetime(2021, 12, 10, 17)},
    )
    pause = {"dossier": "H1", "kind": "other", "number": 1, "began": datetime(2021, 12, 6, 8), "recorded": "paper"}
    office.put("dossier_pauses", pause)
    found = grouped(office.connection, office.scope(), Grouping(by="channel"))
    assert counts(found)["direct"] == {"received": 2, "direct": 2, "open": 2, "suspended": 1, "overdue": 1}
    late = pause | {"began": datetime(2021, 12, 13, 8)}  # opened after the due date: saves nothing
    office.put("dossier_pauses", late)
    found = grouped(office.connection, office.scope(), Grouping(by="channel"))
    assert counts(found)["direct"]["overdue"] == 2


@pytest.mark.parametrize(
    ("kind", "days", "status"),
    [
        ("working_day", 3, "late"),  # Thursday 04/3 ends on Tuesday 09/3
        ("day", 6, "early"),  # Wednesday 10/3
        ("day", 9, "early"),  # Saturday 13/3 moves to Monday 15/3
        ("month", 1, "early"),  # Sunday 04/4 moves to Monday
        ("working_hour", 24, "late"),  # three days of eight hours
    ],
)
def test_a_limit_is_counted_in_its_own_kind_of_time(office: Office, kind: str, days: int, status: str) -> None:
    office.put(
        "dossiers",
        {
            "code": "H1",
            "key": "H1",
            "received": datetime(2021, 3, 4, 8),
            "days": days,
            "duration_kind": kind,
            "finished": datetime(2021, 3, 9, 18) if status == "early" else datetime(2021, 3, 10, 9),
        },
    )
    found = grouped(office.connection, office.scope(), Grouping(by="unit", clock=DossierClock(due="legal")))
    assert counts(found)["a"][status] == 1


@pytest.mark.parametrize(
    ("received", "value"), [(date(2018, 6, 20), "apart"), (date(2018, 6, 21), "late"), (date(2025, 7, 1), "late")]
)
def test_whether_a_refused_dossier_is_judged_follows_the_rules_on_its_reception_day(
    office: Office, received: date, value: str
) -> None:
    office.put(
        "dossiers",
        {
            "code": "H1",
            "key": "H1",
            "received": datetime.combine(received, time(8)),
            "due": datetime.combine(received, time(17)),
            "refused": datetime.combine(received + timedelta(days=5), time(8)),
        },
    )
    found = grouped(office.connection, office.scope(str(received.year)), Grouping(by="unit"))
    assert counts(found)["a"][value] == 1
