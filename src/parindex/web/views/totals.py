"""Entered totals of a measure: beside the computed figure, entered with their document, taken back, its file."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from parindex.assessment.actions import enter_total, withdraw_total
from parindex.assessment.figures import measure_named
from parindex.assessment.queries import Picture, picture
from parindex.assessment.totals import total_entry, total_history
from parindex.assessment.values import TOTAL, Total
from parindex.documents.wording.numbers import change_text, moment_text
from parindex.measures.measure import Measure
from parindex.organisations.queries import today
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.web.faults import Told, faults_beside
from parindex.web.local_time import local
from parindex.web.page import Place, placed, show
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.stored_file import stored_file
from parindex.web.total_form import TotalForm, WithdrawForm
from parindex.web.uploads import written
from parindex.web.views.crumbs import measure_crumbs
from parindex.web.views.figure_words import figure_text, parts_text
from parindex.web.words import GRADES

if TYPE_CHECKING:
    from parindex.assessment.models import EnteredTotal


NO_FILE = "Chưa kèm tệp văn bản"


@dataclass(frozen=True)
class Beside:
    """What the page says of the entered total: both numbers, their difference, the paper, what may be done."""

    total: Total | None
    at: str
    table: Table | None
    differs: bool
    counts: bool
    history: Table | None
    enter_href: str
    withdraw_href: str
    file_href: str


def _difference(measure: Measure, found: Picture, total: Total) -> Row:
    """Entered minus computed, part by part; the share in percentage points."""
    own, other = found.score.figures[measure.code], total.figure
    name = Cell("Chênh lệch", note="số tổng hợp trừ số tính từ các dòng")
    above = change_text(other.numerator - own.numerator, places=4)
    if own.denominator is None or other.denominator is None:
        return Row((name, above, "", "", ""), kind="total")
    below, points = change_text(other.denominator - own.denominator, places=4), ""
    if own.denominator and other.denominator:
        apart = other.numerator * 100 / other.denominator - own.numerator * 100 / own.denominator
        points = f"{change_text(apart)} điểm %"
    return Row((name, above, below, points, ""), kind="total")


def _paper(total: Total) -> Cell:
    """The document, and a mark where nobody attached it."""
    return Cell(total.document, note=None if total.file_name else NO_FILE)


def _table(measure: Measure, found: Picture, total: Total) -> Table:
    own = found.score.figures.get(measure.code)
    rows = []
    if own:
        computed = GRADES["computed"]
        rows.append(Row((Cell(computed[0], sign=computed[1]), *parts_text(own), "các dòng dưới đây")))
    entered = GRADES["entered_total"]
    rows.append(Row((Cell(entered[0], sign=entered[1]), *parts_text(total.figure), _paper(total))))
    if own and own != total.figure:
        rows.append(_difference(measure, found, total))
    first = "Số lượng" if measure.is_count else "Tử số"
    return Table(
        columns=(
            Column("Căn cứ của giá trị", heading=True),
            Column(first, numeric=True),
            Column("Mẫu số", numeric=True),
            Column("Tỷ lệ", numeric=True),
            Column("Lấy từ", width="text"),
        ),
        rows=rows,
        caption="Số tính từ các dòng và số tổng hợp có văn bản",
        empty_text="Chưa có số nào.",
        id="hai-so",
        caption_hidden=True,
    )


def _history_row(place: Place, measure: Measure, row: "EnteredTotal", newest: bool) -> Row:
    state = Cell("Đã rút", sign="none") if row.withdrawn else Cell("Đang dùng" if newest else "Đã thay", sign="none")
    href = place.url("total_file", code=measure.code, number=str(row.pk)) if row.file_digest else None
    numbers = "/".join(part.replace(".", ",") for part in (row.numerator, row.denominator) if part)
    return Row(
        (
            moment_text(local(row.at)),
            str(row.by),
            numbers,
            row.document,
            row.note,
            Cell(row.file_name, href=href) if href else Cell(NO_FILE, sign="warn"),
            state,
        )
    )


def _history(place: Place, measure: Measure) -> Table | None:
    entries = total_history(place.unit, place.period.code, measure.code)
    if not entries:
        return None
    return Table(
        columns=(
            Column("Lúc", heading=True),
            Column("Người ghi"),
            Column("Số", numeric=True),
            Column("Văn bản", width="text"),
            Column("Giải trình, lý do", width="text"),
            Column("Tệp"),
            Column("Trạng thái"),
        ),
        rows=[_history_row(place, measure, row, number == 0) for number, row in enumerate(entries)],
        caption="Các lần ghi số tổng hợp",
        empty_text="Chưa ghi lần nào.",
        id="lan-ghi",
        narrow="scroll",
        caption_hidden=True,
    )


def beside(place: Place, found: Picture, measure: Measure) -> Beside:
    """The entered total of a measure as its page shows it."""
    total, may = found.score.totals.get(measure.code), place.may(Right.ENTER)
    return Beside(
        total=total,
        at=moment_text(local(total.at)) if total else "",
        table=_table(measure, found, total) if total else None,
        differs=found.score.differing(measure.code) is not None,
        counts=found.score.grade_of(measure.code) == TOTAL,
        history=_history(place, measure),
        enter_href=place.url("total", code=measure.code) if may else "",
        withdraw_href=place.url("withdraw_total", code=measure.code) if may and total else "",
        file_href=place.url("total_file", code=measure.code, number=str(total.number))
        if total and total.file_name
        else "",
    )


def _save(place: Place, measure: Measure, form: TotalForm) -> bool:
    data = form.cleaned_data
    told = Told(lambda fault: form.add_error("note" if "giải trình vì sao" in str(fault) else None, str(fault)))
    with told, written(data.get("file")) as (file, name):
        enter_total(
            by=place.user,
            unit=place.unit,
            period=place.period.code,
            measure=measure.code,
            numerator=data["numerator"],
            denominator=data.get("denominator"),
            document=data["document"],
            note=data["note"],
            file=file,
            file_name=name,
        )
        messages.success(place.request, f"Đã ghi số tổng hợp của chỉ tiêu “{measure.title}”.")
        return True
    return False


def _back(place: Place, found: Picture, measure: Measure) -> str:
    """Where to go when done: the criterion that sent the person here, else the measure."""
    leaf = found.criteria_set.by_code.get(place.request.GET.get("tc", ""))
    if leaf is not None and leaf.measure == measure.code:
        criterion = next(one for _, one, inner in found.criteria_set.leaves() if inner.code == leaf.code)
        return f"{place.url('criterion', code=criterion.code)}#tc-{leaf.code}"
    return f"{place.url('measure', code=measure.code)}#so-tong-hop"


def _crumbs(place: Place, found: Picture, measure: Measure, last: str) -> tuple[Crumb, ...]:
    here = Crumb(measure.title, place.url("measure", code=measure.code))
    return *measure_crumbs(place, found, measure.code), here, Crumb(last)


@placed
def page(place: Place, code: str) -> HttpResponse:
    """The form; saved, it goes back to where the person came from."""
    check_may(place.user, Right.ENTER, place.unit, tree=place.tree, on=today())
    measure = measure_named(code)
    found = picture(place.unit, place.period.code)
    back, posted = _back(place, found, measure), place.request.method == "POST"
    form = TotalForm(measure, *((place.request.POST, place.request.FILES) if posted else ()))
    if posted and form.is_valid() and _save(place, measure, form):
        return redirect(back)
    return show(
        place,
        "total.html",
        section="figures",
        crumbs=_crumbs(place, found, measure, "Ghi số tổng hợp"),
        status=400 if posted else 200,
        measure=measure,
        beside=beside(place, found, measure),
        computed=figure_text(own) if (own := found.score.figures.get(code)) else "",
        form=form,
        back_href=back,
    )


@placed
def withdraw(place: Place, code: str) -> HttpResponse:
    """Take the total back, saying why; what was entered stays in the list."""
    check_may(place.user, Right.ENTER, place.unit, tree=place.tree, on=today())
    measure = measure_named(code)
    found = picture(place.unit, place.period.code)
    back, posted = f"{place.url('measure', code=code)}#so-tong-hop", place.request.method == "POST"
    form = WithdrawForm(*((place.request.POST,) if posted else ()))
    if posted and form.is_valid():
        with faults_beside(form):
            withdraw_total(
                by=place.user,
                unit=place.unit,
                period=place.period.code,
                measure=code,
                reason=form.cleaned_data["reason"],
            )
            messages.success(place.request, f"Đã rút số tổng hợp của chỉ tiêu “{measure.title}”.")
            return redirect(back)
    return show(
        place,
        "withdraw_total.html",
        section="figures",
        crumbs=_crumbs(place, found, measure, "Rút số tổng hợp"),
        status=400 if posted else 200,
        measure=measure,
        beside=beside(place, found, measure),
        form=form,
        back_href=back,
    )


@placed
def file(place: Place, code: str, number: int) -> HttpResponse:
    """The file that was attached to one entry, as it was attached."""
    entry = total_entry(place.unit, place.period.code, measure_named(code).code, number)
    if entry is None:
        raise Http404("Không có tệp văn bản này.")
    return stored_file(entry.file_digest, entry.file_name)
