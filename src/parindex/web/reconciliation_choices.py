"""Which comparison a page is about: what is compared, between which sources, up to which day. Kept in every link."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, QueryDict

from parindex.assessment.figures import Question, question
from parindex.assessment.reconciling import Asked, Compared, comparable_sources, comparison
from parindex.errors import InputFault
from parindex.ledger.queries import sources
from parindex.ledger.sources import SourceFacts
from parindex.measures.reconciliation.comparisons import COMPARISONS
from parindex.organisations.queries import today
from parindex.web.fields import DayField
from parindex.web.page import Place
from parindex.web.rendering.shell import Crumb

TITLE = "Đối chiếu hai nguồn"
KINDS = [(name, one.title) for name, one in COMPARISONS.items()]


_ABOUT = ("loai", "trai", "phai", "den_ngay")


class ChoiceForm(forms.Form):
    """What to compare. What is not given is the first choice; what cannot be read is said beside its field."""

    loai = forms.ChoiceField(label="Đối chiếu", choices=KINDS, required=False)
    trai = forms.ChoiceField(label="Nguồn thứ nhất", required=False)
    phai = forms.ChoiceField(label="Nguồn thứ hai", required=False)
    den_ngay = DayField(label="Tính đến ngày", required=False)
    dang_xem = forms.CharField(widget=forms.HiddenInput, required=False)  # the kind whose sources were offered

    def __init__(self, *given: Any, sources: Sequence[SourceFacts], **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [(one.source, one.title) for one in sources] or [("", "chưa có")]
        for name in ("trai", "phai"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        for name, what in (("loai", "loại đối chiếu"), ("trai", "nguồn"), ("phai", "nguồn")):
            words = f"Không có {what} “%(value)s”; hãy chọn trong danh sách."
            self.fields[name].error_messages["invalid_choice"] = words

    def clean_den_ngay(self) -> date | None:
        """A day that has come."""
        day: date | None = self.cleaned_data["den_ngay"]
        if day is not None and day > today():
            raise ValidationError(f"Chưa đến ngày {day:%d/%m/%Y}; hãy ghi hôm nay hoặc một ngày đã qua.")
        return day

    def clean(self) -> dict[str, Any]:
        """Two sources, not one."""
        given = super().clean() or self.cleaned_data
        if given.get("trai") and given.get("trai") == given.get("phai"):
            self.add_error("phai", "Nguồn thứ hai phải khác nguồn thứ nhất; hãy chọn nguồn khác.")
        return given

    @property
    def fault(self) -> str:
        """What cannot be read, in a sentence; "" for nothing."""
        return next((f"{self.fields[name].label}: {told[0]}" for name, told in self.errors.items()), "")


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The choice made on this request. `left` and `right` are "" while there are not two sources."""

    place: Place
    kind: str
    sources: tuple[SourceFacts, ...]
    left: str
    right: str
    day: date | None
    on: Question = field(repr=False, compare=False)  # of the unit and the period, up to their own last day
    faulty: ChoiceForm | None = field(default=None, repr=False, compare=False)  # as it was typed

    @property
    def query(self) -> dict[str, str]:
        """The choice as parameters of an address."""
        day = {"den_ngay": f"{self.day:%d/%m/%Y}"} if self.day else {}
        return {"loai": self.kind, "trai": self.left, "phai": self.right, **day}

    def href(self, name: str, **more: str) -> str:
        """The address of another page about the same comparison."""
        return self.place.url(name) + "?" + urlencode({**self.query, **more})

    @property
    def asked(self) -> Asked:
        """The question. Http404 while there are not two sources."""
        if not self.right:
            raise Http404("Chưa có hai nguồn để đối chiếu.")
        return Asked(
            kind=self.kind,
            left=self.left,
            right=self.right,
            unit=self.place.unit,
            period=self.place.period.code,
            as_of=self.day,
        )

    def compared(self) -> Compared:
        """The answer, with what was decided. InputFault for what cannot be asked."""
        return comparison(self.asked, on=self.on if self.day is None else None)

    @property
    def form(self) -> ChoiceForm:
        """The form that shows the choice, or what was typed with what is wrong in it."""
        if self.faulty is not None:
            return self.faulty
        return ChoiceForm({**self.query, "dang_xem": self.kind}, sources=self.sources)

    def faulted(self, words: str) -> "Chosen":
        """The same, with a fault of the day that was found later."""
        form = self.form
        form.is_valid()
        form.add_error("den_ngay", words)
        return replace(self, faulty=form)


def _typed(data: QueryDict, kind: str, found: Sequence[SourceFacts]) -> ChoiceForm:
    """The form as it was typed. Sources count only of the kind that they were offered for, and where there are two."""
    typed = {name: data.get(name, "") for name in _ABOUT}
    offered = data.get("dang_xem", "")
    names = {one.source for one in found}
    if len(names) < 2 or offered not in {"", kind}:
        typed = {name: value for name, value in typed.items() if name not in {"trai", "phai"} or value in names}
    if len(names) < 2 or (offered not in {"", kind} and typed.get("trai") == typed.get("phai")):
        typed.pop("phai", "")
    return ChoiceForm({**typed, "dang_xem": kind}, sources=found)


def chosen(place: Place, given: QueryDict | None = None, *, strict: bool = True) -> Chosen:
    """The choice that the address makes; by default the first comparison with two sources, the primary one left.

    InputFault for what cannot be read; unless `strict` it is told by the form of the choice (`faulty`).
    """
    data = place.request.GET if given is None else given
    on = question(place.unit, place.period)
    wanted = data.get("loai", "")
    kinds = [wanted] if wanted in COMPARISONS else [name for name, _ in KINDS]
    kind, found = kinds[0], comparable_sources(kinds[0], on)
    for name in kinds[1:]:
        if len(found) > 1:
            break
        if len(others := comparable_sources(name, on)) > 1:
            kind, found = name, others
    names = [one.source for one in found]
    left = data.get("trai", "") if data.get("trai") in names else next(iter(names), "")
    rest = [name for name in names if name != left]
    right = data.get("phai", "") if data.get("phai") in rest else next(iter(rest), "")
    form = _typed(data, kind, found)
    if strict and form.fault:
        raise InputFault(form.fault)
    day = form.cleaned_data.get("den_ngay") if form.is_valid() else None
    faulty = form if form.errors else None
    return Chosen(place=place, kind=kind, sources=found, left=left, right=right, day=day, on=on, faulty=faulty)


def comparison_href(place: Place, register: str, **more: str) -> str:
    """The comparison of a register's sources, or with `khoa` that of one row; "" while it has not two sources."""
    kind = next((name for name, one in COMPARISONS.items() if one.register == register), "")
    if not kind or len(sources(register)) < 2:
        return ""
    name = "reconciliation_one" if "khoa" in more else "reconciliation"
    return place.url(name) + "?" + urlencode({"loai": kind, **more})


def crumbs(choice: Chosen, *more: Crumb) -> tuple[Crumb, ...]:
    """Down to a page under the comparison; the last of `more` is the page itself."""
    home = Crumb(TITLE, choice.href("reconciliation")) if more else Crumb(TITLE)
    return Crumb("Tổng quan", choice.place.url("overview")), home, *more
