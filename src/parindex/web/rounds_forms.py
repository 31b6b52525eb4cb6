"""The forms that a round is run by: moving units, windows and extensions, fields of appraisal."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from parindex.assessment.rounds.states import OUTSIDE, STEP_TITLES, Step, Transition
from parindex.web.fields import DayField, PlainForm

_DOCUMENT_HINT = "Số, ký hiệu, ngày, cơ quan ban hành."
_AGAIN_HINT = (
    "Đơn vị chấm lại từ bước tự chấm, theo bộ tiêu chí đang có hiệu lực của khối. Điểm thẩm định và kết luận của Hội đồng ghi "
    "trước đây không tính nữa, vẫn xem được ở lịch sử; điểm điều tra giữ nguyên."
)
STEP_CHOICES = [(one.value, title) for one, title in STEP_TITLES.items()]


class MoveForm(PlainForm):
    """What a transition asks for: a reason, a document, the word of who confirms his own scores."""

    buoc = forms.CharField(widget=forms.HiddenInput)
    don_vi = forms.MultipleChoiceField(widget=forms.MultipleHiddenInput, required=False)
    xac_nhan = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(label="Lý do", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    document = forms.CharField(label="Văn bản căn cứ", max_length=1000, help_text=_DOCUMENT_HINT)
    alone = forms.BooleanField(
        label="Tự xác nhận: tôi đã ghi các điểm, giải trình này và không có người thứ hai duyệt",
        help_text="Dấu “tự xác nhận” hiện ở mọi nơi có bước chuyển này.",
        required=False,
    )

    def __init__(self, way: Transition, *args: Any, units: Sequence[str], alone: bool, **more: Any) -> None:
        super().__init__(*args, initial={"buoc": way.name, "don_vi": list(units), "xac_nhan": "1"}, **more)
        self.fields["don_vi"].choices = [(one, one) for one in units]  # type: ignore[attr-defined]
        if way.source in OUTSIDE:
            self.fields["reason"].help_text = _AGAIN_HINT
        for name, wanted in (("reason", way.reason), ("document", way.document), ("alone", alone)):
            if not wanted:
                del self.fields[name]


class JoinForm(PlainForm):
    """A unit that comes into the round later. `units`: those that may; `blocks`: code and title."""

    unit = forms.ChoiceField(label="Đơn vị", error_messages={"required": "Hãy chọn đơn vị."})
    block = forms.ChoiceField(label="Khối", help_text="Đơn vị dùng bộ tiêu chí đang có hiệu lực của khối này.")
    reason = forms.CharField(label="Lý do, căn cứ", max_length=1000, help_text="Ghi vào nhật ký và diễn biến của đợt.")

    def __init__(
        self, *args: Any, units: Iterable[tuple[str, str]], blocks: Iterable[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["unit"].choices = [("", "Chọn đơn vị"), *units]  # type: ignore[attr-defined]
        self.fields["block"].choices = list(blocks)  # type: ignore[attr-defined]


class CancelForm(PlainForm):
    """Why a round is cancelled."""

    reason = forms.CharField(label="Lý do hủy", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    sure = forms.BooleanField(label="Tôi hủy cả đợt đánh giá này, với mọi đơn vị trong đợt")


class WindowForm(PlainForm):
    """From when to when a step takes writes."""

    opens = DayField(label="Từ ngày", help_text="Ngày/tháng/năm, tính cả ngày này.")
    closes = DayField(label="Đến hết ngày", help_text="Ngày/tháng/năm, tính cả ngày này; hôm sau bước tự khóa.")
    reason = forms.CharField(label="Lý do đặt lại", max_length=1000, help_text="Ghi vào nhật ký; mọi đơn vị đều thấy.")

    def __init__(self, *args: Any, again: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not again:
            del self.fields["reason"]


class ExtensionForm(PlainForm):
    """More time for one unit, and why."""

    unit = forms.ChoiceField(label="Đơn vị")
    step = forms.ChoiceField(label="Bước", choices=STEP_CHOICES)
    closes = DayField(label="Gia hạn đến hết ngày", help_text="Ngày/tháng/năm; phải sau hạn chung của bước.")
    reason = forms.CharField(label="Lý do", max_length=1000, help_text="Ghi vào nhật ký và hiện bên hạn của đơn vị.")

    def __init__(self, *args: Any, units: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["unit"].choices = list(units)  # type: ignore[attr-defined]

    def clean_step(self) -> Step:
        """The step itself."""
        return Step(self.cleaned_data["step"])


class FieldForm(PlainForm):
    """Who appraises which part of a block's set."""

    appraiser = forms.ChoiceField(label="Người thẩm định")
    part = forms.ChoiceField(label="Phần được giao")

    def __init__(
        self,
        *args: Any,
        people: Iterable[tuple[str, str]],
        parts: Iterable[tuple[str, Iterable[tuple[str, str]]]],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["appraiser"].choices = list(people)  # type: ignore[attr-defined]
        self.fields["part"].choices = [(title, list(listed)) for title, listed in parts]  # type: ignore[attr-defined]

    @property
    def named(self) -> tuple[str, str]:
        """Code of the block, and of the part in it."""
        block, _, code = self.cleaned_data["part"].partition("/")
        return block, code
