"""The query that puts every cause's test to every difference."""

from parindex.measures.reconciliation.calendars import calendar_sql
from parindex.measures.reconciliation.comparison import Comparison
from parindex.measures.reconciliation.model import BEHIND, TwoSources
from parindex.measures.reconciliation.question import spelled, units_sql

_BEHIND = "(" + ", ".join(f"'{status}'" for status in sorted(BEHIND)) + ")"


def _pairs(two: TwoSources) -> str:
    """The relation `pairs` as `comparison` describes it."""
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
                SELECT d.*, l AS of_left, r AS of_right, {strict} AS s_is_left
                FROM recon_differ AS d LEFT JOIN judged_left AS l ON l.key = d.left_key
                    LEFT JOIN judged_right AS r ON r.key = d.right_key
            )
        )
    """


def _side(side: str, comparison: Comparison) -> str:
    """A struct of what `Side` needs of one side."""
    shown = ", ".join(f"{column} := {side}.{column}" for column in comparison.shown)
    return (
        f"struct_pack(key := {side}.key, unit := {side}.unit, due := CAST({side}.due AS TIMESTAMP),"
        f" judged_due := {side}.judged_due, ended := {side}.ended, shown := struct_pack({shown})) AS {side}"
    )


def tests_sql(comparison: Comparison, two: TwoSources) -> str:
    """SELECT, a row a difference, in the order of keys: both sides, and for every cause whether it holds, what it changes, why."""
    found = comparison.evidence(two)
    relations = [
        ("judged_left", comparison.judged(two.left, two.left_counting, "recon_left_keys")),
        ("judged_right", comparison.judged(two.right, two.right_counting, "recon_right_keys")),
        ("pairs", _pairs(two)),
        *found,
    ]
    *tested, really = comparison.causes
    holds = ", ".join(f"({one.holds}) AS holds_{one.code}" for one in tested)
    relations.append(("tested", f"SELECT p.*, {holds} FROM {relations[-1][0]} AS p"))
    columns = []
    for one in tested:
        gain = f"CAST({one.gain} AS INTEGER)" if one.gain else "CAST(NULL AS INTEGER)"
        end = f"CAST({one.end} AS DATE)" if one.end else "CAST(NULL AS DATE)"
        columns.append(
            f"struct_pack(holds := holds_{one.code}, gain := CASE WHEN holds_{one.code} THEN {gain} END,"
            f" ended := CASE WHEN holds_{one.code} THEN {end} END,"
            f" evidence := CASE WHEN holds_{one.code} THEN {one.evidence} END) AS {one.code}"
        )
    dues = "".join(f", due_{name} := due_{name}" for name in comparison.due_titles)
    chain = ", ".join(f"{name} AS ({query})" for name, query in relations)
    text = f"""
        WITH {chain}
        SELECT pair, s_is_left, agreed, left_status, right_status, left_key, right_key, calendar,
            CAST(s.judged_due AS DATE) AS due_day, coalesce(CAST(s.ended AS DATE), s_as_of) AS reached,
            {_side("s", comparison)}, {_side("l", comparison)},
            coalesce(s.{comparison.group}, l.{comparison.group}) AS grouped,
            coalesce(s.{comparison.group_title}, l.{comparison.group_title}) AS grouped_title,
            {really.evidence} AS really, struct_pack(nothing := NULL{dues}) AS dues, {", ".join(columns)}
        FROM tested ORDER BY pair
    """
    return spelled(text, two.left)
