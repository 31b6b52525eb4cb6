"""Bringing a file's rows into a register.

Bytes first (fsync, rename), then ledger row and audit row in one transaction: after a crash there is the old or the
new state, and at worst a file that nothing names.
"""

import time
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction

from parindex.ledger.landing import Landing, Overtaken, announce, check_may_write, check_source, names_below
from parindex.ledger.models import Batch, KeptReading
from parindex.ledger.queries import (
    InForce,
    batches_in_force,
    current_file,
    kept_choices,
    last_number,
    primary_source,
    register_named,
    sources,
)
from parindex.ledger.store import disk_told, file_digest
from parindex.ledger.workspace import workspace
from parindex.organisations.models import User
from parindex.organisations.queries import unit_facts
from parindex.records.engine import Connection, connect
from parindex.records.importing import Prepared, RowError, prepare, write_batch, write_error_sheet
from parindex.records.prepared import CellChange, RowChange
from parindex.records.reading.choices import DateQuestion, HeaderCell, ReadingChoices
from parindex.records.schema import Register

Stage = Callable[[str], None]
_TRIES = 2  # imports that may be overtaken by another write before the last try
_OTHERS_WAIT = 8.0  # seconds: the most that a last try may make other writers wait; well under their patience


@dataclass(frozen=True, kw_only=True)
class ImportReport:
    """What an import did, or would do (`dry_run`). read = accepted + updated + unchanged + rejected.

    `headers`: every column of the file as it was understood; `questions`: date columns whose order a person must tell;
    `assumed`: those read day first though every date could be read both ways. `changes`: what the first of the updated
    rows change; `warnings`: what a person should look at before confirming.
    """

    read: int
    accepted: int
    updated: int
    unchanged: int
    rejected: int
    skipped: int
    errors: tuple[RowError, ...] = ()
    notices: tuple[str, ...] = ()
    headers: tuple[HeaderCell, ...] = ()
    questions: tuple[DateQuestion, ...] = ()
    assumed: tuple[DateQuestion, ...] = ()
    changes: tuple[RowChange, ...] = ()
    warnings: tuple[str, ...] = ()
    error_sheet: Path | None = None
    batch: int | None = None
    dry_run: bool = False


def _counts(prepared: Prepared) -> dict[str, int]:
    return {
        name: getattr(prepared, name) for name in ("read", "accepted", "updated", "unchanged", "rejected", "skipped")
    }


def _named(changes: tuple[RowChange, ...]) -> tuple[RowChange, ...]:
    """The changes with units by their names instead of their ids."""
    names = {fact.id: fact.name for fact in unit_facts()} if changes else {}

    def named(cells: tuple[CellChange, ...]) -> tuple[CellChange, ...]:
        return tuple(
            replace(cell, old=names.get(cell.old, cell.old), new=names.get(cell.new, cell.new))
            if cell.is_unit
            else cell
            for cell in cells
        )

    return tuple(replace(change, key=named(change.key), cells=named(change.cells)) for change in changes)


def _report(prepared: Prepared, notices: tuple[str, ...], sheet: Path | None) -> ImportReport:
    return ImportReport(
        **_counts(prepared),  # type: ignore[arg-type]
        errors=prepared.errors,
        notices=notices + prepared.notices,
        headers=prepared.headers,
        questions=prepared.questions,
        assumed=prepared.assumed,
        changes=_named(prepared.changes),
        warnings=prepared.warnings,
        error_sheet=sheet,
    )


def _new_source(register: str, source: str) -> tuple[str, ...]:
    """A word of warning when a register gets a source that it did not have: a typing error makes one too."""
    known = sources(register)
    if not known or source in known:
        return ()
    return (
        f"Nguồn “{source}” là nguồn mới của sổ này (đã có: {', '.join(known)}); con số vẫn lấy theo nguồn chính "
        f"“{primary_source(register)}”. Nếu gõ nhầm, hãy hoàn tác và nhập lại.",
    )


def _with_kept(register: str, source: str, given: ReadingChoices | None) -> ReadingChoices:
    """What a person said of this file, over what somebody said of the source's files before."""
    kept = kept_choices(register, source)
    return kept if given is None else replace(given, columns={**kept.columns, **given.columns})


