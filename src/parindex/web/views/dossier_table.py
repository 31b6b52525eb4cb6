"""How dossiers stand: the official table by unit, procedure, field, channel or time, and the dossiers behind a number."""

from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from parindex.assessment.dossier_statistics import (
    dossier_table,
    dossiers_counted,
    has_dossiers,
    steps_counted,
    table_and_steps,
)
from parindex.assessment.figures import Question, question
from parindex.assessment.queries import assessed_periods
from parindex.documents.dossier_table import TableSheet, write_dossier_table
from parindex.documents.wording.numbers import count_text, date_text, moment_text, percent_text
from parindex.errors import InputFault
from parindex.ledger.queries import register_named, sources
from parindex.ledger.workspace import workspace
from parindex.measures.columns import STATUS
from parindex.measures.dossier_rows import ENDED
from parindex.measures.grouping import AXES, OfficialTable
from parindex.measures.official_table import CELLS, IDENTITIES, RATES, Line, title_of
from parindex.measures.stage_times import STEP_CELLS, StageTime
from parindex.organisations.queries import is_example
from parindex.records.registers.dossier_steps import KINDS
from parindex.web.attachment import xlsx_response
from parindex.web.cells import cell_text, width_of
from parindex.web.dossier_choices import TableForm, cell_href, group_name
from parindex.web.page import Place, placed, show
from parindex.web.paging import CARD_ROWS, PAGE_ROWS, kept_query, last_page, page_number, paging
from parindex.web.reconciliation_choices import comparison_href
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.views.measure import row_query
from parindex.web.words import SIGNS

_TITLE = "Tình hình giải quyết hồ sơ"
# What the official form always shows; the other columns come when some dossier is in them.
_ALWAYS = ("received", "carried_over", "resolved", "early", "on_time", "late", "open", "pending", "overdue")


def _form(place: Place, request: HttpRequest) -> TableForm:
    primary = place.primary("dossiers")
    names = sorted(sources("dossiers"), key=lambda name: name != primary)
    titles = [(name, place.source_title("dossiers", name)) for name in names] or [("", "chưa có")]
    return TableForm(request.GET or None, titles=titles)


def _asked(place: Place, form: TableForm) -> Question:
    day = form.cleaned_data.get("den_ngay") if form.is_bound and form.is_valid() else None
    return question(place.unit, place.period, as_of=day, source=form.value("nguon") or None)


def _crumbs(place: Place, *more: Crumb) -> tuple[Crumb, ...]:
    register = register_named("dossiers")
    return (
        Crumb("Tổng quan", place.url("overview")),
        Crumb("Số liệu", place.url("registers")),
        Crumb(register.title, place.url("register", register="dossiers")),
        *more,
    )


def _line_name(place: Place, table: OfficialTable, line: Line) -> str:
    return group_name(place, table.grouping.by, line.key, line.title)


def _narrow(rows: list[Row]) -> Literal["list", "scroll"]:
    """A phone shows the lines as cards, unless there are so many that the table is shorter."""
    return "list" if len(rows) <= CARD_ROWS else "scroll"


def _counts(place: Place, form: TableForm, table: OfficialTable) -> Table:
    cells = [cell for cell in CELLS if cell in _ALWAYS or table.total[cell]]

    def row(line: Line, name: str, group: str | None) -> Row:
        numbers = [
            Cell(count_text(line[cell]), href=cell_href(place, form, cell, group) if line[cell] else None)
            for cell in cells
        ]
        return Row((name, *numbers), kind="total" if group is None else "plain")

    rows = [row(line, _line_name(place, table, line), line.key) for line in table.lines]
    return Table(
        columns=(
            Column(AXES[table.grouping.by][0], heading=True, width="medium"),
            *(Column(CELLS[cell].title, numeric=True) for cell in cells),
        ),
        rows=[*rows, row(table.total, "Tổng cộng", None)],
        caption="Số hồ sơ",
        empty_text="Không có hồ sơ nào.",
        narrow=_narrow(rows),
    )


