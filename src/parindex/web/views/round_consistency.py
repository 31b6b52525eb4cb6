"""Like grounds, unlike scores: the leaves of a block on which an appraiser should look at some units again."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from parindex.assessment.rounds.consistency import BEST, FIGURE, PAPER, VALUE, Alike, Given, Unlike
from parindex.assessment.rounds.consistency_reading import Doubtful, doubtful, steps_with_scores
from parindex.assessment.rounds.states import STEP_TITLES, Step
from parindex.documents.wording.numbers import count_text, number_text, points_text
from parindex.web.page import show
from parindex.web.paging import CARD_ROWS, PAGE_ROWS, kept_query, last_page, page_number, paging
from parindex.web.rendering.form import FormLook
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.round_here import Here, round_placed

_KINDS = {VALUE: "cùng số liệu, mức đã ghi", FIGURE: "cùng số tính được", PAPER: "cùng tài liệu kiểm chứng"}
_NAMED = 6  # units of one kind that are named one by one


class ConsistencyFilter(forms.Form):
    """Which block, which step, which leaf. What cannot be read does not narrow the list. Some unit must be assessed here."""

    khoi = forms.ChoiceField(label="Khối", required=False)
    buoc = forms.ChoiceField(label="Bước", required=False)
    tc = forms.ChoiceField(label="Tiêu chí thành phần", required=False)

    def __init__(self, here: Here) -> None:
        data = here.place.request.GET
        super().__init__(data or None)
        there = {one.block for one in here.running}
        blocks = [(code, one.title) for code, one in here.blocks.items() if code in there]
        asked = data.get("khoi", "")
        self.block = here.blocks[asked if asked in dict(blocks) else blocks[0][0]]
        spoken = steps_with_scores(self.block)
        steps = [(one.value, STEP_TITLES[one]) for one in spoken]
        wanted = data.get("buoc", "")
        self.step = Step(wanted) if wanted in dict(steps) else spoken[-1] if spoken else Step.SELF
        self.initial = {"khoi": self.block.code, "buoc": self.step.value}
        self.fields["khoi"].choices = blocks  # type: ignore[attr-defined]
        self.fields["buoc"].choices = steps or [(Step.SELF.value, STEP_TITLES[Step.SELF])]  # type: ignore[attr-defined]
        leaves = [(leaf.code, f"{leaf.code}. {leaf.name}") for _, _, leaf in here.set_of(self.block).leaves()]
        self.fields["tc"].choices = [("", "Tất cả"), *leaves]  # type: ignore[attr-defined]
        wanted = data.get("tc", "")
        self.leaf = wanted if wanted in dict(leaves) else ""
        if data:
            self.data = {"khoi": self.block.code, "buoc": self.step.value, "tc": self.leaf}


def _named(here: Here, units: Sequence[Given], leaf: str) -> SafeString:
    """Units with links to what was said of the leaf there; the first ones, and how many more."""
    links = format_html_join(
        ", ",
        '<a href="{}">{}</a>',
        ((here.leaf_href(one.unit, leaf), here.place.name_of(one.unit)) for one in units[:_NAMED]),
    )
    more = len(units) - _NAMED
    return format_html("{} và {} đơn vị khác", links, count_text(more)) if more > 0 else links


def _parts(here: Here, lines: Iterable[tuple[str, Sequence[Given]]], leaf: str) -> SafeString:
    return format_html_join(
        "", "<div><b>{}</b>: {}</div>", ((words, _named(here, units, leaf)) for words, units in lines)
    )


def _unlike(here: Here, leaf: str, finding: Unlike) -> tuple[Cell, Cell]:
    by_points = [(points, tuple(units)) for points, units in groupby(finding.units, key=lambda one: one.points)]
    lines = [(f"{points_text(points)} điểm", units) for points, units in by_points]
    why = Cell("Căn cứ như nhau, điểm khác nhau", sign="warn", note=", ".join(_KINDS[kind] for kind in finding.kinds))
    return why, Cell("", control=_parts(here, lines, leaf))


def _bests(here: Here, leaf: str, finding: Unlike) -> tuple[Cell, Cell]:
    by_best = [(best, tuple(units)) for best, units in groupby(finding.units, key=lambda one: one.best)]
    lines = [(f"cao nhất {number_text(best, places=4)}", units) for best, units in by_best]
    why = Cell("Số cao nhất của khối ghi khác nhau", sign="warn", note="một khối chỉ có một số cao nhất")
    return why, Cell("", control=_parts(here, lines, leaf))


def _figure(one: Given) -> str:
    return number_text(one.figure, places=4) if one.figure is not None else ""


def _alike(here: Here, leaf: str, finding: Alike) -> tuple[Cell, Cell]:
    low, high = finding.units[0].figure, finding.units[-1].figure
    lines = [
        (f"số liệu {_figure(units[0])}", units)
        for units in (
            tuple(one for one in finding.units if one.figure == low),
            tuple(one for one in finding.units if one.figure == high),
        )
    ]
    between = len(finding.units) - sum(len(units) for _, units in lines)
    note = f"cùng {points_text(finding.points)} điểm" + (f"; {count_text(between)} đơn vị ở giữa" if between else "")
    return Cell("Số liệu khác xa, điểm như nhau", sign="warn", note=note), Cell("", control=_parts(here, lines, leaf))


def _row(here: Here, block: str, found: Doubtful) -> Row:
    href = here.url("round_column", block=block, leaf=found.leaf.code)
    code, finding = found.leaf.code, found.finding
    if isinstance(finding, Alike):
        why, units = _alike(here, code, finding)
    else:
        why, units = (_bests if finding.kinds == (BEST,) else _unlike)(here, code, finding)
    return Row((Cell(found.leaf.code, href=href, note=found.leaf.name), why, units))


def _table(here: Here, form: ConsistencyFilter, found: Sequence[Doubtful]) -> Table:
    number = min(page_number(here.place.request), last_page(len(found)))
    shown = found[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]
    return Table(
        columns=(
            Column("Tiêu chí thành phần", heading=True, width="medium"),
            Column("Vì sao cần xem lại", width="medium"),
            Column("Các đơn vị", width="text"),
        ),
        rows=[_row(here, form.block.code, one) for one in shown],
        caption=f"{count_text(len(found))} chỗ cần xem lại",
        empty_text=f"Bước “{STEP_TITLES[form.step]}” không có chỗ nào điểm và căn cứ không khớp nhau.",
        query=kept_query(here.place.request),
        paging=paging(number, len(found)),
        narrow="list" if len(shown) <= CARD_ROWS else "scroll",
    )


@round_placed
def page(here: Here) -> HttpResponse:
    """What does not fit together in a block (`khoi`) at a step (`buoc`), of one leaf (`tc`) or of all."""
    compared: dict[str, Any] = {}
    if here.running:
        form = ConsistencyFilter(here)
        units = [one.unit_id for one in here.running if one.block == form.block.code]
        look = FormLook(submit="Xem", method="get", inline=True, action=here.url("round_consistency"))
        found = doubtful(form.block, form.step, units, form.leaf)
        compared = {"form": form, "look": look, "table": _table(here, form, found)}
    return show(
        here.place,
        "round_consistency.html",
        section="rounds",
        crumbs=here.crumbs("Xem lại tính nhất quán"),
        **compared,
    )
