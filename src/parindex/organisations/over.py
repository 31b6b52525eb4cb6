"""The units over a few units, without reading all the others: what rights ask for at every write."""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from parindex.organisations.models import UnitVersion
from parindex.organisations.tree import UnitFact, UnitTree

_VERSIONS = UnitVersion._meta.db_table
_VALID = "v.valid_from <= %s AND (v.valid_to IS NULL OR v.valid_to >= %s)"


def tree_over(units: Iterable[str], day: date) -> UnitTree:
    """The units and all that stood over them on a day, as a tree of just these. One query.

    A unit of it has its own place and agency as in the whole tree; below it stand only the units asked for.
    """
    asked = sorted(set(units))
    marks = ", ".join(["%s"] * len(asked))
    columns = "v.unit_id, v.name, v.abbreviation, v.kind, v.parent_id, v.valid_from, v.valid_to"
    query = (
        f"WITH RECURSIVE up AS (SELECT {columns} FROM {_VERSIONS} v WHERE v.unit_id IN ({marks}) AND {_VALID} "
        f"UNION SELECT {columns} FROM {_VERSIONS} v JOIN up ON v.unit_id = up.parent_id WHERE {_VALID}) "
        "SELECT * FROM up"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [*asked, day, day, day, day])
        rows = cursor.fetchall()
    facts = tuple(
        UnitFact(
            id=name,
            name=title,
            abbreviation=short,
            kind=kind,
            parent=parent,
            valid_from=_day(first),
            valid_to=None if last is None else _day(last),
        )
        for name, title, short, kind, parent, first, last in rows
    )
    return UnitTree(day, facts)


def _day(value: date | str) -> date:
    """SQLite gives the days of such a query as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
