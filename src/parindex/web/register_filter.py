"""What a list of rows is narrowed to: words, source, choices, a span of days. The fields follow the register's columns."""

from collections.abc import Sequence
from typing import Any

from django import forms

from parindex.records.conditions import Condition, Kind
from parindex.records.listing import Filter
from parindex.records.schema import Column, ColumnType, Register
from parindex.web.fields import DayField
from parindex.web.rendering.form import Section

Options = Sequence[tuple[str, str]]

MOST_CHOICES = 3  # columns of choices that the form offers: more would hide the list
_SPAN: tuple[tuple[str, Kind], ...] = (("tu", "from"), ("den", "to"))
SOURCE = "source"  # what the list is ordered by when the column “Nguồn” is asked for


def filtered_choices(register: Register) -> tuple[Column, ...]:
    """The columns that one chooses by: those of the list first."""
    names = {column.name for column in register.list_columns}
    found = [column for column in register.columns if column.type in {ColumnType.CHOICE, ColumnType.BOOLEAN}]
    return tuple(sorted(found, key=lambda column: column.name not in names)[:MOST_CHOICES])


def filtered_days(register: Register) -> tuple[Column, ...]:
    """The columns with a day to filter by."""
    return tuple(column for column in register.columns if column.type in {ColumnType.DATE, ColumnType.MOMENT})


class FilterForm(forms.Form):
    """Words, source, unit, choices, and one column of days with its span."""

    tim = forms.CharField(label="Tìm trong mã và các cột chữ", required=False, max_length=100)
    sort = forms.CharField(widget=forms.HiddenInput, required=False, max_length=70)

    def __init__(self, register: Register, *args: Any, sources: Options, units: Options, **more: Any) -> None:
        super().__init__(*args, **more)
        self.register = register
        self.fields["tim"].widget.attrs["placeholder"] = "không cần gõ dấu"
        if len(sources) > 1:
            self._offer("nguon", "Nguồn", sources)
        if len(units) > 1 and any(column.name == register.unit_column for column in register.columns):
            self._offer("don-vi", register.column(register.unit_column).title, units)
        for column in filtered_choices(register):
            titles = [(choice.value, choice.title) for choice in column.choices]
            self._offer(column.name, column.title, titles or (("true", "Có"), ("false", "Không")))
        if days := filtered_days(register):
            self._offer("ngay", "Lọc theo ngày", [(column.name, column.title) for column in days], empty="Không lọc")
            for name, label in (("tu", "Từ ngày"), ("den", "Đến ngày")):
                self.fields[name] = DayField(label=label, required=False)
                self.fields[name].widget.attrs["placeholder"] = "ngày/tháng/năm"

    def _offer(self, name: str, label: str, options: Options, *, empty: str = "Tất cả") -> None:
        self.fields[name] = forms.ChoiceField(label=label, required=False, choices=[("", empty), *options])

    def wanted(self, units: Sequence[str]) -> Filter:
        """The filter that was asked for; what could not be read does not narrow the list."""
        chosen = getattr(self, "cleaned_data", {})
        sort = str(chosen.get("sort") or "")
        return Filter(
            units=[chosen["don-vi"]] if chosen.get("don-vi") else units,
            source=chosen.get("nguon") or None,
            words=chosen.get("tim") or "",
            sort=sort.removeprefix("-"),
            descending=sort.startswith("-"),
            conditions=self._conditions(),
        )

    def _conditions(self) -> tuple[Condition, ...]:
        """The choices and the span of days; a span counts only with the column it is about."""
        chosen = getattr(self, "cleaned_data", {})
        found = []
        for column in filtered_choices(self.register):
            if value := chosen.get(column.name):
                kept = value == "true" if column.type is ColumnType.BOOLEAN else value
                found.append(Condition(column.name, "is", kept))
        if day := chosen.get("ngay"):
            found += [Condition(day, kind, chosen[name]) for name, kind in _SPAN if chosen.get(name)]
        return tuple(found)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The words, and the other filters behind them."""
        return Section("", ["tim"]), Section("Lọc thêm", [name for name in self.fields if name != "tim"], folded=True)

    @property
    def narrows(self) -> bool:
        """Whether anything but the order was asked for."""
        return any(value for name, value in getattr(self, "cleaned_data", {}).items() if name != "sort")
