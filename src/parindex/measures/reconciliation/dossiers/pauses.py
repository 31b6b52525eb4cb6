"""The pauses that a source knows of: its log, and the one supplement that a dossier's own row tells."""

from parindex.measures.measure import Scope
from parindex.measures.reconciliation.question import has_rows, whole_source

PAUSE_APART, PAUSE_WITHIN = "\x1f", "\x1e"  # pauses in one text; what is told of one of them
_WITHIN = f"chr({ord(PAUSE_WITHIN)})"
# SQL: the pauses of a group, each its kind, beginning and end, in one text
IN_ONE_TEXT = f"""string_agg(concat(kind, {_WITHIN}, CAST(began AS VARCHAR), {_WITHIN}, CAST(ended AS VARCHAR)),
    chr({ord(PAUSE_APART)}))"""
OWN = """SELECT key, 'supplement' AS kind, CAST(supplement_asked AS TIMESTAMP) AS began,
    CAST(supplemented AS TIMESTAMP) AS ended, NULL AS recorded, NULL AS document
    FROM {rows} WHERE supplement_asked IS NOT NULL"""


def logged_or_own(scope: Scope, rows: str) -> str:
    """SELECT (key, kind, began, ended, recorded, document) of the pauses of the dossiers of a relation (key, code,
    supplement_asked, supplemented): as logged; a dossier whose supplements the log does not know has that of its own row.
    """
    own = OWN.format(rows=rows)
    if not has_rows(scope, "dossier_pauses"):
        return own
    log = whole_source(scope, "dossier_pauses")
    return f"""
        SELECT d.key, p.kind, p.began, p.ended, p.recorded, p.document
        FROM ({log}) AS p JOIN {rows} AS d ON lower(p.dossier) = lower(d.code)
        UNION ALL
        SELECT o.* FROM ({own}) AS o WHERE o.key NOT IN (
            SELECT d.key FROM ({log}) AS p JOIN {rows} AS d ON lower(p.dossier) = lower(d.code) WHERE p.kind = 'supplement')
    """


def rows_of_side(relation: str, *, left: bool) -> str:
    """SELECT (key, code, supplement_asked, supplemented) of one source's rows in a relation, named by their pair."""
    return (
        "SELECT pair AS key, side.code AS code, side.supplement_asked AS supplement_asked, side.supplemented AS supplemented"
        f" FROM (SELECT pair, CASE WHEN s_is_left = {str(left).upper()} THEN s ELSE l END AS side FROM {relation})"
        " WHERE side.code IS NOT NULL"
    )
