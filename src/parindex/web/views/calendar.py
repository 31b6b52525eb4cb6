"""The working calendar of a unit: days off with their documents, hours, closures; and the forms to maintain them."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from parindex.documents.wording.numbers import date_text
from parindex.organisations.calendar_actions import ROWS, withdraw_calendar_row
from parindex.organisations.calendar_models import CalendarDayRow, CalendarRow
from parindex.organisations.calendars import EVERYBODY, OwnCalendar, day_of, hours_of
from parindex.organisations.queries import today
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.web.calendar_forms import FORMS, ReasonForm, ScopedForm
from parindex.web.faults import faults_beside
from parindex.web.page import Place, placed, show
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.worktime.calendar import WorkingCalendar
from parindex.worktime.days import DAY_KINDS, SCOPES, CalendarDay
from parindex.worktime.hours import WEEKDAYS, sessions_text, week_text

EVERYBODY_WORDS = "Toàn hệ thống"


def _crumbs(place: Place, *more: str) -> tuple[Crumb, ...]:
    """The way to a page of the calendar; the last one is the page itself."""
    steps = [Crumb("Tổng quan", place.url("overview")), Crumb("Quy định", place.url("rules"))]
    steps.append(Crumb("Lịch làm việc", place.url("calendar") if more else None))
    return (*steps, *(Crumb(title) for title in more))


def _scope_words(place: Place, unit: str | None) -> str:
    return place.name_of(unit) if unit else EVERYBODY_WORDS


def _take_back(place: Place, kind: str, row: CalendarRow) -> Cell | str:
    """The way to withdraw a row, for who may: a row for everybody is not one office's to take back."""
    may = place.may(Right.RULES) and (row.unit_id in place.unit_ids if row.unit_id else place.user.is_superuser)
    return Cell("Rút", href=place.url("calendar_withdraw", kind=kind, number=str(row.pk))) if may else ""


def _shown(place: Place, own: OwnCalendar) -> frozenset[str]:
    """Whose rows the page lists: those that hold for the unit, and those of the units below it."""
    return frozenset(own.line(place.unit)) | frozenset(place.unit_ids)


def _day_row(place: Place, one: CalendarDay, row: CalendarDayRow | None) -> Row:
    """A decision about a day; `row`: the workspace's own, none when it came with the program."""
    return Row(
        (
            date_text(one.day),
            WEEKDAYS[one.day.weekday()],
            DAY_KINDS[one.kind],
            Cell(one.name, note=f"Giờ: {sessions_text(one.sessions)}" if one.sessions else None),
            Cell(one.document, note=f"Ban hành {date_text(one.announced)}" if one.announced else None),
            _scope_words(place, row.unit_id) if row else f"{SCOPES[one.scope]} (kèm phần mềm)",
            _take_back(place, "ngay", row) if row else "",
        )
    )


def _days_table(place: Place, calendar: WorkingCalendar, own: OwnCalendar, year: int) -> Table:
    """Every day of the year that is not as its weekday says, with who decided it; also for one of the units below."""
    held, shown = own.held_days(place.unit), _shown(place, own)
    days = [(one, held.get(day)) for day, one in calendar.decisions.items()]
    days += [(day_of(row), row) for row in own.days if row.unit_id in shown and held.get(row.day) != row]
    days = sorted((pair for pair in days if pair[0].day.year == year), key=lambda pair: pair[0].day)
    return Table(
        columns=(
            Column("Ngày", heading=True, width="fit"),
            Column("Thứ"),
            Column("Loại"),
            Column("Tên", width="text"),
            Column("Văn bản", width="text"),
            Column("Phạm vi"),
            Column(""),
        ),
        rows=[_day_row(place, one, row) for one, row in days],
        caption=f"Ngày nghỉ và ngày làm bù năm {year}",
        empty_text=f"Lịch chưa có ngày nghỉ nào của năm {year}.",
        id="ngay-nghi",
        narrow="cards",
    )


def _hours_table(place: Place, calendar: WorkingCalendar, own: OwnCalendar) -> Table:
    """The tables of hours that hold for the unit, the newest first, and those of the units below it."""
    by_name = {f"gio_{row.pk}": row for row in own.hours}
    shown = _shown(place, own)
    tables = [*reversed(calendar.hours)]
    tables += [hours_of(row) for row in own.hours if row.unit_id in shown and hours_of(row) not in tables]
    rows = []
    for table in tables:
        row = by_name.get(table.name)
        rows.append(
            Row(
                (
                    Cell(table.title, note=week_text(table.week)),
                    "từ đầu" if table.valid_from == date.min else date_text(table.valid_from),
                    f"{table.day_minutes / 60:g}".replace(".", ",") + " giờ",
                    table.document,
                    _scope_words(place, row.unit_id) if row else "Kèm phần mềm",
                    _take_back(place, "gio", row) if row else "",
                )
            )
        )
    return Table(
        columns=(
            Column("Khung giờ", heading=True, width="text"),
            Column("Áp dụng từ", width="fit"),
            Column("Một ngày là"),
            Column("Căn cứ", width="text"),
            Column("Phạm vi"),
            Column(""),
        ),
        rows=rows,
        caption="Giờ làm việc",
        empty_text="",
        id="gio-lam-viec",
        narrow="cards",
    )


