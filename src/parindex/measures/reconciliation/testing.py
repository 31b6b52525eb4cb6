"""The query that puts every cause's test to every difference."""

import re
from collections.abc import Container, Sequence

from parindex.measures.reconciliation.calendars import calendar_sql
from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.comparison import Comparison, Relations
from parindex.measures.reconciliation.model import BEHIND, TwoSources
from parindex.measures.reconciliation.question import spelled, units_sql
from parindex.records.engine import Connection

_BEHIND = "(" + ", ".join(f"'{status}'" for status in sorted(BEHIND)) + ")"


_SPOKEN_OF = re.compile(r"\b(?:s|l|side)\.([a-z_]+)")
_ALWAYS = ("key", "source", "unit", "due", "asked", "status", "judged_due", "ended")


def _fields(comparison: Comparison, found: Relations, known: Container[str]) -> tuple[str, ...]:
    """The columns of a side that the comparison's SQL speaks of: carrying all of them through every step is dear."""
    texts = [sql for _, sql in found]
    texts += [sql for one in comparison.causes for sql in (one.holds, one.gain, one.end, one.decides, one.evidence)]
    spoken = {name for text in texts for name in _SPOKEN_OF.findall(text)}
    named = (comparison.group, comparison.group_title, *comparison.shown)
    return tuple(name for name in dict.fromkeys((*_ALWAYS, *named, *sorted(spoken))) if name in known)


def _pairs(two: TwoSources, fields: Sequence[str]) -> str:
    """The relation `pairs` as `comparison` describes it."""

    def packed(row: str) -> str:
        return "struct_pack(" + ", ".join(f"{name} := {row}.{name}" for name in fields) + ")"

    reached = "date_diff('day', CAST({row}.judged_due AS DATE), coalesce(CAST({row}.ended AS DATE), DATE '{as_of}'))"
    left_by = reached.format(row="l", as_of=two.left.as_of)
    right_by = reached.format(row="r", as_of=two.right.as_of)
    strict = f"""CASE WHEN left_status NOT IN {_BEHIND} THEN FALSE WHEN right_status NOT IN {_BEHIND} THEN TRUE
        WHEN left_status <> right_status THEN left_status = 'overdue'
        WHEN {left_by} <> {right_by} THEN {left_by} > {right_by} ELSE l.source < r.source END"""

    def asked(name: str, left: str, right: str, *, of_strict: bool) -> str:
        mine, other = (left, right) if of_strict else (right, left)
        return f"CASE WHEN s_is_left THEN {mine} ELSE {other} END AS {name}"

    def day(left: object, right: object) -> tuple[str, str]:
        return f"DATE '{left}'", f"DATE '{right}'"

    as_of = day(two.left.as_of, two.right.as_of)
    first, last = day(two.left.period.first, two.right.period.first), day(two.left.period.last, two.right.period.last)
    return f"""
        SELECT *, {calendar_sql(two.left, "s.unit")} AS calendar, left_status = right_status AS agreed,
            l.key IS NULL AS l_missing, l.key IS NOT NULL AND NOT l.asked AS l_outside,
            {asked("s_as_of", *as_of, of_strict=True)}, {asked("l_as_of", *as_of, of_strict=False)},
            {asked("l_first", *first, of_strict=False)}, {asked("l_last", *last, of_strict=False)},
            {asked("l_units", units_sql(two.left), units_sql(two.right), of_strict=False)}
        FROM (
            SELECT *, coalesce(left_key, right_key) AS pair, CASE WHEN s_is_left THEN of_left ELSE of_right END AS s,
                CASE WHEN s_is_left THEN of_right ELSE of_left END AS l
            FROM (
                SELECT d.*, {packed("l")} AS of_left, {packed("r")} AS of_right, {strict} AS s_is_left
                FROM recon_differ AS d LEFT JOIN recon_left AS l ON l.key = d.left_key
                    LEFT JOIN recon_right AS r ON r.key = d.right_key
            )
        )
    """


def _side(side: str, comparison: Comparison) -> str:
    """What `Side` needs of one side; what people may want to see of it stays text until they do."""
    row = f"(CASE WHEN s_is_left = {'TRUE' if side == 'left' else 'FALSE'} THEN p.s ELSE p.l END)"
    shown = ", ".join(f"{column} := {row}.{column}" for column in comparison.shown)
    return (
        f"{row}.unit AS {side}_unit, CAST({row}.due AS TIMESTAMP) AS {side}_due, {row}.judged_due AS {side}_judged_due,"
        f" {row}.ended AS {side}_end, CAST(to_json(struct_pack({shown})) AS VARCHAR) AS {side}_shown"
    )


