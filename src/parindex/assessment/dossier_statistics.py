"""The official table of dossiers, the rows behind each of its numbers, and the times of steps, for a question."""

from parindex.assessment.figures import Question
from parindex.assessment.ground import ground
from parindex.errors import InputFault
from parindex.ledger.workspace import workspace
from parindex.measures.catalogue import MEASURES
from parindex.measures.compute import Rows
from parindex.measures.grouping import Grouping, OfficialTable, counted_rows, grouped
from parindex.measures.measure import Scope
from parindex.measures.stage_times import StageTime, stage_times
from parindex.records.engine import connect
from parindex.records.registers import REGISTERS

_REGISTERS = ("dossiers", "dossier_pauses", "dossier_steps")
_WHOLE = MEASURES["dossiers.received"]


def _scope(asked: Question) -> Scope:
    """The dossiers of a source with the pauses and steps of the same source: nobody is judged by another's log."""
    on = ground(asked.unit, asked.as_of, asked.snapshot)
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
    scope = _scope(asked)
    if scope.sources["dossiers"] is None:
        source = f" từ nguồn “{asked.source}”" if asked.source else ""
        raise InputFault(
            f"Sổ “{REGISTERS['dossiers'].title}” chưa có số liệu{source}; hãy nhập sổ hồ sơ trước, ví dụ bằng "
            "`parindex records import dossiers TỆP --source so`."
        )
    return scope


def has_dossiers(asked: Question) -> bool:
    """Whether there is anything to put in the table."""
    return _scope(asked).sources["dossiers"] is not None


def dossier_table(asked: Question, grouping: Grouping) -> OfficialTable:
    """The table. InputFault when there are no dossiers, or when one of its lines does not add up."""
    scope = _dossiers(asked)
    with connect(workspace().temporary) as connection:
        return grouped(connection, scope, grouping)


def dossiers_counted(
    asked: Question, grouping: Grouping, *, cell: str, group: str | None, limit: int | None = None, offset: int = 0
) -> Rows:
    """The dossiers behind a number of the table; `group` None: behind its total."""
    scope = _dossiers(asked)
    with connect(workspace().temporary) as connection:
        return counted_rows(connection, scope, grouping, cell=cell, group=group, limit=limit, offset=offset)


def step_times(asked: Question, *, by: str = "kind", units: bool = False) -> tuple[StageTime, ...]:
    """How long the steps took, from the log of the same source; empty when there is none."""
    scope = _scope(asked)
    if scope.sources["dossier_steps"] is None:
        return ()
    with connect(workspace().temporary) as connection:
        return stage_times(connection, scope, by=by, units=units)
