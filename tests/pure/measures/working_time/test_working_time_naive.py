"""The vectorised clock against a walk minute by minute, and against the reckoning of one dossier: every cell the same.

Several calendars at once (days off, Saturdays worked, half days, hours that change, closures), unsorted keys, pauses that
overlap, run on or come late, extensions, all policies.
"""

import random

import pytest
from tests.conftest import FULL
from tests.pure.measures.working_time.working_time_rows import GIVEN, SOURCE, judged, put
from tests.pure.worktime.naive_clock import DAY, Naive, Walker, minute
from tests.pure.worktime.random_offices import all_clocks, calendar_of, dossier_of, moment, random_dossier, random_spec

from parindex.measures.working_time import calendar_tables, first_due_sql
from parindex.records.engine import connect
from parindex.worktime.dossier_clock import judge

CLOCKS = all_clocks()
GROUPS = sorted({(clock.due, clock.file_pauses, clock.pauses) for clock in CLOCKS})
SOME = GROUPS if FULL else GROUPS[::2]
AS_OF = 100 * DAY + 600
UNITS = ("", "phong-a", "phong-b", "trung-tam")


class City:
    """Calendars of four units (the last one stands for a unit that nobody named), and their dossiers."""

    def __init__(self, seed, folder, count):
        self.rng = random.Random(seed)
        specs = {unit: random_spec(self.rng) for unit in UNITS}
        self.walkers = {unit: Walker(spec) for unit, spec in specs.items()}
        self.calendars = {unit: calendar_of(spec) for unit, spec in specs.items()}
        self.dossiers = {}
        for n in range(count):
            raw = random_dossier(self.rng, AS_OF)
            raw["unit"] = self.rng.choice([*UNITS[1:], "chua-khai-lich", None])
            self.dossiers[f"000.00.{self.rng.randrange(10**6):06}-{n}"] = raw
        self.connection = connect(folder)
        calendar_tables(self.connection, self.calendars)
        put(self.connection, self.dossiers, self.rng)

    def of(self, held, raw):
        return held.get(raw["unit"], held[""])


@pytest.fixture(scope="module", params=range(2 if FULL else 1))
def city(request, tmp_path_factory):
    made = City(20300301 + request.param, tmp_path_factory.mktemp("city"), 400 if FULL else 100)
    yield made
    made.connection.close()


def clocks_of(group):
    """Every clock of the group in the full profile; otherwise two, the same ones whichever tests ran before."""
    due, adds, pauses = group
    clocks = [clock for clock in CLOCKS if (clock.due, clock.file_pauses, clock.pauses) == (due, adds, pauses)]
    return clocks if FULL else random.Random(str(group)).sample(clocks, 2)


@pytest.mark.parametrize("group", SOME, ids=str)
def test_every_cell_is_what_a_walk_minute_by_minute_gives(city, group):
    for clock in clocks_of(group):
        found = judged(city.connection, clock, moment(AS_OF))
        assert set(found) == set(city.dossiers)
        for key, raw in city.dossiers.items():
            expected = Naive(city.of(city.walkers, raw), raw, clock, AS_OF).result()
            assert found[key] == expected, (clock, raw)


@pytest.mark.parametrize("group", SOME, ids=str)
def test_every_dossier_is_judged_as_the_screen_that_explains_it_says(city, group):
    for clock in clocks_of(group)[:1]:
        as_of = moment(AS_OF - random.Random(str(group)).randrange(20 * DAY))
        found = judged(city.connection, clock, as_of, minutes=False)
        for key, raw in city.dossiers.items():
            explained = judge(dossier_of(raw), clock, city.of(city.calendars, raw), as_of)
            told = {name: found[key][name] for name in ("status", "extension_fault", "requests", "late_pauses")}
            assert told == {name: getattr(explained, name) for name in told}, (clock, raw)


def test_without_a_relation_of_pauses_rows_are_what_they_are_with_an_empty_one(city):
    city.connection.execute("CREATE OR REPLACE TABLE no_pauses AS FROM pauses LIMIT 0")
    for clock in random.Random(4).sample(CLOCKS, 4):
        cheap = judged(city.connection, clock, moment(AS_OF), pauses=None)
        assert cheap == judged(city.connection, clock, moment(AS_OF), pauses="no_pauses")
        bare = judged(city.connection, clock, moment(AS_OF), pauses=None, minutes=False)
        assert bare == {key: {name: row[name] for name in GIVEN} for key, row in cheap.items()}


def test_the_first_due_moment_alone_is_the_one_that_rows_without_pauses_are_judged_by(city):
    for clock in random.Random(5).sample(CLOCKS, 4):
        rows = judged(city.connection, clock, moment(AS_OF), pauses=None, minutes=False)
        alone = city.connection.execute(first_due_sql(SOURCE, clock)).fetchall()
        assert {key: minute(due) for key, due in alone} == {key: row["due_original"] for key, row in rows.items()}


def test_the_random_dossiers_meet_every_status_and_every_fault(city):
    statuses, faults, late = set(), set(), 0
    for clock in (clock for clock in CLOCKS if clock.due == "legal" and clock.reception == "stamped"):
        rows = judged(city.connection, clock, moment(AS_OF), minutes=False).values()
        statuses |= {row["status"] for row in rows}
        faults |= {row["extension_fault"] for row in rows}
        late += sum(row["late_pauses"] for row in rows)
    assert statuses == {"early", "on_time", "late", "pending", "overdue", "suspended", "no_due"}
    assert faults == {None, "after_due", "not_later", "extra"}
    assert late > 0
