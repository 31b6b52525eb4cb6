"""Facts with dates: limits, deadlines and targets that a decree or a local decision sets, and that change with time.

A fact is a staircase: each step holds from its day until the next step's. What the shipped steps know only from memory
is not `confirmed`, and any workspace may put its own steps over them, each with the paper behind it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from parindex.records.engine import literal

BEGINNING = date(1900, 1, 1)
END = date(9999, 12, 31)


@dataclass(frozen=True, kw_only=True)
class Step:
    """The value from a day on. "" says that it is not known. `confirmed` is false for what is from memory."""

    value: str
    valid_from: date = BEGINNING
    source: str
    confirmed: bool = True
    local: bool = False  # put there by the workspace


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A named value with its staircase. `unit` is what the value counts ("ngày làm việc", "%"), "" for a word."""

    name: str
    title: str
    unit: str = ""
    steps: Sequence[Step]
    choices: Sequence[tuple[str, str]] = ()  # (value, its words) when only these are allowed

    def on(self, day: date) -> Step | None:
        """The step that holds on a day; None before the first."""
        held = [step for step in self.steps if step.valid_from <= day]
        return max(held, key=lambda step: step.valid_from) if held else None

    def with_local(self, steps: Iterable[Step]) -> "Fact":
        """The same fact with a workspace's steps; one that begins on a shipped step's day replaces it."""
        merged = {step.valid_from: step for step in (*self.steps, *steps)}
        ordered = tuple(merged[day] for day in sorted(merged))
        return Fact(name=self.name, title=self.title, unit=self.unit, steps=ordered, choices=self.choices)


def percent_target(measure: str, percent: str, *steps: Step, source: str, confirmed: bool = True) -> Fact:
    """The target of a measure: at least so many percent, from the beginning unless `steps` say otherwise."""
    first = Step(value=percent, source=source, confirmed=confirmed)
    return Fact(name=f"target.{measure}", title="Mục tiêu", unit="%", steps=(first, *steps))


def _number(value: str) -> str:
    """The value as an SQL number, NULL when it is a word."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return "NULL"
    return f"{number:f}" if number.is_finite() else "NULL"


def _decimal(step: Step) -> str:
    return f"CAST({_number(step.value)} AS DECIMAL(18, 4))"


def _spans(fact: Fact) -> list[tuple[Step, date]]:
    """Each step with a value, and the last day on which it holds."""
    ordered = sorted(fact.steps, key=lambda step: step.valid_from)
    ends = [step.valid_from - timedelta(days=1) for step in ordered[1:]] + [END] * bool(ordered)
    return [(step, end) for step, end in zip(ordered, ends, strict=True) if step.value]


def facts_sql(facts: Iterable[Fact]) -> str:
    """A relation `facts(name, value, number, source, valid_from, valid_to)`, a row a step, both ends included.

    `number` is DECIMAL(18, 4), NULL for words. Steps without a value are left out: not known is no row.
    """
    rows = [
        f"({literal(fact.name)}, {literal(step.value)}, {_decimal(step)}, {literal(step.source)}, DATE '{step.valid_from}',"
        f" DATE '{end}')"
        for fact in facts
        for step, end in _spans(fact)
    ]
    columns = "facts(name, value, number, source, valid_from, valid_to)"
    nothing = "(NULL, NULL, CAST(NULL AS DECIMAL(18, 4)), NULL, CAST(NULL AS DATE), CAST(NULL AS DATE))"
    return f"SELECT * FROM (VALUES {', '.join(rows) or nothing}) AS {columns} WHERE name IS NOT NULL"


_HELD = re.compile(
    r"\(SELECT f\.(number|value|source) FROM facts AS f WHERE f\.name = '([^']+)'"
    r" AND ((?:(?!SELECT f\.).)+?) BETWEEN f\.valid_from AND f\.valid_to\)",
    re.DOTALL,
)


def spelled_out(sql: str, facts: Mapping[str, Fact]) -> str:
    """The query with each lookup that `held` wrote as the CASE that it comes to: a staircase has few steps, and planning
    lookups takes the engine longer than counting thousands of rows.
    """

    def stairs(found: re.Match[str]) -> str:
        column, name, day = found.groups()
        if name not in facts:
            return found[0]
        cases = []
        for step, end in _spans(facts[name]):
            read = {"number": _decimal(step), "value": literal(step.value), "source": literal(step.source)}[column]
            cases.append(f"WHEN {day} BETWEEN DATE '{step.valid_from}' AND DATE '{end}' THEN {read}")
        kind = "DECIMAL(18, 4)" if column == "number" else "VARCHAR"
        return f"CAST(CASE {' '.join(cases)} END AS {kind})" if cases else f"CAST(NULL AS {kind})"

    while (spelled := _HELD.sub(stairs, sql)) != sql:  # a day may itself be worked out with a fact
        sql = spelled
    return sql


def held(name: str, day: str, column: str = "number") -> str:
    """SQL: the value of a fact on a day (an SQL expression over the row at hand), for use inside a measure's query."""
    return f"(SELECT f.{column} FROM facts AS f WHERE f.name = {literal(name)} AND {day} BETWEEN f.valid_from AND f.valid_to)"