def _judged(connection: Connection, comparison: Comparison, two: TwoSources, found: Relations) -> tuple[str, ...]:
    """Make `recon_left` and `recon_right`, the rows of both sides that differ, with the columns that are spoken of; say which."""
    fields: tuple[str, ...] = ()
    for name, scope, counting in (
        ("left", two.left, two.left_counting),
        ("right", two.right, two.right_counting),
    ):
        rows = comparison.judged(scope, counting, f"recon_{name}_keys")
        if not fields:
            described = connection.execute(f"DESCRIBE {rows}").fetchall()
            fields = _fields(comparison, found, {row[0] for row in described})
        connection.execute(f"CREATE OR REPLACE TEMP TABLE recon_{name} AS SELECT {', '.join(fields)} FROM ({rows})")
    return fields


def _gather(connection: Connection, comparison: Comparison, two: TwoSources) -> None:
    """Make `recon_evidence`, what the tests read, and `recon_dues`."""
    found = comparison.evidence(two)
    relations = [("pairs", _pairs(two, _judged(connection, comparison, two, found))), *found]
    chain = ", ".join(f"{name} AS MATERIALIZED ({query})" for name, query in relations)
    text = f"CREATE OR REPLACE TEMP TABLE recon_evidence AS WITH {chain} SELECT * FROM {relations[-1][0]}"
    connection.execute(spelled(text, two.left))
    dues = comparison.dues(two) if comparison.dues else "SELECT pair FROM recon_evidence"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE recon_dues AS {dues}")


def _present(tested: Sequence[Cause]) -> str:
    """SQL: of the causes that hold what each changes and why it is thought so, in their order, as a list."""
    columns = []
    for one in tested:
        gain = f"CAST({one.gain} AS INTEGER)" if one.gain else "CAST(NULL AS INTEGER)"
        end = f"CAST({one.end} AS DATE)" if one.end else "CAST(NULL AS DATE)"
        decides = f"coalesce({one.decides}, FALSE)" if one.decides else str(not (one.gain or one.end)).upper()
        columns.append(
            f"CASE WHEN holds_{one.code} THEN struct_pack(code := '{one.code}', gain := {gain}, ended := {end},"
            f" decides := {decides}, evidence := {one.evidence}) END"
        )
    return f"list_filter([{', '.join(columns)}], lambda one: one IS NOT NULL)"


def _unknown(tested: Sequence[Cause]) -> str:
    """SQL: the codes of the causes whose test cannot tell, in their order, as a list."""
    codes = ", ".join(f"CASE WHEN holds_{one.code} IS NULL THEN '{one.code}' END" for one in tested)
    return f"list_filter([{codes}], lambda one: one IS NOT NULL)"


def tests_sql(connection: Connection, comparison: Comparison, two: TwoSources) -> str:
    """SELECT, a row a difference, in the order of keys: both sides, the causes that hold and those that cannot be told.

    What it reads is gathered at once, into tables `recon_*`.
    """
    _gather(connection, comparison, two)
    *tested, really = comparison.causes
    holds = ", ".join(f"({one.holds}) AS holds_{one.code}" for one in tested)
    dues = ", ".join(f"CAST(u.due_{name} AS TIMESTAMP)" for name in comparison.due_titles)
    text = f"""
        WITH tested AS MATERIALIZED (SELECT p.*, {holds} FROM recon_evidence AS p)
        SELECT p.pair, agreed, left_status, right_status, left_key, right_key, calendar, s.unit AS strict_unit,
            CAST(s.judged_due AS DATE) AS due_day, coalesce(CAST(s.ended AS DATE), s_as_of) AS reached,
            {_side("left", comparison)}, {_side("right", comparison)},
            coalesce(s.{comparison.group}, l.{comparison.group}) AS grouped,
            coalesce(s.{comparison.group_title}, l.{comparison.group_title}) AS grouped_title,
            {really.evidence} AS really, CAST([{dues}] AS TIMESTAMP[]) AS dues,
            {_present(tested)} AS present, {_unknown(tested)} AS unknown
        FROM tested AS p JOIN recon_dues AS u ON u.pair = p.pair ORDER BY p.pair
    """
    return spelled(text, two.left)
