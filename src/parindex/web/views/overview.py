"""The overview: index so far against the target, areas, lost points, what threatens next year."""

from decimal import Decimal
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from parindex.assessment.outlook import LostPoints, Threat
from parindex.assessment.queries import Picture, picture
from parindex.documents.wording.explaining import explain
from parindex.documents.wording.numbers import count_text, percent_text, points_text
from parindex.documents.wording.set_changes import SCORED_BY
from parindex.documents.wording.threats import threat_text
from parindex.measures.catalogue import MEASURES
from parindex.measures.period import parse_period
from parindex.organisations.queries import today, unit_tree
from parindex.organisations.rights import held_roles
from parindex.plans.outline import Aim
from parindex.plans.queries import index_target
from parindex.scoring.score import SetScore
from parindex.web.page import Place, placed, show, visible_places
from parindex.web.reconciliation_choices import comparison_href
from parindex.web.rendering.chart import Bar, BarChart
from parindex.web.rendering.figures import Figure
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from parindex.organisations.models import User


def home(request: HttpRequest) -> HttpResponse:
    """Send the person to the newest assessed period that they may see."""
    user = cast("User", request.user)
    for unit, code, _ in visible_places(user):
        return redirect("overview", unit=unit, period=code)
    return render(request, "nothing_yet.html", {"offices": _offices(user)})


def _offices(user: "User") -> list[tuple[str, str]]:
    """(name, address of its registers this year) of the offices where the person may begin."""
    tree, held = unit_tree(today()), held_roles(user, today())
    places = {one.unit for one in held} if not user.is_superuser else {f.id for f in tree.facts if f.parent is None}
    period = str(today().year)
    return [
        (fact.name, reverse("registers", kwargs={"unit": fact.id, "period": period}))
        for fact in tree.facts
        if fact.id in places
    ]


def _target_figure(place: Place, score: SetScore, year: int, aim: Aim) -> Figure:
    """The plan's aim. It is set for the published index: a model index is only held beside it, never judged by it."""
    note = f"kế hoạch {year}, cho chỉ số công bố"
    if score.index_so_far is not None and aim.percent is not None:
        compared = "cao hơn" if score.index_so_far > aim.percent else "thấp hơn"
        if score.index_so_far == aim.percent:
            compared = "bằng"
        doubt = " (bộ mẫu, chỉ tham khảo)" if score.criteria_set.nature == "model" else ""
        note += f"; chỉ số đến nay {percent_text(score.index_so_far)} {compared} mức này{doubt}"
    return Figure(
        label=f"Mục tiêu kế hoạch {year}",
        value=f"{'từ' if aim.operator == '>=' else 'trên'} {percent_text(aim.percent)}",
        note=note,
        href=place.url("plan"),
    )


def _waiting_for(found: Picture) -> str:
    """Who the unscored leaves wait for, when it is one and the same."""
    waiting = {leaf.leaf.scored_by for leaf in found.score.score.leaves() if leaf.state == "not_scored"}
    return f", chờ {SCORED_BY[waiting.pop()]}" if len(waiting) == 1 else ""


def _figures(place: Place, found: Picture) -> list[Figure]:
    score = found.score.score
    target = index_target(place.unit, place.period.year)
    figures = [
        Figure(
            label="Chỉ số đến nay (bộ tiêu chí mẫu)" if score.criteria_set.nature == "model" else "Chỉ số đến nay",
            value=percent_text(score.index_so_far),
            note=f"{points_text(score.points)} điểm trên {points_text(score.scored_max_points)} điểm đã chấm",
            href=place.url("sheet"),
            main=True,
        )
    ]
    if target:
        figures.append(_target_figure(place, score, *target))
    lost = found.lost
    figures.append(
        Figure(
            label="Điểm mất",
            value=points_text(sum((one.lost for one in lost), Decimal(0))),
            note=f"{len(lost)} tiêu chí thành phần",
            href="#diem-mat",
        )
    )
    waiting = score.max_points - score.scored_max_points
    figures.append(
        Figure(
            label="Chưa chấm",
            value=points_text(waiting),
            note=f"{len(score.unscored)} tiêu chí thành phần{_waiting_for(found)}",
            href=place.url("sheet"),
        )
    )
    return figures


