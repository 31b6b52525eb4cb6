"""How a file is read, for a person to correct: which of its columns is which, and what comes first in a date."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.safestring import SafeString, mark_safe

from parindex.ledger.actions import ImportReport
from parindex.records.reading.choices import DateQuestion, HeaderCell, HeaderFault, ReadingChoices
from parindex.records.schema import Register
from parindex.web.rendering.table import Cell, Column, Row, Table

DAY_FIRST, MONTH_FIRST = "ngay-thang", "thang-ngay"
_SAMPLES = 3
_MONTHS = 12
_TWO_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}")


@dataclass
class Understood:
    """What was made of a file so far; waits in the session between two looks.

    `headers`: (key, label, column or "", samples); `asked`: (column, title, examples) of every question about dates so
    far; `columns`: what a person has changed, None until anything was said.
    """

    headers: list[tuple[str, str, str, list[str]]] = field(default_factory=list)
    asked: list[tuple[str, str, list[str]]] = field(default_factory=list)
    columns: dict[str, str] | None = None
    month_first: list[str] = field(default_factory=list)
    day_first: list[str] = field(default_factory=list)

    @property
    def choices(self) -> ReadingChoices | None:
        """As the importer takes them, over what is kept from the source's last file; None: only that."""
        if self.columns is None:
            return None
        return ReadingChoices(
            columns=self.columns, month_first=frozenset(self.month_first), day_first=frozenset(self.day_first)
        )

    def learn(self, report: ImportReport | HeaderFault) -> None:
        """Take over what a look at the file has shown."""
        self.headers = [_header(cell) for cell in report.headers]
        if isinstance(report, ImportReport):
            fresh = [_question(one) for one in (*report.questions, *report.assumed)]
            self.day_first += [one.column for one in report.assumed if one.column not in self.day_first]
            read = {column for _, _, column, _ in self.headers} - {column for column, _, _ in fresh}
            self.asked = [one for one in self.asked if one[0] in read] + fresh

    @property
    def open_questions(self) -> list[str]:
        """Columns whose dates nobody has explained yet."""
        answered = {*self.month_first, *self.day_first}
        return [column for column, _, _ in self.asked if column not in answered]


def _header(cell: HeaderCell) -> tuple[str, str, str, list[str]]:
    return cell.key, cell.label, cell.column or "", list(cell.samples[:_SAMPLES])


def _question(one: DateQuestion) -> tuple[str, str, list[str]]:
    return one.column, one.title, list(one.examples)


