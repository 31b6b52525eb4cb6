"""One dossier reckoned by hand: reception, pauses, extension, day or minute, and the steps that a screen shows.

Monday 07/06/2021, 16:00, three working days: due on Thursday 10/06, at 17:00 by law (one-stop-deadlines, section 2).
"""

from datetime import datetime
from decimal import Decimal

import pytest

from parindex.errors import InputFault
from parindex.worktime.calendar import shipped_calendar
from parindex.worktime.clock import DossierClock
from parindex.worktime.dossier import Dossier, Extension
from parindex.worktime.dossier_clock import judge
from parindex.worktime.hours import hours_table
from parindex.worktime.pauses import Pause

CALENDAR = shipped_calendar()
LEGAL = DossierClock(due="legal")


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2021, 6, day, hour, minute)


RECEIVED, AS_OF = at(7, 16), datetime(2021, 6, 30, 17, 0)


def judged(clock: DossierClock = LEGAL, as_of: datetime = AS_OF, calendar=CALENDAR, **facts):
    return judge(Dossier(**({"received": RECEIVED, "days": 3} | facts)), clock, calendar, as_of)


def pause(opened: datetime, closed: datetime | None = None, kind: str = "supplement") -> Pause:
    return Pause(opened=opened, closed=closed, kind=kind)


@pytest.mark.parametrize(
    ("policy", "granularity", "status"),
    [
        ("legal", "DAY", "on_time"),
        ("legal", "MINUTE", "on_time"),
        ("r_day", "DAY", "on_time"),
        ("r_day", "MINUTE", "late"),
        ("r_hour", "DAY", "on_time"),
        ("r_hour", "MINUTE", "late"),
    ],
)
def test_a_result_on_thursday_at_16_30_is_late_in_software_and_on_time_in_law(policy, granularity, status) -> None:
    found = judged(DossierClock(due=policy, granularity=granularity), ended=at(10, 16, 30))
    assert found.status == status


@pytest.mark.parametrize(
    ("ended", "day", "minute"),
    [
        (at(9, 23, 59), "early", "early"),
        (at(10, 7, 0), "on_time", "on_time"),
        (at(10, 17, 0), "on_time", "on_time"),
        (at(10, 17, 30), "on_time", "late"),
        (at(11, 0, 0), "late", "late"),
        (None, "overdue", "overdue"),
    ],
)
def test_instants_are_compared_and_not_working_totals(ended, day, minute) -> None:
    assert judged(ended=ended).status == day
    assert judged(DossierClock(due="legal", granularity="MINUTE"), ended=ended).status == minute


@pytest.mark.parametrize(("as_of", "day", "minute"), [
    (at(10, 17, 0), "pending", "pending"), (at(10, 17, 1), "pending", "overdue"), (at(11, 0, 0), "overdue", "overdue"),
])  # fmt: skip
def test_an_open_dossier_is_in_time_until_its_due_moment_has_passed(as_of, day, minute) -> None:
    assert judged(as_of=as_of).status == day
    assert judged(DossierClock(due="legal", granularity="MINUTE"), as_of=as_of).status == minute


def test_what_ends_after_the_as_of_moment_is_still_open() -> None:
    assert judged(as_of=at(9, 12), ended=at(9, 13)).status == "pending"
    assert judged(as_of=at(14, 12), ended=at(14, 13)).status == "overdue"


def test_a_missing_due_date_is_never_on_time_and_is_recomputed_only_where_the_clock_computes() -> None:
    assert judged(DossierClock(), ended=at(8, 8)).status == "no_due"
    assert judged(DossierClock(), ended=at(8, 8)).late_minutes is None
    assert judged(LEGAL, ended=at(8, 8)).status == "early"
    assert judged(LEGAL, days=None, due=at(10, 17), ended=at(8, 8)).status == "no_due"


def test_a_due_date_without_a_clock_time_lasts_until_the_end_of_its_day() -> None:
    minute = DossierClock(granularity="MINUTE")
    assert judged(minute, due=at(10), ended=at(10, 16, 30)).status == "on_time"
    assert judged(minute, due=at(10), ended=at(11, 7)).status == "late"


def test_paused_working_time_is_added_and_nights_and_weekends_are_not() -> None:
    found = judged(pauses=(pause(at(9, 15), at(14, 9)),))
    assert found.due_original == at(15, 11)  # Wednesday 15:00 to Monday 9:00: 2 + 8 + 8 + 2 hours after Thursday 17:00
    assert found.paused_minutes == 20 * 60


def test_under_restart_the_whole_limit_runs_again_from_the_end_of_the_pause() -> None:
    clock = DossierClock(due="legal", pauses="RESTART")
    assert judged(clock, pauses=(pause(at(9, 15), at(14, 9)),)).due_original == at(17, 17)


