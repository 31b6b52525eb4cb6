"""What was announced of units: final points of rounds and results entered with their decisions, never counted again."""

from datetime import UTC, date, datetime
from decimal import Decimal

from tests.apps.rounds.a_round import HEALTH, HOME_AFFAIRS, ARound

from parindex.assessment.models import PublishedResult
from parindex.assessment.rounds.announced import announced_of
from parindex.assessment.rounds.models import Move, StepTotal
from parindex.assessment.rounds.states import State

NOW = datetime(2022, 2, 1, tzinfo=UTC)


def totals(a_round: ARound, unit: str) -> None:
    StepTotal.objects.create(
        of=a_round.of[unit], step="council", points="9.5", max_points="12", scored_max_points="12", unscored=0
    )


def test_the_final_points_of_an_announced_round_are_told_with_its_paper(a_round: ARound) -> None:
    for unit in (HEALTH, HOME_AFFAIRS):
        totals(a_round, unit)
    of = a_round.stand(HEALTH, State.ANNOUNCED)
    Move.objects.create(
        of=of, name="announce", came_from="final", went_to="announced", document="QĐ 99/QĐ-UBND", by=None, at=NOW
    )
    a_round.stand(HOME_AFFAIRS, State.FINAL)
    found = announced_of([HEALTH, HOME_AFFAIRS])
    assert [(one.unit, one.year, one.points, one.most, one.paper) for one in found] == [
        (HEALTH, 2021, Decimal("9.5"), Decimal(12), "QĐ 99/QĐ-UBND")
    ]


def test_results_of_decisions_are_told_and_those_worked_out_from_them_are_not(a_round: ARound) -> None:
    for year, derived in ((2019, ""), (2020, "QĐ 5, tăng 0,5")):
        PublishedResult.objects.create(
            unit_id=HEALTH,
            year=year,
            index="par_index",
            percent=Decimal("84.66"),
            decision="QĐ 12/QĐ-UBND",
            day=date(year + 1, 3, 1),
            derived_from=derived,
            by=a_round.people["quan-tri"],
            at=NOW,
        )
    assert [(one.year, one.percent, one.paper) for one in announced_of([HEALTH])] == [
        (2019, Decimal("84.660"), "QĐ 12/QĐ-UBND")
    ]
