"""Results of surveys come in late: they are entered with their document until the council has concluded."""

from typing import Any

import pytest
from tests.apps.rounds.a_round import BUILDING, HEALTH, HOME_AFFAIRS, ARound

from parindex.assessment.rounds.column import Appraiser, Column, RowWrite, column_of, save_rows, writable
from parindex.assessment.rounds.evidence import Paper, attach_evidence
from parindex.assessment.rounds.models import Evidence, RoundUnit, StepScore, StepTotal, Window
from parindex.assessment.rounds.moving import move
from parindex.assessment.rounds.offers import offers_of
from parindex.assessment.rounds.reading import round_tree, set_of
from parindex.assessment.rounds.scoring import accept_proposals, save_score, take_back
from parindex.assessment.rounds.states import State, Step
from parindex.errors import InputFault
from parindex.organisations.queries import today
from parindex.organisations.rights import NotAllowed, held_roles

NOTE = "Báo cáo kết quả điều tra số 12/BC-SNV"


def enter(a_round: ARound, who: str, unit: str = BUILDING, leaf: str = "2.2", **more: Any) -> StepScore:
    order: dict[str, Any] = {"step": Step.SECOND, "leaf": leaf, "value": {"percent": "85"}, "note": NOTE, "seen": None}
    return save_score(by=a_round.people[who], of=a_round.of[unit].pk, **(order | more))


def scores(a_round: ARound, who: str, unit: str = BUILDING, leaf: str = "2.2") -> bool:
    """Whether the leaf's page offers the person its form."""
    criteria_set = set_of(a_round.blocks["so"])
    offers = offers_of(a_round.people[who], RoundUnit.objects.get(pk=a_round.of[unit].pk)).about(leaf)
    return offers.scores(criteria_set, criteria_set.by_code[leaf])


def test_who_runs_the_round_enters_them_while_the_unit_is_before_the_council(a_round: ARound) -> None:
    of = a_round.stand(BUILDING, State.COUNCIL)
    assert scores(a_round, "thuong-truc")
    with pytest.raises(InputFault, match="văn bản kết quả điều tra"):
        enter(a_round, "thuong-truc", note="")
    paper = Paper(title="Kết quả điều tra", number="12/BC-SNV")
    attach_evidence(by=a_round.people["thuong-truc"], of=of.pk, step=Step.SECOND, leaf="2.2", paper=paper)
    row = enter(a_round, "thuong-truc", note="")
    assert (row.points, row.step) == ("1.7", "second")
    assert StepTotal.objects.get(of=of, step="council").points == "1.7"
    taken = take_back(by=row.by, of=of.pk, step=Step.SECOND, leaf="2.2", reason="nhầm đơn vị", seen=row.pk)
    assert taken.value is None


@pytest.mark.parametrize("who", ["tham-dinh", "hoi-dong-1", f"lanh-dao.{BUILDING}", "nguoi-xem"])
def test_nobody_else_does(a_round: ARound, who: str) -> None:
    a_round.stand(BUILDING, State.COUNCIL)
    assert not scores(a_round, who)
    with pytest.raises(NotAllowed):
        enter(a_round, who)


def test_another_body_enters_those_of_the_secretariats_own_office(a_round: ARound) -> None:
    a_round.stand(HOME_AFFAIRS, State.COUNCIL)
    assert not scores(a_round, "thuong-truc", HOME_AFFAIRS) and scores(a_round, "tham-dinh", HOME_AFFAIRS)
    with pytest.raises(NotAllowed, match="chính cơ quan mình"):
        enter(a_round, "thuong-truc", HOME_AFFAIRS)
    assert enter(a_round, "tham-dinh", HOME_AFFAIRS).points == "1.7"


