"""The official table of dossiers, the rows behind each of its numbers, and the times of steps, for a question."""

from collections.abc import Iterator
from functools import partial

from parindex.assessment.figures import Question
from parindex.errors import InputFault
from parindex.ledger.queries import earlier_files, rows_since
from parindex.ledger.workspace import workspace
from parindex.measures.catalogue import MEASURES
from parindex.measures.compute import Rows
from parindex.measures.dossier_changes import Earlier
from parindex.measures.dossier_daily import Keeping
from parindex.measures.grouping import Grouping, OfficialTable, counted_rows, grouped
from parindex.measures.measure import Scope
from parindex.measures.stage_times import StageTime, stage_rows, stage_times
from parindex.records.engine import connect
from parindex.records.registers import REGISTERS

_REGISTERS = ("dossiers", "dossier_pauses", "dossier_steps")
_WHOLE = MEASURES["dossiers.received"]


def dossiers_scope(asked: Question) -> Scope:
    """The dossiers of a source with the pauses and steps of the same source: nobody is judged by another's log."""
    on = asked.ground
    source = on.source(asked.source, _WHOLE, "dossiers")
    return Scope(
        units=on.units,
        period=asked.period,
        as_of=asked.as_of,
        sources={name: source if on.supplied(name, source) else None for name in _REGISTERS},
        files={name: on.file(name) for name in _REGISTERS},
        facts=on.facts,
        calendar=on.calendar,
        calendars=on.calendars,
    )


def _dossiers(asked: Question) -> Scope:
    scope = dossiers_scope(asked)
    if scope.sources["dossiers"] is None:
        source = f" từ nguồn “{asked.source}”" if asked.source else ""
        raise InputFault(
            f"Sổ “{REGISTERS['dossiers'].title}” chưa có số liệu{source}; hãy nhập sổ hồ sơ trước, ví dụ bằng "
            "`parindex records import dossiers TỆP --source so`."
        )
    return scope


def has_dossiers(asked: Question) -> bool:
    """Whether there is anything to put in the table."""
    return dossiers_scope(asked).sources["dossiers"] is not None


def _keeping(asked: Question) -> Keeping:
    """Counts of dossiers at rest stand beside the rows that they were made from."""

    def earlier() -> Iterator[Earlier]:
        for number, files in earlier_files(("dossiers", "dossier_pauses"), asked.snapshot):
            yield Earlier(files=files, brought=partial(rows_since, number=number, upto=asked.snapshot))

    return Keeping(folder=workspace().derived / "counts", earlier=earlier)


def dossier_table(asked: Question, grouping: Grouping) -> OfficialTable:
    """The table. InputFault when there are no dossiers, or when one of its lines does not add up."""
    scope = _dossiers(asked)
    with connect(workspace().temporary) as connection:
        return grouped(connection, scope, grouping, _keeping(asked))


def table_and_steps(asked: Question, grouping: Grouping) -> tuple[OfficialTable, tuple[StageTime, ...]]:
    """The table, and how long the steps took by the log of the same source: none where there is no log. The calendars,
    which take most of the time, are laid out once for both. InputFault as for the table.
    """
    scope = _dossiers(asked)
    with connect(workspace().temporary) as connection:
        table = grouped(connection, scope, grouping, _keeping(asked))
        return table, stage_times(connection, scope, units=False) if scope.sources["dossier_steps"] else ()


def dossiers_counted(
    asked: Question, grouping: Grouping, *, cell: str, group: str | None, limit: int | None = None, offset: int = 0
) -> Rows:
    """The dossiers behind a number of the table; `group` None: behind its total."""
    scope = _dossiers(asked)
    with connect(workspace().temporary) as connection:
        return counted_rows(connection, scope, grouping, cell=cell, group=group, limit=limit, offset=offset)


def steps_counted(asked: Question, *, kind: str, cell: str, limit: int | None = None, offset: int = 0) -> Rows:
    """The steps behind a number of the table of steps; none where the source has no log of steps."""
    scope = dossiers_scope(asked)
    if scope.sources["dossier_steps"] is None:
        return Rows((), (), 0)
    with connect(workspace().temporary) as connection:
        return stage_rows(connection, scope, kind=kind, cell=cell, limit=limit, offset=offset)
