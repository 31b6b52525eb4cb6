"""Forms of a leaf in a round: the step's score by the leaf's rule or by hand, a paper, words, a reason."""

from collections.abc import Mapping
from typing import Any

from django import forms

from parindex.assessment.rounds.evidence import Paper
from parindex.criteria.model import Leaf
from parindex.documents.wording.numbers import points_text
from parindex.scoring.rules import Rule, parse_rule
from parindex.scoring.rules.best_of_block import BestOfBlock
from parindex.scoring.rules.choice import Choice
from parindex.scoring.rules.deduction import Deduction
from parindex.scoring.rules.judgement import Judgement
from parindex.scoring.rules.states import States
from parindex.scoring.rules.survey import Survey
from parindex.web.entry_form import Fields, Reader, rule_fields
from parindex.web.fields import DayField, NumberField, PlainForm, mend_required

BY_HAND = "cham_diem"
WORDS = {
    "de-nghi": "Nội dung cần giải trình",
    "rut-de-nghi": "Lý do rút đề nghị",
    "giai-trinh": "Giải trình",
    "ghi-chu": "Ghi chú",
}
LARGEST_FILE = 20 * 1024 * 1024
Value = Mapping[str, Any]


def score_fields(leaf: Leaf) -> tuple[Fields, Reader]:
    """The fields of the leaf's rule and how their answers become a value; a survey is entered as its percentage."""
    rule = parse_rule(leaf.rule)
    if isinstance(rule, BestOfBlock) and not leaf.measure:
        return _own_amount(leaf)
    if isinstance(rule, Survey):
        label = "Kết quả điều tra, mức độ hài lòng (%)"
        field = NumberField(label=label, min_value=0, max_value=100, max_digits=15, decimal_places=4)
        return {"percent": field}, lambda data: {"percent": format(data["percent"], "f")}
    return rule_fields(leaf)


def _own_amount(leaf: Leaf) -> tuple[Fields, Reader]:
    """A unit knows its own amount; the best of the block is taken from what all units have written, unless it is given."""
    fields, read = rule_fields(leaf)
    fields["best"].required = False
    fields["best"].help_text = "Để trống: lấy số cao nhất mà các đơn vị trong khối đã ghi trong đợt."

    def read_given(data: dict[str, Any]) -> dict[str, Any]:
        return read(data) if data.get("best") is not None else {"amount": format(data["amount"], "f")}

    return fields, read_given


def initial_of(rule: Rule, value: Value | None) -> dict[str, Any]:
    """What the fields of a rule say for a stored value; points by hand in the field for them."""
    match value:
        case {"met": [*flags]}:
            return {f"met_{number}": flag for number, flag in enumerate(flags)}
        case {"counts": dict(counts)}:
            keys = rule.per if isinstance(rule, Deduction) else rule.weights if isinstance(rule, States) else {}
            return {f"count_{number}": counts.get(key, 0) for number, key in enumerate(keys)}
        case {"count": count} if isinstance(rule, Deduction):  # of a measure, for a rule with one kind of fault
            return {"count_0": _shown(count)}
        case {"choice": str(key), "value": inner} if isinstance(rule, Choice) and key in rule.by_key:
            own = initial_of(rule.by_key[key][1], inner)
            return {"choice": key} | {f"{key}__{name}": one for name, one in own.items()}
        case {"points": points}:
            return {"points" if isinstance(rule, Judgement) else BY_HAND: _shown(points)}
        case {"level": key}:
            return {"level": key}
        case None:
            return {}
    return {name: _shown(one) for name, one in value.items()}


def begun_with(leaf: Leaf, rule: Rule, value: Value | None) -> dict[str, Any]:
    """What the fields of a leaf begin with: what is stored, but for a best of the block of an earlier moment."""
    found = initial_of(rule, value)
    if isinstance(rule, BestOfBlock) and not leaf.measure:
        found.pop("best", None)
    return found


def _shown(number: object) -> str:
    return str(number).replace(".", ",")


class OneOfMany(PlainForm):
    """One of several forms of a page: `viec` says which was sent, and ids of fields begin with it."""

    viec = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, what: str, *args: Any, **more: Any) -> None:
        more["initial"] = {"viec": what} | (more.get("initial") or {})
        super().__init__(*args, auto_id=f"{what}-%s", **more)


