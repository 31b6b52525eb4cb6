"""The forms that a calendar is maintained by: a day, the hours of a week, a closure, a year that is complete."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from parindex.errors import InputFault
from parindex.organisations.calendar_actions import (
    complete_calendar_year,
    save_calendar_day,
    save_closure,
    save_office_hours,
)
from parindex.web.fields import DayField, PlainForm, WholeField
from parindex.worktime.days import DAY_KINDS
from parindex.worktime.hours import HOURS_TABLES, WEEKDAYS, sessions_from_text, sessions_text

_DOCUMENT_HINT = "Số, ký hiệu, ngày, cơ quan ban hành."


def _document() -> forms.CharField:
    return forms.CharField(label="Văn bản căn cứ", max_length=300, help_text=_DOCUMENT_HINT)


def _readable(text: str) -> str:
    try:
        sessions_from_text(text)
    except InputFault as fault:
        raise forms.ValidationError(str(fault)) from fault
    return text


class ScopedForm(PlainForm):
    """A form whose row holds for one unit and those below it, or for all."""

    scope = forms.ChoiceField(label="Áp dụng cho", required=False)

    def __init__(self, *args: Any, scopes: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        if "scope" in self.fields:
            self.fields["scope"].choices = scopes  # type: ignore[attr-defined]

    def scoped(self) -> dict[str, Any]:
        """What was entered, with the unit in place of the scope (None: everybody) where the form asks for one."""
        data = dict(self.cleaned_data)
        return data | {"unit": data.pop("scope") or None} if "scope" in data else data


class DayForm(ScopedForm):
    """A day off, or a Saturday worked."""

    day = DayField(label="Ngày", help_text="Ngày/tháng/năm, ví dụ 02/01/2026.")
    kind = forms.ChoiceField(label="Loại ngày", choices=[(kind.value, title) for kind, title in DAY_KINDS.items()])
    name = forms.CharField(label="Tên", max_length=200, help_text="Ví dụ: Nghỉ hoán đổi (làm bù 10/01/2026).")
    document = _document()
    announced = DayField(
        label="Ngày ban hành văn bản",
        required=False,
        help_text="Ngày hẹn trả in trước ngày này chưa thể tính đến ngày nghỉ.",
    )
    sessions = forms.CharField(
        label="Giờ làm việc của ngày làm một phần",
        required=False,
        max_length=100,
        help_text="Chỉ ghi cho ngày làm việc một phần, ví dụ 07:00-11:30.",
    )

    def clean_sessions(self) -> str:
        """The hours as text, once they can be read."""
        return _readable(self.cleaned_data["sessions"])


class HoursForm(ScopedForm):
    """The hours of a week: a named table, or each weekday written out."""

    valid_from = DayField(label="Áp dụng từ ngày")
    table = forms.ChoiceField(
        label="Khung giờ",
        choices=[*((name, table.title) for name, table in HOURS_TABLES.items()), ("", "Ghi riêng từng ngày bên dưới")],
        required=False,
    )
    document = _document()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for weekday, title in enumerate(WEEKDAYS):
            self.fields[f"day_{weekday}"] = forms.CharField(
                label=title.capitalize(),
                required=False,
                max_length=100,
                help_text="" if weekday else "Ví dụ 07:00-11:30, 13:30-17:00; để trống là không làm việc.",
            )

    def clean(self) -> dict[str, Any]:
        """What the action takes: the chosen table's week, or the seven weekdays as written."""
        data = super().clean() or {}
        own = [data.pop(f"day_{weekday}", "") for weekday in range(7)]
        table = HOURS_TABLES.get(data.pop("table", ""))
        if table:
            week, receiving = ([sessions_text(one) for one in days] for days in (table.week, table.receiving))
            return data | {"title": table.title, "week": week, "receiving": receiving, "day_minutes": table.day_minutes}
        for weekday, text in enumerate(own):
            try:
                sessions_from_text(text)
            except InputFault as fault:
                self.add_error(f"day_{weekday}", str(fault))
        return data | {"title": "Giờ riêng của đơn vị", "week": own}


class ClosureForm(ScopedForm):
    """Days on which the office was closed."""

    first = DayField(label="Từ ngày")
    last = DayField(label="Đến hết ngày")
    reason = forms.CharField(label="Lý do", max_length=300, help_text="Ví dụ: giãn cách xã hội theo Chỉ thị 16.")
    document = _document()
    no_reception = forms.BooleanField(label="Không tiếp nhận hồ sơ", required=False, initial=True)
    clock_stopped = forms.BooleanField(
        label="Dừng tính thời hạn giải quyết",
        required=False,
        help_text="Chỉ chọn khi văn bản nói rõ: bản thân việc đóng cửa không làm dừng thời hạn.",
    )


class YearForm(ScopedForm):
    """A year whose days off are all known."""

    scope = None  # type: ignore[assignment]
    year = WholeField(label="Năm", min_value=2020, max_value=2100)
    document = _document()


class ReasonForm(PlainForm):
    """Why a row is taken out of the calendar."""

    reason = forms.CharField(label="Lý do", max_length=300, help_text="Ghi vào nhật ký, ví dụ: nhập nhầm ngày.")


@dataclass(frozen=True)
class CalendarForm:
    """One thing that can be entered: its form, the action behind it, the words on the page."""

    title: str
    hint: str
    form: type[ScopedForm]
    save: Callable[..., Any]


FORMS: Mapping[str, CalendarForm] = {
    "ngay": CalendarForm(
        "Thêm ngày nghỉ, ngày làm bù",
        "Ghi lại cùng ngày thì thay mục đã ghi; nhật ký giữ cả hai.",
        DayForm,
        save_calendar_day,
    ),
    "gio": CalendarForm(
        "Giờ làm việc",
        "Có hiệu lực từ ngày ghi đến lần ghi sau; hạn tính theo giờ dùng khung giờ này.",
        HoursForm,
        save_office_hours,
    ),
    "dong-cua": CalendarForm(
        "Thêm đợt đóng cửa",
        "Ngừng tiếp nhận hoặc dừng thời hạn theo văn bản của địa phương.",
        ClosureForm,
        save_closure,
    ),
    "nam": CalendarForm(
        "Năm đã công bố đủ ngày nghỉ",
        "Đánh dấu khi mọi ngày nghỉ, hoán đổi của năm đã được công bố và ghi vào lịch.",
        YearForm,
        complete_calendar_year,
    ),
}
