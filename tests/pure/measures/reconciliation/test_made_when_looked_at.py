"""Differences and their recomputed due moments are made when somebody looks: of tens of thousands people open few."""

from datetime import datetime

import pytest

from parindex.measures.reconciliation.deciding import Decision
from parindex.measures.reconciliation.dossiers.dues import TITLES, TOLD, reckoned
from parindex.measures.reconciliation.dossiers.pauses import PAUSE_APART, PAUSE_WITHIN
from parindex.measures.reconciliation.model import Difference, Side
from parindex.measures.reconciliation.proofs import DueMoments
from parindex.measures.reconciliation.reading import Made
from parindex.worktime.calendar import shipped_calendar

DECISION = Decision(cause="C01")
FIELDS = ("received", "days", "hours", "published", "until", "given", "ended", "waits")
# received on Monday the 1st of March 2021, five working days: due on Monday the 8th
USUAL = dict.fromkeys(FIELDS, "") | {"received": "2021-03-01 08:00:00", "days": "5", "published": "7"}


def difference(decision: Decision, key: str) -> Difference:
    side = Side(key=key, status="late")
    return Difference(key=key, unit="", group="", group_title="", left=side, right=side, cause=decision.cause)


def told(keys: str) -> list[tuple[Decision, str]]:
    return [(DECISION, key) for key in keys]


def march(day: int, hour: int = 17, minute: int = 0) -> datetime:
    return datetime(2021, 3, day, hour, minute)


def dues(**rest: str) -> dict[str, datetime | None]:
    """Recomputed at the end of the year for the usual dossier with what is given of it instead."""
    assert len(FIELDS) == len(TOLD) and rest.keys() <= {*FIELDS}
    return dict(reckoned([*(USUAL | rest).values()], shipped_calendar(), datetime(2021, 12, 31, 23, 59, 59)))


def waits(*pauses: tuple[str, str, str]) -> str:
    return PAUSE_APART.join(PAUSE_WITHIN.join(one) for one in pauses)


def test_each_difference_is_made_once_and_only_when_it_is_looked_at() -> None:
    made: list[str] = []

    def make(decision: Decision, key: str) -> Difference:
        made.append(key)
        return difference(decision, key)

    found = Made(make, told("abcd"))
    assert len(found) == 4 and bool(found) and not made
    assert found[2] is found[2] is found[-2]
    assert made == ["c"]
    assert [one.key for one in found] == [*"abcd"] and made == [*"cabd"]
    assert [one.key for one in found[1:3]] == ["b", "c"] and len(made) == 4


def test_differences_are_equal_when_they_say_the_same_and_there_are_as_many() -> None:
    assert Made(difference, told("ab")) == Made(difference, told("ab")) == tuple(Made(difference, told("ab")))
    assert Made(difference, told("ab")) != Made(difference, told("ac"))
    assert Made(difference, told("ab")) != Made(difference, told("abc"))
    with pytest.raises(IndexError):
        Made(difference, told("ab"))[2]


def test_due_moments_are_reckoned_once_and_only_when_they_are_looked_at() -> None:
    asked: list[str] = []

    def reckon() -> dict[str, datetime | None]:
        asked.append("x")
        return {"legal": march(8), "pause": None}

    found = DueMoments(("legal", "pause"), reckon)
    assert (len(found), [*found], asked) == (2, ["legal", "pause"], [])
    assert (found["legal"], found["pause"], asked) == (march(8), None, ["x"])


def test_every_policy_counts_the_same_dossier_by_its_own_rule() -> None:
    assert dues() == dict.fromkeys(TITLES, march(8)) | {
        "published": march(10),
        "r_day": march(8, 8, 15),
        "r_hour": march(8, 8),
    }


def test_a_pause_is_added_or_starts_the_limit_again() -> None:
    found = dues(waits=waits(("supplement", "2021-03-02 10:00:00", "2021-03-04 10:00:00")))
    assert (found["legal"], found["pause"], found["current"]) == (march(8), march(10), march(10))
    assert (found["restart"], found["end_at_request"]) == (march(11), march(8))


def test_of_two_pauses_of_one_kind_and_day_the_one_that_ended_last_counts_and_an_open_one_gives_way() -> None:
    long, short = ("supplement", "2021-03-02 10:00:00", "2021-03-04 10:00:00"), "2021-03-03 09:00:00"
    same_day = ("supplement", "2021-03-02 11:00:00")
    for other in ((*same_day, short), (*same_day, "")):
        assert dues(waits=waits(other, long)) == dues(waits=waits(long, other)) == dues(waits=waits(long))
    both = dues(waits=waits(long, ("fee", "2021-03-05 08:00:00", "2021-03-08 08:00:00")))
    assert both["pause"] == march(11)


def test_a_pause_without_a_beginning_or_a_kind_is_taken_for_what_it_is() -> None:
    assert dues(waits=waits(("supplement", "", "2021-03-04 10:00:00"))) == dues()
    nameless = ("", "2021-03-02 10:00:00", "2021-03-04 10:00:00")
    assert dues(waits=waits(nameless))["pause"] == march(10)


def test_an_extension_counts_only_for_the_policy_that_knows_extensions() -> None:
    found = dues(until="2021-03-15", given="2021-03-05")
    assert (found["current"], found["pause"]) == (march(15, 23, 59).replace(second=59), march(8))
    assert dues(until="2021-03-15", given="2021-03-10")["current"] == march(8)


def test_hours_are_a_limit_of_their_own_and_without_any_limit_nothing_is_counted() -> None:
    found = dues(days="", hours="4", published="")
    assert (found["legal"], found["published"]) == (march(1, 14), None)
    assert dues(days="", published="") == dict.fromkeys(TITLES)
    assert dues(received="") == dict.fromkeys(TITLES)


def test_outside_the_calendar_s_years_there_is_no_due_moment() -> None:
    assert dues(received="1999-03-01 08:00:00", published="") == dict.fromkeys(TITLES)
    assert dues(days="100000")["legal"] is None and dues(days="100000")["published"] == march(10)
