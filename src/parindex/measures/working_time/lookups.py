"""Pieces of SQL over the calendar tables. Moments are BIGINT microseconds since 1970; a calendar is its number."""

from parindex.worktime.clock import DossierClock

DAY_US = 86_400_000_000
MINUTE_US = 60_000_000
END_OF_DAY_US = DAY_US - 1_000_000


def slot_at(calendar: str, moment: str) -> str:
    """The key in `worktime_slot` of a moment; that of the row for "none" outside the years."""
    slot = f"({moment} // worktime_slot_us() - worktime_first_slot())"
    return (
        f"CASE WHEN {slot} BETWEEN 0 AND worktime_slots() - 1 AND {calendar} IS NOT NULL"
        f" THEN {calendar} * worktime_slots() + {slot} ELSE worktime_calendars() * worktime_slots() END"
    )


def date_at(calendar: str, day: str) -> str:
    """The key in `worktime_date` of a day (a number since 1970); that of the row for "none" outside the years."""
    place = f"({day} - worktime_first_day())"
    return (
        f"CASE WHEN {place} BETWEEN 0 AND worktime_days() - 1 AND {calendar} IS NOT NULL"
        f" THEN {calendar} * worktime_days() + {place} ELSE worktime_calendars() * worktime_days() END"
    )


def nth_at(calendar: str, nth: str) -> str:
    """The key in `worktime_nth` of the n-th working day of a calendar; that of "none" when there is no such day."""
    return (
        f"CASE WHEN {nth} < worktime_nths() AND {calendar} IS NOT NULL"
        f" THEN {calendar} * worktime_nths() + {nth} ELSE worktime_calendars() * worktime_nths() END"
    )


def looked_up(relation: str, calendar: str, moment: str, columns: dict[str, str]) -> str:
    """The relation with columns of the slot of a moment; `columns`: new name → expression over `found` and `r`."""
    added = ", ".join(f"{expression} AS {name}" for name, expression in columns.items())
    return (
        f"SELECT r.*, {added} FROM {relation} AS r"
        f" JOIN worktime_slot AS found ON found.slot = {slot_at(calendar, moment)}"
    )


def worked_until(moment: str) -> str:
    """Working time up to a moment whose slot is joined as `found`."""
    return f"(found.cum + CASE WHEN found.cum < 0 THEN {moment} ELSE 0 END)"


def moment_after(relation: str, calendar: str, worked: str, name: str, otherwise: str) -> str:
    """The relation with the moment when so much working time has passed; `worked` NULL: `otherwise` instead."""
    key = f"(({worked} - 1) // worktime_slot_us())"
    wanted = (
        f"CASE WHEN {key} < worktime_worked() AND {calendar} IS NOT NULL"
        f" THEN {calendar} * worktime_worked() + {key} ELSE worktime_calendars() * worktime_worked() END"
    )
    return (
        f"SELECT r.*, CASE WHEN {worked} IS NULL THEN {otherwise} ELSE {worked} + found.off END AS {name}"
        f" FROM {relation} AS r JOIN worktime_worked AS found ON found.worked = {wanted}"
    )


def stage(clock: DossierClock, moment: str) -> str:
    """The moment at the clock's granularity: a day's number or a minute's."""
    return f"({moment} // {DAY_US if clock.granularity == 'DAY' else MINUTE_US})"


def end_of_day_us(moment: str) -> str:
    """A day without a clock time means its end."""
    return f"CASE WHEN {moment} % {DAY_US} = 0 THEN {moment} + {END_OF_DAY_US} ELSE {moment} END"


def stamp(moment: str) -> str:
    """Microseconds as TIMESTAMP."""
    return f"make_timestamp({moment})"
