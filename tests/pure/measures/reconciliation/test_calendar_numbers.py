"""The table of days has each calendar once, however many units keep it."""

from datetime import date

from measure_rows import Office

from parindex.measures.reconciliation.calendars import Days, calendar_sql, make_days
from parindex.records.engine import scalar
from parindex.worktime.calendar import WorkingCalendar, calendar_from, shipped_calendar, shipped_days
from parindex.worktime.days import LocalClosure


def closed(days: int) -> WorkingCalendar:
    """The unit was closed from the 3rd of March on."""
    closure = LocalClosure(
        first=date(2021, 3, 3), last=date(2021, 3, 2 + days), reason="x", document="QĐ", clock_stopped=True
    )
    return calendar_from(shipped_days(), closures=[closure])


def test_units_with_equal_calendars_have_one_in_common(office: Office) -> None:
    own = {f"u{number}": closed(1 + number % 2) for number in range(6)} | {"z": shipped_calendar()}
    scope = office.scope(calendars=own)
    make_days(office.connection, scope)
    assert scalar(office.connection, "SELECT count(DISTINCT calendar) FROM recon_day") == 3
    units = "FROM (SELECT unnest(['u0', 'u1', 'u2', 'u3', 'z', NULL]) AS unit)"
    found = office.connection.execute(f"SELECT {calendar_sql(scope, 'unit')} {units}").fetchall()
    numbers = [row[0] for row in found]
    assert numbers[0] == numbers[2] != numbers[1] == numbers[3]
    assert numbers[4] == numbers[5] == 0
    assert calendar_sql(office.scope(calendars=dict(reversed(own.items()))), "unit").count("WHEN") == 2
    assert Days(scope).missing(numbers[1], date(2021, 3, 1), date(2021, 3, 5)) == 4


def test_the_numbers_do_not_depend_on_the_order_of_the_units(office: Office) -> None:
    own = {"b": closed(2), "a": closed(1)}
    other = {"a": closed(1), "b": closed(2)}
    here, there = (office.scope(calendars=calendars) for calendars in (own, other))
    units = "FROM (SELECT unnest(['a', 'b']) AS unit)"
    asked = [
        office.connection.execute(f"SELECT {calendar_sql(one, 'unit')} {units}").fetchall() for one in (here, there)
    ]
    assert asked == [[(1,), (2,)]] * 2
