"""The sheet of a unit in a round as a table: every step side by side, who wrote it and when, papers, what differs."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter

from parindex.assessment.rounds.judging import NOT_SCORED, rule_of
from parindex.assessment.rounds.sheet import Said, Talk, UnitSheet
from parindex.assessment.rounds.states import State, Step
from parindex.criteria.model import Area, Leaf
from parindex.documents.wording.numbers import points_text
from parindex.scoring.extras import extra_lines, penalties
from parindex.scoring.rules import Rule
from parindex.web.local_time import short_moment
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.round_here import Here
from parindex.web.round_states import ALONE, index_text
from parindex.web.round_words import BY_MACHINE, NOT_MOVED, inputs_text, shown

_TITLES = {Step.SELF: "Tự chấm", Step.EXPLANATION: "Giải trình"}
_COLUMNS = (
    Column("Mã", width="code"),
    Column("Lĩnh vực, tiêu chí", heading=True, width="medium"),
    Column("Tối đa", numeric=True),
    Column(_TITLES[Step.SELF], numeric=True),
    Column("Lần 1", numeric=True),
    Column(_TITLES[Step.EXPLANATION]),
    Column("Lần 2", numeric=True),
    Column("Hội đồng", numeric=True),
    Column("Kết quả", numeric=True),
    Column("Tài liệu", numeric=True),
    Column("Lưu ý"),
)


@lru_cache(maxsize=32768)
def _words(digest: str, leaf: str, value: str) -> str:
    """Inputs in a few words: a function of the leaf's rule and of what was typed, the same for every unit."""
    return inputs_text(_RULES[digest][leaf], json.loads(value))


_RULES: dict[str, Mapping[str, Rule]] = {}  # by digest of the set: the few sets of a workspace's rounds


class _Cells:
    """The cells of a sheet. Writers get numbers, so that 600 scores do not repeat their names."""

    def __init__(self, here: Here, sheet: UnitSheet) -> None:
        self.sheet = sheet
        self.writers: dict[str, int] = {}
        self.digest = sheet.block.digest
        if self.digest not in _RULES:
            _RULES[self.digest] = {code: rule_of(sheet.set, leaf) for code, leaf in sheet.leaves.items()}
        self.rules = _RULES[self.digest]
        self.penal = penalties(sheet.set)
        self._base = here.url("round_leaf", leaf="~")

    def href(self, leaf: str) -> str:
        """The leaf's page; one address is worked out for all."""
        return self._base.replace("~", leaf)

    def signed(self, by: str, at: str) -> str:
        """Who (by number) and when."""
        number = self.writers.get(by)
        if number is None:
            number = self.writers[by] = len(self.writers) + 1
        return f"[{number}] {short_moment(at)}"

    def points(self, code: str, points: str) -> str:
        """Points of a leaf; those of a penalty line with their minus."""
        return shown(points, taken_off=code in self.penal) or "không tính"

    def step(self, code: str, said: Said | None) -> Cell | str:
        """What a step says: points, over its inputs, writer and moment."""
        if said is None:
            return ""
        _, value, state, points, _, by, at, _, carried = said
        if carried and state == NOT_SCORED:  # in nobody's name: the amended set could not take the score over
            return Cell(NOT_MOVED, None, None, BY_MACHINE)
        number = self.writers.get(by) or self.writers.setdefault(by, len(self.writers) + 1)
        signed = f"[{number}] {short_moment(at)}"
        if state == NOT_SCORED:
            return Cell("đã rút" if value is None else "chưa chấm", None, None, signed)
        inputs = _words(self.digest, code, value or "null")
        return Cell(self.points(code, points), None, None, f"{inputs} · {signed}" if inputs else signed)

    def talk(self, leaf: str) -> Cell | str:
        """Whether an explanation was asked for and given."""
        found = self.sheet.talk.get(leaf)
        return (
            _talk(found, self.signed(found.by, found.at.isoformat(" ")) if found and found.at else "") if found else ""
        )

    def flags(self, code: str, said: Mapping[Step, Said]) -> str:
        """What a reader should look at, in a few words."""
        words = []
        if code in self.sheet.disputed:
            words.append("đang tranh chấp")
        own = said.get(Step.SELF)
        if own is not None and own.note and self.sheet.departs(code):
            words.append("khác đề xuất")
        if len(set(map(_points, said.values()))) > 1 and len({one.points for one in said.values() if one.speaks}) > 1:
            words.append("các bước khác nhau")
        if any(map(_carried, said.values())):
            words.append("chuyển từ bộ trước")
        return ", ".join(words)


_carried, _points = attrgetter("carried"), attrgetter("points")


def _talk(found: Talk, signed: str) -> Cell | str:
    if found.asked and not found.answered:
        return Cell("Đã đề nghị", sign="warn", note=signed or None)
    return Cell("Đã giải trình", note=signed) if found.explanations else ""


