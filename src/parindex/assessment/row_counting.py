"""In which of a unit's figures one row counts."""

from parindex.assessment.figures import Question
from parindex.ledger.workspace import workspace
from parindex.measures.catalogue import MEASURES
from parindex.measures.one_row import Share, counting
from parindex.records.engine import connect


def measures_counting(asked: Question, register: str, key: str, batch: int) -> dict[str, Share]:
    """Every known figure that lists the row, by the measure's code, with the row's part in numerator and denominator.

    `batch`: the one that brought the row. Figures that wait for another register's rows are not known, and left out.
    """
    on = asked.ground
    wanted = []
    for measure in MEASURES.values():
        sources = on.sources(asked.source, measure)
        # a register that may stay empty only adds to what is known: its rows are never the ones listed
        if register in measure.registers_needed and all(
            on.supplied(name, sources[name]) for name in measure.registers_needed
        ):
            wanted.append((measure, on.scope(asked.source, measure, asked.period)))
    wanted.sort(key=lambda one: one[0].registers[0] != register)
    with connect(workspace().temporary) as connection:
        return counting(connection, wanted, register=register, key=key, batch=batch)
