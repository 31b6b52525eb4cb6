"""Stored figures: made again when and only when something they depend on has changed, and never more than that."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from agency import fact
from small_set import SET

from parindex.assessment import figures, ground, refreshing
from parindex.assessment.actions import adopt_set
from parindex.assessment.ground import stable_text
from parindex.assessment.models import Adoption, Figure
from parindex.assessment.queries import assessed_periods, picture
from parindex.assessment.refreshing import refresh, refresh_stale, stale
from parindex.ledger.actions import name_source
from parindex.ledger.signals import day_begins
from parindex.measures.catalogue import FACTS, MEASURES
from parindex.measures.facts import Step
from parindex.measures.period import parse_period
from parindex.organisations.actions import save_setting, save_units
from parindex.organisations.calendar_actions import save_closure
from parindex.organisations.models import User
from parindex.organisations.signals import rules_changed
from parindex.worktime.calendar import shipped_calendar

EARLY, LATE = ("NV-1", "30/06/2021", "29/06/2021"), ("NV-2", "30/06/2021", "05/07/2021")
YEAR = parse_period("2021")
DAY = date(2021, 7, 5)
TASKS = "assigned_tasks.on_time"
Bring = Callable[..., Any]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Codes of the measures that were computed from rows, in order."""
    codes: list[str] = []
    real = figures.compute

    def counting(connection: Any, measure: Any, scope: Any) -> Any:
        codes.append(measure.code)
        return real(connection, measure, scope)

    monkeypatch.setattr(figures, "compute", counting)
    return codes


def test_a_register_without_rows_costs_no_query(adopted: Adoption, asked: list[str]) -> None:
    Figure.objects.all().delete()
    refresh("so", YEAR)
    assert asked == []
    assert Figure.objects.filter(known=False).count() == len(MEASURES)


def test_a_batch_computes_its_own_registers_measures_once(adopted: Adoption, bring: Bring, asked: list[str]) -> None:
    bring(EARLY)
    own = [code for code, measure in MEASURES.items() if "assigned_tasks" in measure.registers]
    assert sorted(asked) == sorted(own), "the primary source is also asked for by its name, and computed once"
    stored = Figure.objects.filter(measure=TASKS).values_list("source", "numerator", "denominator")
    assert sorted(stored) == [("", "1", "1"), ("so", "1", "1")]
    asked.clear()
    bring(EARLY, LATE, source="mot_cua")
    assert sorted(asked) == sorted(own), "only the second source is new"


def test_what_is_kept_equals_what_is_made_afresh(adopted: Adoption, bring: Bring) -> None:
    bring(EARLY)
    bring(EARLY, LATE, source="mot_cua")
    bring(LATE, unit="phong-a")

    def rows() -> list[tuple[Any, ...]]:
        names = ("source", "measure", "definition", "as_of", "snapshot", "known", "numerator", "denominator")
        return sorted(Figure.objects.values_list(*names))

    kept = rows()
    Figure.objects.all().delete()
    refresh("so", YEAR)
    assert rows() == kept


def test_figures_are_behind_when_what_they_depend_on_changes(adopted: Adoption, bring: Bring, admin: User) -> None:
    bring(EARLY)
    bring(LATE, source="mot_cua")
    rules_changed.disconnect(dispatch_uid="assessment.refresh_rules")
    try:
        for change in (
            lambda: save_units(by=admin, facts=[fact("phong-c")]),
            lambda: save_setting(by=admin, name="province_class", value="I", source="Quyết định"),
            lambda: name_source(
                by=admin, register="assigned_tasks", source="mot_cua", title="M", primary=True, unit="so"
            ),
            lambda: save_closure(by=admin, first=DAY, last=DAY, reason="Bão", document="CV 1", clock_stopped=True),
        ):
            assert not stale("so", YEAR)
            change()
            assert stale("so", YEAR)
            refresh_stale()
    finally:
        rules_changed.connect(refreshing.after_rules, dispatch_uid="assessment.refresh_rules")
    assert picture("so", "2021").score.figures[TASKS].numerator == 0


def test_a_rule_that_changes_is_in_the_figures_at_once(adopted: Adoption, admin: User) -> None:
    before = Figure.objects.get(measure="leadership.within_limit").definition
    save_setting(by=admin, name="province_class", value="I", source="Quyết định")
    assert not stale("so", YEAR)
    assert Figure.objects.get(measure="leadership.within_limit").definition != before


