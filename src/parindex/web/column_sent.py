"""What was sent of a column, from the page or from a workbook: which rows say something new, and what they say."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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


def _changed(inputs: Inputs, rows: Mapping[int, ColumnRow], sent: Iterable[SentRow]) -> list[SentRow]:
    """The rows where something else stands than what they showed, or that were ticked. At most one query."""
    every = list(sent)
    numbers = {one.seen.standing for one in every if one.seen != seen_of(rows[one.of])} - {None}
    before = scores_numbered(number for number in numbers if number is not None)

    def showed(one: SentRow) -> Mapping[str, str]:
        row = rows[one.of]
        if one.seen == seen_of(row):
            return inputs.shown(row)
        standing = before.get(one.seen.standing or 0)
        own = standing is not None and standing.number == one.seen.mine
        return inputs.initial(standing.value if standing else None, standing.note if standing and own else "")

    return [one for one in every if one.ticked or dict(one.typed) != dict(showed(one))]


def _write(inputs: Inputs, one: SentRow) -> RowWrite:
    """InputFault when the row cannot be read."""
    form = inputs.form(one.of, one.typed)
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
    for one in _changed(inputs, rows, [one for one in sent if one.of in rows]):
        row = rows[one.of]
        if row.step is not one.seen.step or one.of not in writable:
            outcome.faults[one.of] = GONE
            continue
        try:
            outcome.writes.append(_write(inputs, one))
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
