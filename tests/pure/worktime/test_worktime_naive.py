"""The reckoning of one dossier against a walk of the clock, minute by minute, over random calendars and dossiers."""

import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pure.worktime.naive_clock import DAY, Naive, Walker, minute
from tests.pure.worktime.random_offices import all_clocks, calendar_of, dossier_of, moment, random_dossier, random_spec

from parindex.worktime.dossier_clock import judge
from parindex.worktime.due import working_time_between

CLOCKS = all_clocks()
MOMENTS = ("clock_start", "due_original", "due_current", "judged_due")
AS_OF = 125 * DAY + 600


def as_minutes(judgement):
    names = (*MOMENTS, "status", "extension_fault", "requests", "late_pauses", "worked_minutes", "paused_minutes")
    found = {name: getattr(judgement, name) for name in (*names, "late_minutes")}
    return found | {name: minute(found[name]) for name in MOMENTS}


@pytest.mark.parametrize("due", ["file", "legal", "r_day", "r_hour"])
@given(st.integers(0, 10**9))
def test_a_dossier_is_judged_as_a_walk_minute_by_minute_judges_it(due, seed):
    rng = random.Random(seed)
    spec = random_spec(rng)
    calendar, walker = calendar_of(spec), Walker(spec)
    for clock in rng.sample([clock for clock in CLOCKS if clock.due == due], 6):
        raw = random_dossier(rng, AS_OF)
        as_of = rng.choice([AS_OF, raw["received"] + rng.randrange(20 * DAY)])
        expected = Naive(walker, raw, clock, as_of).result()
        assert as_minutes(judge(dossier_of(raw), clock, calendar, moment(as_of))) == expected, (clock, raw, as_of)


@given(st.integers(0, 10**9))
def test_working_time_between_two_moments_is_the_number_of_minutes_worked(seed):
    rng = random.Random(seed)
    spec = random_spec(rng)
    calendar, walker = calendar_of(spec), Walker(spec)
    a = rng.randrange(60 * DAY, 150 * DAY)
    b = a + rng.randrange(-DAY, 20 * DAY)
    assert working_time_between(moment(a), moment(b), calendar) == timedelta(minutes=walker.between(a, max(a, b)))


@given(st.integers(0, 10**9))
def test_the_steps_shown_lead_to_the_due_moment_that_judges(seed):
    rng = random.Random(seed)
    calendar = calendar_of(random_spec(rng))
    clock, raw = rng.choice(CLOCKS), random_dossier(rng, AS_OF)
    found = judge(dossier_of(raw), clock, calendar, moment(AS_OF))
    dues = [step.due for step in found.steps if step.due is not None]
    assert found.steps[0].kind == "received"
    assert all(step.text for step in found.steps)
    if found.judged_due is None:
        assert dues == []
        return
    if clock.extension == "original":
        assert dues[-1] == found.judged_due
    moved = [step.due for step in found.steps if step.due is not None and step.kind in ("limit", "pause", "extension")]
    assert found.judged_due in moved
    assert len([step for step in found.steps if step.kind == "late_pause"]) == found.late_pauses
