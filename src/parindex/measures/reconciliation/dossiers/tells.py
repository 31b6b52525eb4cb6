"""Whether a source tells of a thing at all: an empty cell of a column that it fills elsewhere is a no, of a column that it never
fills it is not known.
"""

from parindex.measures.measure import Scope
from parindex.measures.reconciliation.comparison import Relations
from parindex.measures.reconciliation.model import TwoSources
from parindex.measures.reconciliation.question import has_rows, whole_source

COLUMNS = ("supplement_asked", "extended_to", "created_at", "result_signed", "returned", "filed", "supplement_count")
LOGS = {"pauses": "dossier_pauses", "steps": "dossier_steps", "procedures": "procedures"}


def _one(columns: str, rows: str) -> str:
    return f"(SELECT count(*) > 0 FROM (SELECT 1 FROM ({rows}) WHERE {columns} LIMIT 1))"


def _of(scope: Scope) -> dict[str, str]:
    rows = whole_source(scope, "dossiers")
    told = {f"tells_{name}": _one(f"{name} IS NOT NULL", rows) for name in COLUMNS}
    for name, register in LOGS.items():
        there = _one("TRUE", whole_source(scope, register)) if has_rows(scope, register) else "FALSE"
        told[f"tells_{name}"] = there
    return told


def _known(scope: Scope) -> str:
    listed = "(SELECT list(DISTINCT {column}) FROM ({rows}))"
    rows = whole_source(scope, "dossiers")
    return ", ".join(
        f"{listed.format(column=column, rows=rows)} AS {name}"
        for column, name in (("unit", "known_units"), ("procedure", "known_procedures"))
    )


def tells_relations(two: TwoSources) -> Relations:
    """`tells(of_left, tells_*, s_tells_*)`: what the lenient source, and the strict one, tells of, `of_left`: the lenient is left;
    `known_units`, `known_procedures`: of the lenient source.
    """
    left, right = _of(two.left), _of(two.right)
    sides = []
    for of_left, lenient, strict, scope in (("TRUE", left, right, two.left), ("FALSE", right, left, two.right)):
        columns = [f"{sql} AS {name}" for name, sql in lenient.items()]
        columns += [f"{sql} AS s_{name}" for name, sql in strict.items()]
        sides.append(f"SELECT {of_left} AS of_left, {', '.join(columns)}, {_known(scope)}")
    return (("tells", " UNION ALL ".join(sides)),)
