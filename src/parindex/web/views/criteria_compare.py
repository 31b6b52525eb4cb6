"""Two sets side by side: which code became which, and what is asked differently."""

from django import forms
from django.http import HttpResponse

from parindex.criteria.comparing import crosswalk
from parindex.criteria.loading import load
from parindex.criteria.model import CriteriaSet
from parindex.documents.wording.set_changes import said_changes
from parindex.errors import InputFault
from parindex.web.criteria_sources import sources, text_of
from parindex.web.page import Place, placed, show
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.views.criteria_shared import crumbs


class PairForm(forms.Form):
    """Which two sets."""

    a = forms.ChoiceField(label="Bộ trước")
    b = forms.ChoiceField(label="Bộ sau")

    def __init__(self, choices: list[tuple[str, str]], *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        for name in ("a", "b"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


def _changes(before: CriteriaSet, after: CriteriaSet) -> Table:
    rows = [Row(tuple(one)) for one in said_changes(before, after)]
    return Table(
        columns=(
            Column("Mã", width="code"),
            Column("Khác ở", heading=True, width="short"),
            Column("Bộ trước", width="text"),
            Column("Bộ sau", width="text"),
        ),
        rows=rows,
        caption="Những chỗ khác nhau",
        empty_text="Hai bộ hỏi và chấm như nhau.",
        narrow="flow",
    )


def _walk(before: CriteriaSet, after: CriteriaSet) -> Table:
    walk = crosswalk(before, after)
    rows = [
        Row(
            (
                code,
                leaf.name,
                walk[code] if code in walk else Cell("không còn", sign="warn"),
                after.by_code[walk[code]].name if code in walk else "",
            )
        )
        for code, leaf in before.by_code.items()
    ]
    came = set(walk.values())
    rows += [
        Row(("", Cell("mục mới", sign="open"), code, leaf.name))
        for code, leaf in after.by_code.items()
        if code not in came
    ]
    return Table(
        columns=(
            Column("Mã trước", width="code"),
            Column("Mục ở bộ trước", width="wide", heading=True),
            Column("Mã sau", width="code"),
            Column("Mục ở bộ sau", width="wide"),
        ),
        rows=rows,
        caption="Bảng chuyển mã",
        empty_text="Không có mục nào.",
        id="chuyen-ma",
        narrow="flow",
    )


def _asked(place: Place, form: PairForm) -> tuple[CriteriaSet, CriteriaSet]:
    """Both sets, whether or not they can be scored. SetFault for one that cannot be read."""
    first, second = (load(text_of(place, form.cleaned_data[name]), name=form.cleaned_data[name]) for name in ("a", "b"))
    return first, second


@placed
def page(place: Place) -> HttpResponse:
    """Choose two sets; their crosswalk and their differences."""
    choices = [one.choice for one in sources(place)]
    asked = place.request.GET
    start = {"a": choices[-1][0], "b": choices[0][0]} if choices else {}
    form = PairForm(choices, {**start, **{name: asked[name] for name in ("a", "b") if name in asked}})
    walk = changes = None
    fault = ""
    if form.is_valid() and "a" in asked:
        try:
            before, after = _asked(place, form)
            walk, changes = _walk(before, after), _changes(before, after)
        except InputFault as found:
            fault = str(found)
    return show(
        place,
        "criteria_compare.html",
        section="rules",
        crumbs=crumbs(place, Crumb("So hai bộ")),
        status=400 if fault or form.errors else 200,
        form=form,
        walk=walk,
        changes=changes,
        fault=fault,
        here=place.url("criteria_compare"),
    )