class MappingForm(forms.Form):
    """A select for each column of the file, then a choice for each doubtful column of dates."""

    def __init__(self, register: Register, understood: Understood, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.register, self.understood = register, understood
        options = [("", "không đọc"), *((column.name, column.title) for column in register.columns)]
        for number, (_, label, column, _) in enumerate(understood.headers):
            self.fields[f"cot_{number}"] = forms.ChoiceField(
                label=f"Cột của sổ cho “{label or number + 1}”", choices=options, required=False, initial=column
            )
        for column, title, examples in understood.asked:
            self.fields[f"ngay_{column}"] = _date_field(title, examples, self._answer(column))

    def _answer(self, column: str) -> str:
        if column in self.understood.month_first:
            return MONTH_FIRST
        return DAY_FIRST if column in self.understood.day_first else ""

    def clean(self) -> dict[str, Any]:
        """Two columns of the file cannot be the same column of the register."""
        data: dict[str, Any] = super().clean() or {}
        taken: dict[str, str] = {}
        for number, (_, label, _, _) in enumerate(self.understood.headers):
            name = data.get(f"cot_{number}")
            if name and name in taken:
                self.add_error(
                    f"cot_{number}", f"Cột này đã chọn cho “{taken[name]}”; hãy chọn cột khác hoặc không đọc."
                )
            elif name:
                taken[name] = label
        return data

    def corrected(self) -> Understood:
        """What was made of the file, with the person's answers over it."""
        data = self.cleaned_data
        headers = [
            (key, label, data[f"cot_{number}"], samples)
            for number, (key, label, _, samples) in enumerate(self.understood.headers)
        ]
        read = {key: column for key, _, column, _ in self.understood.headers}
        changed = {key: column for key, _, column, _ in headers if column != read[key]}
        answers = {column: data.get(f"ngay_{column}") for column, _, _ in self.understood.asked}
        return Understood(
            headers=headers,
            asked=self.understood.asked,
            columns={**(self.understood.columns or {}), **changed},
            month_first=[column for column, answer in answers.items() if answer == MONTH_FIRST],
            day_first=[column for column, answer in answers.items() if answer == DAY_FIRST],
        )

    @property
    def changed(self) -> bool:
        """Whether the answers differ from how the file was just read."""
        now = self.corrected()
        before = self.understood
        same_columns = [header[2] for header in now.headers] == [header[2] for header in before.headers]
        return not same_columns or any(
            set(one) != set(other)
            for one, other in ((now.month_first, before.month_first), (now.day_first, before.day_first))
        )

    @property
    def date_fields(self) -> list[forms.BoundField]:
        """The questions about dates."""
        return [self[name] for name in self.fields if name.startswith("ngay_")]

    @property
    def table(self) -> Table:
        """The columns of the file, each with its select."""
        return Table(
            columns=(
                Column("Cột trong tệp", heading=True, width="medium"),
                Column("Vài giá trị đầu", width="text"),
                Column("Đọc vào cột của sổ", width="medium"),
            ),
            rows=[
                Row((label or f"(cột {number + 1})", "; ".join(samples), Cell("", control=self._control(number))))
                for number, (_, label, _, samples) in enumerate(self.understood.headers)
            ],
            caption="Các cột của tệp",
            empty_text="Tệp không có cột nào.",
            id="cot",
            caption_hidden=True,
        )

    def _control(self, number: int) -> SafeString:
        """A select with its label for who cannot see the row, and its error; Django escapes each part."""
        bound = self[f"cot_{number}"]
        label = bound.label_tag(attrs={"class": "visually-hidden"}, label_suffix="")
        return mark_safe(f"{label}{bound}{bound.errors}")  # noqa: S308 (three escaped parts)


def _date_field(title: str, examples: Sequence[str], answer: str) -> forms.Field:
    shown = ", ".join(examples[:_SAMPLES])
    return forms.ChoiceField(
        label=f"Cột “{title}”: ngày hay tháng đứng trước?",
        help_text=f"Trong tệp ghi {shown}.",
        choices=[
            (DAY_FIRST, "ngày/tháng" + _read_as(examples, month_first=False)),
            (MONTH_FIRST, "tháng/ngày" + _read_as(examples, month_first=True)),
        ],
        widget=forms.RadioSelect,
        required=False,
        initial=answer,
    )


def _read_as(examples: Sequence[str], *, month_first: bool) -> str:
    """An example as it would be read, if possible one that reads both ways: "03/04/2021 là ngày 3 tháng 4"."""
    found = [(text, int(match[1]), int(match[2])) for text in examples if (match := _TWO_NUMBERS.match(text))]
    if not found:
        return ""
    text, one, other = next((each for each in found if max(each[1], each[2]) <= _MONTHS), found[0])
    day, month = (other, one) if month_first else (one, other)
    return f": không đọc được {text}" if month > _MONTHS else f": {text} là ngày {day} tháng {month}"


def kept_in_session(understood: Understood) -> dict[str, Any]:
    """As JSON for the session."""
    return dict(vars(understood))


def from_session(kept: Mapping[str, Any]) -> Understood:
    """Back from the session; tuples have become lists."""
    understood = Understood(**kept)
    understood.headers = [(key, label, column, samples) for key, label, column, samples in understood.headers]
    understood.asked = [(column, title, examples) for column, title, examples in understood.asked]
    return understood
