"""Small forms for the parts of a set's head: its decision, ladder, exclusions, bonus and penalty points.

A part that cannot be read as one is YAML text, as it was written.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from pydantic import TypeAdapter, ValidationError

from parindex.criteria.editing import GONE
from parindex.criteria.model import Bonus, Decision, Exclusion, LadderStep, Limit
from parindex.criteria.writing import written
from parindex.web.criteria_forms import VersionedForm, one_line
from parindex.web.criteria_rule_form import lines, number_text, read_block, shown_number
from parindex.web.fields import DayField, NumberField
from parindex.web.rendering.form import Section

Raw = Mapping[str, Any]
PARTS: Mapping[str, str] = {
    "decision": "Quyết định ban hành",
    "ladder": "Thang xếp loại",
    "exclusions": "Mục không áp dụng cho đơn vị nào",
    "bonus": "Điểm thưởng",
    "penalty": "Điểm trừ",
}
_READ: Mapping[str, TypeAdapter[Any]] = {
    "decision": TypeAdapter(Decision | None),
    "ladder": TypeAdapter(tuple[LadderStep, ...]),
    "exclusions": TypeAdapter(tuple[Exclusion, ...]),
    "bonus": TypeAdapter(Bonus | None),
    "penalty": TypeAdapter(Limit | None),
}
_SPARE = 2  # empty rows after those that are there
_SCORERS = (("unit", "đơn vị tự chấm"), ("appraiser", "cơ quan thẩm định"))


def _text(label: str, initial: object = "", *, most: int = 500, help_text: str = "") -> forms.Field:
    return forms.CharField(label=label, required=False, max_length=most, initial=initial or "", help_text=help_text)


def _number(label: str, initial: object = None, *, help_text: str = "") -> forms.Field:
    shown = shown_number(initial)
    return NumberField(label=label, required=False, max_digits=12, decimal_places=6, initial=shown, help_text=help_text)


def _tick(label: str, initial: bool) -> forms.Field:
    return forms.BooleanField(label=label, required=False, initial=initial)


class PartForm(VersionedForm):
    """One part of the head. `value`: the part as the set is to say it, `GONE` where it says nothing."""

    def __init__(self, raw: object, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.raw = raw
        self.rows: list[Raw] = []

    def value(self) -> object:
        """What was typed, as the set says it."""
        raise NotImplementedError

    @property
    def sections(self) -> list[Section]:
        """The rows of the part, each by itself."""
        names = [[name for name in self.fields if name.endswith(f"_{number}")] for number in range(len(self.rows))]
        return [Section("", ()), *(Section(f"{self.row_title} {n + 1}", tuple(own)) for n, own in enumerate(names))]

    row_title = "Dòng"

    def _spread(self, raw: object) -> None:
        held = raw if isinstance(raw, Sequence) and not isinstance(raw, str) else ()
        self.rows = [*held, *({} for _ in range(_SPARE))]

    def _got(self, name: str, number: int) -> Any:
        return self.cleaned_data.get(f"{name}_{number}")

    def _kept(self) -> list[tuple[int, Raw]]:
        """The rows in which something was typed."""
        wanted = [name.removesuffix("_0") for name in self.fields if name.endswith("_0")]
        tells = [
            name for name in wanted if not isinstance(self.fields[f"{name}_0"], forms.BooleanField | forms.ChoiceField)
        ]
        return [
            (number, row)
            for number, row in enumerate(self.rows)
            if any(self._got(name, number) not in (None, "") for name in tells)
        ]


def _stays(row: Raw, name: str, value: object, usual: object) -> dict[str, object]:
    """A field that is written only where it is not as usual, or where it was written before."""
    return {name: value} if name in row or value != usual else {}


class DecisionForm(PartForm):
    """Which decision issued the set; all empty: none."""

    def __init__(self, raw: object, *args: Any, **more: Any) -> None:
        super().__init__(raw, *args, **more)
        own: Raw = raw if isinstance(raw, Mapping) else {}
        self._own = own
        self.fields |= {
            "number": _text("Số, ký hiệu", own.get("number"), help_text="Để trống mọi ô nếu chưa có quyết định."),
            "date": DayField(label="Ngày", required=False, initial=_day_of(own.get("date"))),
            "issuer": _text("Cơ quan ban hành", own.get("issuer")),
            "url": _text("Đường dẫn", own.get("url"), most=1000),
        }

    def clean(self) -> dict[str, Any]:
        """All of number, day and issuer, or none."""
        data: dict[str, Any] = super().clean() or {}
        if any(data.get(name) for name in ("number", "date", "issuer", "url")):
            for name in ("number", "date", "issuer"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, f"Hãy ghi {str(self.fields[name].label).lower()} của quyết định.")
        return data

    def value(self) -> object:
        """The decision, or null."""
        data, own = self.cleaned_data, self._own
        if not data["number"]:
            return None
        same = own.get("date") if _day_of(own.get("date")) == data["date"] else f"{data['date']:%Y-%m-%d}"
        found = {"number": one_line(data["number"]), "date": same, "issuer": one_line(data["issuer"])}
        return {**found, **_stays(own, "url", data["url"].strip() or None, None)}


def _day_of(raw: object) -> date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(str(raw), form).date()
        except ValueError:
            continue
    return None


class LadderForm(PartForm):
    """The steps of the classification, from the top down."""

    row_title = "Bậc"

    def __init__(self, raw: object, *args: Any, **more: Any) -> None:
        super().__init__(raw, *args, **more)
        self._spread(raw)
        for number, row in enumerate(self.rows):
            self.fields[f"ten_{number}"] = _text("Tên bậc", row.get("name"))
            self.fields[f"tu_{number}"] = _number("Từ (%)", row.get("from"))
            self.fields[f"ke_{number}"] = _tick("Kể cả đúng số này", bool(row.get("inclusive", True)))

    def value(self) -> object:
        """The steps as they were typed."""
        return tuple(
            {
                "name": one_line(self._got("ten", number)),
                "from": number_text(self._got("tu", number), row.get("from")) or "0",
                "inclusive": bool(self._got("ke", number)),
            }
            for number, row in self._kept()
        )


class ExclusionsForm(PartForm):
    """What is not asked of which units."""

    row_title = "Lần loại trừ"

    def __init__(self, raw: object, *args: Any, **more: Any) -> None:
        super().__init__(raw, *args, **more)
        self._spread(raw)
        for number, row in enumerate(self.rows):
            units = _text("Mã đơn vị", ", ".join(row.get("units", ())), most=4000, help_text="Cách nhau bằng dấu phẩy.")
            self.fields[f"don_vi_{number}"] = units
            codes = _text(
                "Mã mục", ", ".join(row.get("codes", ())), most=4000, help_text="Lĩnh vực, tiêu chí, thành phần."
            )
            self.fields[f"muc_{number}"] = codes
            self.fields[f"mau_{number}"] = _tick(
                "Điểm tối đa của các mục này rời mẫu số", bool(row.get("rebase", True))
            )

    def value(self) -> object:
        """The exclusions as they were typed."""
        return tuple(
            {
                "units": _listed(self._got("don_vi", number)),
                "codes": _listed(self._got("muc", number)),
                **_stays(row, "rebase", bool(self._got("mau", number)), True),
            }
            for number, row in self._kept()
        )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace(";", ",").split(",") if part.strip())


class LimitForm(PartForm):
    """Bonus or penalty points: the most together, and the lines. `exceeds`: whether they may lift the index over 100 %."""

    exceeds = False

    def __init__(self, raw: object, *args: Any, **more: Any) -> None:
        super().__init__(raw, *args, **more)
        own: Raw = raw if isinstance(raw, Mapping) else {}
        self._own = own
        self.fields["max"] = _number(
            "Tối đa cộng lại (điểm)", own.get("max"), help_text="Để trống nếu không có phần này."
        )
        if self.exceeds:
            self.fields["may_exceed"] = _tick("Chỉ số được vượt 100%", bool(own.get("may_exceed", False)))
        self._spread(own.get("lines"))
        for number, row in enumerate(self.rows):
            self.fields |= self._line(number, row)

    def _line(self, number: int, row: Raw) -> dict[str, forms.Field]:
        scorer = forms.ChoiceField(
            label="Ai chấm", choices=_SCORERS, initial=row.get("scored_by", "unit"), required=False
        )
        papers = forms.CharField(
            label="Tài liệu kiểm chứng",
            required=False,
            max_length=4000,
            initial="\n".join(map(str, row.get("evidence", ()))),
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="Mỗi dòng một loại.",
        )
        return {
            f"ma_{number}": _text("Mã", row.get("code"), most=30),
            f"ten_{number}": _text("Tên", row.get("name"), most=1000),
            f"tron_{number}": _number(
                "Trọn điểm khi có", row.get("points"), help_text="Hoặc ghi điểm mỗi lần, tối đa."
            ),
            f"moi_{number}": _number("Điểm mỗi lần", row.get("per")),
            f"tran_{number}": _number("Tối đa của dòng", row.get("max")),
            f"ai_{number}": scorer,
            f"giay_{number}": papers,
        }

    def clean(self) -> dict[str, Any]:
        """Lines ask for the most that they may reach together."""
        data: dict[str, Any] = super().clean() or {}
        if (
            data.get("max") is None
            and "max" not in self.errors
            and any(data.get(f"ma_{n}") for n in range(len(self.rows)))
        ):
            self.add_error("max", "Hãy ghi số điểm tối đa của các dòng cộng lại.")
        return data

    def value(self) -> object:
        """The block as it was typed; nothing where it has no maximum."""
        data, own = self.cleaned_data, self._own
        most = number_text(data["max"], own.get("max"))
        if most is None:
            return None if self.raw is None else GONE
        exceeds = _stays(own, "may_exceed", bool(data.get("may_exceed")), False) if self.exceeds else {}
        found = tuple(self._said(number, row) for number, row in self._kept())
        return {"max": most, **exceeds, **_stays(own, "lines", found, ())}

    def _said(self, number: int, row: Raw) -> dict[str, object]:
        points = {
            name: number_text(self._got(field, number), row.get(name))
            for name, field in (("points", "tron"), ("per", "moi"), ("max", "tran"))
        }
        return {
            "code": self._got("ma", number).strip(),
            "name": one_line(self._got("ten", number)),
            **{name: text for name, text in points.items() if text is not None or name in row},
            **_stays(row, "scored_by", self._got("ai", number) or "unit", "unit"),
            **_stays(row, "evidence", lines(self._got("giay", number)), ()),
        }


class BonusForm(LimitForm):
    """Bonus points."""

    exceeds = True


class _YamlForm(PartForm):
    """A part that cannot be read as what it should be."""

    def __init__(self, part: str, raw: object, *args: Any, **more: Any) -> None:
        super().__init__(raw, *args, **more)
        self._part = part
        self.fields["yaml"] = forms.CharField(
            label=f"{PARTS[part]} (YAML)",
            required=False,
            initial=written({part: raw}),
            widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
            strip=False,
            help_text="Phần này đang viết sai nên hiện nguyên văn; sửa cho đúng thì lần sau có các ô để điền.",
        )

    def clean_yaml(self) -> object:
        """The block of the part's own name."""
        text = str(self.cleaned_data["yaml"])
        if not text.strip():
            return GONE
        block = read_block(text, PARTS[self._part])
        if set(block) != {self._part}:
            raise forms.ValidationError(f"Phải bắt đầu bằng “{self._part}:” và không có trường khác.")
        return block[self._part]

    def value(self) -> object:
        """The part as it was typed."""
        return self.cleaned_data["yaml"]


_FORMS: Mapping[str, Callable[..., PartForm]] = {
    "decision": DecisionForm,
    "ladder": LadderForm,
    "exclusions": ExclusionsForm,
    "bonus": BonusForm,
    "penalty": LimitForm,
}


def part_form(part: str, head: Raw, data: Any, *, version: int) -> PartForm:
    """The form of a part of a head, filled with what the set says. KeyError for what is no part."""
    raw, initial = head.get(part), {"ban": version}
    try:
        if part in head:
            _READ[part].validate_python(raw)
    except ValidationError:
        return _YamlForm(part, raw, data, initial=initial)
    return _FORMS[part](raw, data, initial=initial)


def part_changes(part: str, head: Raw, form: PartForm) -> dict[str, object]:
    """Field of the set → its value; a part that the set did not name and that stays empty is not named."""
    value = form.value()
    empty = value in (None, ())
    return {part: GONE} if empty and part not in head else {part: value}