def test_a_pause_opened_after_the_deadline_extends_nothing_and_excuses_nothing() -> None:
    late = judged(pauses=(pause(at(11, 8), at(25, 8)),), ended=at(25, 9))
    assert (late.due_original, late.status, late.late_pauses) == (at(10, 17), "late", 1)
    assert judged(pauses=(pause(at(11, 8)),)).status == "overdue"


def test_a_pause_after_hours_of_the_due_day_counts_by_day_and_is_late_by_minute() -> None:
    paused = (pause(at(10, 17, 30), at(14, 17)),)
    assert judged(pauses=paused).due_original == at(14, 17)
    assert judged(DossierClock(due="legal", granularity="MINUTE"), pauses=paused).due_original == at(10, 17)


def test_a_second_pause_is_judged_by_the_deadline_that_the_first_one_moved() -> None:
    first, second = pause(at(8, 7), at(9, 17)), pause(at(14, 7), at(14, 17), "fee")
    found = judged(pauses=(second, first))
    assert found.due_original == at(15, 17)
    assert judged(pauses=(second,)).due_original == at(10, 17)


def test_overlapping_pauses_are_not_counted_twice() -> None:
    found = judged(pauses=(pause(at(8, 7), at(9, 11, 30)), pause(at(9, 7), at(9, 17), "fee")))
    assert found.due_original == at(14, 17)
    assert [step.kind for step in found.steps].count("pause") == 1


def test_an_open_pause_is_cut_at_the_as_of_moment_and_the_dossier_is_suspended() -> None:
    found = judged(pauses=(pause(at(8, 7)),), as_of=at(15, 17))
    assert (found.status, found.due_original) == ("suspended", at(18, 17))
    closed_later = judged(pauses=(pause(at(8, 7), at(29, 7)),), as_of=at(15, 17))
    assert closed_later.due_original == found.due_original


def test_the_end_of_the_dossier_ends_its_open_pause() -> None:
    found = judged(pauses=(pause(at(10, 7)),), ended=at(11, 17))
    assert (found.due_original, found.status) == (at(14, 17), "early")


def test_only_the_kinds_that_stop_the_clock_do() -> None:
    clock = DossierClock(due="legal", stopping=("supplement",))
    assert judged(clock, pauses=(pause(at(8, 7), at(9, 17), "fee"),)).due_original == at(10, 17)


def test_a_dossier_that_its_source_calls_paused_is_suspended_without_a_recorded_moment() -> None:
    assert judged(suspended=True).status == "suspended"
    assert judged(suspended=True, ended=at(9, 9)).status == "early"
    assert judged(suspended=True, pauses=(pause(at(11, 8)),)).status == "overdue"


@pytest.mark.parametrize(("asked", "status"), [(at(9, 9), "early"), (at(10, 9), "on_time"), (at(11, 9), "late")])
def test_by_decision_766_an_open_supplement_request_is_the_end(asked, status) -> None:
    clock = DossierClock(due="legal", pauses="END_AT_REQUEST")
    found = judged(clock, pauses=(pause(asked),))
    assert (found.status, found.requests) == (status, 1)
    assert found.steps[-1].kind == "request_is_end"


def test_by_decision_766_an_answered_request_is_subtracted_and_a_second_one_is_overdue() -> None:
    clock = DossierClock(due="legal", pauses="END_AT_REQUEST")
    first, second = pause(at(8, 7), at(9, 17)), pause(at(10, 9), at(10, 10))
    assert judged(clock, pauses=(first,), ended=at(14, 9)).status == "on_time"
    assert judged(clock, pauses=(first, second)).status == "overdue"
    assert judged(clock, pauses=(first, second), ended=at(10, 11)).status == "late"
    assert judged(clock, pauses=(first, first), ended=at(14, 9)).requests == 1
    assert judged(clock, pauses=(first, pause(at(10, 9), at(10, 10), "fee")), ended=at(15, 7)).status == "on_time"


def test_an_extension_keeps_both_due_moments() -> None:
    given = Extension(until=at(16), given=at(10, 8), document="12/PXL-LĐTBXH")
    first = judged(extensions=(given,), ended=at(16, 9))
    assert (first.due_original, first.due_current, first.status) == (
        at(10, 17),
        datetime(2021, 6, 16, 23, 59, 59),
        "late",
    )
    current = judged(DossierClock(due="legal", extension="current"), extensions=(given,), ended=at(16, 9))
    assert (current.status, current.judged_due) == ("on_time", first.due_current)
    assert any("12/PXL-LĐTBXH" in step.text for step in current.steps)


@pytest.mark.parametrize(
    ("extensions", "faults"),
    [
        ((Extension(until=at(16), given=at(11, 8)),), ("after_due",)),
        ((Extension(until=at(10), given=at(9, 8)),), ("not_later",)),
        ((Extension(until=at(16), given=at(9, 8)), Extension(until=at(22), given=at(15, 8))), ("", "extra")),
        ((Extension(until=at(16)),), ("",)),
    ],
)
def test_an_extension_too_late_too_short_or_one_too_many_is_kept_and_does_not_move_the_due_moment(
    extensions, faults
) -> None:
    found = judged(DossierClock(due="legal", extension="current"), extensions=extensions)
    assert found.extension_faults == faults
    moved = datetime(2021, 6, 16, 23, 59, 59) if not faults[0] else at(10, 17)
    assert found.judged_due == moved
    assert len([step for step in found.steps if step.kind == "extension"]) == len(extensions)


