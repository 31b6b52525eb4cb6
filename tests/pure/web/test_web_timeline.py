"""The timeline renderer: an axis of working time, two courses on it, the same moments in words."""

import re
from datetime import date, datetime
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from parindex.errors import InputFault
from parindex.web.rendering.timeline import Lane, Mark, Span, Timeline, render_timeline
from parindex.web.rendering.working_axis import WorkingAxis
from parindex.worktime.calendar import shipped_calendar
from parindex.worktime.hours import minute_of

CALENDAR = shipped_calendar()
RECEIVED, DUE, END = datetime(2021, 8, 2, 10), datetime(2021, 8, 9, 23, 59), datetime(2021, 8, 16, 10)
AS_OF = datetime(2021, 8, 18, 23, 59)


def mark(moment: datetime, kind: str, label: str) -> Mark:
    return Mark(moment, kind, label, f"{moment:%d/%m/%Y %H:%M}")  # type: ignore[arg-type]


def course(*, ends: datetime | None = END, due: datetime = DUE, spans: tuple[Span, ...] = ()) -> Lane:
    marks = [mark(RECEIVED, "received", "Tiếp nhận"), mark(due, "due", "Hạn trả")]
    marks += [mark(ends, "end", "Kết thúc xử lý")] if ends else []
    return Lane("Phần mềm <một cửa>", marks, spans, RECEIVED, ends, due, "Trễ hạn", "bad")


def timeline(*lanes: Lane, as_of: datetime = AS_OF) -> Timeline:
    return Timeline("dien-bien", "Diễn biến", lanes, as_of, f"{as_of:%d/%m/%Y}", CALENDAR)


def drawing(*lanes: Lane, as_of: datetime = AS_OF) -> ElementTree.Element:
    """The SVG, read as XML: it must be well formed."""
    svg = ElementTree.fromstring(render_timeline(timeline(*lanes, as_of=as_of))).find("svg")  # noqa: S314 (our own)
    assert svg is not None
    return svg


