"""A column between the page's fields and the cells of its workbook."""

from collections.abc import Mapping
from decimal import Decimal

from parindex.assessment.rounds.column import Column, ColumnRow, Spoken
from parindex.assessment.rounds.column_file import NOT_OURS, Filed, FiledRow
from parindex.assessment.rounds.judging import rule_of
from parindex.assessment.rounds.states import STATE_TITLES, Step
from parindex.documents.column_sheet import ColumnSheet, Entry, SheetRow
from parindex.documents.wording.rules import rule_in_words
from parindex.errors import InputFault
from parindex.organisations.queries import is_example, today
from parindex.records.text import header_key
from parindex.scoring.extras import penalties
from parindex.web.column_inputs import Inputs, read_seen, seen_of
from parindex.web.column_sent import SentRow
from parindex.web.round_here import Here
from parindex.web.round_states import alone_words
from parindex.web.round_words import inputs_text

NOTE, TICK = "Giải trình của thẩm định", "Ghi"
_TICKED = frozenset(("x", "co", "dat", "1", "true", "v"))


def mark_of(here: Here, column: Column) -> str:
    """By which a workbook is known when it comes back."""
    return f"{here.round.id}|{column.block.pk}|{column.leaf.code}"


def _points(points: str, *, taken_off: bool) -> Decimal | str:
    """Points as a number; those of a penalty line below nothing."""
    return (-Decimal(points) if taken_off else Decimal(points)) if points else "không tính"


def _facts(here: Here, column: Column, row: ColumnRow) -> tuple[str | Decimal, ...]:
    rule, taken_off = rule_of(column.set, column.leaf), column.leaf.code in penalties(column.set)

    def points(said: Spoken | None) -> str | Decimal:
        return "" if said is None or not said.speaks else _points(said.points, taken_off=taken_off)

    proposed, own = row.proposed, row.said.get(Step.SELF)
    return (
        row.unit,
        here.place.name_of(row.unit),
        ", ".join((STATE_TITLES[row.state], *alone_words(row.alone))),
        inputs_text(rule, proposed.value) if proposed else "",
        _points(proposed.points, taken_off=taken_off) if proposed else "",
        points(own),
        own.note if own and own.speaks else "",
        "; ".join(paper.title for paper in row.papers),
        points(row.said.get(Step.FIRST)),
        row.explanation,
        points(row.said.get(Step.SECOND)),
        points(row.said.get(Step.COUNCIL)),
    )


def _entry(inputs: Inputs, name: str, raw: str) -> str | Decimal:
    """What a field begins with, as its cell holds it."""
    number = inputs.number(name, raw)
    return inputs.in_words(name, raw) if number is None else number


def filled_column(here: Here, column: Column, inputs: Inputs, writable: frozenset[int]) -> ColumnSheet:
    """The workbook of a column as it stands. Rows that the person may not score are there to be read."""
    leaf, rows = column.leaf, []
    for row in column.rows:
        seen, key = seen_of(row), ""
        entries: dict[str, str | Decimal] = {}
        if row.of in writable and seen is not None:
            key, raw = f"{row.of}.{seen.text}", inputs.shown(row)
            entries = {inputs.labels[name]: _entry(inputs, name, raw[name]) for name in inputs.names}
            entries[NOTE] = raw["note"]
        rows.append(SheetRow(key, _facts(here, column, row), entries))
    return ColumnSheet(
        mark=mark_of(here, column),
        title=f"{leaf.code}. {leaf.name}",
        subtitle=f"{here.round.title}, {column.block.title}. {rule_in_words(leaf.rule, leaf.max_points)}",
        author=here.place.unit_name,
        day=today(),
        entries=(
            *(Entry(inputs.labels[name], inputs.choices(name)) for name in inputs.names),
            Entry(NOTE),
            Entry(TICK, ("x",)),
        ),
        rows=rows,
        illustrative=is_example(),
    )


def _sent(inputs: Inputs, row: FiledRow, cells: Mapping[str, str]) -> SentRow:
    of, _, text = row.key.partition(".")
    seen = read_seen(text)
    if not of.isascii() or not of.isdigit() or seen is None:
        raise InputFault("cột “Khóa” đã bị sửa; hãy tải lại bảng và điền lại dòng này")
    typed = {name: inputs.from_words(name, cells[header_key(inputs.labels[name])]) for name in inputs.names}
    typed["note"] = cells[header_key(NOTE)]
    return SentRow(int(of), typed, seen, header_key(cells[header_key(TICK)]) in _TICKED)


def sent_rows(here: Here, column: Column, inputs: Inputs, filed: Filed) -> tuple[dict[int, SentRow], dict[int, str]]:
    """The rows as if they had come from the page, by their lines; and the lines that cannot be read, with why.

    InputFault for a workbook of another round, set or leaf, or one whose columns were changed.
    """
    if filed.mark.count("|") != 2:
        raise InputFault(NOT_OURS)
    if filed.mark != mark_of(here, column):
        raise InputFault(
            f"Bảng này không phải của mục {column.leaf.code} theo bộ tiêu chí đang dùng của đợt này; hãy tải lại bảng."
        )
    wanted = {header_key(text): text for text in (*inputs.labels.values(), NOTE, TICK)}
    found: dict[int, SentRow] = {}
    faults: dict[int, str] = {}
    for row in filed.rows:
        cells = {header_key(name): text for name, text in row.cells.items()}
        if lacking := [text for key, text in wanted.items() if key not in cells]:
            raise InputFault(f"Bảng thiếu cột “{lacking[0]}”; hãy tải lại bảng, không bớt cột.")
        if not row.key:
            if any(cells[key] for key in wanted):
                faults[row.line] = "dòng này không mở cho bạn chấm; nội dung điền vào không được nhận"
            continue
        try:
            found[row.line] = _sent(inputs, row, cells)
        except InputFault as fault:
            faults[row.line] = str(fault)
    twice = [one.of for one in found.values()]
    for line in [line for line, one in found.items() if twice.count(one.of) > 1]:
        faults[line] = "đơn vị có ở nhiều dòng; hãy giữ một dòng"
        del found[line]
    return found, faults
