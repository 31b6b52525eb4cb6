"""History: results that were announced, with their decisions. Entered, never computed here."""

from typing import TYPE_CHECKING

from django.http import HttpResponse

from parindex.assessment.queries import INDEX_TITLES, published_results
from parindex.documents.wording.numbers import change_text, date_text, percent_text, rank_text
from parindex.web.page import Place, placed, show
from parindex.web.rendering.chart import YearChart, YearColumn
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from parindex.assessment.models import PublishedResult

_COLUMNS = (
    Column("Năm", heading=True),
    Column("Kết quả", numeric=True),
    Column("So với năm trước", numeric=True),
    Column("Hạng", numeric=True),
    Column("Thay đổi hạng", numeric=True),
    Column("Văn bản công bố", width="wide"),
    Column("Người ghi"),
)


def _row(result: "PublishedResult") -> Row:
    rank = rank_text(result.rank, result.rank_of) if result.rank and result.rank_of else ""
    moved = "" if result.change_rank is None else f"{change_text(result.change_rank, places=0)} bậc"
    changed = "" if result.change_points is None else f"{change_text(result.change_points)} điểm phần trăm"
    note = f"Suy ra: {result.derived_from}" if result.derived_from else None
    day = f", ngày {date_text(result.day)}" if result.day else ""
    return Row(
        (
            str(result.year),
            percent_text(result.percent),
            changed,
            rank,
            moved,
            Cell(result.decision + day, note=note),
            str(result.by),
        )
    )


def _table(index: str, title: str, results: list["PublishedResult"]) -> Table:
    return Table(
        columns=_COLUMNS,
        rows=[_row(result) for result in results],
        caption=title,
        empty_text="Chưa ghi kết quả nào; kết quả công bố được ghi kèm số quyết định.",
        id=index.replace("_", "-"),
    )


def _chart(index: str, title: str, results: list["PublishedResult"]) -> YearChart:
    columns = [
        YearColumn(
            str(result.year),
            result.percent,
            percent_text(result.percent),
            note=f"hạng {rank_text(result.rank, result.rank_of)}" if result.rank and result.rank_of else "",
            firm=not result.derived_from,
        )
        for result in results
    ]
    return YearChart(
        id=f"bieu-do-{index.replace('_', '-')}",
        title=title,
        description="Mỗi cột một năm, từ 0 đến 100%; cùng số với bảng bên dưới. Cột nhạt: suy ra từ kết quả công bố.",
        columns=columns,
    )


@placed
def page(place: Place) -> HttpResponse:
    """Announced results of the unit."""
    results = published_results(place.unit)
    blocks = []
    for index, title in INDEX_TITLES.items():
        own = [result for result in results if result.index == index]
        blocks.append((_chart(index, title, own) if own else None, _table(index, title, own)))
    return show(
        place,
        "history.html",
        section="history",
        crumbs=(Crumb("Tổng quan", place.url("overview")), Crumb("Lịch sử")),
        blocks=blocks,
    )