def _closures_table(place: Place, own: OwnCalendar) -> Table:
    shown = _shown(place, own)
    rows = [
        Row(
            (
                f"{date_text(row.first)} – {date_text(row.last)}",
                row.reason,
                "Dừng thời hạn" if row.clock_stopped else "Không dừng thời hạn",
                row.document,
                _scope_words(place, row.unit_id),
                _take_back(place, "dong-cua", row),
            )
        )
        for row in own.closures
        if (row.unit_id or EVERYBODY) in shown
    ]
    return Table(
        columns=(
            Column("Thời gian", heading=True, width="fit"),
            Column("Lý do", width="text"),
            Column("Thời hạn giải quyết"),
            Column("Văn bản", width="text"),
            Column("Phạm vi"),
            Column(""),
        ),
        rows=rows,
        caption="Đóng cửa, ngừng tiếp nhận theo quyết định của địa phương",
        empty_text="Chưa ghi đợt đóng cửa nào.",
        id="dong-cua",
        narrow="cards",
    )


def _years(calendar: WorkingCalendar, own: OwnCalendar) -> range:
    """The years of the calendar, and later ones whose days are being entered."""
    return range(calendar.first_year, max([calendar.last_year, *(row.day.year for row in own.days)]) + 1)


def _year(place: Place, years: range) -> int:
    asked = place.request.GET.get("nam", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else place.period.year
    return min(max(year, years[0]), years[-1])


@placed
def page(place: Place) -> HttpResponse:
    """The calendar of the unit for a year."""
    own = OwnCalendar()
    calendar = own.of(place.unit)
    years = _years(calendar, own)
    year, managed = _year(place, years), place.may(Right.RULES)
    counted = year <= calendar.last_year
    return show(
        place,
        "calendar.html",
        section="rules",
        crumbs=_crumbs(place),
        year=str(year),
        years=[(str(one), one == year) for one in years],
        working_days=calendar.working_days(date(year, 1, 1), date(year, 12, 31)) if counted else None,
        incomplete=year in calendar.incomplete_years,
        declared=[(row.document, _take_back(place, "nam", row)) for row in own.years if row.year == year],
        days=_days_table(place, calendar, own, year),
        hours=_hours_table(place, calendar, own),
        closures=_closures_table(place, own),
        offers=[(form.title, place.url("calendar_add", what=what)) for what, form in FORMS.items()] if managed else [],
    )


def _scopes(place: Place) -> list[tuple[str, str]]:
    own = [(fact.id, f"{fact.name} và đơn vị bên dưới") for fact in place.tree.below(place.unit)]
    return [*own, (EVERYBODY, EVERYBODY_WORDS)] if place.user.is_superuser else own


@placed
def add(place: Place, what: str) -> HttpResponse:
    """A form to enter one thing into the calendar."""
    if what not in FORMS:
        raise Http404("Không có mục lịch này.")
    check_may(place.user, Right.RULES, place.unit, tree=place.tree, on=today())
    wanted = FORMS[what]
    posted = place.request.method == "POST"
    form = wanted.form(place.request.POST if posted else None, scopes=_scopes(place))
    if posted and form.is_valid() and (row := _saved(place, wanted.save, form)):
        messages.success(place.request, f"Đã ghi vào lịch: {row}. Các con số dùng lịch này được tính lại.")
        return redirect(_of_its_year(place, row))
    return show(
        place,
        "calendar_form.html",
        section="rules",
        crumbs=_crumbs(place, wanted.title),
        status=400 if posted else 200,
        form=form,
        hint=wanted.hint,
        back_href=place.url("calendar"),
    )


def _of_its_year(place: Place, row: CalendarRow) -> str:
    """The page of the calendar on which the row stands."""
    return f"{place.url('calendar')}?nam={row.in_year}"


def _saved(place: Place, save: Callable[..., CalendarRow], form: ScopedForm) -> CalendarRow | None:
    with faults_beside(form):
        return save(by=place.user, **form.scoped())
    return None


@placed
def withdraw(place: Place, kind: str, number: int) -> HttpResponse:
    """Ask for the reason, then take a row of the calendar out of force."""
    row = ROWS[kind].objects.filter(pk=number, withdrawn=False).first() if kind in ROWS else None
    if row is None:
        raise Http404("Không có mục lịch này, hoặc đã được rút.")
    check_may(place.user, Right.RULES, row.unit_id or place.unit, tree=place.tree, on=today())
    form = ReasonForm(place.request.POST if place.request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        withdraw_calendar_row(by=place.user, kind=kind, number=number, reason=form.cleaned_data["reason"])
        messages.success(place.request, f"Đã rút khỏi lịch: {row}.")
        return redirect(_of_its_year(place, row))
    return show(
        place,
        "calendar_form.html",
        section="rules",
        crumbs=_crumbs(place, f"Rút khỏi lịch: {row}"),
        status=400 if form.is_bound else 200,
        form=form,
        hint="Mục này không còn hiệu lực; nhật ký vẫn giữ.",
        back_href=place.url("calendar"),
        danger=True,
    )
