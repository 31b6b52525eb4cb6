"""A column as a table: one line a unit, every step side by side, and fields where the person may score now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from parindex.assessment.rounds.column import Column as Leaves
from parindex.assessment.rounds.column import ColumnRow, Spoken
from parindex.assessment.rounds.judging import rule_of
from parindex.assessment.rounds.states import STATE_TITLES, STEP_TITLES, Step
from parindex.documents.wording.numbers import count_text
from parindex.scoring.rules import Rule
from parindex.web.column_inputs import Inputs, Typed, seen_of
from parindex.web.rendering.table import Cell, Column, Paging, Row, Table
from parindex.web.round_here import Here
from parindex.web.round_words import inputs_text, shown

_COLUMNS = (
    Column("Đơn vị", heading=True, width="value"),
    Column("Số liệu, đề xuất", width="value"),
    Column(STEP_TITLES[Step.SELF], numeric=True),
    Column("Tài liệu", numeric=True),
    Column("Lần 1", numeric=True),
    Column("Giải trình của đơn vị", width="text"),
    Column("Lần 2", numeric=True),
    Column(STEP_TITLES[Step.COUNCIL], numeric=True),
)
_LAST = (Column("Giải trình của thẩm định", width="medium"), Column("Ghi"))
_LONGEST = 160  # letters of an explanation that the grid shows; the leaf's page has all of it
_VIETNAM = timedelta(hours=7)


@dataclass(frozen=True)
class Typing:
    """What people typed that could not be saved, with the reason, by row."""

    typed: Mapping[int, Typed] = field(default_factory=dict)
    faults: Mapping[int, str] = field(default_factory=dict)
    ticked: frozenset[int] = frozenset()


def _moment(at: datetime) -> str:
    here = at + _VIETNAM
    return f"{here.day:02d}/{here.month:02d}/{here.year} {here.hour:02d}:{here.minute:02d}"


def _points(rule: Rule, said: Spoken | None) -> Cell | str:
    """Points with the writer's own inputs under them; who, when and why when one points at them."""
    if said is None:
        return ""
    if not said.speaks:
        return Cell("đã rút", title=f"{said.by}, {_moment(said.at)}")
    why = f": {said.note}" if said.note else ""
    return Cell(
        shown(said.points) or "không tính",
        note=inputs_text(rule, said.value) or None,
        title=f"{said.by}, {_moment(said.at)}{why}",
    )


def _proposed(rule: Rule, row: ColumnRow) -> Cell | str:
    if row.left_out:
        return "không chấm cho đơn vị này"
    if row.proposed is None:
        return ""
    points = shown(row.proposed.points)
    return Cell(inputs_text(rule, row.proposed.value), note=f"{points} điểm" if points else "không tính")


def _explanation(row: ColumnRow) -> Cell | str:
    if not row.explanation:
        return Cell("đang chờ", sign="open") if row.asked else ""
    text = row.explanation
    return text if len(text) <= _LONGEST else Cell(f"{text[:_LONGEST]}…", title=text)


def _hrefs(here: Here, code: str) -> Callable[[str], str]:
    """Addresses of the leaf's page at each unit. Ids of units are slugs, so one address serves as the pattern for all."""
    before, after = here.leaf_href("-", code).split("/-/", 1)
    return lambda unit: f"{before}/{unit}/{after}"


def _columns(inputs: Inputs) -> tuple[Column, ...]:
    """With a column for each field."""
    return (*_COLUMNS, *(Column(inputs.labels[name]) for name in inputs.names), *_LAST)


def column_table(
    here: Here,
    column: Leaves,
    inputs: Inputs,
    writable: frozenset[int],
    typing: Typing,
    *,
    paging: Paging | None = None,
) -> Table:
    """The rows as they stand; `typing` over them where something came back."""
    rule, href, fielded = rule_of(column.set, column.leaf), _hrefs(here, column.leaf.code), bool(writable)
    rows = []
    for row in column.rows:
        name, unit_href, said = here.place.name_of(row.unit), href(row.unit), row.said
        fault = typing.faults.get(row.of)
        cells: list[Cell | str] = [
            Cell(name, href=unit_href, note=STATE_TITLES[row.state]),
            _proposed(rule, row),
            _points(rule, said.get(Step.SELF)),
            Cell(count_text(row.papers), href=f"{unit_href}#tai-lieu") if row.papers else "",
            _points(rule, said.get(Step.FIRST)),
            _explanation(row),
            _points(rule, said.get(Step.SECOND)),
            _points(rule, said.get(Step.COUNCIL)),
        ]
        if fielded:
            seen = seen_of(row)
            if row.of in writable and seen is not None:
                typed = typing.typed.get(row.of) or inputs.shown(row)
                *values, note, tick = inputs.html(row, typed, seen, name, ticked=row.of in typing.ticked)
                cells += [Cell("", control=value) for value in values]
                cells += [Cell(fault or "", sign="bad" if fault else None, control=note), Cell("", control=tick)]
            else:
                cells += ["" for _ in inputs.names] + [Cell(fault, sign="bad") if fault else "", ""]
        rows.append(Row(cells, id=f"dv-{row.unit}"))
    return Table(
        columns=_columns(inputs) if fielded else _COLUMNS,
        rows=rows,
        caption=f"{count_text(len(rows))} đơn vị",
        empty_text="Không có đơn vị nào của khối này.",
        id="cot",
        narrow="scroll",
        paging=paging,
    )