def _areas(place: Place, found: Picture) -> tuple[BarChart, Table]:
    sheet = place.url("sheet")
    bars, rows = [], []
    for area in found.score.score.areas:
        scored, share = area.scored_max_points, area.share_so_far
        href = f"{sheet}#linh-vuc-{area.area.code}"
        bars.append(Bar(f"{area.area.code}. {area.area.name}", share, percent_text(share)))
        rows.append(
            Row(
                (
                    Cell(f"{area.area.code}. {area.area.name}", href=href),
                    Cell(points_text(area.points, fixed=True), href=href),
                    Cell(points_text(scored, fixed=True), href=href),
                    Cell(points_text(area.max_points, fixed=True), href=href),
                    Cell(percent_text(share, fixed=True), href=href),
                )
            )
        )
    chart = BarChart(
        id="bieu-do-linh-vuc",
        title="Tỷ lệ điểm đạt trên điểm đã chấm, theo lĩnh vực",
        description=f"{count_text(len(bars))} lĩnh vực, mỗi lĩnh vực một thanh từ 0 đến 100%; cùng số với bảng bên cạnh.",
        bars=bars,
    )
    table = Table(
        columns=(
            Column("Lĩnh vực", heading=True),
            Column("Điểm", numeric=True),
            Column("Đã chấm", numeric=True),
            Column("Tối đa", numeric=True),
            Column("Tỷ lệ", numeric=True),
        ),
        rows=rows,
        caption="Điểm theo lĩnh vực",
        empty_text="Bộ tiêu chí chưa có lĩnh vực.",
        id="linh-vuc",
        caption_hidden=True,
    )
    return chart, table


def _lost_row(place: Place, one: LostPoints) -> Row:
    leaf = one.leaf.leaf
    href = place.url("criterion", code=one.criterion) + f"#tc-{leaf.code}"
    return Row(
        (
            leaf.code,
            Cell(leaf.name, href=href, note=one.criterion_name if one.criterion_name != leaf.name else None),
            Cell(points_text(one.lost, fixed=True), href=href),
            Cell(f"{points_text(one.leaf.points)}/{points_text(one.leaf.max_points)}", href=href),
            explain(one.leaf),
        )
    )


def _lost(place: Place, found: Picture) -> Table:
    return Table(
        columns=(
            Column("Mã", width="code"),
            Column("Tiêu chí thành phần", heading=True, width="medium"),
            Column("Điểm mất", numeric=True),
            Column("Đạt/tối đa", numeric=True),
            Column("Vì sao", width="wide"),
        ),
        rows=[_lost_row(place, one) for one in found.lost],
        caption=f"Điểm mất {place.period.title}",
        empty_text="Không mất điểm ở tiêu chí nào đã chấm.",
        id="diem-mat",
        caption_hidden=True,
    )


def _threat_row(place: Place, one: Threat) -> Row:
    register = MEASURES[one.measure].registers[0]
    source = place.source_title(register, one.source) if one.source else ""
    href = place.url("measure", code=one.measure) + (f"?nguon={one.source}" if one.source else "")
    return Row(
        (
            one.criterion,
            Cell(threat_text(one, MEASURES[one.measure].title), href=href, note=f"Nguồn: {source}" if source else None),
            Cell(one.criterion_name, href=place.url("criterion", code=one.criterion)),
            Cell("chưa định lượng" if one.points is None else points_text(one.points, fixed=True), href=href),
        )
    )


def _threats(place: Place, found: Picture) -> Table:
    return Table(
        columns=(
            Column("Mã", width="code"),
            Column("Nguy cơ", heading=True, width="wide"),
            Column("Tiêu chí"),
            Column("Điểm có thể mất", numeric=True),
        ),
        rows=[_threat_row(place, one) for one in found.threats],
        caption=f"Nguy cơ mất điểm năm {place.period.year + 1}",
        empty_text="Chưa thấy nguy cơ mất điểm năm sau.",
        id="de-doa",
        caption_hidden=True,
    )


def _comparison(place: Place, found: Picture) -> str:
    """Where sources that disagree are compared; "" when none do."""
    apart = next((one for one in found.threats if one.code == "sources_disagree"), None)
    return comparison_href(place, MEASURES[apart.measure].registers[0]) if apart else ""


@placed
def page(place: Place) -> HttpResponse:
    """The overview of a unit's period."""
    found = picture(place.unit, place.period.code)
    chart, areas = _areas(place, found)
    others = [
        (f"{name}, {parse_period(code).title}", reverse("overview", kwargs={"unit": unit, "period": code}))
        for unit, code, name in visible_places(place.user)
        if (unit, code) != (place.unit, place.period.code)
    ]
    return show(
        place,
        "overview.html",
        section="overview",
        crumbs=(Crumb("Tổng quan"),),
        as_of=found.as_of,
        found=found,
        figures=_figures(place, found),
        chart_of_areas=chart,
        areas=areas,
        lost=_lost(place, found),
        threats=_threats(place, found),
        comparison_href=_comparison(place, found),
        others=others,
    )
