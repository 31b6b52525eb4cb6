"""A column as a workbook: taken away, handed back, looked at as old → new, confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from parindex.assessment.rounds.column import ColumnRow, RowWrite, Spoken
from parindex.assessment.rounds.column_file import read_column_file
from parindex.assessment.rounds.differing import before_of, check_score
from parindex.assessment.rounds.judging import judge, rule_of, same_inputs
from parindex.documents.column_sheet import build_column_sheet
from parindex.documents.wording.numbers import count_text
from parindex.errors import InputFault
from parindex.organisations.queries import today
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.web.attachment import xlsx_response
from parindex.web.column_filing import filled_column, sent_rows
from parindex.web.column_sent import Outcome, SentRow, read_rows, save_sent
from parindex.web.column_table import Typing
from parindex.web.fields import PlainForm
from parindex.web.page import show
from parindex.web.rendering.form import FormLook
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.round_here import Here, round_placed
from parindex.web.round_words import inputs_text, shown
from parindex.web.uploads import drop, keep, waiting
from parindex.web.views.round_column import Grid, column_crumbs, shown_grid

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 5 * 1024 * 1024
TOKEN = "bang"  # noqa: S105 (the name of a field)


class FileForm(PlainForm):
    """The workbook."""

    file = forms.FileField(
        label="Bảng đã chấm",
        help_text="Tệp .xlsx tải từ trang của mục này, đã điền vào các ô màu vàng.",
        error_messages={"required": "Hãy chọn một tệp.", "empty": "Tệp trống; hãy chọn tệp đã điền."},
    )

    def clean_file(self) -> object:
        """Raises ValidationError for what cannot be such a workbook."""
        file = self.cleaned_data["file"]
        if file.size > _LARGEST:
            raise forms.ValidationError("Tệp lớn hơn 5 MB, không phải bảng chấm theo cột.")
        return file


@round_placed
def sheet(here: Here, block: str, leaf: str) -> HttpResponse:
    """The column as it stands, with fields where the person may score."""
    grid = Grid(here, block, leaf, whole=True)
    content = build_column_sheet(filled_column(here, grid.column, grid.inputs, grid.writable))
    return xlsx_response(content, f"cham-theo-cot-{here.round.id}-{block}-{leaf}.xlsx")


@dataclass(frozen=True)
class _Looked:
    """A workbook as it would be written: by `of` the rows that were sent and their lines; `faults` by line."""

    outcome: Outcome
    sent: Mapping[int, SentRow]
    lines: Mapping[int, int]
    faults: Mapping[int, str]


def _look(grid: Grid, path: "Path") -> _Looked:
    """Read the workbook and judge every row that says something new. InputFault for a workbook that is not ours."""
    sent, unread = sent_rows(grid.here, grid.column, grid.inputs, read_column_file(path))
    lines = {one.of: line for line, one in sent.items()}
    rows = {row.of: row for row in grid.column.rows}
    faults = dict(unread)
    faults |= {line: "đơn vị không có trong bảng này" for of, line in lines.items() if of not in rows}
    outcome = read_rows(grid.column, grid.inputs, sent.values(), grid.writable)
    kept = []
    for write in outcome.writes:
        try:
            _check(grid, rows[write.of], write)
            kept.append(write)
        except InputFault as fault:
            outcome.faults[write.of] = str(fault)
    outcome.writes = kept
    faults |= {lines[of]: why for of, why in outcome.faults.items()}
    return _Looked(outcome, {one.of: one for one in sent.values()}, lines, dict(sorted(faults.items())))


def _check(grid: Grid, row: ColumnRow, write: RowWrite) -> None:
    """InputFault for a row that somebody has scored since the workbook was taken, and for what saving would refuse: a value
    that does not fit the rule, a score that lacks its explanation.
    """
    mine = row.mine
    if write.seen != (mine.number if mine else None):
        points = shown(mine.points, taken_off=grid.kind == "penalty") if mine else ""
        by = f"“{mine.by}” đã ghi {points or 'không tính'}" if mine else "điểm đã được rút"
        raise InputFault(f"{by} sau khi bảng được tải; hãy tải lại bảng và điền lại dòng này.")
    column = grid.column
    judged = judge(column.set, column.leaf.code, write.value, unit=row.unit)
    if mine is None or mine.note != write.note or not same_inputs(mine.value, judged.value):
        before = before_of(write.step, row.said, row.proposed)
        check_score(
            column.set,
            column.leaf,
            judged,
            write.note,
            unit=row.unit,
            before=before,
            proposed=row.proposed,
            papers=lambda: bool(row.papers),
        )


def _changes(grid: Grid, looked: _Looked) -> Table:
    rule = rule_of(grid.column.set, grid.column.leaf)
    rows, taken_off = {row.of: row for row in grid.column.rows}, grid.kind == "penalty"

    def old(said: Spoken | None) -> Cell | str:
        if said is None or not said.speaks:
            return "chưa chấm"
        points = shown(said.points, taken_off=taken_off) or "không tính"
        return Cell(points, note=inputs_text(rule, said.value) or None)

    lines = []
    for write in looked.outcome.writes:
        row = rows[write.of]
        judged = judge(grid.column.set, grid.column.leaf.code, write.value, unit=row.unit)
        points = shown(judged.text, taken_off=taken_off) or "không tính"
        new = Cell(points, note=inputs_text(rule, judged.value) or None)
        name = grid.here.place.name_of(row.unit)
        lines.append(Row((str(looked.lines[write.of]), name, old(row.mine), new, write.note)))
    return Table(
        columns=(
            Column("Dòng", numeric=True),
            Column("Đơn vị", heading=True, width="value"),
            Column("Đang có", numeric=True),
            Column("Sẽ ghi", numeric=True),
            Column("Giải trình", width="text"),
        ),
        rows=lines,
        caption=f"{count_text(len(lines))} đơn vị sẽ được ghi",
        empty_text="Không có dòng nào khác với điểm đang có.",
        id="se-ghi",
        narrow="list" if len(lines) <= 12 else "scroll",
    )


def _faults(looked: _Looked) -> Table | None:
    if not looked.faults:
        return None
    return Table(
        columns=(Column("Dòng", numeric=True), Column("Vì sao không ghi được", heading=True, width="text")),
        rows=[Row((str(line), why)) for line, why in looked.faults.items()],
        caption=f"{count_text(len(looked.faults))} dòng không ghi được",
        empty_text="",
        id="khong-ghi",
    )


def _preview(grid: Grid, token: str, looked: _Looked) -> HttpResponse:
    here = grid.here
    return show(
        here.place,
        "round_column_preview.html",
        section="rounds",
        crumbs=column_crumbs(grid, "Xem trước bảng đã chấm"),
        changes=_changes(grid, looked),
        faults=_faults(looked),
        writes=len(looked.outcome.writes),
        token_field=TOKEN,
        token=token,
        here_href=grid.url("round_column_import"),
        back_href=grid.url(),
    )


def _confirmed(grid: Grid, token: str, path: "Path") -> HttpResponse:
    """Write what was looked at. Rows that cannot be written come back on the page of the column, as they were filled in."""
    looked = _look(grid, path)
    told: dict[int, str] = {}
    user = grid.here.place.user
    save_sent(user, grid.column, looked.outcome, lambda of, fault: told.update({of: grid.theirs(fault)}))
    drop(token)
    request, done, faults = grid.here.place.request, looked.outcome.done, looked.outcome.faults | told
    if done:
        messages.success(request, f"Đã ghi {count_text(len(done))} đơn vị từ bảng.")
    if not faults:
        return redirect(grid.url())
    messages.error(request, f"{count_text(len(faults))} đơn vị chưa ghi được, lý do ở từng dòng.")
    grid.refresh()
    typed = {of: looked.sent[of].typed for of in faults}
    return shown_grid(grid, Typing(typed, faults), status=400)


@round_placed
def upload(here: Here, block: str, leaf: str) -> HttpResponse:
    """The form; with a workbook what it would change, with `bang` (a workbook that was looked at) the writing of it."""
    grid, request = Grid(here, block, leaf, whole=True), here.place.request
    if not grid.writable:
        check_may(here.place.user, Right.APPRAISE, grid.units[0].unit_id, tree=here.place.tree, on=today())
    posted = request.method == "POST"
    token = request.POST.get(TOKEN, "")
    if posted and token:
        path = waiting(token)
        if path is not None:
            return _confirmed(grid, token, path)
        messages.warning(request, "Bảng đã nộp không còn chờ xác nhận; hãy nộp lại.")
        return redirect(grid.url("round_column_import"))
    form = FileForm(*((request.POST, request.FILES) if posted else ()))
    if posted and form.is_valid():
        token, path = keep(form.cleaned_data["file"])
        try:
            return _preview(grid, token, _look(grid, path))
        except InputFault as fault:
            drop(token)
            form.add_error("file", str(fault))
    return show(
        here.place,
        "round_form.html",
        section="rounds",
        crumbs=column_crumbs(grid, "Nộp bảng đã chấm"),
        status=400 if posted else 200,
        lead="Xem trước từng dòng sẽ đổi thế nào rồi mới ghi; dòng mà người khác vừa chấm thì không ghi đè.",
        form=form,
        look=FormLook(submit="Xem trước", cancel=grid.url()),
    )
