"""A column as a table: one line a unit, every step side by side, and fields where the person may score now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from parindex.assessment.rounds.column import Column as Leaves
from parindex.assessment.rounds.column import ColumnRow, Proof, Spoken
from parindex.assessment.rounds.judging import rule_of
from parindex.assessment.rounds.states import STATE_TITLES, STEP_TITLES, Step
from parindex.documents.wording.numbers import count_text
from parindex.scoring.extras import penalties
from parindex.web.column_inputs import Inputs, Typed, seen_of
from parindex.web.local_time import VIETNAM
from parindex.web.rendering.markup import sign_class
from parindex.web.rendering.table import Cell, Column, Paging, Row, Table
from parindex.web.round_here import Here
from parindex.web.round_states import ALONE
from parindex.web.round_words import inputs_text, shown

_COLUMNS = (
    Column("Đơn vị", heading=True, width="value"),
    Column("Số liệu, đề xuất", width="value"),
    Column(STEP_TITLES[Step.SELF], numeric=True),
    Column("Lý do, giải trình của đơn vị", width="medium"),
    Column("Tài liệu", width="value"),
    Column("Lần 1", numeric=True),
    Column("Lần 2", numeric=True),
    Column(STEP_TITLES[Step.COUNCIL], numeric=True),
)
_LAST = (Column("Giải trình của thẩm định", width="medium"), Column("Ghi"))
_LONGEST = 160  # letters of a reason that the grid shows; the leaf's page has all of it
_TITLE, _PAPERS = 40, 2  # letters of a paper's title, and papers of a unit that are named one by one
_AWAITED = format_html('<span class="note"><span class="{}">đang chờ giải trình</span></span>', sign_class("open"))


@dataclass(frozen=True)
class Typing:
    """What people typed that could not be saved, with the reason, by row."""

    typed: Mapping[int, Typed] = field(default_factory=dict)
    faults: Mapping[int, str] = field(default_factory=dict)
    ticked: frozenset[int] = frozenset()


def _moment(at: datetime) -> str:
    here = at + VIETNAM
    return f"{here.day:02d}/{here.month:02d}/{here.year} {here.hour:02d}:{here.minute:02d}"


class _Cells:
    """The cells of one leaf's rows, but for those with fields."""

    def __init__(self, here: Here, column: Leaves) -> None:
        self._rule, code = rule_of(column.set, column.leaf), column.leaf.code
        self._taken_off = code in penalties(column.set)
        # ids of units are slugs, so one address serves as the pattern for all
        self._leaf = here.leaf_href("-", code).split("/-/", 1)
        self._file = here.url_of("-", "round_evidence_file", number=0).split("/-/", 1)

    def href(self, unit: str) -> str:
        """The leaf's page at the unit."""
        return f"{self._leaf[0]}/{unit}/{self._leaf[1]}"

    def points(self, said: Spoken | None, mark: str = "") -> Cell | str:
        """Points with the writer's own inputs under them, and a mark; who, when and why when one points at them."""
        if said is None:
            return ""
        if not said.speaks:
            return Cell("đã rút", title=f"{said.by}, {_moment(said.at)}")
        why, note = f": {said.note}" if said.note else "", inputs_text(self._rule, said.value)
        return Cell(
            shown(said.points, taken_off=self._taken_off) or "không tính",
            note=(f"{note} · {mark}" if note else mark) if mark else note or None,
            title=f"{said.by}, {_moment(said.at)}{why}",
        )

    def proposed(self, row: ColumnRow) -> Cell | str:
        """What the figures propose."""
        if row.left_out:
            return "không chấm cho đơn vị này"
        if row.proposed is None:
            return ""
        points = shown(row.proposed.points, taken_off=self._taken_off)
        return Cell(inputs_text(self._rule, row.proposed.value), note=f"{points} điểm" if points else "không tính")

    def words(self, row: ColumnRow) -> Cell | str:
        """Why the unit scored itself as it did; under it what it explained since, or that it is still to explain."""
        own = row.said.get(Step.SELF)
        reason, told = own.note if own and own.speaks else "", row.explanation
        if not (told or row.asked or len(reason) > _LONGEST):
            return reason
        whole = "\n".join(filter(None, (reason, told)))
        mark = f" ({ALONE})" if Step.EXPLANATION in row.alone else ""
        return Cell(
            _cut(reason, _LONGEST),
            note=f"Giải trình{mark}: {_cut(told, _LONGEST)}" if told else None,
            title=whole if len(reason) > _LONGEST or len(told) > _LONGEST else None,
            control=_AWAITED if row.asked and not told else None,
        )

    def papers(self, row: ColumnRow) -> Cell | str:
        """The papers by name: a file opens, what is only named leads to the leaf's page."""
        if not row.papers:
            return ""
        first, *more = row.papers
        name = _cut(first.title, _TITLE)
        title = first.title if name != first.title else None
        return Cell(name, self._paper(row.unit, first), None, None, title, self._more(row.unit, more) if more else None)

    def _more(self, unit: str, papers: Sequence[Proof]) -> SafeString:
        """Further papers, and how many are not named."""
        named = [(self._paper(unit, one), _cut(one.title, _TITLE)) for one in papers[: _PAPERS - 1]]
        links, hidden = format_html_join("", '<div><a href="{}">{}</a></div>', named), len(papers) - len(named)
        return format_html('{}<span class="note">và {} tài liệu khác</span>', links, hidden) if hidden else links

    def _paper(self, unit: str, one: Proof) -> str:
        if not one.file:
            return f"{self.href(unit)}#tai-lieu"
        return f"{self._file[0]}/{unit}/{self._file[1].replace('/0/', f'/{one.number}/')}"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


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
    shape, fielded, rows = _Cells(here, column), bool(writable), []
    for row in column.rows:
        name, said = here.place.name_of(row.unit), row.said
        fault = typing.faults.get(row.of)
        cells: list[Cell | str] = [
            Cell(name, href=shape.href(row.unit), note=STATE_TITLES[row.state]),
            shape.proposed(row),
            shape.points(said.get(Step.SELF), ALONE if Step.SELF in row.alone else ""),
            shape.words(row),
            shape.papers(row),
            shape.points(said.get(Step.FIRST)),
            shape.points(said.get(Step.SECOND)),
            shape.points(said.get(Step.COUNCIL)),
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