def test_only_what_a_survey_gives_is_taken_so_late(a_round: ARound) -> None:
    of, person = a_round.stand(BUILDING, State.COUNCIL), a_round.people["thuong-truc"]
    assert not scores(a_round, "thuong-truc", leaf="1.3.2")
    with pytest.raises(InputFault, match="Hội đồng thẩm định"):
        enter(a_round, "thuong-truc", leaf="1.3.2", value={"points": "1"})
    with pytest.raises(InputFault, match="Hội đồng thẩm định"):
        attach_evidence(by=person, of=of.pk, step=Step.SECOND, leaf="1.1", paper=Paper(title="Sổ", number="1"))
    with pytest.raises(InputFault, match="Hội đồng thẩm định"):
        accept_proposals(by=person, of=of.pk, step=Step.SECOND)
    assert not StepScore.objects.exists() and not Evidence.objects.exists()


@pytest.mark.parametrize("state", [State.SUBMITTED, State.EXPLAINING, State.FINAL, State.ANNOUNCED])
def test_not_in_another_state(a_round: ARound, state: State) -> None:
    a_round.stand(BUILDING, state)
    assert not scores(a_round, "thuong-truc")
    with pytest.raises(InputFault, match="không nhận nội dung mới"):
        enter(a_round, "thuong-truc")


def test_the_result_is_concluded_once_the_survey_has_come_in(a_round: ARound) -> None:
    of = a_round.stand(HEALTH, State.SECOND_APPRAISAL)
    for leaf in ("1.1", "1.2", "1.3.1", "1.3.2"):
        enter(a_round, "thuong-truc", HEALTH, leaf, value={"points": "1"})
    a_round.stand(HEALTH, State.COUNCIL)
    with pytest.raises(InputFault, match=r"chưa bước nào chấm: 2\.2\. .* điểm điều tra do cơ quan thường trực .* ghi"):
        move(by=a_round.people["hoi-dong-1"], of=of.pk, name="conclude")
    enter(a_round, "thuong-truc", HEALTH)
    assert move(by=a_round.people["hoi-dong-1"], of=of.pk, name="conclude").pk


def test_the_grid_takes_them_for_all_units_before_the_council_at_once(a_round: ARound) -> None:
    units = [a_round.stand(unit, State.COUNCIL) for unit in (BUILDING, HEALTH, HOME_AFFAIRS)]
    person = a_round.people["thuong-truc"]
    Window.objects.all().delete()  # what has come in late waits for no window

    def grid(leaf: str) -> tuple[Column, frozenset[int]]:
        column = column_of(a_round.blocks["so"], leaf, units, a_round.round.period)
        who = Appraiser(person, held_roles(person, today()), round_tree(a_round.round), today())
        return column, writable(column, who)

    column, open_rows = grid("2.2")
    assert open_rows == {a_round.of[BUILDING].pk, a_round.of[HEALTH].pk}  # not the secretariat's own office
    assert grid("1.3.2")[1] == frozenset()
    writes = [
        RowWrite(of=row.of, step=row.step, value={"percent": "50"}, note=NOTE, seen=None)
        for row in column.rows
        if row.of in open_rows and row.step
    ]
    assert set(save_rows(by=person, leaf="2.2", writes=writes).done) == open_rows


def test_the_home_office_s_results_are_taken_by_the_grid_from_whom_the_leaf_takes_them(a_round: ARound) -> None:
    units = [a_round.stand(unit, State.COUNCIL) for unit in (BUILDING, HEALTH, HOME_AFFAIRS)]
    person = a_round.people["tham-dinh"]
    column = column_of(a_round.blocks["so"], "2.2", units, a_round.round.period)
    who = Appraiser(person, held_roles(person, today()), round_tree(a_round.round), today())
    assert writable(column, who) == {a_round.of[HOME_AFFAIRS].pk}
    write = RowWrite(of=a_round.of[HOME_AFFAIRS].pk, step=Step.SECOND, value={"percent": "50"}, note=NOTE, seen=None)
    assert save_rows(by=person, leaf="2.2", writes=[write]).done == (write.of,)


def test_who_lacks_the_home_office_s_results_is_told_who_enters_them(a_round: ARound) -> None:
    of = a_round.stand(HOME_AFFAIRS, State.COUNCIL)
    with pytest.raises(InputFault, match=r"của chính cơ quan này thì cơ quan thẩm định\) ghi ở trang của mục"):
        move(by=a_round.people["hoi-dong-1"], of=of.pk, name="conclude")
