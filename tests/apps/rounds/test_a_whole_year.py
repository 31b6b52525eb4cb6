"""A province runs its year: opened, self-scored, appraised twice with an explanation between, settled, announced."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.apps.rounds.a_round import (
    BUILDING,
    COMMUNE,
    HEALTH,
    HOME_AFFAIRS,
    SET_OF_COMMUNES,
    SET_OF_DEPARTMENTS,
    ARound,
)

from parindex.assessment.rounds.council import raise_dispute, vote
from parindex.assessment.rounds.deadlines import pass_deadlines
from parindex.assessment.rounds.deciding import decide_dispute
from parindex.assessment.rounds.models import Move, RoundUnit, StepScore, Window
from parindex.assessment.rounds.moving import move, move_many
from parindex.assessment.rounds.opening import open_round
from parindex.assessment.rounds.overview import Standing, standings
from parindex.assessment.rounds.remarks import ask_explanation, explain
from parindex.assessment.rounds.scoring import accept_proposals, save_score
from parindex.assessment.rounds.setting_windows import set_window
from parindex.assessment.rounds.states import State, Step
from parindex.assessment.rounds.waiting import SURVEY
from parindex.errors import InputFault
from parindex.organisations import audit
from parindex.organisations.models import User
from parindex.organisations.queries import today

UNITS = {HOME_AFFAIRS: "so", HEALTH: "so", BUILDING: "so", COMMUNE: "xa"}
OFFICES = (HOME_AFFAIRS, HEALTH, BUILDING)
TODAY = (today(), today() + timedelta(days=5))


class Year:
    """The round of 2022, and who does what in it."""

    def __init__(self, people: Mapping[str, User]) -> None:
        self.people = people
        self.round = open_round(
            by=people["thuong-truc"],
            round="dot-2022",
            title="Đợt 2022",
            period="2022",
            blocks={"so": ("Khối sở", SET_OF_DEPARTMENTS), "xa": ("Khối xã", SET_OF_COMMUNES)},
            units=UNITS,
            windows={Step.SELF: TODAY},
        )
        self.of = {one.unit_id: one.pk for one in RoundUnit.objects.filter(round=self.round)}

    def score(self, who: str, unit: str, step: Step, leaf: str, value: Mapping[str, Any], note: str = "") -> None:
        rows = StepScore.objects.filter(of=self.of[unit], step=step.value, leaf=leaf, replaced_by__isnull=True)
        seen = rows.values_list("pk", flat=True).first()
        save_score(by=self.people[who], of=self.of[unit], step=step, leaf=leaf, value=value, note=note, seen=seen)

    def go(self, who: str, name: str, *units: str, **more: Any) -> None:
        came = move_many(by=self.people[who], of=[self.of[unit] for unit in units], name=name, **more)
        assert came.refused == ()

    def open(self, step: Step) -> None:
        set_window(by=self.people["thuong-truc"], round=self.round.pk, step=step, opens=TODAY[0], closes=TODAY[1])

    def stands(self, unit: str) -> Standing:
        return standings(self.round, (RoundUnit.objects.get(pk=self.of[unit]),))[0]


@pytest.fixture
def year(a_round: ARound) -> Year:
    return Year(a_round.people)


def self_score(year: Year) -> None:
    for unit in OFFICES:
        writer = f"van-phong.{unit}"
        year.score(writer, unit, Step.SELF, "1.1", {"numerator": "9", "denominator": "10"}, "Theo sổ của sở")
        year.score(writer, unit, Step.SELF, "1.2", {"counts": {"late": 0}}, "Theo sổ của sở")
        year.score(writer, unit, Step.SELF, "1.3.1", {"level": "in_time"}, "Kế hoạch số 1/KH")
        if unit != HEALTH:
            year.score(writer, unit, Step.SELF, "2.1", {"met": [True, True]}, "Quyết định số 2/QĐ")
        year.go(f"lanh-dao.{unit}", "submit", unit)


def first_appraisal(year: Year) -> None:
    year.open(Step.FIRST)
    year.go("thuong-truc", "start_appraisal", *OFFICES)
    for unit in OFFICES:
        year.score("tham-dinh", unit, Step.FIRST, "1.3.2", {"points": "0.8"}, "Khá")
        accept_proposals(by=year.people["tham-dinh"], of=year.of[unit], step=Step.FIRST)
        if unit == HEALTH:
            year.score("tham-dinh", unit, Step.FIRST, "1.1", {"numerator": "7", "denominator": "10"}, "Ba nhiệm vụ trễ")
            ask_explanation(by=year.people["tham-dinh"], of=year.of[unit], leaf="1.1", text="Vì sao lệch?")
    year.open(Step.EXPLANATION)
    year.go("thuong-truc", "ask_explanation", *OFFICES)


def explanation(year: Year) -> None:
    explain(by=year.people[f"van-phong.{HEALTH}"], of=year.of[HEALTH], leaf="1.1", text="Hai nhiệm vụ đã gia hạn")
    year.open(Step.SECOND)
    for unit in OFFICES:
        year.go(f"lanh-dao.{unit}", "explain", unit)
    year.score("tham-dinh", HEALTH, Step.SECOND, "1.1", {"numerator": "8", "denominator": "10"}, "Công nhận một")
    with pytest.raises(InputFault, match=r"Còn 1 mục chưa bước nào chấm: 2\.2"):
        move(by=year.people["thuong-truc"], of=year.of[BUILDING], name="to_council")
    for unit in OFFICES:
        who = "tham-dinh" if unit == HOME_AFFAIRS else "thuong-truc"  # the secretariat's own office is not its to score
        year.score(who, unit, Step.SECOND, "2.2", {"percent": "50"}, "Báo cáo kết quả điều tra số 3/BC")
    year.open(Step.COUNCIL)
    year.go("thuong-truc", "to_council", *OFFICES)


def council(year: Year) -> None:
    dispute = raise_dispute(
        by=year.people[f"lanh-dao.{HEALTH}"], of=year.of[HEALTH], leaf="1.1", reason="Cả hai đã gia hạn"
    )
    with pytest.raises(InputFault, match="chưa kết luận"):
        move(by=year.people["hoi-dong-1"], of=year.of[HEALTH], name="conclude")
    for name in ("hoi-dong-1", "hoi-dong-2", "hoi-dong-noi-vu"):
        last = vote(by=year.people[name], dispute=dispute.pk, points=Decimal("3.6"))
    seen = StepScore.objects.filter(of=year.of[HEALTH], step=Step.COUNCIL.value, leaf="1.1").first()
    decide_dispute(
        by=year.people["hoi-dong-1"],
        dispute=dispute.pk,
        minutes="Biên bản số 1/BB-HĐ ngày 20/01/2023",
        seen=last.pk,
        seen_score=seen.pk if seen else None,
    )
    year.go("hoi-dong-1", "conclude", *OFFICES)


def test_a_year_from_opening_to_announcing(year: Year) -> None:
    self_score(year)
    assert year.stands(HEALTH).totals[Step.SELF].points == Decimal("7.6")
    first_appraisal(year)
    assert year.stands(HEALTH).totals[Step.FIRST].points == Decimal("7.6")
    explanation(year)
    assert year.stands(HEALTH).totals[Step.SECOND].points == Decimal("9.0")
    council(year)
    year.go("chu-tich", "announce", *OFFICES, document="Quyết định số 9/QĐ-UBND")
    health = year.stands(HEALTH)
    assert {step: total.points for step, total in health.totals.items()} == {
        Step.SELF: Decimal("7.6"),
        Step.FIRST: Decimal("7.6"),
        Step.SECOND: Decimal("9.0"),
        Step.COUNCIL: Decimal("9.4"),
    }
    assert (health.state, health.waiting) == (State.ANNOUNCED, ())
    assert Move.objects.filter(of__round=year.round, name="announce").count() == 3
    assert audit.first_broken_row() is None


def test_the_result_tells_to_the_end_that_the_survey_is_missing(year: Year) -> None:
    self_score(year)
    first_appraisal(year)
    assert [(one.who, one.leaves) for one in year.stands(BUILDING).waiting] == [(SURVEY, 1)]


def test_who_does_nothing_is_locked_and_appraised_all_the_same(year: Year) -> None:
    Window.objects.filter(round=year.round, step=Step.SELF.value).update(
        opens=today() - timedelta(days=9), closes=today() - timedelta(days=1)
    )
    assert set(pass_deadlines(by="hết hạn")) == set(UNITS)
    with pytest.raises(InputFault):
        year.score(f"van-phong.{HEALTH}", HEALTH, Step.SELF, "1.3.1", {"level": "in_time"}, "Muộn rồi")
    year.open(Step.FIRST)
    year.go("thuong-truc", "start_appraisal", COMMUNE)
    year.score("tham-dinh", COMMUNE, Step.FIRST, "1.1", {"level": "none"}, "Không gửi tự chấm")
    year.score("tham-dinh", COMMUNE, Step.FIRST, "1.2", {"points": "0"}, "Không gửi tự chấm")
    year.go("thuong-truc", "ask_explanation", COMMUNE)
    assert year.stands(COMMUNE).state is State.EXPLAINING


def test_one_person_of_a_commune_does_all_steps_and_it_shows(year: Year) -> None:
    who = "mot-nguoi.xa-a"
    year.score(who, COMMUNE, Step.SELF, "1.1", {"level": "in_time"}, "Kế hoạch số 1/KH")
    year.score(who, COMMUNE, Step.SELF, "1.2", {"points": "1"}, "Báo cáo số 2/BC")
    with pytest.raises(InputFault, match="tự xác nhận"):
        move(by=year.people[who], of=year.of[COMMUNE], name="submit")
    move(by=year.people[who], of=year.of[COMMUNE], name="submit", alone=True)
    assert year.stands(COMMUNE).alone
