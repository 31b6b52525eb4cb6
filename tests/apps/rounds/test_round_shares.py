"""A share above its whole is refused where it can only be a slip, and taken where the set or its measure speaks of it."""

from typing import Any

import pytest
from tests.apps.rounds.a_round import BUILDING, SET_OF_DEPARTMENTS, ARound, make_round

from parindex.assessment.models import Figure
from parindex.assessment.rounds.models import StepScore
from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.states import State, Step
from parindex.errors import InputFault
from parindex.organisations.models import User

ABOVE = {"numerator": "110", "denominator": "100"}
PROPORTIONAL = "rule: {shape: proportional}"


def score(a_round: ARound, value: dict[str, Any], step: Step = Step.SELF, note: str = "số theo sổ") -> StepScore:
    who = f"van-phong.{BUILDING}" if step is Step.SELF else "tham-dinh"
    of = a_round.of[BUILDING].pk
    return save_score(by=a_round.people[who], of=of, step=step, leaf="1.1", value=value, note=note, seen=None)


def test_more_done_than_there_was_to_do_is_refused_with_words_to_mend_it(a_round: ARound) -> None:
    with pytest.raises(InputFault, match=r"1\.1: số đạt 110 lớn hơn tổng số 100; hãy xem lại hai số\. Nếu thực tế"):
        score(a_round, ABOVE)
    assert not StepScore.objects.exists()
    assert score(a_round, {"numerator": "100", "denominator": "100"}).points == "4"


def test_a_percentage_above_a_hundred_is_refused(a_round: ARound) -> None:
    with pytest.raises(InputFault, match=r"1\.1: tỷ lệ 110,5% lớn hơn 100%"):
        score(a_round, {"percent": "110.5"})


def test_a_figure_above_its_whole_stays_and_so_does_what_the_step_before_said(a_round: ARound) -> None:
    figures = Figure.objects.filter(unit=BUILDING, measure="assigned_tasks.on_time")
    figures.update(numerator="110", denominator="100")
    assert score(a_round, ABOVE, note="").points == "4"
    figures.update(numerator="8", denominator="10")
    a_round.stand(BUILDING, State.FIRST_APPRAISAL)
    assert score(a_round, ABOVE, Step.FIRST).points == "4"


@pytest.mark.parametrize(
    ("rule", "points"),
    [
        ('rule: {shape: proportional, full_at: "120"}', "3.67"),
        (
            'rule: {shape: bands, bands: [{to: "100", to_inclusive: true, points: "2"}, '
            '{from: "100", from_inclusive: false, points: "4"}]}',
            "4",
        ),
    ],
)
def test_a_rule_that_goes_beyond_the_whole_takes_it(admin: User, rule: str, points: str) -> None:
    a_round = make_round(admin, document=SET_OF_DEPARTMENTS.replace(PROPORTIONAL, rule))
    assert score(a_round, ABOVE).points == points


def test_a_measure_that_lawfully_exceeds_its_whole_is_taken(admin: User) -> None:
    document = SET_OF_DEPARTMENTS.replace("assigned_tasks.on_time", "budget_autonomy.added_income")
    a_round = make_round(admin, document=document)
    assert score(a_round, ABOVE).points == "4"
