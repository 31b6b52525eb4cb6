"""Writing and withdrawing one row. It lands as a batch that carries the row itself, whatever the register."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from parindex.errors import InputFault
from parindex.ledger.history import Row, known_key, row_in, same_values, standing_row, values_of
from parindex.ledger.landing import LONGEST_REASON, Landing, Overtaken, announce, check_may_write, check_source
from parindex.ledger.models import Batch
from parindex.ledger.queries import InForce, batches_in_force, register_named
from parindex.ledger.store import disk_told
from parindex.ledger.typed import RowFault, judge
from parindex.ledger.workspace import workspace
from parindex.organisations.models import User
from parindex.organisations.queries import all_units_ever
from parindex.organisations.tree import UnitTree
from parindex.records.inline import rows_text, text_digest
from parindex.records.schema import Register
from parindex.records.typing_rows import kept_columns

__all__ = ["RowFault", "StaleRow", "save_row", "withdraw_row"]

_TRIES = 5  # other writes into the register that may land while one row is being written


class StaleRow(InputFault):
    """Somebody has changed the row since it was shown. Values by column; `theirs` is empty when the row has left.

    `batch`, `by`, `at`: the write that says what is there now.
    """

    def __init__(self, message: str, *, mine: Mapping[str, Any], theirs: Mapping[str, Any], batch: Batch) -> None:
        super().__init__(message)
        self.mine, self.theirs = mine, theirs
        self.batch: int = batch.number
        self.by: str = str(batch.by)
        self.at: datetime = batch.at


def _stale(register: Register, mine: Row | None, now: Row | None, last: Batch, what: str) -> StaleRow:
    there = now if now is not None and now["state"] == "present" else None
    how = f"lần ghi số {last.number} của {last.by}"
    message = f"{what} ({how}). Hãy xem hai bản, chọn nội dung đúng rồi ghi lại. Chưa có gì thay đổi."
    return StaleRow(
        message,
        mine=values_of(register, mine) if mine else {},
        theirs=values_of(register, there) if there else {},
        batch=last,
    )


def _last_word(register: Register, now: Row | None, seen: int | None) -> Batch:
    """The write that says how the row stands: its newest version, or the undo of the one that was shown."""
    written = Batch.objects.select_related("by")
    undo = written.filter(undoes=seen).first() if seen is not None else None
    if undo is not None and (now is None or now["batch"] < undo.number):
        return undo
    number = now["batch"] if now else batches_in_force(register.name)[-1][0]
    return written.get(number=number)


def _check_fresh(register: Register, mine: Row | None, now: Row | None, shown: Row | None, seen: int) -> None:
    """Raise StaleRow unless the row stands as it was shown; another batch may have said the same of it since."""
    if now is not None and now["state"] == "present" and shown is not None and same_values(register, now, shown):
        return
    gone = now is None or now["state"] != "present"
    what = "Dòng này vừa được rút khỏi sổ" if gone else "Dòng này vừa được sửa sau khi bạn mở"
    raise _stale(register, mine, now, _last_word(register, now, seen), what)


def _common_unit(tree: UnitTree, unit: str, other: str | None) -> str:
    """The unit that a write counts for: the one named, or the lowest over it that the row's former unit is under too."""
    if other is None or other not in tree.by_id:
        return unit
    over = {fact.id for fact in tree.above(other)}
    return next((fact.id for fact in tree.above(unit) if fact.id in over), unit)


def _landed(kind: str, register: Register, unit: str, row: Row, seen: InForce, by: User, reason: str = "") -> Batch:
    text = rows_text(register, [row])
    landing = Landing(
        kind=kind,
        register=register.name,
        source=row["source"],
        unit=unit,
        digest=text_digest(text),
        inline=text,
        rows=1,
        seen=seen,
        reason=reason,
        told={"key": row["key"], **({"reason": reason} if reason else {})},
    )
    with transaction.atomic():
        batch = landing.land(by)
    announce(batch)
    return batch


