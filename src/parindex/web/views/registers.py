"""The registers by area: what stands in each, since when, and what to do next."""

from collections.abc import Mapping

from django.http import HttpResponse

from parindex.assessment.queries import Picture, assessed_periods, picture
from parindex.documents.wording.numbers import count_text, moment_text
from parindex.documents.wording.threats import amount
from parindex.measures.catalogue import MEASURES
from parindex.web.local_time import local
from parindex.web.page import Place, placed, show
from parindex.web.register_state import Standing, by_area, measures_of, standings
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table

_COLUMNS = (
    Column("Mục", width="code"),
    Column("Sổ", heading=True, width="medium"),
    Column("Số dòng", numeric=True),
    Column("Nguồn", width="text"),
    Column("Thay đổi gần nhất", width="fit"),
    Column("Việc cần làm", width="text"),
)


def _costing(found: Picture | None) -> dict[str, tuple[str, str]]:
    """Register → the figure of its own that lost most points: how many of what, and its code."""
    costing: dict[str, tuple[str, str]] = {}
    for one in found.lost if found else ():
        measure = MEASURES.get(one.leaf.leaf.measure or "")
        figure = found.score.figures.get(measure.code) if found and measure else None
        if measure is None or figure is None or measure.costs == "FALSE":
            continue
        lost = figure.numerator if measure.is_count else (figure.denominator or 0) - figure.numerator
        if lost > 0:
            things = f"{amount(lost)} {measure.amount or measure.thing}"
            # a thing of a rate is what is counted ("thủ tục được cung cấp"): it is the missing part that costs
            why = "làm mất điểm" if measure.is_count else "chưa đạt, làm mất điểm"
            costing.setdefault(measure.registers[0], (f"{things} {why}", measure.code))
    return costing


def _to_do(place: Place, standing: Standing, costing: Mapping[str, tuple[str, str]]) -> Cell:
    """The one thing to do next: mend refused rows, bring rows, look at what costs points."""
    name = standing.register.name
    if batch := standing.refused:
        text = f"Sửa {count_text(batch.counts['rejected'])} dòng bị trả lại"
        return Cell(text, sign="warn", href=place.url("batch", register=name, number=str(batch.number)))
    if not standing.rows:
        return Cell("Cần nhập", sign="open") if measures_of(name) else Cell("Chưa có dòng nào", sign="none")
    if lost := costing.get(name):
        href = place.url("measure", code=lost[1]) + "?mat=1"
        return Cell(f"Xem {lost[0]}", href=href, note=MEASURES[lost[1]].title)
    return Cell("")


def _summary(place: Place, standing: Standing, costing: Mapping[str, tuple[str, str]]) -> Row:
    register = standing.register
    last, sources = standing.newest, standing.written.sources if standing.written else ()
    return Row(
        (
            register.criterion,
            Cell(register.title, href=place.url("register", register=register.name)),
            count_text(standing.rows) if last else "",
            ", ".join(place.source_title(register.name, source) for source in sources),
            moment_text(local(last.at)) if last else "",
            _to_do(place, standing, costing),
        )
    )


def _table(place: Place, standing: Mapping[str, Standing], costing: Mapping[str, tuple[str, str]]) -> Table:
    rows = []
    for title, registers in by_area().items():
        rows.append(Row(("", title, "", "", "", ""), kind="area"))
        rows += [_summary(place, standing[register.name], costing) for register in registers]
    return Table(
        columns=_COLUMNS,
        rows=rows,
        caption="Các sổ theo dõi",
        empty_text="Chưa có sổ nào.",
        caption_hidden=True,
    )


@placed
def index(place: Place) -> HttpResponse:
    """All registers, with what is in them."""
    standing = standings(place.unit_ids)
    assessed = place.period.code in assessed_periods(place.unit)
    found = picture(place.unit, place.period.code) if assessed else None
    filled = sum(1 for one in standing.values() if one.rows)
    return show(
        place,
        "registers.html",
        section="records",
        crumbs=(Crumb("Tổng quan", place.url("overview")), Crumb("Số liệu")),
        table=_table(place, standing, _costing(found)),
        filled=filled,
        all=len(standing),
        may_import=place.import_unit is not None,
    )
