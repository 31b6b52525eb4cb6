"""The form for a workspace's own step of a dated fact."""

from typing import Any

from django import forms

from parindex.measures.facts import Fact
from parindex.web.fields import DayField, NumberField, PlainForm, mend_required


class FactForm(PlainForm):
    """The value from a day on, and the document that says so."""

    value = forms.CharField(label="Giá trị", max_length=200)
    valid_from = DayField(
        label="Áp dụng từ ngày", required=False, help_text="Ngày/tháng/năm; để trống nếu áp dụng từ đầu."
    )
    source = forms.CharField(
        label="Văn bản căn cứ",
        max_length=300,
        help_text="Số, ký hiệu, ngày, cơ quan ban hành.",
        error_messages={"required": "Chưa nêu văn bản căn cứ; hãy ghi số, ký hiệu, ngày, cơ quan ban hành."},
    )

    def __init__(self, fact: Fact, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if fact.choices:
            self.fields["value"] = forms.ChoiceField(label="Giá trị", choices=list(fact.choices))
        elif fact.unit:
            self.fields["value"] = NumberField(
                label=f"Giá trị ({fact.unit})", min_value=0, max_digits=18, decimal_places=4
            )
            self.fields["value"].error_messages["required"] = "Chưa điền ô này; hãy ghi giá trị."
        mend_required(self)

    def clean_value(self) -> str:
        """The value as settings keep it: a number in plain digits."""
        value = self.cleaned_data["value"]
        return value if isinstance(value, str) else format(value.normalize(), "f")
