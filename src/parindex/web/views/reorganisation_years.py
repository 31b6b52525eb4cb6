"""One figure over the years when units changed: each way of comparing under its own name, and what cannot be compared."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from django import forms
from django.http import HttpResponse

from parindex.assessment.comparing_results import Incomparable, incomparable
from parindex.assessment.comparing_units import Gap, Told, Year
from parindex.assessment.comparing_years import MODE_TITLES, Comparison, Mode, compare, same_part_of_years
from parindex.assessment.figures import measure_named
from parindex.assessment.refreshing import expected_day
from parindex.assessment.rounds.announced import Announced, announced_of
from parindex.documents.wording.numbers import NOTHING, count_text, date_text, percent_text, points_text, rank_text
from parindex.documents.wording.threats import amount
from parindex.measures.catalogue import MEASURES
from parindex.organisations.lineage import LineageFact, Trees, walk
from parindex.organisations.lineage_queries import lineage_lines, trees_of_days
from parindex.web.page import Place, placed, show
from parindex.web.rendering.chart import YearChart, YearColumn
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.views.reorganisation import history_crumbs

FIRST_MEASURE = "dossiers.rate_completed"
_HINTS = {
    Mode.REPORTED: "Số của đơn vị tồn tại khi đó, đếm lại theo cách đếm hiện nay, không phải số đã công bố; năm chưa có đơn vị "
    "này thì để trống.",
    Mode.RESTATED: "Đếm lại các dòng của lĩnh vực nay thuộc đơn vị này, dù khi đó đơn vị nào giải quyết. Chỉ tính lại được "
    "số đếm từ dòng, không tính lại được điểm hay hạng.",
    Mode.PRO_FORMA: "Cộng tử số, cộng mẫu số của các đơn vị đã nhập thành đơn vị này rồi mới chia; không lấy trung bình "
    "các tỷ lệ.",
}
_GAPS = {
    Gap.NO_UNIT: "chưa có đơn vị này",
    Gap.NO_ROWS: "chưa có số liệu",
    Gap.NO_FIELD: "chưa ghi lĩnh vực",
}
_COLUMNS = (
    Column("Kỳ", heading=True, width="fit"),
    Column("Đơn vị", width="medium"),
    Column("Tử số", numeric=True),
    Column("Mẫu số", numeric=True),
    Column("Tỷ lệ", numeric=True),
    Column("Ghi chú", width="text"),
)


class MeasureForm(forms.Form):
    """Which figure is compared."""

    field_order = ("chi_tieu",)
    chi_tieu = forms.ChoiceField(
        label="Chỉ tiêu", required=False, choices=[(one.code, one.title) for one in MEASURES.values()]
    )


def _number(value: Fraction | None) -> str:
    return NOTHING if value is None else amount(value)


def _cells(label: str, told: Told, note: str = "") -> tuple[str | Cell, ...]:
    return (
        label,
        Cell(told.name),
        _number(told.numerator),
        _number(told.denominator),
        percent_text(told.percent),
        note or ("" if told.numerator is not None else "chưa có số liệu"),
    )


def _year_rows(year: Year, mode: Mode) -> list[Row]:
    """A row of the year, and under it one of each part that it is the sum of, or that was there in its place."""
    label = year.period.code if year.period.code.isdigit() else year.period.title
    rows = []
    if year.whole:
        note = f"{count_text(year.unassigned)} dòng không rõ nay thuộc đơn vị nào" if year.unassigned else ""
        rows.append(Row(_cells(label, year.whole, note)))
    else:
        why = "chưa có số liệu" if year.parts else _GAPS[year.gap]
        note = "các đơn vị khi đó ở dưới" if mode is Mode.REPORTED and len(year.parts) > 1 else ""
        rows.append(Row((label, Cell(why, sign="none"), NOTHING, NOTHING, NOTHING, note)))
    if len(year.parts) > 1 or (not year.whole and year.parts):
        for part in year.parts:
            within = "" if part.period == year.period else part.period.title
            rows.append(Row(_cells(f"{label}, gồm", part, within), kind="leaf"))
    return rows


def _chart(mode: Mode, comparison: Comparison, years: Iterable[Year]) -> YearChart | None:
    columns = [
        YearColumn(
            str(year.period.year),
            year.whole.percent if year.whole else None,
            percent_text(year.whole.percent) if year.whole else NOTHING,
            firm=mode is Mode.REPORTED,
        )
        for year in years
    ]
    if comparison.measure.is_count or all(column.percent is None for column in columns):
        return None
    title = f"{comparison.measure.title} ({MODE_TITLES[mode].lower()})"
    return YearChart(
        id=f"bieu-do-{mode.value.replace('_', '-')}",
        title=title,
        description=f"{MODE_TITLES[mode]}. {_HINTS[mode]} Cùng số với bảng bên cạnh; năm không có cột là năm không có số.",
        columns=columns,
    )


def _blocks(comparison: Comparison) -> list[tuple[str, str, YearChart | None, Table]]:
    blocks = []
    for mode, years in (
        (Mode.REPORTED, comparison.reported),
        (Mode.RESTATED, comparison.restated),
        (Mode.PRO_FORMA, comparison.pro_forma),
    ):
        table = Table(
            columns=_COLUMNS,
            rows=[row for year in years for row in _year_rows(year, mode)],
            caption=f"{comparison.measure.title}: {MODE_TITLES[mode].lower()}",
            empty_text="Sổ của chỉ tiêu này không ghi lĩnh vực, nên không tính lại được khi chỉ một số lĩnh vực chuyển đi.",
            id=mode.value.replace("_", "-"),
        )
        blocks.append((MODE_TITLES[mode], _HINTS[mode], _chart(mode, comparison, years), table))
    return blocks


def _split(comparison: Comparison, last: date) -> Table | None:
    """The stretches of the last window; who is in charge on its last day answers for the target of the whole."""
    if not comparison.split:
        return None
    rows = []
    whole = comparison.pro_forma[-1].period
    days = (whole.last - whole.first).days + 1
    for told in comparison.split:
        own = (told.period.last - told.period.first).days + 1
        note = ""
        if told.period.last == min(whole.last, last) and told.unit == comparison.unit.id:
            note = (
                f"chịu trách nhiệm mục tiêu của {whole.title}; số này chỉ của {count_text(own)}/{count_text(days)} ngày"
            )
        label = f"{date_text(told.period.first)} – {date_text(told.period.last)}"
        rows.append(Row(_cells(label, told, note)))
    return Table(
        columns=(Column("Giai đoạn", heading=True, width="fit"), *_COLUMNS[1:]),
        rows=rows,
        caption=f"{comparison.measure.title}: các giai đoạn của {whole.title}",
        empty_text="",
        id="giai-doan",
    )


def _not_comparable(found: Iterable[Incomparable]) -> Table:
    return Table(
        columns=(
            Column("Chỉ số", heading=True, width="medium"),
            Column("Năm", width="fit"),
            Column("Đơn vị", width="medium"),
            Column("Kết quả", numeric=True),
            Column("Hạng", numeric=True),
            Column("Vì sao", width="wide"),
        ),
        rows=[
            Row(
                (
                    one.index,
                    str(one.result.year),
                    one.unit_name,
                    percent_text(one.result.percent),
                    rank_text(one.result.rank, one.result.rank_of) if one.result.rank and one.result.rank_of else "",
                    "; ".join(one.why),
                )
            )
            for one in found
        ],
        caption=MODE_TITLES[Mode.NOT_COMPARABLE],
        empty_text="Không có kết quả công bố nào phải để riêng.",
        id="khong-so-sanh",
        caption_hidden=True,
    )


def _announced(place: Place, lines: Sequence[LineageFact], trees: Trees) -> Table | None:
    """What was announced of the unit and of all it came of; None where nothing was."""
    units = dict.fromkeys(
        [place.unit, *(line.came_from for _, line in walk(place.unit, lines, back=True) if line.came_from)]
    )
    found = announced_of(units)
    return (
        Table(
            columns=(
                Column("Năm", width="fit"),
                Column("Chỉ số, đợt đánh giá", heading=True, width="medium"),
                Column("Đơn vị", width="medium"),
                Column("Kết quả", numeric=True),
                Column("Hạng", numeric=True),
                Column("Quyết định", width="wide"),
            ),
            rows=[_announced_row(one, trees) for one in found],
            caption=MODE_TITLES[Mode.ANNOUNCED],
            empty_text="",
            id="da-cong-bo",
            caption_hidden=True,
        )
        if found
        else None
    )


def _announced_row(one: Announced, trees: Trees) -> Row:
    said = [trees(day).by_id.get(one.unit) for day in (date(one.year, 12, 31), date(one.year, 1, 1))]
    name = next((fact.name for fact in said if fact), one.unit)
    result = percent_text(one.percent) if one.percent is not None else ""
    if one.points is not None and one.most is not None:
        result = f"{points_text(one.points, fixed=True)}/{points_text(one.most, fixed=True)}"
    rank = rank_text(one.rank, one.rank_of) if one.rank and one.rank_of else ""
    return Row((str(one.year), one.what, name, result, rank, one.paper))


@placed
def page(place: Place) -> HttpResponse:
    """A figure in each mode; unknown measures are a 404."""
    code = place.request.GET.get("chi_tieu") or FIRST_MEASURE
    measure = measure_named(code)
    day = expected_day(place.period)
    lines, trees = lineage_lines(), trees_of_days()
    comparison = compare(place.unit, measure, same_part_of_years(place.period), day=day)
    return show(
        place,
        "years.html",
        section="history",
        crumbs=history_crumbs(place, Crumb("So sánh các năm")),
        form=MeasureForm({"chi_tieu": code}),
        here=place.url("years"),
        measure=measure,
        changed=bool(comparison.split) or comparison.changed,
        blocks=_blocks(comparison),
        split=_split(comparison, day),
        announced=_announced(place, lines, trees),
        announced_title=MODE_TITLES[Mode.ANNOUNCED],
        not_comparable=_not_comparable(incomparable(place.unit, lines, trees)),
        not_comparable_title=MODE_TITLES[Mode.NOT_COMPARABLE],
        lineage_href=place.url("lineage"),
    )
