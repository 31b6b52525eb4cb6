"""Who belongs to a unit is the same to a column as to the actions behind it."""

from datetime import date

import pytest
from tests.apps.rounds.a_round import COMMUNE, DEPARTMENTS, PROVINCE, ARound

from parindex.assessment.rounds.belonging import own_membership
from parindex.assessment.rounds.column import APPRAISING, Appraiser, RowWrite, save_rows, scores_numbered
from parindex.assessment.rounds.models import StepScore
from parindex.assessment.rounds.reading import round_tree
from parindex.assessment.rounds.states import State, Step
from parindex.errors import InputFault
from parindex.organisations.queries import today
from parindex.organisations.rights import NotAllowed, held_roles

UNITS = (PROVINCE, *DEPARTMENTS, "phong-y", COMMUNE, "khong-co")


def test_who_belongs_to_a_unit_is_who_the_actions_refuse(a_round: ARound) -> None:
    tree = round_tree(a_round.round)
    for person in a_round.people.values():
        held = held_roles(person, today())
        before = Appraiser(person, held, tree, date(2021, 1, 1))
        for unit in UNITS:
            assert before.from_elsewhere(unit) == (own_membership(held, unit, tree) is None), (person, unit)


def writes(a_round: ARound, *units: str, step: Step = Step.FIRST) -> list[RowWrite]:
    return [
        RowWrite(of=a_round.of[unit].pk, step=step, value={"level": "late"}, note="chậm", seen=None) for unit in units
    ]


def test_rows_are_saved_one_by_one_and_say_what_became_of_each(a_round: ARound) -> None:
    for unit in DEPARTMENTS[:2]:
        a_round.stand(unit, State.FIRST_APPRAISAL)
    saved = save_rows(by=a_round.people["tham-dinh-y-te"], leaf="1.3.1", writes=writes(a_round, *DEPARTMENTS))
    home, health, building = (a_round.of[unit].pk for unit in DEPARTMENTS)
    assert saved.done == (home,)
    assert isinstance(saved.refused[health], NotAllowed)  # his own office
    assert "trạng thái" in str(saved.refused[building])  # still self-scoring
    assert list(StepScore.objects.values_list("of", flat=True)) == [home]
    number = StepScore.objects.get().pk
    assert scores_numbered([number])[number].points == "1" and scores_numbered([]) == {}


def test_who_may_write_no_row_at_all_is_refused_as_a_whole(a_round: ARound) -> None:
    a_round.stand(DEPARTMENTS[0], State.FIRST_APPRAISAL)
    with pytest.raises(NotAllowed):
        save_rows(by=a_round.people["nguoi-xem"], leaf="1.3.1", writes=writes(a_round, DEPARTMENTS[0]))


@pytest.mark.parametrize("step", [one for one in Step if one not in APPRAISING])
def test_columns_are_for_the_two_appraisals_only(a_round: ARound, step: Step) -> None:
    with pytest.raises(InputFault, match="lần 1 và lần 2"):
        save_rows(by=a_round.people["quan-tri"], leaf="1.3.1", writes=writes(a_round, DEPARTMENTS[0], step=step))
    a_round.stand(DEPARTMENTS[1], State.FIRST_APPRAISAL)
    both = iter((*writes(a_round, DEPARTMENTS[1]), *writes(a_round, DEPARTMENTS[0], step=step)))
    with pytest.raises(InputFault, match="lần 1 và lần 2"):  # what comes before the faulty row is not written either
        save_rows(by=a_round.people["quan-tri"], leaf="1.3.1", writes=both)
    assert not StepScore.objects.exists()