def of(svg: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [element for element in svg if kind in element.get("class", "").split()]


def left(element: ElementTree.Element) -> float:
    return float(element.get("x", element.get("x1", "")).removesuffix("%"))


def right(element: ElementTree.Element) -> float:
    return left(element) + float(element.get("width", "").removesuffix("%"))


def test_a_weekend_takes_no_room_and_the_day_after_it_has_a_heavier_line() -> None:
    axis = WorkingAxis(CALENDAR, [RECEIVED, END])
    friday_evening, monday = datetime(2021, 8, 6, 17), datetime(2021, 8, 9, 7)
    assert axis.share(friday_evening) == axis.share(datetime(2021, 8, 7, 12)) == axis.share(monday)
    assert [tick.folded for tick in axis.ticks] == [False] * 5 + [True] + [False] * 4 + [True]


def test_equal_working_time_has_equal_length_whatever_lies_between() -> None:
    axis = WorkingAxis(CALENDAR, [RECEIVED, END])
    inside = axis.share(datetime(2021, 8, 5, 17)) - axis.share(datetime(2021, 8, 4, 17))
    over_weekend = axis.share(datetime(2021, 8, 9, 17)) - axis.share(datetime(2021, 8, 6, 17))
    assert inside == over_weekend > 0


def test_half_of_a_days_hours_is_half_of_its_length() -> None:
    axis = WorkingAxis(CALENDAR, [RECEIVED, END])
    morning = sum(minute_of(end) - minute_of(begin) for begin, end in CALENDAR.sessions_on(date(2021, 8, 3))[:1])
    start, noon, end = (axis.share(datetime(2021, 8, 3, hour)) for hour in (0, 12, 23))
    assert noon - start == (end - start) * Fraction(morning, 480)


def test_a_long_quiet_stretch_is_cut_and_says_how_many_days_it_hides() -> None:
    far = datetime(2021, 12, 31, 23, 59)
    axis = WorkingAxis(CALENDAR, [RECEIVED, DUE, far])
    (cut,) = axis.cuts
    hidden = CALENDAR.working_days(date(2021, 8, 2), date(2021, 12, 31)) - len(axis.ticks)
    assert cut.days == hidden > 80
    assert cut.last - cut.first < 25
    html = render_timeline(timeline(course(ends=None), as_of=far))
    assert f"rút gọn {cut.days} ngày làm việc" in html


def test_every_moment_stays_inside_the_drawing_and_in_order() -> None:
    moments = [RECEIVED, DUE, END, datetime(2021, 12, 31)]
    axis = WorkingAxis(CALENDAR, moments)
    shares = [axis.share(moment) for moment in moments]
    assert shares == sorted(shares)
    assert all(0 <= share <= 100 for share in shares)


def test_the_bar_is_late_from_the_due_moment_to_the_end() -> None:
    svg = drawing(course())
    (run,), (late,), due = of(svg, "run"), of(svg, "late"), of(svg, "mark-due")[0]
    assert right(run) == pytest.approx(left(late)) == pytest.approx(left(due))
    assert right(late) == pytest.approx(left(of(svg, "mark-end")[0]), abs=0.02)


def test_what_ended_in_time_has_no_late_part() -> None:
    assert of(drawing(course(due=datetime(2021, 8, 17))), "late") == []


def test_what_is_still_open_is_drawn_up_to_the_day_of_the_question() -> None:
    svg = drawing(course(ends=None))
    assert of(svg, "mark-end") == []
    assert right(of(svg, "late")[0]) == pytest.approx(left(of(svg, "as-of")[0]), abs=0.02)


def test_a_course_without_a_beginning_is_late_from_its_due_moment_on() -> None:
    svg = drawing(Lane("Bên nhận", [mark(DUE, "due", "Hạn")], due=DUE, state="Quá hạn", sign="bad"))
    (late,) = of(svg, "late")
    assert left(late) < right(late)
    assert not of(drawing(Lane("Bên nhận", [mark(DUE, "due", "Hạn")], ends=RECEIVED, due=DUE)), "late")


def test_a_pause_is_hatched_over_its_own_time_and_an_extension_framed() -> None:
    pause = Span(datetime(2021, 8, 5, 7), datetime(2021, 8, 12, 17), "pause", "Tạm dừng từ 05/08/2021")
    longer = Span(DUE, datetime(2021, 8, 12, 17), "extension", "Gia hạn đến 12/08/2021")
    svg = drawing(course(spans=(pause, longer)))
    axis = WorkingAxis(CALENDAR, [RECEIVED, DUE, END])
    (hatched,), (framed,) = of(svg, "pause"), of(svg, "extension")
    assert hatched.get("fill") == "url(#dien-bien-gach)"
    assert svg.find("defs/pattern").get("id") == "dien-bien-gach"  # type: ignore[union-attr]
    assert left(hatched) == pytest.approx(float(axis.share(pause.first)), abs=0.01)
    assert right(framed) == pytest.approx(float(axis.share(datetime(2021, 8, 12, 17))), abs=0.02)


def test_two_courses_stand_on_one_axis() -> None:
    svg = drawing(course(), course(ends=datetime(2021, 8, 9, 9)))
    first, second = of(svg, "mark-received")
    assert left(first) == left(second)
    assert int(second.get("y", "")) > int(first.get("y", ""))


def test_the_numbers_of_the_drawing_are_those_of_the_list_and_no_two_lie_on_each_other() -> None:
    close = Lane("Hạn tính lại", [mark(DUE, "other", f"Cách {number}") for number in range(4)])
    svg = drawing(course(), close)
    numbers = of(svg, "number")
    assert [one.text for one in numbers] == [str(number) for number in range(1, 8)]
    assert len({(one.get("x"), one.get("y")) for one in numbers}) == 7
    html = render_timeline(timeline(course(), close))
    listed = re.findall(r'<li value="(\d+)">([^:]+):', html)
    assert listed == [
        *[("1", "Tiếp nhận"), ("2", "Hạn trả"), ("3", "Kết thúc xử lý")],
        *[(str(number + 4), f"Cách {number}") for number in range(4)],
    ]


def test_the_picture_is_described_in_words_for_who_cannot_see_it() -> None:
    svg = drawing(course(spans=(Span(DUE, None, "pause", "Đang tạm dừng"),)))
    described = svg.findtext("desc") or ""
    assert described.startswith("Phần mềm <một cửa> (Trễ hạn): Tiếp nhận 02/08/2021 10:00; Hạn trả")
    assert "Đang tạm dừng" in described
    assert described.endswith("Tính đến 18/08/2021.")
    assert svg.get("role") == "img"


def test_names_are_escaped_and_nothing_is_styled_inline() -> None:
    html = render_timeline(timeline(course()))
    assert "<một cửa>" not in html
    assert "style=" not in html


def test_a_moment_outside_the_calendar_is_refused_and_an_axis_needs_a_moment() -> None:
    with pytest.raises(InputFault, match="1999"):
        WorkingAxis(CALENDAR, [datetime(1999, 1, 4), RECEIVED])
    with pytest.raises(ValueError, match="moment"):
        WorkingAxis(CALENDAR, [])
