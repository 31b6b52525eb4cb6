"""The form of one row, made from the register's columns. It only collects texts: the register's importer judges them,
so that a form and a file get the same answers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms

from parindex.documents.wording.numbers import date_text
from parindex.records.prepared import RowError
from parindex.records.schema import Column, ColumnType, Register
from parindex.web.cells import NameOf, cell_text
from parindex.web.rendering.form import Section

Options = Sequence[tuple[str, str]]

LONGEST_TYPED = 20_000  # characters of one field that are looked at at all; the importer's own limit is far lower
_PLACEHOLDERS = {
    ColumnType.DATE: "ngày/tháng/năm",
    ColumnType.MOMENT: "ngày/tháng/năm giờ:phút",
}
_KEYPADS = {ColumnType.INTEGER: "numeric", ColumnType.DECIMAL: "decimal"}


class _Typed(forms.CharField):
    """Text as typed. `required` only marks the field."""

    def __init__(self, **more: Any) -> None:
        super().__init__(strip=False, max_length=LONGEST_TYPED, **more)

    def validate(self, value: Any) -> None:
        """Nothing to say here."""


class _Chosen(forms.ChoiceField):
    """One of the options, or whatever else was sent: the importer says what is wrong with it."""

    def validate(self, value: Any) -> None:
        """Nothing to say here."""


def typed_text(column: Column, value: object) -> str:
    """A stored value as a person would type it; the importer reads it back as the same value."""
    match value:
        case None:
            return ""
        case bool():
            return "Có" if value else "Không"
        case datetime() if column.type is ColumnType.MOMENT:
            return f"{value:%d/%m/%Y %H:%M:%S}" if value.second else f"{value:%d/%m/%Y %H:%M}"
        case date():
            return date_text(value)
        case Decimal():
            whole, _, decimals = format(value, "f").partition(".")
            return f"{whole},{decimals.rstrip('0')}".rstrip(",")
    return str(value)


def form_columns(register: Register) -> tuple[Column, ...]:
    """The columns that are kept; personal ones are not typed in at all."""
    return tuple(column for column in register.columns if not column.personal)


def _options(column: Column, units: Options) -> Options:
    if column.type is ColumnType.UNIT:
        return units
    if column.type is ColumnType.BOOLEAN:
        return (("Có", "Có"), ("Không", "Không"))
    return [(choice.value, choice.title) for choice in column.choices]


def _field(register: Register, column: Column, units: Options, held: str) -> forms.Field:
    """The field of a column; `held` is the value it shows, which stays choosable even if no longer offered."""
    needed = column.required or column.name in register.key
    shared: dict[str, Any] = {"label": column.title, "help_text": column.hint, "required": needed}
    if column.type is ColumnType.UNIT:
        shared["help_text"] = ""  # the register's hint tells how to write a unit; here it is chosen
    if column.type in {ColumnType.CHOICE, ColumnType.BOOLEAN, ColumnType.UNIT}:
        options = list(_options(column, units))
        if held and held not in dict(options):
            options.append((held, held))
        return _Chosen(choices=[("", "Chọn…" if needed else "(để trống)"), *options], **shared)
    if column.type is ColumnType.TEXT:
        return _Typed(widget=forms.Textarea(attrs={"rows": 1, "class": "grows"}), **shared)
    marks = {"autocomplete": "off"}
    if column.type in _PLACEHOLDERS:
        marks["placeholder"] = _PLACEHOLDERS[column.type]
    if column.type in _KEYPADS:
        marks["inputmode"] = _KEYPADS[column.type]
    return _Typed(widget=forms.TextInput(attrs=marks), **shared)


class RowForm(forms.Form):
    """One field a column, then from which batch the shown row came (`thay`; empty: a new row) and which source.

    `units`: ids and names of the units that the person may write. `fixed`: an existing row, whose identity stays.
    """

    thay = forms.CharField(required=False, widget=forms.HiddenInput, max_length=20)

    def __init__(
        self,
        register: Register,
        *args: Any,
        units: Options,
        sources: Options = (),
        fixed: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.register = register
        own: dict[str, forms.Field] = {}
        for column in form_columns(register):
            field = _field(register, column, units, str(self.initial.get(column.name) or ""))
            if fixed and column.name in register.key:
                field.widget = forms.HiddenInput()
            own[column.name] = field
        if len(sources) > 1:
            own["nguon"] = forms.ChoiceField(
                label="Nguồn số liệu", choices=sources, help_text="Dòng này thuộc sổ của nơi nào."
            )
        self.fields = {**own, **self.fields}

    @property
    def sections(self) -> tuple[Section, ...]:
        """What must be filled in, what the lists show, and the rest, folded when it is long enough to hide the others."""
        must = [name for name, field in self.fields.items() if field.required]
        usual = [column.name for column in self.register.list_columns if column.name not in must]
        rest = [column.name for column in form_columns(self.register) if column.name not in (*must, *usual)]
        return (
            Section("Phải điền", must),
            Section("Thường dùng", usual),
            Section("Các ô khác", rest, folded=True),
        )

    @property
    def values(self) -> dict[str, str]:
        """The texts by column, as they were typed."""
        return {column.name: str(self.cleaned_data.get(column.name) or "") for column in form_columns(self.register)}

    @property
    def seen(self) -> int | None:
        """The batch that the shown row came from."""
        text = str(self.cleaned_data.get("thay") or "")
        return int(text) if text.isascii() and text.isdigit() else None

    def add_faults(self, faults: Iterable[RowError]) -> None:
        """Put the importer's faults beside their fields."""
        names = {column.title: column.name for column in form_columns(self.register)}
        for fault in faults:
            name = names.get(fault.column)
            if name is None or self.fields[name].widget.is_hidden:
                self.add_error(None, f"{fault.column}: {fault.message}")
            else:
                self.add_error(name, fault.message)

    def fixed_texts(self, name_of: NameOf) -> list[tuple[str, str]]:
        """Titles and texts of the columns that cannot be changed here."""
        return [
            (column.title, cell_text(column, self[column.name].value(), name_of))
            for column in form_columns(self.register)
            if self.fields[column.name].widget.is_hidden
        ]


def initial_values(register: Register, row: Mapping[str, Any]) -> dict[str, str]:
    """What the form of an existing row shows."""
    shown = {column.name: typed_text(column, row.get(column.name)) for column in form_columns(register)}
    return {**shown, "thay": str(row.get("batch") or "")}