def _until_landed(attempt: Callable[[], Batch | None]) -> Batch | None:
    """Try again when another write into the register came between: what it wrote is looked at anew."""
    for _ in range(_TRIES - 1):
        try:
            return attempt()
        except Overtaken:
            continue
    return attempt()


def _check_key(register: Register, mine: Row, shown: Row | None, key: str | None) -> None:
    """InputFault when an edit names another row than the one shown."""
    if shown is None or (key is not None and mine["key"] != key):
        raise InputFault(
            f"Không sửa được ô nhận diện dòng ({register.key_titles}). Nếu ghi sai, hãy rút dòng này rồi nhập dòng mới. "
            "Chưa có gì thay đổi."
        )


def _saved(by: User, register: Register, unit: str, mine: Row, seen: int | None, key: str | None) -> Batch | None:
    before = batches_in_force(register.name)
    mine = {**mine, "key": known_key(register, mine["source"], mine["key"])}
    now = standing_row(register, mine["source"], mine["key"])
    present = now is not None and now["state"] == "present"
    if now is not None:
        check_may_write(by, now["unit"])
    shown = row_in(register, seen, mine["source"], mine["key"]) if seen is not None else None
    if seen is not None:
        _check_key(register, mine, shown, key)
    if now is not None and present and same_values(register, now, mine):
        return None
    if seen is not None:
        _check_fresh(register, mine, now, shown, seen)
    elif present:
        raise _stale(register, mine, now, _last_word(register, now, None), "Sổ đã có dòng với mã này")
    owner = _common_unit(all_units_ever(), unit, now["unit"] if now is not None and present else None)
    return _landed(Batch.EDIT, register, owner, mine, before, by)


@disk_told()
def save_row(
    *,
    by: User,
    register: str,
    source: str,
    unit: str,
    values: Mapping[str, str],
    seen: int | None,
    key: str | None = None,
) -> Batch | None:
    """Write one row as typed on screen: a new one (`seen` None), or in place of the one shown.

    `seen` is the batch that the shown row came from, `key` its key where the caller knows it; an edit brings the text
    of every column. None when nothing changed. RowFault, StaleRow or another InputFault: nothing was written.
    """
    schema, name = register_named(register), check_source(source)
    check_may_write(by, unit)
    if seen is not None and (absent := [one.title for one in kept_columns(schema) if one.name not in values]):
        raise InputFault(f"Khi sửa một dòng phải gửi đủ các ô; còn thiếu: {', '.join(absent)}.")
    workspace().make_folders()
    mine = judge(schema, source=name, unit=unit, values=values)
    check_may_write(by, mine["unit"])
    return _until_landed(lambda: _saved(by, schema, unit, mine, seen, key))


def _withdrawn(by: User, register: Register, source: str, key: str, seen: int, reason: str) -> Batch:
    before = batches_in_force(register.name)
    now, shown = standing_row(register, source, key), row_in(register, seen, source, key)
    if now is None and shown is None:
        raise InputFault(f"Sổ “{register.title}” không có dòng “{key}” từ nguồn “{source}”.")
    for row in filter(None, (now, shown)):
        check_may_write(by, row["unit"])
    _check_fresh(register, shown, now, shown, seen)
    assert now is not None  # noqa: S101  # otherwise the row would not have been fresh
    return _landed(Batch.WITHDRAWAL, register, now["unit"], {**now, "state": "withdrawn"}, before, by, reason)


@disk_told()
def withdraw_row(*, by: User, register: str, source: str, key: str, seen: int, reason: str) -> Batch:
    """Take one row out of its register, with the reason. It stays in the ledger; an undo brings it back."""
    schema, name = register_named(register), check_source(source)
    why = reason.strip()
    if not why or len(why) > LONGEST_REASON:
        raise InputFault(f"Hãy ghi lý do rút dòng, không quá {LONGEST_REASON} ký tự.")
    workspace().make_folders()
    batch = _until_landed(lambda: _withdrawn(by, schema, name, key, seen, why))
    assert batch is not None  # noqa: S101  # a withdrawal always lands or raises
    return batch