def _rates(place: Place, form: TableForm, table: OfficialTable) -> Table:
    def row(line: Line, name: str, group: str | None) -> Row:
        shares: list[Cell | str] = []
        for rate in RATES:
            percent, (above, below) = line.percent(rate), line.parts(rate)
            href = cell_href(place, form, rate, group)
            note = f"{count_text(above)}/{count_text(below)}"
            shares.append("" if percent is None else Cell(percent_text(percent), href=href, note=note))
        return Row((name, *shares), kind="total" if group is None else "plain")

    rows = [row(line, _line_name(place, table, line), line.key) for line in table.lines]
    return Table(
        columns=(
            Column(AXES[table.grouping.by][0], heading=True, width="medium"),
            *(Column(rate.title, numeric=True) for rate in RATES.values()),
        ),
        rows=[*rows, row(table.total, "Tổng cộng", None)],
        caption="Tỷ lệ; dưới mỗi tỷ lệ là tử số và mẫu số, cộng theo hồ sơ, không bình quân",
        empty_text="Không có hồ sơ nào.",
        id="ty-le",
        narrow=_narrow(rows),
    )


def _steps(place: Place, form: TableForm, times: tuple[StageTime, ...]) -> Table:
    kinds = {choice.value: choice.title for choice in KINDS}
    order = list(kinds)
    rows = []
    for one in sorted(times, key=lambda found: order.index(found.kind)):
        mean = "" if one.mean is None else _hours(round(one.mean))
        numbers = {"count": one.count, "finished": one.finished, "late": one.late, "overdue": one.overdue}
        cells = [
            Cell(count_text(number), href=_steps_href(place, form, one.kind, cell) if number else None)
            for cell, number in numbers.items()
        ]
        done = _steps_href(place, form, one.kind, "finished") if one.finished else None
        rows.append(
            Row((kinds[one.kind], *cells, Cell(_hours(one.minutes), href=done), Cell(mean, href=done) if mean else ""))
        )
    return Table(
        columns=(
            Column("Bước", heading=True),
            *(Column(title, numeric=True) for title, _ in STEP_CELLS.values()),
            Column("Tổng giờ làm việc", numeric=True),
            Column("Bình quân mỗi bước", numeric=True),
        ),
        rows=rows,
        caption="Thời gian các bước bắt đầu trong kỳ (giờ làm việc); trễ ở bước tiếp nhận tách khỏi trễ khi giải quyết",
        empty_text="Nguồn này chưa có nhật ký các bước xử lý.",
        id="buoc",
    )


def _steps_href(place: Place, form: TableForm, kind: str, cell: str) -> str:
    """Where the steps behind a number are listed."""
    return place.url("dossier_steps") + "?" + urlencode({**form.query, "buoc": kind, "cot": cell})


def _hours(minutes: int) -> str:
    return f"{count_text(minutes // 60)} giờ {minutes % 60} phút"


@placed
def page(place: Place) -> HttpResponse:
    """The table, as chosen; a table that does not add up is not shown, and says which line breaks."""
    form = _form(place, place.request)
    content: dict[str, Any] = {"form": form, "here": place.url("dossier_table"), "refused": ""}
    try:
        asked = _asked(place, form)
        if not has_dossiers(asked):
            content["empty"] = True
        else:
            table, steps = table_and_steps(asked, form.grouping)
            content |= {
                "counts": _counts(place, form, table),
                "rates": _rates(place, form, table),
                "steps": _steps(place, form, steps),
                "policy": table.grouping.policy,
                "identities": [words for _, _, words in IDENTITIES],
                "as_of_text": date_text(table.as_of),
                "export_href": place.url("dossier_table_file") + "?" + urlencode(form.query),
            }
    except InputFault as fault:
        content["refused"] = str(fault)
    if place.period.code in assessed_periods(place.unit):
        content["reception_href"] = place.url("measure", code="dossiers.reception_overdue")
    return show(
        place,
        "dossier_table.html",
        section="records",
        crumbs=_crumbs(place, Crumb(_TITLE)),
        import_href=place.url("import", register="dossiers") if place.import_unit else "",
        comparison_href=comparison_href(place, "dossiers"),
        **content,
    )


