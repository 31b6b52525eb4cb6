"""What was sent of a column, from the page or from a workbook: which rows say something new, and what they say."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from parindex.assessment.rounds.column import Column, ColumnRow, RowWrite, save_rows, scores_numbered
from parindex.assessment.rounds.scoring import StaleScore
from parindex.errors import InputFault
from parindex.web.column_inputs import Inputs, Seen, Typed, seen_of

if TYPE_CHECKING:
    from parindex.organisations.models import User

GONE = "Đơn vị không còn ở bước thẩm định mà dòng này được mở; chưa có gì thay đổi. Hãy tải lại trang."


@dataclass(frozen=True)
class SentRow:
    """One row as it was sent: what was typed, what it showed before, whether it was ticked to be taken as it stands."""

    of: int
    typed: Typed
    seen: Seen
    ticked: bool = False


@dataclass
class Outcome:
    """What became of the rows: `done` were saved (or would be), `faults` came back with their reasons."""

    done: list[int] = field(default_factory=list)
    faults: dict[int, str] = field(default_factory=dict)
    stale: set[int] = field(default_factory=set)
    writes: list[RowWrite] = field(default_factory=list)


@dataclass(frozen=True)
class _Changed:
    """A row that asks to be written. `showed`: the value that its fields began with."""

    row: SentRow
    showed: Mapping[str, Any] | None


def _changed(inputs: Inputs, rows: Mapping[int, ColumnRow], sent: Iterable[SentRow]) -> list[_Changed]:
    """The rows where something else stands than what they showed, or that were ticked. At most one query."""
    every = list(sent)
    numbers = {one.seen.standing for one in every if one.seen != seen_of(rows[one.of])} - {None}
    before = scores_numbered(number for number in numbers if number is not None)
    found = []
    for one in every:
        row = rows[one.of]
        now = one.seen == seen_of(row)
        standing = row.standing if now else before.get(one.seen.standing or 0)
        value = standing.value if standing else None
        own = standing is not None and standing.number == one.seen.mine
        began = inputs.shown(row) if now else inputs.initial(value, standing.note if standing and own else "")
        if one.ticked or dict(one.typed) != began:
            found.append(_Changed(one, value))
    return found


def _write(inputs: Inputs, changed: _Changed) -> RowWrite:
    """InputFault when the row cannot be read."""
    one = changed.row
    form = inputs.form(one.of, one.typed, changed.showed)
    if not form.is_valid():
        said = [
            f"{form.fields[name].label}: {errors[0]}" if name in form.fields else str(errors[0])
            for name, errors in form.errors.items()
        ]
        raise InputFault(" ".join(said))
    value, note = form.value(), form.cleaned_data["note"]
    return RowWrite(of=one.of, step=one.seen.step, value=value, note=note, seen=one.seen.mine)


def read_rows(column: Column, inputs: Inputs, sent: Iterable[SentRow], writable: frozenset[int]) -> Outcome:
    """The writes that rows ask for, and the rows that cannot be read. Nothing is saved."""
    rows = {row.of: row for row in column.rows}
    outcome = Outcome()
    for changed in _changed(inputs, rows, [one for one in sent if one.of in rows]):
        one = changed.row
        row = rows[one.of]
        if row.step is not one.seen.step or one.of not in writable:
            outcome.faults[one.of] = GONE
            continue
        try:
            outcome.writes.append(_write(inputs, changed))
        except InputFault as fault:
            outcome.faults[one.of] = str(fault)
    return outcome


def save_sent(by: "User", column: Column, outcome: Outcome, on_stale: Callable[[int, StaleScore], None]) -> None:
    """Save what was read; `outcome` says afterwards what became of each row."""
    saved = save_rows(by=by, leaf=column.leaf.code, writes=outcome.writes)
    outcome.done += saved.done
    for of, fault in saved.refused.items():
        outcome.faults[of] = str(fault)
        if isinstance(fault, StaleScore):
            outcome.stale.add(of)
            on_stale(of, fault)
