"""What an amended set could not take over stays readable: the sheet and the leaves of the version before."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.apps.rounds.a_round import HEALTH, HOME_AFFAIRS, ARound
from tests.apps.rounds.test_round_amending import amend, paper, scored
from tests.web.rounds.test_web_amending import words

from parindex.assessment.rounds.models import Remark
from parindex.assessment.rounds.states import State
from parindex.organisations.queries import today

__all__ = ["scored"]
BASE = f"/{HOME_AFFAIRS}/2021/dot/2021"


@pytest.fixture
def head(scored: ARound, as_person: Callable[[str], Client]) -> Client:
    """The head of Home Affairs after the amendment: 2.1 has no new code, 1.3.1 does not fit."""
    scored.stand(HOME_AFFAIRS, State.FIRST_APPRAISAL)
    by = scored.people["tham-dinh"]
    at = scored.round.at
    Remark.objects.create(
        of=scored.of[HOME_AFFAIRS], leaf="2.1", step="first", kind="request", text="Số nào?", by=by, at=at
    )
    amend(scored, again_until=today() + timedelta(days=2))
    return as_person("lanh-dao.so-noi-vu")


def read(client: Client, path: str, status: int = 200) -> str:
    response = client.get(f"{BASE}/{path}")
    assert response.status_code == status, path
    return response.content.decode()


def test_the_notice_leads_to_what_stayed_behind(head: Client) -> None:
    html = read(head, "phieu/")
    assert f'href="{BASE}/tieu-chi/2.1/?ban=1"' in html
    assert f'href="{BASE}/phieu/?ban=1"' in html


def test_the_sheet_of_the_version_before_shows_its_scores_and_offers_nothing(head: Client) -> None:
    html = read(head, "phieu/?ban=1")
    said = words(html)
    assert "Bản thứ 1 của bộ tiêu chí (bo-dot-so-2021), đã được sửa; chỉ để xem." in said
    assert "Sáng kiến" in said and "Đã đề nghị" in said
    row = next(part for part in html.split("<tr")[1:] if "tieu-chi/2.1/" in part)
    assert "?ban=1" in row and "1,00" in row
    main = html[html.index("<h1") :]
    assert "<form" not in main and "Làm trên một trang" not in main


def test_a_leaf_of_the_version_before_shows_score_reason_and_remarks(head: Client) -> None:
    said = words(read(head, "tieu-chi/2.1/?ban=1"))
    for part in ("Sáng kiến", "có quyết định", "Số nào?", "Bản thứ 1 của bộ tiêu chí"):
        assert part in said, part
    assert "chấm lại theo" not in said


def test_papers_that_moved_on_are_still_named_there(scored: ARound, as_person: Callable[[str], Client]) -> None:
    paper(scored, "2.1", "Quyết định sáng kiến")
    amend(scored)
    client = as_person("lanh-dao.so-y-te")
    said = words(client.get(f"/{HEALTH}/2021/dot/2021/tieu-chi/2.1/?ban=1").content.decode())
    assert "Quyết định sáng kiến" in said and "Bộ tiêu chí sửa đổi không còn mục này." in said


def test_nothing_can_be_sent_to_it(head: Client) -> None:
    for path in ("phieu/?ban=1", "tieu-chi/2.1/?ban=1"):
        assert head.post(f"{BASE}/{path}", {"viec": "ghi-chu", "text": "a"}).status_code == 404
    assert Remark.objects.filter(text="a").count() == 0


@pytest.mark.parametrize("version", ["2", "0", "9", "một", "", "99999999999"])
def test_a_version_that_is_none_has_no_page(head: Client, version: str) -> None:
    read(head, f"phieu/?ban={version}", 404)
    read(head, f"tieu-chi/1.1/?ban={version}", 404)


def test_a_code_of_the_new_set_is_not_found_there(head: Client) -> None:
    read(head, "tieu-chi/2.3/?ban=1", 404)


def test_who_may_not_see_the_unit_may_not_see_its_past(head: Client, as_person: Any) -> None:
    other = as_person("lanh-dao.so-y-te")
    assert other.get(f"{BASE}/phieu/?ban=1").status_code == 403
    assert other.get(f"{BASE}/tieu-chi/2.1/?ban=1").status_code == 403


def test_a_score_that_could_not_be_taken_over_is_in_nobodys_name(head: Client) -> None:
    row = next(part for part in read(head, "phieu/").split("<tr")[1:] if "tieu-chi/1.3.1/" in part)
    assert "chưa chuyển được" in row and "hệ thống, khi sửa bộ tiêu chí" in row
    assert "đã rút" not in row and "[" not in row
    html = read(head, "tieu-chi/1.3.1/")
    steps = words(html[html.index('id="cac-buoc"') : html.index("<h2>Tài liệu kiểm chứng")])
    for part in ("chưa chuyển được", "hệ thống, khi sửa bộ tiêu chí", "Điểm theo bộ cũ: 1,5."):
        assert part in steps, part


def test_it_takes_as_many_queries_for_many_remarks(head: Client, scored: ARound) -> None:
    counts = []
    for number in range(3):
        for _ in range(number):
            Remark.objects.create(
                of=scored.of[HOME_AFFAIRS],
                leaf="2.1",
                step="first",
                kind="note",
                text="thêm",
                by=scored.people["tham-dinh"],
                at=scored.round.at,
            )
        with CaptureQueriesContext(connection) as said:
            read(head, "phieu/?ban=1")
            read(head, "tieu-chi/2.1/?ban=1")
        counts.append(len(said))
    assert len(set(counts[1:])) == 1