class ScoreForm(OneOfMany):
    """What a step says of a leaf: the rule's own fields, or points by hand, and why. `thay` is the row that was seen."""

    note = forms.CharField(
        label="Giải trình",
        max_length=2000,
        required=False,
        help_text="Bắt buộc khi khác điểm đề xuất hoặc khác bước trước, và khi không có tài liệu kiểm chứng.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    thay = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, leaf: Leaf, *args: Any, value: Value | None = None, **more: Any) -> None:
        rule = self._rule = parse_rule(leaf.rule)
        self._filled = value
        more["initial"] = begun_with(leaf, rule, value) | (more.get("initial") or {})
        super().__init__("diem", *args, **more)
        own, self._read = score_fields(leaf)
        self._asked = [name for name, field in own.items() if field.required]
        for name in self._asked:  # asked for only when no points are given by hand; `clean` says so
            own[name].required = False
        self.hand = None if isinstance(rule, Judgement) else _by_hand(leaf)
        self.fields = {**own, **({BY_HAND: self.hand} if self.hand else {}), **self.fields}
        mend_required(self)

    def clean(self) -> dict[str, Any]:
        """Every field of the rule, unless points are given by hand."""
        data = super().clean() or {}
        if data.get(BY_HAND) is None and BY_HAND not in self.errors:
            for name in self._asked:
                if data.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, str(self.fields[name].error_messages["required"]))
        return data

    def value(self) -> dict[str, Any]:
        """The value in the shape that actions take. InputFault when a chosen formula lacks a number."""
        by_hand = self.cleaned_data.get(BY_HAND)
        if by_hand is not None:
            return {"points": format(by_hand, "f")}
        typed = self._read(self.cleaned_data)
        # what was shown and left alone stays what it was, also where a measure says it in another shape than the fields
        return self._same(typed) or typed

    def _same(self, typed: Value) -> dict[str, Any] | None:
        """The value that the form was filled with, if the fields still say it."""
        if self._filled is None:
            return None
        shown, said = (initial_of(self._rule, one) for one in (self._filled, typed))
        return (
            dict(self._filled)
            if {k: str(v) for k, v in shown.items()} == {k: str(v) for k, v in said.items()}
            else None
        )

    @property
    def seen(self) -> int | None:
        """The row that the page showed; None: there was none."""
        return number_of(self.cleaned_data.get("thay", ""))


def number_of(text: str) -> int | None:
    """A row's number as forms carry it; None for none."""
    return int(text) if text.isascii() and text.isdigit() else None


def _by_hand(leaf: Leaf) -> forms.Field:
    return NumberField(
        label=f"Hoặc chấm bằng điểm, tối đa {points_text(leaf.max_points)}",
        required=False,
        max_digits=12,
        decimal_places=6,
        help_text="Chỉ ghi khi điểm không theo quy tắc trên; phải giải trình.",
    )


class PaperForm(OneOfMany):
    """A paper behind a leaf: a file, a link, or an official document with section and page."""

    title = forms.CharField(label="Tên tài liệu", max_length=500)
    number = forms.CharField(label="Số, ký hiệu", max_length=100, required=False)
    day = DayField(label="Ngày văn bản", required=False, help_text="Ngày/tháng/năm.")
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=200, required=False)
    section = forms.CharField(label="Mục", max_length=100, required=False, help_text="Khi chỉ một phần là căn cứ.")
    page = forms.CharField(label="Trang", max_length=50, required=False)
    address = forms.CharField(label="Đường dẫn", max_length=1000, required=False, help_text="Bắt đầu bằng https://")
    file = forms.FileField(
        label="Tệp",
        required=False,
        help_text="Không quá 20 MB; không tải lên tài liệu mật.",
        error_messages={"empty": "Tệp này rỗng; hãy chọn lại tệp.", "max_length": "Tên tệp dài quá 200 ký tự."},
        max_length=200,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__("tai-lieu", *args, **more)

    def clean_file(self) -> Any:
        """Raises ValidationError for a file that is too large to keep."""
        return checked_file(self.cleaned_data.get("file"))

    def paper(self, file: Any, name: str) -> Paper:
        """As actions take it; `file` is where the upload was put, None without one."""
        data = self.cleaned_data
        words = {field: data[field] for field in ("title", "number", "issuer", "section", "page", "address")}
        return Paper(day=data["day"], file=file, file_name=name, **words)


def checked_file(file: Any) -> Any:
    """The upload. Raises ValidationError for one that is too large to keep."""
    if file and file.size > LARGEST_FILE:
        raise forms.ValidationError("Tệp lớn hơn 20 MB; hãy quét lại với độ phân giải thấp hơn.")
    return file


class WordsForm(OneOfMany):
    """Words about a leaf: a request for an explanation, the explanation, a note (`what` of `WORDS`)."""

    text = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, what: str, *args: Any, **more: Any) -> None:
        super().__init__(what, *args, **more)
        self.fields["text"].label = WORDS[what]
        self.fields["text"].error_messages["required"] = f"Chưa ghi {WORDS[what].lower()}."


class ReasonForm(OneOfMany):
    """Why something is taken back."""

    reason = forms.CharField(label="Lý do rút", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    thay = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__("rut", *args, **more)
