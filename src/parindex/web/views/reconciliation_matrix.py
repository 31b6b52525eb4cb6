"""The differences by unit, group (procedure, document, kind of report) and cause: every number opens its list."""

from collections import Counter
from collections.abc import Sequence

from django.http import HttpResponse

from parindex.assessment.reconciling import Compared
from parindex.documents.reconciliation_list.filling import group_words
from parindex.documents.wording.numbers import count_text
from parindex.documents.wording.sides import GROUP_WORDS
from parindex.measures.reconciliation.model import UNDETERMINED, Difference
from parindex.web.page import Place, placed, show
from parindex.web.reconciliation_choices import Chosen, chosen, crumbs
from parindex.web.reconciliation_filter import ALL, DifferenceFilter, unit_value
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table

_ALL_OPEN = 12  # so many groups in all stand open at once


class _Matrix:
    """The rows of one comparison as narrowed."""

    def __init__(self, choice: Chosen, compared: Compared, form: DifferenceFilter) -> None:
        self._choice, self._compared, self._form = choice, compared, form
        self.kept = [one for one in compared.found.disagreements if form.fits(one)]
        there = {one.cause for one in self.kept}
        self.causes = sorted(there, key=lambda code: (code == UNDETERMINED, code))

    def line(self, title: Cell, held: Sequence[Difference], kind: str, **which: str) -> Row:
        """One line: the number of each cause, and of all."""
        counted = Counter(one.cause for one in held)
        query = {**self._form.query, **which, "muc": ALL}
        cells = [
            Cell(
                count_text(counted[code]),
                href=self._choice.href("reconciliation_differences", **{**query, "nguyen_nhan": code}),
            )
            if counted[code]
            else Cell("")
            for code in self.causes
        ]
        whole = Cell(count_text(len(held)), href=self._choice.href("reconciliation_differences", **query))
        return Row((title, *cells, whole), kind=kind)  # type: ignore[arg-type]


def _unit_rows(place: Place, matrix: _Matrix, opened: str, href: str) -> list[Row]:
    units: dict[str, list[Difference]] = {}
    for one in matrix.kept:
        units.setdefault(one.unit, []).append(one)
    whole = len({(one.unit, one.group) for one in matrix.kept}) <= _ALL_OPEN
    rows = []
    for unit in sorted(units, key=lambda unit: (-len(units[unit]), unit)):
        value, name = unit_value(unit), place.name_of(unit) or "(để trống)"
        is_open = whole or opened == value
        link = None if whole else f"{href}&mo={'' if is_open else value}#don-vi-{value}"
        title = Cell(name, href=link, note=None if whole else "thu lại" if is_open else "mở theo từng loại")
        line = matrix.line(title, units[unit], "area", don_vi=value)
        rows.append(Row(line.cells, kind="area", id=f"don-vi-{value}"))
        if is_open:
            groups: dict[str, list[Difference]] = {}
            for one in units[unit]:
                groups.setdefault(one.group, []).append(one)
            rows += [
                matrix.line(Cell(group_words(held[0])), held, "leaf", don_vi=value, nhom=unit_value(group))
                for group, held in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
            ]
    return rows


@placed
def page(place: Place) -> HttpResponse:
    """The matrix, as narrowed; `mo` opens one unit to its groups."""
    choice = chosen(place)
    compared = choice.compared()
    form = DifferenceFilter(choice, compared, place.request.GET)
    matrix = _Matrix(choice, compared, form)
    rows = _unit_rows(
        place, matrix, place.request.GET.get("mo", ""), choice.href("reconciliation_matrix", **form.query)
    )
    if rows:
        rows.append(matrix.line(Cell("Tổng cộng"), matrix.kept, "total"))
    group = GROUP_WORDS[compared.comparison.name].lower()
    return show(
        place,
        "reconciliation_matrix.html",
        section="reconciliation",
        crumbs=crumbs(choice, Crumb("Theo đơn vị và nguyên nhân")),
        choice=choice,
        form=form,
        here=choice.place.url("reconciliation_matrix"),
        causes=[(code, compared.comparison.cause(code).title) for code in matrix.causes if code != UNDETERMINED],
        table=Table(
            columns=(
                Column(f"Đơn vị, {group}", heading=True, width="medium"),
                *(Column("Chưa đủ căn cứ" if code == UNDETERMINED else code, numeric=True) for code in matrix.causes),
                Column("Tổng", numeric=True),
            ),
            rows=rows,
            caption=f"Số {compared.comparison.thing} có sai lệch",
            empty_text="Không có sai lệch nào khớp.",
            narrow="scroll",
        ),
    )
