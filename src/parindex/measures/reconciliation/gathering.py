"""What the tests of causes read, gathered for the differences alone: both rows of each, and the evidence."""

import re
from collections.abc import Sequence

from parindex.measures.reconciliation.calendars import calendar_sql
from parindex.measures.reconciliation.comparison import Comparison, Relations
from parindex.measures.reconciliation.model import BEHIND, TwoSources
from parindex.measures.reconciliation.pairing import judged_sides
from parindex.measures.reconciliation.question import spelled, units_sql
from parindex.records.engine import Connection
from parindex.records.registers import REGISTERS
from parindex.records.typing_rows import canonical_columns

_BEHIND = "(" + ", ".join(f"'{status}'" for status in sorted(BEHIND)) + ")"
_SPOKEN_OF = re.compile(r"\b(?:s|l|side)\.([a-z_]+)")
_ALWAYS = ("file_row_number", "key", "source", "unit", "due", "asked", "status", "judged_due", "ended")


def _fields(comparison: Comparison, found: Relations) -> tuple[str, ...]:
    """The columns of a side that the comparison's SQL speaks of: carrying all of them through every step is dear."""
    texts = [sql for _, sql in found]
    texts += comparison.due_told
    texts += [sql for one in comparison.causes for sql in (one.holds, one.gain, one.end, one.decides, one.evidence)]
    spoken = {name for text in texts for name in _SPOKEN_OF.findall(text)}
    named = (comparison.group, comparison.group_title)
    known = {*canonical_columns(REGISTERS[comparison.register]), *_ALWAYS, *comparison.added}
    return tuple(name for name in dict.fromkeys((*_ALWAYS, *named, *sorted(spoken))) if name in known)


def _make_sides(connection: Connection, comparison: Comparison, two: TwoSources, found: Relations) -> tuple[str, ...]:
    """Make `recon_side`, the rows of both sides that differ (`of_left` says whose): the columns that are spoken of, and in
    `shown` those that people may want to see, as text until they do. Say which are spoken of.
    """
    rows = zip(("TRUE", "FALSE"), judged_sides(comparison, two, "recon_left_rows", "recon_right_rows"), strict=True)
    fields = _fields(comparison, found)
    shown = ", ".join(f"{column} := {column}" for column in comparison.shown)
    sides = " UNION ALL ".join(
        f"SELECT {of_left} AS of_left, {', '.join(fields)}, CAST(to_json(struct_pack({shown})) AS VARCHAR) AS shown FROM ({sql})"
        for of_left, sql in rows
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE recon_side AS {sides}")
    return fields


def _numbered(two: TwoSources) -> str:
    """SELECT of the differences with their number, and which side is strict."""
    reached = "date_diff('day', CAST({row}.judged_due AS DATE), coalesce(CAST({row}.ended AS DATE), DATE '{as_of}'))"
    left_by = reached.format(row="l", as_of=two.left.as_of)
    right_by = reached.format(row="r", as_of=two.right.as_of)
    strict = f"""CASE WHEN left_status NOT IN {_BEHIND} THEN FALSE WHEN right_status NOT IN {_BEHIND} THEN TRUE
        WHEN left_status <> right_status THEN left_status = 'overdue'
        WHEN {left_by} <> {right_by} THEN {left_by} > {right_by} ELSE l.source < r.source END"""
    return f"""
        SELECT d.*, row_number() OVER (ORDER BY coalesce(l.key, r.key)) AS pair, {strict} AS s_is_left
        FROM recon_differ AS d LEFT JOIN recon_side AS l ON l.of_left AND l.file_row_number = d.left_row
            LEFT JOIN recon_side AS r ON NOT r.of_left AND r.file_row_number = d.right_row
    """


def _pairs(two: TwoSources, fields: Sequence[str]) -> str:
    """The relation `pairs` as `comparison` describes it."""

    def packed(row: str) -> str:
        return "struct_pack(" + ", ".join(f"{name} := {row}.{name}" for name in fields) + f") AS {row}"

    def asked(name: str, left: str, right: str, *, of_strict: bool) -> str:
        mine, other = (left, right) if of_strict else (right, left)
        return f"CASE WHEN s_is_left THEN {mine} ELSE {other} END AS {name}"

    def day(left: object, right: object) -> tuple[str, str]:
        return f"DATE '{left}'", f"DATE '{right}'"

    as_of = day(two.left.as_of, two.right.as_of)
    first, last = day(two.left.period.first, two.right.period.first), day(two.left.period.last, two.right.period.last)
    named = [f"coalesce(list_contains({units_sql(scope)}, l.unit), FALSE)" for scope in (two.left, two.right)]
    return f"""
        SELECT d.*, {packed("s")}, {packed("l")}, {calendar_sql(two.left, "s.unit")} AS calendar,
            left_status = right_status AS agreed, l.key IS NULL AS l_missing, l.key IS NOT NULL AND NOT l.asked AS l_outside,
            {asked("s_as_of", *as_of, of_strict=True)}, {asked("l_as_of", *as_of, of_strict=False)},
            {asked("l_first", *first, of_strict=False)}, {asked("l_last", *last, of_strict=False)},
            {asked("l_named", named[0], named[1], of_strict=False)}
        FROM ({_numbered(two)}) AS d
            LEFT JOIN recon_side AS s
                ON s.of_left = s_is_left AND s.file_row_number = CASE WHEN s_is_left THEN left_row ELSE right_row END
            LEFT JOIN recon_side AS l
                ON l.of_left = NOT s_is_left AND l.file_row_number = CASE WHEN s_is_left THEN right_row ELSE left_row END
    """


def gather(connection: Connection, comparison: Comparison, two: TwoSources) -> None:
    """Make `recon_evidence`, what the tests read, and `recon_side`."""
    found = comparison.evidence(two)
    (name, first), *rest = found
    pairs = _pairs(two, _make_sides(connection, comparison, two, found))
    stated = f"CREATE OR REPLACE TEMP TABLE recon_stated AS WITH pairs AS ({pairs}) {first}"
    chain = ", ".join(f"{relation} AS MATERIALIZED ({query})" for relation, query in rest)
    facts = (
        f"CREATE OR REPLACE TEMP TABLE recon_facts AS WITH {name} AS NOT MATERIALIZED (FROM recon_stated), {chain}"
        f" SELECT * FROM {rest[-1][0]}"
    )
    for text in (stated, facts):
        connection.execute(spelled(text, two.left))
    connection.execute(
        "CREATE OR REPLACE TEMP VIEW recon_evidence AS SELECT p.*, f.* EXCLUDE (pair)"
        " FROM recon_stated AS p JOIN recon_facts AS f ON f.pair = p.pair"
    )
