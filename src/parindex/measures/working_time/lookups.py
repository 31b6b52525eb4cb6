"""Pieces of SQL over the calendar tables. Moments are BIGINT microseconds since 1970; a calendar is its number."""

from parindex.worktime.clock import DossierClock

DAY_US = 86_400_000_000
MINUTE_US = 60_000_000
END_OF_DAY_US = DAY_US - 1_000_000


def slot_at(calendar: str, moment: str) -> str:
    """The key in `worktime_slot` of a moment. A moment outside the years has a key that no row of any calendar has."""
    slot = f"({moment} // worktime_slot_us() - worktime_first_slot())"
    return f"CASE WHEN {slot} BETWEEN 0 AND worktime_slots() - 1 THEN {calendar} * worktime_slots() + {slot} END"


def looked_up(relation: str, calendar: str, moment: str, columns: dict[str, str]) -> str:
    """The relation with columns of the slot of a moment; `columns`: new name → expression over `found` and the relation `r`."""
    added = ", ".join(f"{expression} AS {name}" for name, expression in columns.items())
    return f"SELECT r.*, {added} FROM {relation} AS r LEFT JOIN worktime_slot AS found ON found.slot = {slot_at(calendar, moment)}"


def worked_until(moment: str) -> str:
    """Working time up to a moment whose slot is joined as `found`."""
    return f"(found.cum + found.isw * {moment})"


def moment_after(relation: str, calendar: str, worked: str, name: str, otherwise: str) -> str:
    """The relation with the moment when so much working time has passed; `worked` NULL: `otherwise` instead."""
    key = f"({worked} - 1) // worktime_slot_us()"
    wanted = f"CASE WHEN {key} < worktime_slots() THEN {calendar} * worktime_slots() + {key} END"
    return (
        f"SELECT r.*, CASE WHEN {worked} IS NULL THEN {otherwise} ELSE {worked} + found.off END AS {name}"
        f" FROM {relation} AS r LEFT JOIN worktime_worked AS found ON found.worked = {wanted}"
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
