"""Whether a source tells of a thing at all: an empty cell of a column that it fills elsewhere is a no, of a column that it never
fills it is not known.
"""

from parindex.measures.measure import Scope
from parindex.measures.reconciliation.comparison import Relations
from parindex.measures.reconciliation.model import TwoSources
from parindex.measures.reconciliation.question import has_rows, whole_source

COLUMNS = (
    "supplement_asked",
    "extended_to",
    "created_at",
    "result_signed",
    "returned",
    "filed",
    "supplement_count",
    "channel",
)
LOGS = {"pauses": "dossier_pauses", "steps": "dossier_steps"}


def _of(scope: Scope) -> str:
    """SELECT of one row: each column and log told of or not, and the units and procedures that the source knows."""
    columns = [f"count({name}) > 0 AS tells_{name}" for name in COLUMNS]
    for name, register in LOGS.items():
        there = f"EXISTS (FROM ({whole_source(scope, register)}))" if has_rows(scope, register) else "FALSE"
        columns.append(f"{there} AS tells_{name}")
    columns += ["list(DISTINCT unit) AS known_units", "list(DISTINCT procedure) AS known_procedures"]
    return f"SELECT {', '.join(columns)} FROM ({whole_source(scope, 'dossiers')})"


def tells_relations(two: TwoSources) -> Relations:
    """`tells(of_left, …)`: what the lenient source tells of (`tells_*`, `known_*`) and what the strict one does (`s_tells_*`).

    `of_left`: the lenient source is the left one.
    """
    names = [f"tells_{name}" for name in (*COLUMNS, *LOGS)]
    strict = ", ".join(f"b.{name} AS s_{name}" for name in names)
    return (
        ("tells_left", _of(two.left)),
        ("tells_right", _of(two.right)),
        (
            "tells",
            f"SELECT TRUE AS of_left, a.*, {strict} FROM tells_left AS a, tells_right AS b"
            f" UNION ALL SELECT FALSE AS of_left, a.*, {strict} FROM tells_right AS a, tells_left AS b",
        ),
    )