def test_where_two_re_appointments_are_allowed_the_second_one_counts() -> None:
    letters = (Extension(until=at(16), given=at(9, 8)), Extension(until=at(22), given=at(15, 8)))
    clock = DossierClock(due="legal", extension="current", extensions_allowed=2)
    assert judged(clock, extensions=letters).judged_due == datetime(2021, 6, 22, 23, 59, 59)


def test_a_pause_after_an_extension_moves_the_extended_due_moment_only() -> None:
    letter, stopped = Extension(until=at(16, 17), given=at(10, 8)), pause(at(15, 7), at(16, 17))
    found = judged(extensions=(letter,), pauses=(stopped,))
    assert (found.due_original, found.due_current) == (at(10, 17), at(18, 17))


@pytest.mark.parametrize(
    ("received", "rule", "start"),
    [
        (at(7, 16), "stamped", at(7, 16)),
        (at(7, 16), "session", at(7, 16)),
        (at(7, 17), "session", at(7, 17)),
        (at(7, 17, 1), "session", at(8, 7)),
        (at(7, 6), "session", at(7, 7)),
        (at(7, 12), "session", at(7, 13, 30)),
        (at(5, 9), "session", at(7, 7)),
        (at(7, 15), "handover", at(7, 15)),
        (at(7, 15, 1), "handover", at(8, 7)),
        (at(4, 15, 1), "handover", at(7, 7)),
        (at(4, 20), "handover", at(7, 7)),
    ],
)
def test_reception_after_hours_starts_the_clock_later_by_a_rule_that_is_a_setting(received, rule, start) -> None:
    assert judged(DossierClock(due="legal", reception=rule), received=received).clock_start == start


def test_where_the_counter_receives_on_saturday_monday_is_the_first_day() -> None:
    clock, saturday = DossierClock(due="legal", reception="session"), at(5, 9)
    counter = CALENDAR.with_hours(hours_table("gio_8_nhan_sang_thu_bay"))
    assert judged(clock, received=saturday, days=1, calendar=counter).due_original == at(7, 17)
    assert judged(clock, received=saturday, days=1).due_original == at(8, 17)


def test_minutes_are_working_time_without_pauses() -> None:
    found = judged(pauses=(pause(at(8, 7), at(8, 17)),), ended=at(14, 9))
    assert found.worked_minutes == 60 + 3 * 480 + 120 - 480 + 480
    assert (found.due_original, found.late_minutes) == (at(11, 17), 120)


def test_the_end_of_the_calendar_leaves_no_due_moment_and_says_why() -> None:
    found = judged(received=datetime(2027, 12, 30, 9), as_of=datetime(2027, 12, 31))
    assert (found.status, found.due_original) == ("no_due", None)
    assert any("chưa có năm 2028" in step.text for step in found.steps)
    before = judged(DossierClock(due="legal", reception="session"), received=datetime(2019, 12, 30, 9))
    assert (before.status, before.worked_minutes) == ("no_due", None)


def test_the_steps_tell_the_story_in_order() -> None:
    found = judged(
        DossierClock(due="legal", extension="current"),
        pauses=(pause(at(8, 7), at(8, 17), "fee"), pause(at(29, 7))),
        extensions=(Extension(until=at(16), given=at(10, 8)),),
        hours=Decimal("2.5"),
    )
    assert [step.kind for step in found.steps] == ["received", "limit", "pause", "extension", "late_pause", "as_of"]
    assert "3 ngày làm việc và 2,5 giờ làm việc" in found.steps[1].text
    assert "chờ nghĩa vụ tài chính" in found.steps[2].text
    assert found.steps[2].added.total_seconds() == 8 * 3600
    assert "không được cộng" in found.steps[4].text


@pytest.mark.parametrize(
    "choice",
    [{"due": "fast"}, {"pauses": "STOP"}, {"extension": "x"}, {"granularity": "HOUR"}, {"stopping": ("lunch",)}],
)
def test_a_choice_that_does_not_exist_is_refused_with_those_that_do(choice) -> None:
    with pytest.raises(InputFault, match="hãy chọn một trong"):
        DossierClock(**choice)


def test_a_clock_has_a_short_name_and_a_sentence_to_print() -> None:
    assert DossierClock().name == "due_in_file/original/day"
    assert DossierClock(extension="current").name == "due_in_file/current/day"
    assert DossierClock(due="r_day", pauses="RESTART", granularity="MINUTE").name == "r_day/restart/original/minute"
    handed = DossierClock(due="legal", reception="handover")
    assert handed.name.endswith("/handover")
    assert "15:00" in handed.text
    assert "so theo ngày" in handed.text
