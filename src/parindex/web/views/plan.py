"""The improvement plan of next year: targets, where points went, the annex, and the document to download."""

from django.http import HttpResponse

from parindex.assessment.queries import Picture, picture
from parindex.documents.wording.explaining import explain
from parindex.documents.wording.numbers import points_text
from parindex.organisations.queries import today
from parindex.plans.queries import annex_of, has_outline, outline_of
from parindex.web.page import Place, placed, show
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table


def _annex(place: Place, year: int, found: Picture) -> Table:
    rows = [
        Row(
            (item.code, item.content, item.lead, item.action, item.partners),
            kind="area" if item.is_area else "plain",
        )
        for item in annex_of(place.unit, year, found.criteria_set, today())
    ]
    return Table(
        columns=(
            Column("TT", width="code"),
            Column("Nội dung", heading=True, width="medium"),
            Column("Đơn vị thực hiện"),
            Column("Mục tiêu/giải pháp thực hiện", width="wide"),
            Column("Phối hợp thực hiện"),
        ),
        rows=rows,
        caption="Phụ lục: nhiệm vụ, giải pháp",
        empty_text="Chưa có nội dung; nhập sổ “Nhiệm vụ trong kế hoạch”.",
        id="phu-luc",
    )


def _shortcomings(place: Place, found: Picture) -> Table:
    return Table(
        columns=(
            Column("Mã", width="code"),
            Column("Tiêu chí", heading=True, width="medium"),
            Column("Điểm mất", numeric=True),
            Column("Vì sao", width="wide"),
        ),
        rows=[
            Row(
                (
                    one.leaf.leaf.code,
                    Cell(one.leaf.leaf.name, href=place.url("criterion", code=one.criterion)),
                    points_text(one.lost, fixed=True),
                    explain(one.leaf),
                )
            )
            for one in sorted(found.lost, key=lambda one: [int(part) for part in one.leaf.leaf.code.split(".")])
        ],
        caption=f"Hạn chế {place.period.title}",
        empty_text="Không mất điểm ở tiêu chí nào đã chấm.",
        id="han-che",
    )


@placed
def page(place: Place) -> HttpResponse:
    """The plan drafted from a period."""
    found = picture(place.unit, place.period.code)
    year = place.period.year + 1
    outlined = has_outline(place.unit, year)
    return show(
        place,
        "plan.html",
        section="plan",
        crumbs=(Crumb("Tổng quan", place.url("overview")), Crumb(f"Kế hoạch cải thiện năm {year}")),
        as_of=found.as_of,
        year=year,
        outline=outline_of(place.unit, year) if outlined else None,
        shortcomings=_shortcomings(place, found),
        annex=_annex(place, year, found) if outlined else None,
        document=place.url("plan_document") if outlined else "",
    )
