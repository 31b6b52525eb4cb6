"""Writes into the ledger: import a file, take a batch out of force, name a source.

Bytes first (fsync, rename), then ledger row and audit row in one transaction: after a crash there is the old or the
new state, and at worst a file that nothing names.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction

from parindex.errors import InputFault
from parindex.ledger.models import Batch, SourceTitle
from parindex.ledger.queries import batches_in_force, current_file, last_number, primary_source, register_named, sources
from parindex.ledger.signals import batch_landed
from parindex.ledger.store import file_digest
from parindex.ledger.workspace import workspace
from parindex.organisations import audit
from parindex.organisations.models import User
from parindex.organisations.queries import today, unit_facts, unit_names
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.organisations.tree import UnitTree
from parindex.records.engine import connect
from parindex.records.importing import Prepared, RowError, prepare, write_batch, write_error_sheet


@dataclass(frozen=True, kw_only=True)
class ImportReport:
    """What an import did, or would do (`dry_run`). read = accepted + updated + unchanged + rejected."""

    read: int
    accepted: int
    updated: int
    unchanged: int
    rejected: int
    skipped: int
    errors: tuple[RowError, ...] = ()
    notices: tuple[str, ...] = ()
    error_sheet: Path | None = None
    batch: int | None = None
    dry_run: bool = False


def all_units_ever() -> UnitTree:
    """The newest version of every unit: rights over rows must also reach offices that no longer exist."""
    newest = {fact.id: fact for fact in unit_facts()}
    return UnitTree(today(), tuple(newest.values()))


def _report(prepared: Prepared, **rest: object) -> ImportReport:
    return ImportReport(
        read=prepared.read,
        accepted=prepared.accepted,
        updated=prepared.updated,
        unchanged=prepared.unchanged,
        rejected=prepared.rejected,
        skipped=prepared.skipped,
        errors=prepared.errors,
        notices=prepared.notices,
        **rest,  # type: ignore[arg-type]
    )


_SOURCE = re.compile(r"[A-Za-z0-9_-]{1,60}")


def _check_source(source: str) -> str:
    name = source.strip()
    if not _SOURCE.fullmatch(name):
        raise InputFault(
            f"Mã nguồn “{source}” không dùng được: chỉ gồm chữ không dấu, số, gạch dưới, gạch nối, dài đến 60 ký tự, "
            "ví dụ so hoặc mot_cua_dien_tu."
        )
    return name


@dataclass(frozen=True)
class _Order:
    """What is being imported; carried through the steps."""

    register: str
    source: str
    unit: str
    file_name: str
    file_digest: str
    seen: tuple[tuple[int, str], ...] = field(default=())


def _land(order: _Order, prepared: Prepared, digest: str, by: User) -> Batch:
    """Ledger row and audit row together; refuses when another import landed in between."""
    counts = {
        name: getattr(prepared, name) for name in ("read", "accepted", "updated", "unchanged", "rejected", "skipped")
    }
    with transaction.atomic():
        if batches_in_force(order.register) != order.seen:
            raise InputFault(
                "Vừa có một lần nhập hoặc hoàn tác khác vào sổ này trong lúc đang đọc tệp; "
                "hãy nhập lại để so với số liệu mới. Chưa có gì thay đổi."
            )
        batch = Batch.objects.create(
            kind=Batch.IMPORT,
            register=order.register,
            source=order.source,
            unit=order.unit,
            digest=digest,
            rows=prepared.batch_rows,
            file_name=order.file_name,
            file_digest=order.file_digest,
            counts=counts,
            by=by,
            at=datetime.now(UTC),
        )
        audit.record(
            by=by,
            action="records.imported",
            unit=order.unit,
            subject=f"{order.register}/{order.source}",
            payload={"batch": batch.number, "digest": digest, "file": order.file_name, **counts},
        )
    batch_landed.send_robust(sender=Batch, batch=batch)
    return batch


def _new_source(register: str, source: str) -> tuple[str, ...]:
    """A word of warning when a register gets a source that it did not have: a typing error makes one too."""
    known = sources(register)
    if not known or source in known:
        return ()
    return (
        f"Nguồn “{source}” là nguồn mới của sổ này (đã có: {', '.join(known)}); con số vẫn lấy theo nguồn chính "
        f"“{primary_source(register)}”. Nếu gõ nhầm, hãy hoàn tác và nhập lại.",
    )


def import_file(
    *,
    by: User,
    register: str,
    path: Path,
    source: str,
    unit: str,
    dry_run: bool = False,
    file_name: str | None = None,
) -> ImportReport:
    """Bring a file's rows into a register. Good rows land, refused rows come back in an error sheet.

    `unit` is the unit that the import is for: rows without a unit of their own belong to it, and rows may only belong
    to it or to units below it. Raises InputFault (nothing changed) when the file as a whole cannot be taken.
    """
    schema = register_named(register)
    tree = all_units_ever()
    if unit not in tree.by_id:
        raise InputFault(f"Không có đơn vị “{unit}”; xem danh sách bằng `parindex units list`.")
    check_may(by, Right.IMPORT, unit, tree=tree, on=today())
    place = workspace()
    place.make_folders()
    allowed = {fact.id for fact in tree.below(unit)}
    names = {name: found for name, found in unit_names().items() if found in allowed}
    seen = batches_in_force(register)
    name = file_name or path.name
    with place.scratch() as folder, connect(folder) as connection:
        prepared = prepare(
            connection,
            schema,
            path,
            source=_check_source(source),
            unit=unit,
            unit_names=names,
            current=current_file(schema, last_number()),
        )
        sheet = None
        if prepared.rejected:
            sheet = place.output / f"loi-{register}-{file_digest(path)[:12]}.xlsx"
            write_error_sheet(connection, prepared, sheet)
        notices = _new_source(register, _check_source(source)) + prepared.notices
        if dry_run or not prepared.batch_rows:
            return replace(_report(prepared, error_sheet=sheet, dry_run=dry_run), notices=notices)
        made = folder / "batch.parquet"
        write_batch(connection, prepared, made)
        digest = place.store.put(made)
    order = _Order(register, _check_source(source), unit, name, file_digest(path), seen)
    batch = _land(order, prepared, digest, by)
    return replace(_report(prepared, error_sheet=sheet, batch=batch.number), notices=notices)


def undo_batch(*, by: User, number: int, reason: str = "") -> Batch:
    """Take an import out of force. It stays in the ledger; importing the file again brings its rows back."""
    batch = Batch.objects.filter(number=number, kind=Batch.IMPORT).first()
    if batch is None:
        raise InputFault(f"Không có lần nhập số {number}; xem danh sách ở trang Số liệu.")
    check_may(by, Right.IMPORT, batch.unit, tree=all_units_ever(), on=today())
    with transaction.atomic():
        if Batch.objects.filter(undoes=batch).exists():
            raise InputFault(f"Lần nhập số {number} đã được hoàn tác trước đó.")
        undo = Batch.objects.create(
            kind=Batch.UNDO,
            register=batch.register,
            source=batch.source,
            unit=batch.unit,
            undoes=batch,
            rows=batch.rows,
            reason=reason,
            by=by,
            at=datetime.now(UTC),
        )
        audit.record(
            by=by,
            action="records.undone",
            unit=batch.unit,
            subject=f"{batch.register}/{batch.source}",
            payload={"batch": batch.number, "reason": reason},
        )
    batch_landed.send_robust(sender=Batch, batch=undo)
    return undo


def name_source(*, by: User, register: str, source: str, title: str, primary: bool, unit: str) -> None:
    """Give a source its name, and say whether figures come from it when none is asked for."""
    register_named(register)
    check_may(by, Right.IMPORT, unit, tree=all_units_ever(), on=today())
    name = _check_source(source)
    if SourceTitle.objects.filter(register=register, source=name, title=title, primary=primary).exists():
        return
    with transaction.atomic():
        if primary:
            SourceTitle.objects.filter(register=register, primary=True).update(primary=False)
        SourceTitle.objects.update_or_create(
            register=register, source=name, defaults={"title": title, "primary": primary}
        )
        payload = {"title": title, "primary": primary}
        audit.record(by=by, action="source.named", unit=unit, subject=f"{register}/{name}", payload=payload)
