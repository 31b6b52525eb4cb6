"""Which comparison a page is about: what is compared, between which sources, up to which day. Kept in every link."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, QueryDict

from parindex.assessment.figures import Question, question
from parindex.assessment.reconciling import Asked, Compared, comparable_sources, comparison
from parindex.ledger.queries import sources
from parindex.ledger.sources import SourceFacts
from parindex.measures.reconciliation.comparisons import COMPARISONS
from parindex.web.fields import DayField
from parindex.web.page import Place
from parindex.web.rendering.shell import Crumb

TITLE = "Đối chiếu hai nguồn"
KINDS = [(name, one.title) for name, one in COMPARISONS.items()]


class ChoiceForm(forms.Form):
    """What to compare. What cannot be read falls back to the first choice."""

    loai = forms.ChoiceField(label="Đối chiếu", choices=KINDS, required=False)
    trai = forms.ChoiceField(label="Nguồn thứ nhất", required=False)
    phai = forms.ChoiceField(label="Nguồn thứ hai", required=False)
    den_ngay = DayField(label="Tính đến ngày", required=False)

    def __init__(self, *given: Any, sources: Sequence[SourceFacts], **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [(one.source, one.title) for one in sources] or [("", "chưa có")]
        for name in ("trai", "phai"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


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
        """The form that shows the choice."""
        return ChoiceForm(self.query, sources=self.sources)


def chosen(place: Place, given: QueryDict | None = None) -> Chosen:
    """The choice that the address makes; by default the first comparison with two sources, the primary one left."""
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
    form = ChoiceForm({"den_ngay": data.get("den_ngay", "")}, sources=found)
    day = form.cleaned_data.get("den_ngay") if form.is_valid() else None
    return Chosen(place=place, kind=kind, sources=found, left=left, right=right, day=day, on=on)


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
