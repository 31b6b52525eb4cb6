"""Units that left a round, on screen: not in the grid, its counts and the comparison; what they wrote stays in reach."""

from collections.abc import Callable

import pytest
from django.test import Client
from reading import Page, read
from tests.apps.rounds.a_round import BUILDING, COMMUNE, DEPARTMENTS, HEALTH, HOME_AFFAIRS, PROVINCE, ARound
from tests.apps.rounds.test_round_amending import AMENDED, amend, scored

from parindex.assessment.rounds.joining import cancel_round
from parindex.assessment.rounds.models import StepScore
from parindex.assessment.rounds.moving import move
from parindex.assessment.set_documents import save_set

__all__ = ["scored"]
SignIn = Callable[[str], Client]
ROUND = "/tinh/2021/dot/2021/"
COLUMNS, LIKE, AMEND = f"{ROUND}theo-cot/", f"{ROUND}nhat-quan/", f"{ROUND}sua-bo/"


def leave(a_round: ARound, *units: str) -> None:
    for unit in units:
        move(by=a_round.people["thuong-truc"], of=a_round.of[unit].pk, name="withdraw", reason="Chưa đủ năm")


def show(client: Client, path: str, status: int = 200) -> Page:
    answer = client.get(path)
    assert answer.status_code == status, path
    return read(answer)


@pytest.fixture
def unlike(a_round: ARound) -> ARound:
    """Two departments are scored differently on the same level."""
    for unit, points in ((HEALTH, "2"), (BUILDING, "1")):
        StepScore.objects.create(
            of=a_round.of[unit],
            block=a_round.blocks["so"],
            step="first",
            leaf="1.3.1",
            value={"level": "in_time"},
            state="scored",
            points=points,
            by=a_round.people["tham-dinh"],
            at=a_round.round.at,
        )
    return a_round


def test_who_left_is_in_neither_the_grid_nor_its_counts(unlike: ARound, as_person: SignIn) -> None:
    client = as_person("tham-dinh")
    before = show(client, COLUMNS).text
    assert "Khối sở: 3 đơn vị" in before and "2/3" in before
    leave(unlike, BUILDING)
    after = show(client, COLUMNS).text
    assert "Khối sở: 2 đơn vị" in after and "1/2" in after
    grid = show(client, f"{COLUMNS}so/1.3.1/").text
    assert f"Đơn vị {HEALTH}" in grid and f"Đơn vị {BUILDING}" not in grid


def test_who_left_is_compared_with_nobody(unlike: ARound, as_person: SignIn) -> None:
    client = as_person("tham-dinh")
    assert "1 chỗ cần xem lại" in show(client, f"{LIKE}?khoi=so").text
    leave(unlike, BUILDING)
    assert "0 chỗ cần xem lại" in show(client, f"{LIKE}?khoi=so").text
    leave(unlike, HEALTH)
    assert "Thẩm định lần 1" not in show(client, f"{LIKE}?khoi=so").text, "nobody who is compared was appraised"


def test_where_everybody_left_the_pages_say_so(unlike: ARound, as_person: SignIn) -> None:
    leave(unlike, *DEPARTMENTS)
    client, words = as_person("tham-dinh"), "Ở đây không còn đơn vị nào đang được chấm trong đợt này."
    assert "Khối sở" not in show(client, COLUMNS).text
    assert (
        "Ở đây không có đơn vị nào của khối “Khối sở” đang được chấm." in show(client, f"{COLUMNS}so/1.3.1/", 404).text
    )
    assert "Khối sở" not in show(client, LIKE).text
    leave(unlike, COMMUNE)
    for path in (COLUMNS, LIKE):
        assert words in show(client, path).text
    assert not {COLUMNS, LIKE} & set(show(client, ROUND).links)


def test_a_cancelled_round_offers_no_amendment_and_takes_none(a_round: ARound, as_person: SignIn) -> None:
    client = as_person("thuong-truc")
    save_set(by=a_round.people["quan-tri"], unit=PROVINCE, code="so-sua", document=AMENDED, seen=None, saved="soạn")
    assert AMEND in show(client, ROUND).links
    cancel_round(by=a_round.people["thuong-truc"], round="2021", reason="Mở nhầm")
    assert AMEND not in show(client, ROUND).links
    assert "đã bị hủy" in show(client, f"{AMEND}?khoi=so&bo=kho:so-sua", 400).text


def test_the_sheet_of_who_left_leads_to_the_set_that_it_was_scored_by(scored: ARound, as_person: SignIn) -> None:
    client, sheet = as_person("thuong-truc"), f"/{HEALTH}/2021/dot/2021/phieu/"
    leave(scored, HEALTH)
    assert "?ban=1" not in show(client, sheet).links
    amend(scored)
    assert "?ban=1" in show(client, sheet).links
    assert "3,20" in show(client, f"{sheet}?ban=1").text
    other = f"/{HOME_AFFAIRS}/2021/dot/2021/phieu/"
    assert "đã thôi chấm" not in show(client, other).text


def test_who_brings_a_unit_back_reads_what_becomes_of_its_appraisals(a_round: ARound, as_person: SignIn) -> None:
    leave(a_round, HEALTH)
    page = show(as_person("thuong-truc"), f"{ROUND}chuyen/?buoc=join&don_vi={HEALTH}")
    assert "Đơn vị chấm lại từ bước tự chấm" in page.text
