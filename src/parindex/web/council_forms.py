"""What is written before the council: a score brought there, votes, the decision, a check on the spot."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from parindex.assessment.rounds.majority import QUORUM_TITLES
from parindex.documents.wording.numbers import points_text
from parindex.web.fields import DayField, NumberField, PlainForm

_LARGEST_FILE = 20 * 1024 * 1024
_WORDS = {"class": "grows", "rows": 2}


def _words(label: str, most: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs=dict(_WORDS)), **more)


class _MinutesFile(forms.FileField):
    """The file of the minutes, kept as it is."""

    def __init__(self) -> None:
        super().__init__(
            label="Tệp biên bản",
            required=False,
            max_length=200,
            help_text="Bản quét hoặc bản ký số, không quá 20 MB.",
            error_messages={"empty": "Tệp này rỗng; hãy chọn lại tệp.", "max_length": "Tên tệp dài quá 200 ký tự."},
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Raises ValidationError for a file that is too large to keep."""
        file = super().clean(data, initial)
        if file and file.size > _LARGEST_FILE:
            raise forms.ValidationError("Tệp lớn hơn 20 MB; hãy quét lại với độ phân giải thấp hơn.")
        return file


class RaiseForm(PlainForm):
    """Which leaf of which unit, and why."""

    don_vi = forms.ChoiceField(label="Đơn vị")
    tc = forms.ChoiceField(label="Tiêu chí thành phần, dòng điểm thưởng, điểm trừ")
    reason = _words("Lý do đưa ra Hội đồng", 2000, help_text="Điều chưa thống nhất giữa đơn vị và cơ quan thẩm định.")

    def __init__(
        self, *given: Any, units: Sequence[tuple[str, str]], leaves: Sequence[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.fields["don_vi"].choices = units  # type: ignore[attr-defined]
        self.fields["tc"].choices = [("", "– chọn –"), *leaves]  # type: ignore[attr-defined]


class AboutDispute(PlainForm):
    """What is done with the dispute on its page. `taken_off`: points are those of a penalty line, given as they are kept,
    without their minus.
    """

    viec = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, *given: Any, task: str, most: Decimal | None = None, taken_off: bool = False, **more: Any
    ) -> None:
        initial = {"viec": task} | more.pop("initial", {})
        super().__init__(*given, initial=initial, auto_id=f"id_{task}_%s", **more)
        if most is not None and "points" in self.fields:
            field = self.fields["points"]
            label = f"Điểm trừ{str(field.label).removeprefix('Điểm')}" if taken_off else field.label
            field.label = f"{label}, tối đa {points_text(most)}"


class VoteForm(AboutDispute):
    """A member's vote."""

    points = NumberField(label="Điểm tôi biểu quyết", decimal_places=6, max_digits=15)
    reason = _words("Ý kiến", 1000, required=False)


class StepBackForm(AboutDispute):
    """Why a member takes no part."""

    reason = _words("Lý do không tham gia", 1000, help_text="Ví dụ: có người thân phụ trách việc này ở đơn vị.")


class TakeBackForm(AboutDispute):
    """Why a dispute is taken back."""

    reason = _words("Lý do rút", 2000, help_text="Kiến nghị và lý do rút đều được lưu.")


class CouncilRuleForm(PlainForm):
    """How the council decides."""

    CHAIR, AGAIN = "chair", "again"

    quorum = forms.ChoiceField(
        label="Số thành viên phải bỏ phiếu",
        choices=[(one.value, title[0].upper() + title[1:]) for one, title in QUORUM_TITLES.items()],
        help_text="Trong số thành viên được biểu quyết về đơn vị; không bao giờ ít hơn 2 phiếu.",
    )
    tie = forms.ChoiceField(
        label="Khi bằng phiếu",
        choices=[(AGAIN, "Chưa thành kết luận, biểu quyết lại"), (CHAIR, "Theo phía có Chủ tịch Hội đồng")],
    )
    document = forms.CharField(
        label="Theo văn bản", max_length=1000, help_text="Số, ngày của quyết định, quy chế làm việc của Hội đồng."
    )


class DecideForm(AboutDispute):
    """The decision with its minutes; `da_xem`, `diem_da_xem`: the newest vote and council's score that were shown."""

    da_xem = forms.IntegerField(widget=forms.HiddenInput)
    diem_da_xem = forms.IntegerField(widget=forms.HiddenInput, required=False)
    minutes = forms.CharField(
        label="Biên bản",
        max_length=1000,
        help_text="Số và ngày của biên bản họp Hội đồng có kết luận này; thiếu số hoặc ngày thì phải kèm tệp.",
    )
    points = NumberField(
        label="Điểm của phía có Chủ tịch Hội đồng",
        required=False,
        decimal_places=6,
        max_digits=15,
        help_text="Một trong các điểm bằng phiếu, đúng như biên bản.",
    )
    note = _words("Kết luận", 2000, required=False, help_text="Tóm tắt vì sao, để đơn vị đọc.")
    file = _MinutesFile()

    def __init__(self, *given: Any, tied: bool = False, **more: Any) -> None:
        super().__init__(*given, **more)
        if not tied:
            del self.fields["points"]


class WithdrawCheckForm(PlainForm):
    """Why a check on the spot is withdrawn."""

    reason = _words("Lý do rút", 1000, help_text="Lần kiểm tra vẫn hiện, ghi là đã rút, cùng lý do này.")


class SiteCheckForm(PlainForm):
    """A check on the spot, with its minutes."""

    don_vi = forms.ChoiceField(label="Đơn vị được kiểm tra")
    tc = forms.CharField(
        label="Mã tiêu chí thành phần", max_length=30, required=False, help_text="Để trống: kiểm tra chung cả đơn vị."
    )
    day = DayField(label="Ngày kiểm tra")
    people = forms.CharField(label="Thành phần đoàn kiểm tra", max_length=1000)
    findings = _words("Kết quả kiểm tra", 4000)
    minutes = forms.CharField(label="Biên bản", max_length=1000, help_text="Số, ngày của biên bản kiểm tra.")
    file = _MinutesFile()

    def __init__(self, *given: Any, units: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["don_vi"].choices = units  # type: ignore[attr-defined]