def test_a_new_day_makes_the_figures_of_a_running_year_again(
    adopted: Adoption, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [date(2021, 6, 29)]
    for module in (refreshing, figures):
        monkeypatch.setattr(module, "today", lambda: days[-1])
    bring(LATE)
    assert not stale("so", YEAR)
    days.append(date(2021, 7, 2))
    assert stale("so", YEAR)
    day_begins.send_robust(sender=None)
    assert not stale("so", YEAR)


def test_a_target_that_changes_leaves_the_figures_alone(adopted: Adoption, monkeypatch: pytest.MonkeyPatch) -> None:
    aimed = [measure for measure in MEASURES.values() if measure.target]
    free = next(measure for measure in MEASURES.values() if not measure.target)
    on = ground.ground("so", date(2021, 12, 31), 0)
    with_aim = replace(free, target=FACTS["province_class"])
    assert on.fingerprint(free, None) == on.fingerprint(with_aim, None)
    for measure in aimed:
        assert measure.target is not None
        step = Step(value="1", source="thử")
        moved = replace(on, facts=dict(on.facts) | {measure.target.name: measure.target.with_local([step])})
        if measure.target.name not in {one.name for one in measure.facts}:
            assert moved.fingerprint(measure, None) == on.fingerprint(measure, None)


def test_a_way_of_counting_that_changed_makes_figures_old(adopted: Adoption) -> None:
    Figure.objects.filter(measure="reports.late").update(definition="0" * 16)
    assert stale("so", YEAR)
    refresh("so", YEAR)
    assert not stale("so", YEAR)
    Figure.objects.filter(measure="reports.late").delete()
    assert stale("so", YEAR)


def test_figures_are_replaced_all_or_not_at_all(
    adopted: Adoption, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stop between two figures must not leave new ones beside old ones."""
    bring(EARLY)
    bring(LATE, source="mot_cua")
    before = list(Figure.objects.order_by("id").values())
    Figure.objects.all().update(definition="0" * 16)
    changed = list(Figure.objects.order_by("id").values())
    real, made = refreshing.answered, []

    def stopping(*given: Any) -> Any:
        made.append(given)
        if len(made) > 3:
            raise KeyboardInterrupt
        return real(*given)

    monkeypatch.setattr(refreshing, "answered", stopping)
    with pytest.raises(KeyboardInterrupt):
        refresh("so", YEAR)
    assert list(Figure.objects.order_by("id").values()) == changed
    monkeypatch.undo()
    refresh("so", YEAR)
    again = [{**row, "id": 0} for row in Figure.objects.order_by("id").values()]
    assert again == [{**row, "id": 0} for row in before]


def test_older_figures_never_take_the_place_of_newer_ones(adopted: Adoption, bring: Bring) -> None:
    bring(EARLY)
    Figure.objects.all().update(snapshot=99)
    held = list(Figure.objects.values())
    refresh("so", YEAR)
    assert list(Figure.objects.values()) == held


@pytest.mark.parametrize("code", ["2021-M06", "2021-BC", "2021-BC-9M", "2021-11M", "2021-06-01..2021-07-15"])
def test_every_kind_of_window_is_adopted_scored_and_kept_up(
    admin: User, units: object, bring: Bring, code: str
) -> None:
    adopt_set(by=admin, unit="so", period=code, document=SET, name="bo-nho")
    bring(EARLY, LATE, ("NV-3", "20/12/2021", "19/12/2021"))
    found = picture("so", code)
    assert found.period.code == code
    assert found.score.figures[TASKS].denominator == 2
    assert not found.stale


def test_periods_come_newest_end_first_and_the_longer_before_the_shorter(admin: User, units: object) -> None:
    for code in ("2021-Q4", "2021", "2021-BC", "2020", "2021-H1"):
        adopt_set(by=admin, unit="so", period=code, document=SET, name="bo-nho")
    assert assessed_periods("so") == ("2021", "2021-Q4", "2021-BC", "2021-H1", "2020")


def test_a_text_for_a_fingerprint_does_not_depend_on_the_order_of_sets_and_tables() -> None:
    days = [date(2021, 1, day) for day in range(1, 20)]
    assert stable_text(frozenset(days)) == stable_text(frozenset(reversed(days)))
    assert stable_text({"a": 1, "b": (2, "c")}) == stable_text({"b": (2, "c"), "a": 1})
    known = shipped_calendar()
    assert stable_text(known) != stable_text(replace(known, days_off=known.days_off | {days[4]}))
    assert stable_text([1, 2]) != stable_text([2, 1])