@placed
def cell(place: Place) -> HttpResponse:
    """The dossiers behind one number: `cot` names its column, `dong` its line (none: the total)."""
    form, request = _form(place, place.request), place.request
    name, group = request.GET.get("cot", ""), request.GET.get("dong")
    title, asked, grouping = title_of(name), _asked(place, form), form.grouping
    number = page_number(request)
    listed = dossiers_counted(asked, grouping, cell=name, group=group, limit=PAGE_ROWS, offset=(number - 1) * PAGE_ROWS)
    register = register_named("dossiers")
    shown = [column for column in register.list_columns if column.name != "state_text"]
    rows, to_the_minute = [], grouping.clock.granularity == "MINUTE"
    for values in listed.rows:
        row = dict(zip(listed.columns, values, strict=True))
        href = place.url("row", register="dossiers") + row_query(row["source"], row["key"])
        texts = [cell_text(column, row[column.name], place.name_of) for column in shown]
        state = STATUS if any(choice.value == row["status"] for choice in STATUS.choices) else ENDED
        status = Cell(cell_text(state, row["status"], place.name_of), sign=SIGNS.get(row["status"], "none"))
        judged = row["judged_due"]
        due = "" if judged is None else moment_text(judged) if to_the_minute else date_text(judged)
        rows.append(Row((Cell(texts[0], href=href), *texts[1:], due, status)))
    line = "tổng cộng" if group is None else group_name(place, grouping.by, group, group)
    back = place.url("dossier_table") + "?" + urlencode(form.query)
    return show(
        place,
        "dossier_cell.html",
        section="records",
        crumbs=_crumbs(place, Crumb(_TITLE, back), Crumb(f"{title} – {line}")),
        policy=grouping.policy,
        source_title=place.source_title("dossiers", form.value("nguon")),
        as_of_text=date_text(asked.as_of),
        rows=Table(
            columns=(
                *(Column(one.title, width=width_of(one), heading=not at) for at, one in enumerate(shown)),
                Column("Hạn dùng để xét", width="fit"),
                Column("Tình trạng"),
            ),
            rows=rows,
            caption=f"{title}: {count_text(listed.total)} hồ sơ",
            empty_text="Không có hồ sơ nào.",
            query=kept_query(request),
            paging=paging(min(number, last_page(listed.total)), listed.total),
            narrow="list" if len(rows) <= CARD_ROWS else "scroll",
        ),
    )


@placed
def steps(place: Place) -> HttpResponse:
    """The steps behind one number of the table of steps: `buoc` names the kind, `cot` the column."""
    form, request = _form(place, place.request), place.request
    kind, name = request.GET.get("buoc", ""), request.GET.get("cot", "")
    asked, number = _asked(place, form), page_number(request)
    listed = steps_counted(asked, kind=kind, cell=name, limit=PAGE_ROWS, offset=(number - 1) * PAGE_ROWS)
    register = register_named("dossier_steps")
    rows = []
    for values in listed.rows:
        row = dict(zip(listed.columns, values, strict=True))
        href = place.url("row", register=register.name) + row_query(row["source"], row["key"])
        texts = [cell_text(column, row[column.name], place.name_of) for column in register.list_columns]
        status = Cell(cell_text(STATUS, row["status"], place.name_of), sign=SIGNS.get(row["status"], "none"))
        rows.append(Row((Cell(texts[0], href=href), *texts[1:], status)))
    kinds = {choice.value: choice.title for choice in KINDS}
    title = f"{STEP_CELLS[name][0]} – {kinds.get(kind, kind)}" if name in STEP_CELLS else _TITLE
    back = place.url("dossier_table") + "?" + urlencode(form.query) + "#buoc"
    return show(
        place,
        "dossier_cell.html",
        section="records",
        crumbs=_crumbs(place, Crumb(_TITLE, back), Crumb(title)),
        policy={"text": "So thời điểm kết thúc bước với hạn của chính bước, theo phút; các bước bắt đầu trong kỳ."},
        source_title=place.source_title("dossiers", form.value("nguon")),
        as_of_text=date_text(asked.as_of),
        rows=Table(
            columns=(
                *(
                    Column(one.title, width=width_of(one), heading=not at)
                    for at, one in enumerate(register.list_columns)
                ),
                Column("Tình trạng của bước"),
            ),
            rows=rows,
            caption=f"{title}: {count_text(listed.total)} bước",
            empty_text="Không có bước nào.",
            query=kept_query(request),
            paging=paging(min(number, last_page(listed.total)), listed.total),
            narrow="list" if len(rows) <= CARD_ROWS else "scroll",
        ),
    )


@placed
def file(place: Place) -> HttpResponse:
    """The table as a workbook."""
    form = _form(place, place.request)
    asked = _asked(place, form)
    table = dossier_table(asked, form.grouping)
    sheet = TableSheet(
        unit=place.unit_name,
        period=place.period.title,
        as_of=date_text(asked.as_of),
        source=place.source_title("dossiers", form.value("nguon")),
        names={line.key: _line_name(place, table, line) for line in table.lines},
        illustrative=is_example(),
    )
    with workspace().scratch() as folder:
        path = Path(folder) / "tinh-hinh.xlsx"
        write_dossier_table(table, sheet, path)
        content = path.read_bytes()
    return xlsx_response(content, f"tinh-hinh-ho-so-{place.unit}-{place.period.code}.xlsx")
