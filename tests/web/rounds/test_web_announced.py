"""What a round announced of a unit, on those of its pages that reckon for themselves."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from reading import read
from tests.apps.rounds.a_round import BUILDING, HEALTH, PERIOD, ARound

from parindex.assessment.rounds.models import Move, StepTotal
from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.states import State, Step

AsPerson = Callable[[str], Client]
PAGES = ("", "bang-diem/", "ke-hoach/", "lich-su/")
PAPER = "Quyết định số 15/QĐ-UBND ngày 20/01/2022"


def announce(a_round: ARound, unit: str) -> StepTotal:
    """The unit's result is announced; its sums as they are kept."""
    of, appraiser = a_round.stand(unit, State.FIRST_APPRAISAL), a_round.people["tham-dinh"]
    save_score(by=appraiser, of=of.pk, step=Step.FIRST, leaf="1.3.1", value={"level": "late"}, note="chậm", seen=None)
    a_round.stand(unit, State.ANNOUNCED)
    way = {"name": "announce", "came_from": State.FINAL.value, "went_to": State.ANNOUNCED.value, "document": PAPER}
    Move.objects.create(of=of, **way, at=datetime.now(UTC))
    return StepTotal.objects.get(of=of, step=Step.COUNCIL.value)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_unit_says_what_the_round_announced(a_round: ARound, as_person: AsPerson, page: str) -> None:
    client, path = as_person(f"van-phong.{BUILDING}"), f"/{BUILDING}/{PERIOD}/{page}"
    assert "đã công bố" not in read(client.get(path)).text
    kept = announce(a_round, BUILDING)
    shown = read(client.get(path))
    assert f"Kết quả Đợt đánh giá năm 2021 đã công bố: {kept.points}/{kept.max_points} điểm (" in shown.text
    assert "%)" in shown.text and f"theo {PAPER}" in shown.text
    assert f"/{BUILDING}/{PERIOD}/dot/2021/phieu/" in shown.links
    other = read(as_person(f"van-phong.{HEALTH}").get(f"/{HEALTH}/{PERIOD}/{page}"))
    assert "đã công bố" not in other.text


@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_an_announced_result_asks_the_database_once_for_it(
    a_round: ARound, as_person: AsPerson, page: str
) -> None:
    client = as_person(f"van-phong.{BUILDING}")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/{BUILDING}/{PERIOD}/{page}")
    assert (
        sum("'announced'" in one["sql"] and "assessment_roundunit" in one["sql"] for one in asked.captured_queries) == 1
    )
