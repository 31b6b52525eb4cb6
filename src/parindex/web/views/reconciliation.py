"""Two sources side by side: what each counts, the rates before and after decisions, and why they differ."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.http import HttpResponse
from django.utils.html import format_html

from parindex.assessment.reconciliation_rates import RateChange
from parindex.assessment.reconciliation_settled import STATES
from parindex.assessment.reconciling import Compared
from parindex.documents.reconciliation_list.filling import cause_words
from parindex.documents.wording.numbers import count_text, date_text, percent_text
from parindex.documents.wording.sides import STATUS_WORDS, capital
from parindex.errors import InputFault
from parindex.ledger.queries import register_named
from parindex.measures.reconciliation.comparisons import COMPARISONS
from parindex.measures.reconciliation.model import BEHIND, UNDETERMINED
from parindex.web.page import Place, placed, show
from parindex.web.reconciliation_choices import TITLE, Chosen, chosen, crumbs
from parindex.web.reconciliation_filter import ALL, DIFFERING, SETTLED
from parindex.web.reconciliation_forms import LetterForm
from parindex.web.rendering.chart import Bar, BarChart
from parindex.web.rendering.figures import Figure
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.words import SIGNS


def _figures(choice: Chosen, compared: Compared) -> list[Figure]:
    found = compared.found
    every = len(found.disagreements)
    told = sum(one.cause != UNDETERMINED for one in found.disagreements)
    settled = sum(compared.settled[one.key].state == "agreed" for one in found.disagreements)
    thing = compared.comparison.thing
    only = len(found.only_left) + len(found.only_right)
    listed = choice.href("reconciliation_differences", muc=ALL)
    figures = [
        Figure(
            label="Sai lệch về trễ hạn, quá hạn",
            value=count_text(every),
            note=f"{thing} mà một nguồn tính trễ, nguồn kia không",
            href=listed,
            main=True,
        ),
        Figure(
            label="Có nguyên nhân",
            value=f"{count_text(told)}/{count_text(every)}",
            note="còn lại: chưa đủ căn cứ" if told < every else "mỗi sai lệch một nguyên nhân chính",
            href=choice.href("reconciliation_matrix"),
            state="Đủ" if told == every else "Còn thiếu",
            sign="good" if told == every else "warn",
        ),
        Figure(
            label="Đã thống nhất",
            value=f"{count_text(settled)}/{count_text(every)}",
            note="có quyết định của cơ quan quản lý nguồn",
            href=choice.href("reconciliation_differences", muc=SETTLED),
        ),
        Figure(
            label="Ghép được theo mã",
            value=count_text(found.matched),
            note=f"chỉ có ở một nguồn: {count_text(only)}",
            href=choice.href("reconciliation_only"),
        ),
    ]
    if found.proposals:
        figures.append(_damaged(choice, len(found.proposals)))
    return figures


def _damaged(choice: Chosen, many: int) -> Figure:
    return Figure(
        label="Mã hỏng chờ xác nhận",
        value=count_text(many),
        note="hai mã có thể là một",
        href=choice.href("reconciliation_codes"),
        state="Cần xem",
        sign="warn",
    )


def _count_cell(choice: Chosen, name: str, status: str, counts: Mapping[str, int], *, sau: bool = False) -> Cell:
    """How many rows a source has of a status, before or after (`sau`) the decisions, with the rows behind it."""
    many = counts.get(status, 0)
    if not many:
        return Cell("0")
    if sau:
        href = choice.href("reconciliation_rows", ben=name, tinh_trang=status, sau="1")
    elif status in BEHIND:
        href = choice.href("reconciliation_differences", muc=ALL, **{f"ben_{name}": status})
    else:
        href = choice.href("reconciliation_rows", ben=name, tinh_trang=status)
    return Cell(count_text(many), href=href)


def _counts(choice: Chosen, compared: Compared) -> Table:
    left, right = compared.rates
    statuses = [one for one in STATUS_WORDS if one in {*left.counts, *right.counts, *BEHIND, "early", "on_time"}]
    rows = []
    for status in statuses:
        cells: list[Cell | str] = [Cell(STATUS_WORDS[status], sign=SIGNS.get(status, "none"))]
        for name, side in (("trai", left), ("phai", right)):
            cells.append(_count_cell(choice, name, status, side.counts))
            cells.append(_count_cell(choice, name, status, side.counts_after, sau=True) if side.excused else "")
        rows.append(Row(cells))
    totals: list[Cell | str] = ["Tổng số"]
    for name, side in (("trai", left), ("phai", right)):
        href = choice.href("reconciliation_rows", ben=name)
        totals.append(Cell(count_text(sum(side.counts.values())), href=href))
        many = count_text(sum(side.counts_after.values()))
        totals.append(Cell(many, href=choice.href("reconciliation_rows", ben=name, sau="1")) if side.excused else "")
    shown = [0, 1, *[2] * bool(left.excused), 3, *[4] * bool(right.excused)]
    columns = [Column("Tình trạng", heading=True, width="medium")]
    for side in (left, right):
        columns += [
            Column(side.source.title, numeric=True),
            Column(f"{side.source.title}: sau quyết định", numeric=True),
        ]
    return Table(
        columns=[columns[at] for at in shown],
        rows=[Row([row.cells[at] for at in shown], kind=row.kind) for row in (*rows, Row(totals, kind="total"))],
        caption=f"Số {compared.comparison.thing} của mỗi nguồn",
        empty_text="Không có dòng nào trong kỳ.",
        id="so-luong",
    )


def _rate_cells(choice: Chosen, name: str, change: RateChange) -> tuple[Cell, Cell]:
    """Before and after the decisions, each with the rows of its numerator and of its denominator."""
    cells = []
    for percent, parts, more in zip(
        change.percents,
        (change.before, change.after),
        ({}, {"sau": "1"} if change.before != change.after else {}),
        strict=True,
    ):
        hrefs = [
            choice.href("reconciliation_rows", ben=name, tinh_trang=",".join(statuses), **more)
            for statuses in change.statuses
        ]
        links = [
            format_html('<a href="{}">{}</a>', href, count_text(part)) if part else count_text(part)
            for part, href in zip(parts, hrefs, strict=True)
        ]
        parted = format_html('<span class="note">{}/{}</span>', *links)
        cells.append(Cell(percent_text(percent, fixed=True), control=parted))
    before, after = cells
    return before, after


def _rates(choice: Chosen, compared: Compared) -> Table:
    left, right = compared.rates
    rows = [
        Row((one.title, *_rate_cells(choice, "trai", one), *_rate_cells(choice, "phai", other)))
        for one, other in zip(left.rates, right.rates, strict=True)
    ]
    columns = [Column("Tỷ lệ", heading=True, width="medium")]
    for side in (left, right):
        columns += [
            Column(f"{side.source.title}: trước quyết định", numeric=True),
            Column(f"{side.source.title}: sau quyết định", numeric=True),
        ]
    return Table(
        columns=columns,
        rows=rows,
        caption="Tỷ lệ trước và sau các quyết định; dưới mỗi tỷ lệ là tử số và mẫu số",
        empty_text="Chưa có tỷ lệ nào.",
        id="ty-le",
    )


def _causes(choice: Chosen, compared: Compared) -> tuple[BarChart, Table]:
    by_cause, every = compared.found.by_cause, len(compared.found.disagreements)
    order = sorted(by_cause, key=lambda code: (code == UNDETERMINED, -by_cause[code], code))
    bars, rows = [], []
    for code in order:
        share = Fraction(by_cause[code] * 100, every)
        href = choice.href("reconciliation_differences", muc=ALL, nguyen_nhan=code)
        name = cause_words(compared, code)
        bars.append(Bar(name, share, count_text(by_cause[code]), sign="open" if code == UNDETERMINED else ""))
        proposal = "" if code == UNDETERMINED else compared.comparison.cause(code).proposal
        rows.append(
            Row(
                (
                    Cell(name, href=href, note=proposal or None),
                    Cell(count_text(by_cause[code]), href=href),
                    percent_text(share, fixed=True),
                )
            )
        )
    total = Cell(count_text(every), href=choice.href("reconciliation_differences", muc=ALL)) if every else "0"
    chart = BarChart(
        id="bieu-do-nguyen-nhan",
        title="Tỷ trọng của từng nguyên nhân",
        description="Mỗi nguyên nhân một thanh, theo phần trăm số sai lệch; cùng số với bảng bên cạnh.",
        bars=bars,
    )
    table = Table(
        columns=(
            Column("Nguyên nhân chính và đề nghị", heading=True, width="wide"),
            Column("Số sai lệch", numeric=True),
            Column("Tỷ trọng", numeric=True),
        ),
        rows=[*rows, Row(("Tổng cộng", total, "100,00%" if every else ""), kind="total")] if rows else [],
        caption="Nguyên nhân của các sai lệch",
        empty_text="Hai nguồn không khác nhau về trễ hạn, quá hạn.",
        id="nguyen-nhan",
    )
    return chart, table


def _states(choice: Chosen, compared: Compared) -> list[tuple[str, str, str]]:
    """(words, count, address) of how the differences stand."""
    found = []
    for state, words in STATES.items():
        many = sum(compared.settled[one.key].state == state for one in compared.found.disagreements)
        if many:
            href = choice.href("reconciliation_differences", muc=ALL, trang_thai=state)
            found.append((words, count_text(many), href))
    return found


def _sides(place: Place, compared: Compared) -> list[dict[str, str]]:
    found = []
    for source, counting in ((compared.left, compared.left_counting), (compared.right, compared.right_counting)):
        owner = source.owner_name or (place.name_of(source.owner) if source.owner else "chưa ghi")
        found.append({"title": source.title, "counting": compared.comparison.counting_text(counting), "owner": owner})
    return found


def _content(place: Place, choice: Chosen, compared: Compared) -> dict[str, Any]:
    """All that the page shows of a comparison; of one without rows, that there are none."""
    left, right = compared.rates
    if not (sum(left.counts.values()) or sum(right.counts.values())):
        return {"compared": compared, "empty": True, "as_of_text": date_text(compared.question.as_of)}
    chart, causes = _causes(choice, compared)
    letter = LetterForm(choice, compared)
    return {
        "compared": compared,
        "figures": _figures(choice, compared),
        "counts": _counts(choice, compared),
        "rates": _rates(choice, compared),
        "chart_of_causes": chart,
        "causes": causes,
        "states": _states(choice, compared),
        "sides": _sides(place, compared),
        "policies": [(side.source.title, capital(side.policy), capital(side.policy_after)) for side in (left, right)],
        "as_of_text": date_text(compared.question.as_of),
        "matrix_href": choice.href("reconciliation_matrix"),
        "list_href": choice.href("reconciliation_differences", muc=DIFFERING),
        "file_href": choice.href("reconciliation_file"),
        "letter_form": letter if letter.offers else None,
        "letter_here": place.url("reconciliation_letter"),
    }


def _compared(choice: Chosen) -> tuple[Chosen, Compared | None]:
    """The comparison; None while there are not two sources, or with the form at fault for what cannot be asked."""
    if choice.faulty is not None or not choice.right:
        return choice, None
    try:
        return choice, choice.compared()
    except InputFault as fault:
        if choice.day is None:
            raise
        return choice.faulted(str(fault)), None


@placed
def page(place: Place) -> HttpResponse:
    """The comparison chosen; what cannot be read in the choice stays in its form, with what is wrong beside it."""
    choice, compared = _compared(chosen(place, strict=False))
    register = register_named(COMPARISONS[choice.kind].register)
    title = COMPARISONS[choice.kind].title
    return show(
        place,
        "reconciliation.html",
        section="reconciliation",
        crumbs=crumbs(choice),
        status=400 if choice.faulty else 200,
        title=f"{TITLE}: {title[:1].lower()}{title[1:]}",
        choice=choice,
        form=choice.form,
        here=place.url("reconciliation"),
        period_title=place.period.title,
        register_title=register.title,
        register_href=place.url("register", register=register.name),
        import_href=place.url("import", register=register.name) if place.import_unit else "",
        **(_content(place, choice, compared) if compared else {}),
    )
