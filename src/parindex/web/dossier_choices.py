"""What the pages of the dossier table ask: by what, which dossiers, which due date, which source, up to which day."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms

from parindex.measures.grouping import AXES, BEFORE, Grouping
from parindex.measures.period import parse_period
from parindex.records.dossier_words import CHANNELS
from parindex.web.fields import DayField
from parindex.web.page import Place
from parindex.worktime.clock import DossierClock

_BY = [(name, axis[0]) for name, axis in AXES.items()]
_DUES = (
    ("file", "ghi trong tệp"),
    ("legal", "tính theo luật"),
    ("r_day", "phần mềm, ngày"),
    ("r_hour", "phần mềm, giờ"),
)
_PAUSES = (("PAUSE", "cộng vào hạn được tính"), ("RESTART", "tính lại từ đầu"), ("END_AT_REQUEST", "là kết thúc (766)"))
_EXTENSIONS = (("original", "không tính"), ("current", "có tính"))
_GRANULARITIES = (("DAY", "ngày"), ("MINUTE", "phút"))
_WINDOWS = (("workload", "gồm kỳ trước"), ("accepted", "nhận trong kỳ"))


class TableForm(forms.Form):
    """The choices; each has a default, so that an address without any shows the table of the official form."""

    # A due date read from the file stays as it is: there only END_AT_REQUEST changes anything, and the policy says so.
    theo = forms.ChoiceField(label="Theo", choices=_BY, required=False)
    pham_vi = forms.ChoiceField(label="Hồ sơ", choices=_WINDOWS, required=False)
    han = forms.ChoiceField(label="Hạn dùng để xét", choices=_DUES, required=False)
    tam_dung = forms.ChoiceField(label="Thời gian tạm dừng", choices=_PAUSES, required=False)
    gia_han = forms.ChoiceField(label="Gia hạn", choices=_EXTENSIONS, required=False)
    xet = forms.ChoiceField(label="So theo", choices=_GRANULARITIES, required=False)
    den_ngay = DayField(label="Tính đến ngày", required=False)
    nguon = forms.ChoiceField(label="Nguồn", required=False)

    def __init__(self, *given: Any, titles: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["nguon"].choices = titles  # type: ignore[attr-defined]

    def value(self, name: str) -> str:
        """The choice made, or the first one."""
        chosen = self.cleaned_data.get(name) if self.is_bound and self.is_valid() else None
        return str(chosen or next(iter(self.fields[name].choices))[0])  # type: ignore[attr-defined]

    @property
    def grouping(self) -> Grouping:
        """The table asked for."""
        clock = DossierClock(
            due=self.value("han"),
            pauses=self.value("tam_dung"),
            extension=self.value("gia_han"),
            granularity=self.value("xet"),
        )
        return Grouping(by=self.value("theo"), window=self.value("pham_vi"), clock=clock)

    @property
    def query(self) -> dict[str, str]:
        """The choices as parameters of an address."""
        chosen = {name: self.value(name) for name in self.fields if name != "den_ngay"}
        day = self.cleaned_data.get("den_ngay") if self.is_bound and self.is_valid() else None
        return chosen | ({"den_ngay": f"{day:%d/%m/%Y}"} if day else {})


def group_name(place: Place, by: str, key: str, title: str) -> str:
    """A line's group in words: a unit's name, a procedure with its code, a quarter."""
    if key == BEFORE and by in {"quarter", "month"}:
        return "Kỳ trước chuyển sang"
    if not key:
        return "(để trống)"
    if by == "unit":
        return place.name_of(key)
    if by == "channel":
        return next((choice.title for choice in CHANNELS if choice.value == key), key)
    if by in {"quarter", "month"}:
        words = parse_period(key).title
        return words[0].upper() + words[1:]
    return f"{key} – {title}" if title != key else key


def cell_href(place: Place, form: TableForm, cell: str, group: str | None) -> str:
    """Where the dossiers behind a number are listed; `group` None: behind a total."""
    which = {"cot": cell} | ({"dong": group} if group is not None else {})
    return place.url("dossier_cell") + "?" + urlencode({**form.query, **which})
