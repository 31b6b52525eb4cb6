"""The axis of working time under any moments: it runs one way, stays inside the drawing and hides nothing that is named."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.web.rendering.working_axis import WorkingAxis
from parindex.worktime.calendar import calendar_from, shipped_calendar, shipped_days
from parindex.worktime.days import LocalClosure

LAW = shipped_calendar()
SHUT = LocalClosure(
    first=date(2021, 7, 19), last=date(2021, 8, 6), reason="giãn cách", document="QĐ 1", clock_stopped=True
)
CLOSED = calendar_from(shipped_days(), closures=[SHUT])
moments = st.datetimes(datetime(2021, 1, 4), datetime(2021, 12, 30))


@given(named=st.lists(moments, min_size=1, max_size=7), asked=st.lists(moments, min_size=2, max_size=5))
def test_later_is_never_further_left_and_all_stand_inside(named: list[datetime], asked: list[datetime]) -> None:
    axis = WorkingAxis(LAW, named)
    shares = [axis.share(moment) for moment in sorted(asked)]
    assert shares == sorted(shares)
    assert all(0 <= share <= 100 for share in shares)


@given(named=st.lists(moments, min_size=1, max_size=7))
def test_the_day_of_every_moment_stands_in_full_and_is_in_no_cut(named: list[datetime]) -> None:
    axis = WorkingAxis(LAW, named)
    for moment in named:
        share = axis.share(moment)
        assert not any(cut.first < share < cut.last for cut in axis.cuts)


@given(named=st.lists(moments, min_size=1, max_size=7))
def test_shown_and_hidden_days_are_all_the_working_days_between(named: list[datetime]) -> None:
    axis = WorkingAxis(LAW, named)
    first, last = min(named).date(), max(named).date()
    days = sum(LAW.is_working_day(first + timedelta(days=n)) for n in range((last - first).days + 1))
    assert len(axis.ticks) + sum(cut.days for cut in axis.cuts) == days
    assert len([tick for tick in axis.ticks if tick.label]) <= 7


@given(named=st.lists(moments, min_size=1, max_size=7))
def test_ticks_and_cuts_stand_in_order_and_beside_each_other(named: list[datetime]) -> None:
    axis = WorkingAxis(LAW, named)
    places = sorted([(tick.share, tick.share) for tick in axis.ticks] + [(cut.first, cut.last) for cut in axis.cuts])
    assert all(one[1] <= other[0] for one, other in pairwise(places))
    assert all(cut.first < cut.last and cut.days > 8 for cut in axis.cuts)


def test_a_closure_takes_no_room_where_the_unit_was_shut_and_room_elsewhere() -> None:
    named = [datetime(2021, 7, 16, 8), datetime(2021, 8, 10, 16)]
    before, after = datetime(2021, 7, 16, 17), datetime(2021, 8, 9, 7)
    shut, open_ = WorkingAxis(CLOSED, named), WorkingAxis(LAW, named)
    assert shut.share(before) == shut.share(after)
    assert open_.share(before) < open_.share(after)


def test_a_moment_on_a_day_off_stands_where_work_goes_on() -> None:
    axis = WorkingAxis(LAW, [datetime(2021, 8, 6, 9), datetime(2021, 8, 10, 9)])
    assert axis.share(datetime(2021, 8, 8, 15)) == axis.share(datetime(2021, 8, 9, 0))


def test_only_days_off_leave_an_axis_without_ticks_that_still_answers() -> None:
    axis = WorkingAxis(LAW, [datetime(2021, 8, 7, 9), datetime(2021, 8, 8, 9)])
    assert (axis.ticks, axis.cuts) == ((), [])
    assert 0 <= axis.share(datetime(2021, 8, 7, 12)) <= 100


def test_one_moment_is_a_day_from_end_to_end() -> None:
    axis = WorkingAxis(LAW, [datetime(2021, 8, 6, 9)])
    assert len(axis.ticks) == 1
    opens, closes = (axis.share(datetime.combine(date(2021, 8, 6), clock)) for clock in (time(0), time(23, 59)))
    assert (opens, closes) == (2, 98)


def test_without_a_moment_there_is_nothing_to_draw() -> None:
    with pytest.raises(ValueError, match="needs a moment"):
        WorkingAxis(LAW, [])
