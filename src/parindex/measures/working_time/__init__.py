"""Working time of many dossiers at once: due moments, statuses and working minutes as SQL over DuckDB tables.

The rules are those of `parindex.worktime.dossier_clock`, which reckons one dossier and shows its steps; here they are
integer joins on calendar tables, so that a million dossiers take about as long as reading them a few times.

Use::

    from parindex.measures.working_time import DossierClock, calendar_tables, end_of_day, judged_sql

    calendar_tables(connection, {"": national, "ld-vl-bh": with_its_own_hours})   # once per connection
    clock = DossierClock(due="legal", pauses="PAUSE", extension="current", granularity="DAY")
    sql = judged_sql("dossiers_in", clock, end_of_day("$as_of"), pauses="pauses_in")

`calendar_tables(connection, calendars)` makes the TEMP tables and macros `worktime_*` that the SQL reads; calendars are
keyed by unit id, the key "" stands for every unit not named. Asked again with equal calendars it does nothing.

`judged_sql(source, clock, as_of, *, pauses=None, minutes=True) -> str` gives a SELECT statement (to be put in brackets).
It is plain text and needs no calendar when it is made, so that a measure may hold it as a constant. `as_of` is an SQL
expression of type TIMESTAMP: the last instant that is seen. A whole day is seen with `end_of_day("$as_of")`.

`first_due_sql(source, clock)` gives (key, due_original) alone, as if there were no pauses: cheap.

`source` names a relation (table, view or CTE) with one row a dossier and at least these columns, any of them NULL:

    key          VARCHAR    tells dossiers apart; only used to find their pauses
    unit         VARCHAR    chooses the calendar
    received     TIMESTAMP  ngày tiếp nhận
    days         INTEGER    limit in working days (the policies legal, r_day, r_hour)
    hours        DECIMAL    further working hours of the limit
    due          TIMESTAMP  ngày hẹn trả in the file (policy file); 00:00 means the end of that day
    extended_to  TIMESTAMP  the new date of the re-appointment (the last one within the allowed number); 00:00 as above
    extended_on  TIMESTAMP  when it was given; NULL counts as in time
    extensions   INTEGER    how many re-appointments there were
    ended        TIMESTAMP  completed, refused, stopped or withdrawn, by the caller's rule
    suspended    BOOLEAN    the source says that it is paused on the as-of day

All columns of `source` come out again; `with_missing_columns(columns)` writes the missing ones as NULLs.

`pauses` names a relation with any number of rows a dossier (None: no pauses, cheapest):

    key     VARCHAR    the dossier
    kind    VARCHAR    supplement | fee | other
    opened  TIMESTAMP  the request
    closed  TIMESTAMP  the answer; NULL while it is open

Columns added:

    clock_start      TIMESTAMP  from when time runs (received, or later under a rule for reception after hours)
    due_original     TIMESTAMP  the first due moment, pauses counted in as the clock says
    due_current      TIMESTAMP  the same after an accepted extension
    judged_due       TIMESTAMP  whichever of the two the clock judges by
    status           VARCHAR    early | on_time | late | pending | overdue | suspended | no_due
    extension_fault  VARCHAR    why an extension did not move the due moment (after_due | not_later | extra), else NULL
    requests         INTEGER    supplement requests up to the as-of moment
    late_pauses      INTEGER    pauses opened after the due moment that held then: they extend nothing
    worked_minutes   BIGINT     working minutes from the start to the end or as-of, without pauses
    paused_minutes   BIGINT     working minutes of the pauses in that time
    late_minutes     BIGINT     working minutes past judged_due of what is late or overdue, else 0; NULL without due

The last three are left out with `minutes=False`, which is cheaper. Dossiers without a due moment, or that lie outside
the calendar's years under a policy that computes, are `no_due`: never silently on time.
"""

from parindex.measures.working_time.calendar_tables import calendar_tables
from parindex.measures.working_time.judged import (
    SOURCE_COLUMNS,
    end_of_day,
    first_due_sql,
    judged_sql,
    with_missing_columns,
)
from parindex.worktime.clock import DossierClock

__all__ = [
    "SOURCE_COLUMNS",
    "DossierClock",
    "calendar_tables",
    "end_of_day",
    "first_due_sql",
    "judged_sql",
    "with_missing_columns",
]
