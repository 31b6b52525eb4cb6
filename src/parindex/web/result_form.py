"""The form that an announced result is written in, with its decision."""

from datetime import date
from typing import Any

from django import forms

from parindex.assessment.queries import INDEX_TITLES
from parindex.web.fields import DayField, NumberField, PlainForm, WholeField


class ResultForm(PlainForm):
    """What a decision announces of one index in one year."""

    index = forms.ChoiceField(label="Chỉ số", choices=list(INDEX_TITLES.items()))
    year = WholeField(label="Năm của kết quả", min_value=2010, help_text="Năm được đánh giá, không phải năm công bố.")
    percent = NumberField(
        label="Kết quả (%)", min_value=0, max_value=200, max_digits=7, decimal_places=3, help_text="Ví dụ 84,66."
    )
    rank = WholeField(
        label="Hạng", required=False, min_value=1, max_value=1000, help_text="Để trống nếu không xếp hạng."
    )
    rank_of = WholeField(label="Trên tổng số đơn vị", required=False, min_value=1, max_value=1000)
    change_points = NumberField(
        label="Tăng, giảm so với năm trước (điểm phần trăm)",
        required=False,
        min_value=-200,
        max_value=200,
        max_digits=7,
        decimal_places=3,
        help_text="Tăng ghi 10,54; giảm ghi -1,87.",
    )
    change_rank = WholeField(
        label="Tăng, giảm hạng (bậc)", required=False, min_value=-1000, max_value=1000, help_text="Tăng 8 bậc ghi 8."
    )
    decision = forms.CharField(label="Số, ký hiệu văn bản công bố", max_length=200, help_text="Ví dụ 231/QĐ-UBND-HC.")
    day = DayField(label="Ngày văn bản", help_text="Ngày/tháng/năm, ví dụ 17/03/2022.")

    def __init__(self, *args: Any, last_day: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.last_day = last_day

    def clean(self) -> dict[str, Any]:
        """What two fields must agree on, said beside the one to mend."""
        data = super().clean() or {}
        rank, of, year, day = (data.get(name) for name in ("rank", "rank_of", "year", "day"))
        if rank and not of and "rank_of" not in self.errors:
            self.add_error("rank_of", "Có hạng thì ghi cả tổng số đơn vị được xếp hạng.")
        if rank and of and rank > of:
            self.add_error("rank", f"Hạng {rank} lớn hơn tổng số {of} đơn vị; hãy xem lại hai số này.")
        if of and not rank and "rank" not in self.errors:
            self.add_error("rank", "Có tổng số đơn vị thì ghi cả hạng.")
        if year and year > self.last_day.year:
            self.add_error("year", f"Năm {year} chưa qua; hãy xem lại năm.")
        if day and day > self.last_day:
            self.add_error("day", "Ngày văn bản ở tương lai; hãy xem lại ngày.")
        elif day and year and day.year < year:
            self.add_error("day", f"Văn bản có trước năm {year}; hãy xem lại ngày hoặc năm.")
        return data
