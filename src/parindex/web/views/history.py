"""History: results that were announced, with their decisions. Entered, never computed here."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from parindex.assessment.actions import enter_result
from parindex.assessment.comparing_results import incomparable
from parindex.assessment.comparing_years import MODE_TITLES, Mode
from parindex.assessment.queries import INDEX_TITLES, published_results
from parindex.documents.wording.numbers import change_text, count_text, date_text, percent_text, rank_text
from parindex.organisations.lineage_queries import lineage_lines, trees_of_days
from parindex.organisations.queries import today
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.web.faults import faults_beside
from parindex.web.page import Place, placed, show
from parindex.web.rendering.chart import YearChart, YearColumn
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.result_form import ResultForm

if TYPE_CHECKING:
    from parindex.assessment.models import PublishedResult

_COLUMNS = (
    Column("Năm", heading=True),
    Column("Kết quả", numeric=True),
    Column("So với năm trước (điểm %)", numeric=True),
    Column("Hạng", numeric=True),
    Column("Thay đổi hạng", numeric=True),
    Column("Văn bản công bố", width="wide"),
    Column("Người ghi"),
)


def _rank(result: "PublishedResult") -> str:
    if result.rank is None:
        return ""
    return rank_text(result.rank, result.rank_of) if result.rank_of else count_text(result.rank, leading_zero=True)


def _row(result: "PublishedResult", why: Sequence[str]) -> Row:
    moved = "" if result.change_rank is None else f"{change_text(result.change_rank, places=0)} bậc"
    changed = "" if result.change_points is None else change_text(result.change_points)
    note = f"Suy ra: {result.derived_from}" if result.derived_from else None
    apart = f"{MODE_TITLES[Mode.NOT_COMPARABLE]}: {'; '.join(why)}" if why else None
    day = f", ngày {date_text(result.day)}" if result.day else ""
    return Row(
        (
            str(result.year),
            Cell(percent_text(result.percent), note=apart),
            changed,
            _rank(result),
            moved,
            Cell(result.decision + day, note=note),
            str(result.by),
        )
    )


def _table(index: str, title: str, results: list["PublishedResult"], apart: Mapping[int, Sequence[str]]) -> Table:
    return Table(
        columns=_COLUMNS,
        rows=[_row(result, apart.get(result.pk, ())) for result in results],
        caption=title,
        empty_text="Chưa ghi kết quả nào; kết quả công bố được ghi kèm số quyết định.",
        id=index.replace("_", "-"),
        caption_hidden=True,
    )


def _chart(index: str, title: str, results: list["PublishedResult"]) -> YearChart:
    columns = [
        YearColumn(
            str(result.year),
            result.percent,
            percent_text(result.percent),
            note=f"hạng {_rank(result)}" if result.rank else "",
            firm=not result.derived_from,
        )
        for result in results
    ]
    return YearChart(
        id=f"bieu-do-{index.replace('_', '-')}",
        title=f"{title} qua các năm ({MODE_TITLES[Mode.ANNOUNCED].lower()})",
        description="Mỗi cột một năm, từ 0 đến 100%; cùng số với bảng bên cạnh. Cột nhạt: suy ra từ kết quả công bố.",
        columns=columns,
    )


def _save(place: Place, form: ResultForm) -> bool:
    with faults_beside(form):
        enter_result(by=place.user, unit=place.unit, **form.cleaned_data)
        title = INDEX_TITLES[form.cleaned_data["index"]]
        messages.success(place.request, f"Đã ghi {title} năm {form.cleaned_data['year']}.")
        return True
    return False


@placed
def page(place: Place) -> HttpResponse:
    """Announced results of the unit; those with the right enter one more."""
    posted = place.request.method == "POST"
    form, status = None, 200
    if posted:
        check_may(place.user, Right.PUBLISH, place.unit, tree=place.tree, on=today())
    if posted or place.may(Right.PUBLISH):
        initial = {"year": place.period.year}
        form = ResultForm(place.request.POST if posted else None, initial=initial, last_day=today())
        if posted and form.is_valid() and _save(place, form):
            return redirect("history", unit=place.unit, period=place.period.code)
        status = 400 if posted else 200
    results = published_results(place.unit)
    apart = {one.result.pk: one.why for one in incomparable(place.unit, lineage_lines(), trees_of_days())}
    blocks = []
    for index, title in INDEX_TITLES.items():
        own = [result for result in results if result.index == index]
        blocks.append((title, _chart(index, title, own) if own else None, _table(index, title, own, apart)))
    return show(
        place,
        "history.html",
        section="history",
        crumbs=(Crumb("Tổng quan", place.url("overview")), Crumb("Lịch sử")),
        status=status,
        blocks=blocks,
        form=form,
        open=posted,
    )
