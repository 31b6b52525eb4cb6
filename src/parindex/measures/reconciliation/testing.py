"""The queries that put every cause's test to every difference.

Much of its answer is text that is read only when somebody looks: parts of a text are apart by control characters, which stand
in no cell of a register.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.comparison import Comparison
from parindex.measures.reconciliation.model import BEHIND, TwoSources
from parindex.measures.reconciliation.question import spelled
from parindex.records.engine import Connection

APART, WITHIN = "\x1f", "\x1e"  # parts of a text; a part's own parts
SECTION = "\x1d"  # the texts of one row: a value is dear to carry by itself, and few are ever looked at
_APART, _WITHIN = f"chr({ord(APART)})", f"chr({ord(WITHIN)})"
_BEHIND = "(" + ", ".join(f"'{status}'" for status in sorted(BEHIND)) + ")"


def _listed(parts: Sequence[str], apart: str = _APART) -> str:
    """SQL: texts one after the other; NULL ones are left out."""
    return f"concat_ws({apart}, {', '.join(parts)})" if parts else "''"


@dataclass(frozen=True)
class Held:
    """The causes that hold of a difference, and those that of one cannot be told: of the others nothing need be asked."""

    present: tuple[Cause, ...]
    unknown: tuple[Cause, ...]


def held(connection: Connection, comparison: Comparison, two: TwoSources) -> Held:
    """Put every cause's test to every difference: make `recon_held(pair, holds_{code}…)` of what `gathering.gather` made."""
    *tested, _ = comparison.causes
    holds = ", ".join(f"({one.holds}) AS holds_{one.code}" for one in tested)
    connection.execute(
        spelled(f"CREATE OR REPLACE TEMP TABLE recon_held AS SELECT pair, {holds} FROM recon_evidence", two.left)
    )
    some = ", ".join(f"count(*) FILTER (holds_{one.code}) > 0, count(holds_{one.code}) < count(*)" for one in tested)
    found = connection.execute(f"SELECT {some} FROM recon_held").fetchone() or ()
    return Held(
        present=tuple(one for one, there in zip(tested, found[::2], strict=True) if there),
        unknown=tuple(one for one, there in zip(tested, found[1::2], strict=True) if there),
    )


def _present(tested: Sequence[Cause]) -> str:
    """SQL: of the causes that hold the code, the gain, the end, and whether it decides, in their order."""
    parts = []
    for one in tested:
        gain = f"coalesce(CAST(CAST({one.gain} AS INTEGER) AS VARCHAR), '0')" if one.gain else "'0'"
        end = f"coalesce(CAST(CAST({one.end} AS DATE) AS VARCHAR), '')" if one.end else "''"
        decides = f"coalesce({one.decides}, FALSE)" if one.decides else str(not (one.gain or one.end)).upper()
        told = f"'{one.code}', {gain}, {end}, CASE WHEN {decides} THEN '1' ELSE '' END"
        parts.append(f"CASE WHEN holds_{one.code} THEN concat_ws({_WITHIN}, {told}) END")
    return _listed(parts)


def _told(tested: Sequence[Cause], really: Cause) -> str:
    """SQL: why each cause that holds is thought to, after its code; that of the last one where it may be given."""
    parts = [f"CASE WHEN holds_{one.code} THEN concat('{one.code}', {_WITHIN}, {one.evidence}) END" for one in tested]
    none = " OR ".join(f"holds_{one.code}" for one in tested) or "FALSE"
    parts.append(
        f"CASE WHEN agreed OR NOT coalesce({none}, FALSE) THEN concat('{really.code}', {_WITHIN}, {really.evidence}) END"
    )
    return _listed(parts)


def _rests_on(found: Held) -> str:
    """SQL: all that the choice of a cause rests on: what holds, what cannot be told, how far behind the strict side is."""
    unknown = _listed([f"CASE WHEN holds_{one.code} IS NULL THEN '{one.code}' END" for one in found.unknown], _WITHIN)
    closed = f"NOT agreed AND left_status IN {_BEHIND} AND right_status IN {_BEHIND}"
    days = [
        "CAST(calendar AS VARCHAR)",
        "coalesce(CAST(CAST(s.judged_due AS DATE) AS VARCHAR), '')",
        "CAST(coalesce(CAST(s.ended AS DATE), s_as_of) AS VARCHAR)",
        f"CASE WHEN {closed} THEN '1' ELSE '' END",
        unknown,
    ]
    return f"concat({_listed(days)}, {_APART}, {_present(found.present)})"


def _sections(parts: Sequence[str]) -> str:
    """SQL: what a row shows, "" for NULL, in one text."""
    texts = (f"coalesce(CAST({part} AS VARCHAR), '')" for part in parts)
    return _listed([*texts], f"chr({ord(SECTION)})")


def tests_sql(comparison: Comparison, two: TwoSources, found: Held) -> str:
    """SELECT, a row a difference, in the order of keys: what its cause rests on, whether both sides have it behind alike, and
    in one text the rest: unit, group, title of the group, the calendar's number, what the causes say, both sides (key, status,
    unit, due, judged due, end, shown), what due moments are recomputed from.

    Reads what `gathering.gather` and `held` made.
    """
    side = "{1}.key|{0}_status|{1}.unit|CAST({1}.due AS TIMESTAMP)|{1}.judged_due|{1}.ended|{1}.shown"
    sides = [part for sql in (side.format("left", "a"), side.format("right", "b")) for part in sql.split("|")]
    grouped = [f"coalesce(s.{name}, l.{name})" for name in (comparison.group, comparison.group_title)]
    own = _sections(["s.unit", *grouped, "calendar", _told(found.present, comparison.causes[-1])])
    text = f"""
        WITH tested AS MATERIALIZED (
            SELECT p.pair, left_row, right_row, left_status, right_status, agreed,
                {_rests_on(found)} AS rests_on, {own} AS own, {_sections(comparison.due_told or ["''"])} AS dues
            FROM recon_evidence AS p JOIN recon_held AS h ON h.pair = p.pair
        )
        SELECT rests_on, agreed, {_listed(["own", _sections(sides), "dues"], f"chr({ord(SECTION)})")}
        FROM tested AS t LEFT JOIN recon_side AS a ON a.of_left AND a.file_row_number = left_row
            LEFT JOIN recon_side AS b ON NOT b.of_left AND b.file_row_number = right_row
        ORDER BY t.pair
    """
    return spelled(text, two.left)
