"""The form that a total is entered in, with the signed document behind it."""

from typing import Any

from django import forms

from parindex.measures.measure import Measure
from parindex.web.fields import NumberField, PlainForm

_LARGEST_FILE = 20 * 1024 * 1024


class TotalForm(PlainForm):
    """Numerator and denominator (one number for a count), the document, why it differs, the document's file."""

    numerator = NumberField(label="Tử số (số đạt)")
    denominator = NumberField(label="Mẫu số (tổng số)")
    document = forms.CharField(
        label="Văn bản đã ký",
        max_length=1000,
        error_messages={"required": "Chưa nêu văn bản; hãy ghi số, ký hiệu, ngày, cơ quan ban hành, trang."},
        help_text="Số, ký hiệu, ngày, cơ quan ban hành; trang, biểu có con số này.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note = forms.CharField(
        label="Giải trình",
        max_length=1000,
        required=False,
        help_text="Bắt buộc khi con số khác số tính từ các dòng: vì sao khác.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    file = forms.FileField(
        label="Tệp văn bản",
        required=False,
        help_text="Bản quét hoặc bản ký số, không quá 20 MB; nên kèm: chưa có tệp thì con số mang dấu “chưa kèm tệp văn bản”.",
        error_messages={"empty": "Tệp này rỗng; hãy chọn lại tệp.", "max_length": "Tên tệp dài quá 200 ký tự."},
        max_length=200,
    )

    def __init__(self, measure: Measure, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        amount = f" ({measure.amount})" if measure.amount else ""
        if measure.is_count:
            del self.fields["denominator"]
            self.fields["numerator"].label = f"Số lượng {measure.amount or measure.thing}"
            self.fields["numerator"].error_messages["required"] = "Chưa điền ô này; hãy ghi số lượng."
        else:
            self.fields["numerator"].help_text = f"Số {measure.thing} đạt{amount}, như trong văn bản."
            self.fields["denominator"].help_text = f"Tổng số {measure.thing}{amount} được xét."

    def clean_file(self) -> Any:
        """Raises ValidationError for a file that is too large to keep."""
        file = self.cleaned_data.get("file")
        if file and file.size > _LARGEST_FILE:
            raise forms.ValidationError("Tệp lớn hơn 20 MB; hãy quét lại với độ phân giải thấp hơn.")
        return file


class WithdrawForm(PlainForm):
    """Why a total is taken back."""

    reason = forms.CharField(
        label="Lý do rút",
        max_length=1000,
        help_text="Ví dụ: ghi nhầm kỳ; văn bản đã được thay thế.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