def _keep(register: str, source: str, choices: ReadingChoices) -> dict[str, object]:
    """Keep how the source's columns are named, for its next file; what the audit row should tell of it."""
    columns = dict(choices.columns)
    if columns == kept_choices(register, source).columns:
        return {}
    KeptReading.objects.update_or_create(register=register, source=source, defaults={"columns": columns})
    return {"columns": columns}


@dataclass(frozen=True, kw_only=True)
class _Import:
    """One order to import a file, which may be carried out several times until nobody comes between."""

    by: User
    register: Register
    path: Path
    source: str
    unit: str
    dry_run: bool
    file_name: str
    reading: ReadingChoices
    on_stage: Stage

    def attempt(self) -> tuple[ImportReport, Batch | None]:
        """Read, compare and land. Overtaken when another write into the register landed meanwhile."""
        place, seen = workspace(), batches_in_force(self.register.name)
        with place.scratch() as folder, connect(folder) as connection:
            prepared = self._prepared(connection)
            sheet = None
            if prepared.rejected:
                sheet = place.output / f"loi-{self.register.name}-{file_digest(self.path)[:12]}.xlsx"
                write_error_sheet(connection, prepared, sheet)
            report = _report(prepared, _new_source(self.register.name, self.source), sheet)
            report = replace(report, dry_run=self.dry_run)
            if self.dry_run or not prepared.batch_rows:
                return report, None
            self.on_stage("writing")
            made = folder / "batch.parquet"
            write_batch(connection, prepared, made)
            digest = place.store.put(made)
        batch = self._landed(prepared, digest, seen)
        return replace(report, batch=batch.number), batch

    def _prepared(self, connection: Connection) -> Prepared:
        return prepare(
            connection,
            self.register,
            self.path,
            source=self.source,
            unit=self.unit,
            unit_names=names_below(self.unit),
            current=current_file(self.register, last_number()),
            choices=self.reading,
            on_stage=self.on_stage,
        )

    def _landed(self, prepared: Prepared, digest: str, seen: InForce) -> Batch:
        landing = Landing(
            kind=Batch.IMPORT,
            register=self.register.name,
            source=self.source,
            unit=self.unit,
            digest=digest,
            rows=prepared.batch_rows,
            seen=seen,
            file_name=self.file_name,
            file_digest=file_digest(self.path),
            counts=_counts(prepared),
        )
        with transaction.atomic():
            told = {"file": self.file_name, **_keep(self.register.name, self.source, self.reading)}
            return replace(landing, told=told).land(self.by)

    def carried_out(self) -> tuple[ImportReport, Batch | None]:
        """Try again when another write came between; the last time, unless it would take long, others have to wait."""
        for _ in range(_TRIES):
            began = time.monotonic()
            with suppress(Overtaken):
                return self.attempt()
        with transaction.atomic() if time.monotonic() - began < _OTHERS_WAIT else nullcontext():
            return self.attempt()


@disk_told()
def import_file(
    *,
    by: User,
    register: str,
    path: Path,
    source: str,
    unit: str,
    dry_run: bool = False,
    file_name: str | None = None,
    choices: ReadingChoices | None = None,
    on_stage: Stage = lambda _: None,
) -> ImportReport:
    """Bring a file's rows into a register. Good rows land, refused rows come back in an error sheet.

    `unit` is the unit that the import is for: rows without a unit of their own belong to it, and rows may only belong
    to it or to units below it. `choices`: how to read the file; its columns are kept for the source's next files once
    the import lands, and used when none are given. `on_stage` hears `reading`, `checking`, `comparing`, `writing`.
    Raises InputFault (nothing changed) when the file as a whole cannot be taken.
    """
    schema, name = register_named(register), check_source(source)
    check_may_write(by, unit)
    workspace().make_folders()
    report, batch = _Import(
        by=by,
        register=schema,
        path=path,
        source=name,
        unit=unit,
        dry_run=dry_run,
        file_name=file_name or path.name,
        reading=_with_kept(register, name, choices),
        on_stage=on_stage,
    ).carried_out()
    if batch is not None:
        announce(batch)
    return report