def _leaf_row(cells: _Cells, leaf: Leaf, name: str, kind: str) -> Row:
    sheet = cells.sheet
    place = Cell(name, href=cells.href(leaf.code))
    most = points_text(leaf.max_points, fixed=True)
    row_kind = "criterion" if kind == "criterion" else "leaf"
    if leaf.code in sheet.without:
        return Row((leaf.code, place, most, "", "", "", "", "", "", "", "không chấm đơn vị này"), kind=row_kind)  # type: ignore[arg-type]
    said, final = sheet.said.get(leaf.code, {}), sheet.final(leaf.code)
    own = cells.step(leaf.code, said.get(Step.SELF))
    if not own and (proposed := sheet.proposed.get(leaf.code)):
        words = inputs_text(cells.rules[leaf.code], proposed.value)
        own = Cell("", note=f"đề xuất {cells.points(leaf.code, proposed.points)}: {words}")
    return Row(
        (
            leaf.code,
            place,
            most,
            own,
            cells.step(leaf.code, said.get(Step.FIRST)),
            cells.talk(leaf.code),
            cells.step(leaf.code, said.get(Step.SECOND)),
            cells.step(leaf.code, said.get(Step.COUNCIL)),
            cells.points(leaf.code, final[1].points) if final else "",
            str(sheet.papers.get(leaf.code, "")),
            cells.flags(leaf.code, said) if said or leaf.code in sheet.disputed else "",
        ),
        kind=row_kind,  # type: ignore[arg-type]
    )


def _head(code: str, name: str, most: Decimal, kind: str) -> Row:
    cells = (code, name, points_text(most, fixed=True), *[""] * (len(_COLUMNS) - 3))
    return Row(cells, kind=kind)  # type: ignore[arg-type]


def _area_row(sheet: UnitSheet, area: Area) -> Row:
    """An area with its sums after each step that spoke, and the maximum that is asked of the unit in it."""
    found = sheet.areas[area.code]

    def after(step: Step) -> str:
        return points_text(found.points[step], fixed=True) if step in found.points else ""

    cells = (
        area.code,
        area.name,
        points_text(found.max_points, fixed=True),
        after(Step.SELF),
        after(Step.FIRST),
        "",
        after(Step.SECOND),
        after(Step.COUNCIL),
        after(sheet.spoke[-1]) if sheet.spoke else "",
        "",
        "",
    )
    return Row(cells, kind="area", id=f"linh-vuc-{area.code}")


def _total_row(sheet: UnitSheet) -> Row:
    totals = sheet.totals
    last = totals[Step.COUNCIL]

    def spoke(step: Step) -> str:
        return points_text(totals[step].points, fixed=True) if step in sheet.spoke else ""

    return Row(
        (
            "",
            "Tổng cộng",
            points_text(last.max_points, fixed=True),
            spoke(Step.SELF),
            spoke(Step.FIRST),
            "",
            spoke(Step.SECOND),
            spoke(Step.COUNCIL),
            Cell(
                points_text(last.points, fixed=True),
                note=index_text(sheet.set, last, State(sheet.of.state)) if sheet.spoke else None,
            ),
            str(sum(sheet.papers.values()) or ""),
            f"chưa chấm {last.unscored} mục" if last.unscored else "",
        ),
        kind="total",
    )


def _rows(cells: _Cells) -> Iterable[Row]:
    sheet = cells.sheet
    for area in sheet.set.areas:
        yield _area_row(sheet, area)
        for criterion in area.criteria:
            if criterion.leaf is not None:
                yield _leaf_row(cells, criterion.leaf, criterion.name, "criterion")
                continue
            yield _head(criterion.code, criterion.name, criterion.max_points, "criterion")
            for leaf in criterion.leaves:
                yield _leaf_row(cells, leaf, leaf.name, "leaf")
    titles = {"bonus": "Điểm thưởng", "penalty": "Điểm trừ"}
    seen = ""
    for one in extra_lines(sheet.set):
        if one.kind != seen:
            limit = sheet.set.bonus if one.kind == "bonus" else sheet.set.penalty
            yield _head("", titles[one.kind], limit.max if limit else Decimal(0), "area")
        seen = one.kind
        yield _leaf_row(cells, one.leaf, one.line.name, "leaf")
    yield _total_row(sheet)


def _columns(alone: Collection[Step]) -> tuple[Column, ...]:
    """With the mark of a step that the unit confirmed without a second person at its head."""
    marked = {_TITLES[step]: f"{_TITLES[step]} ({ALONE})" for step in alone}
    return tuple(replace(one, title=marked.get(one.title, one.title)) for one in _COLUMNS) if marked else _COLUMNS


def sheet_table(here: Here, sheet: UnitSheet) -> tuple[Table, tuple[tuple[int, str], ...]]:
    """The whole sheet as a table, and the writers by the numbers that its cells name them by."""
    cells = _Cells(here, sheet)
    table = Table(
        columns=_columns(sheet.alone),
        rows=list(_rows(cells)),
        caption=f"{sheet.set.title}: các bước cạnh nhau",
        empty_text="Bộ tiêu chí chưa có tiêu chí.",
        id="bang-diem",
        narrow="flow",
        caption_hidden=True,
    )
    return table, tuple((number, name) for name, number in cells.writers.items())
