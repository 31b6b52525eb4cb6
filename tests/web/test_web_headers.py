"""What every answer carries for the browser, and that a form without its token changes nothing."""

from collections.abc import Callable

import pytest
from django.test import Client
from example_workspace import BASE

from parindex.assessment.models import EnteredValue, PublishedResult
from parindex.ledger.models import Batch
from parindex.organisations.models import User
from parindex.plans.models import Plan

PATHS = [
    f"{BASE}/",
    f"{BASE}/bang-diem/",
    f"{BASE}/so-lieu/dossiers/",
    f"{BASE}/so-lieu/dossiers/mau.xlsx",
    f"{BASE}/khong-co/",
    "/dang-nhap/",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_forbids_foreign_code_frames_and_guessing_of_types(path: str, coordinator: Client) -> None:
    answer = coordinator.get(path)
    policy = dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == policy["base-uri"] == "'self'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_a_file_to_take_away_is_sent_as_a_file(coordinator: Client) -> None:
    answer = coordinator.get(f"{BASE}/so-lieu/dossiers/mau.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="mau-dossiers.xlsx"'
    assert answer.content[:2] == b"PK"


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    "path",
    [
        f"{BASE}/tieu-chi/4.1.1/tu-cham/",
        f"{BASE}/so-lieu/dossiers/nhap/",
        f"{BASE}/so-lieu/dossiers/nhap/xac-nhan/",
        f"{BASE}/so-lieu/assigned_tasks/hoan-tac/?lan=6",
        f"{BASE}/lich-su/",
        f"{BASE}/ke-hoach/",
        "/dang-xuat/",
        "/dang-nhap/",
    ],
)
def test_a_form_without_its_token_is_refused_and_changes_nothing(path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(username="van-phong"))
    models = (Batch, EnteredValue, PublishedResult, Plan)
    before = [model.objects.count() for model in models]
    answer = client.post(path, {"lan": "6"})
    assert answer.status_code == 403
    assert "Trang đã mở quá lâu" in answer.content.decode()
    assert [model.objects.count() for model in models] == before


def test_signing_out_needs_a_form_and_ends_the_session(coordinator: Client) -> None:
    assert coordinator.get("/dang-xuat/").status_code == 405
    assert coordinator.get(f"{BASE}/").status_code == 200
    assert coordinator.post("/dang-xuat/").status_code == 302
    assert coordinator.get(f"{BASE}/").status_code == 302


@pytest.mark.usefixtures("example")
def test_a_fault_of_ours_gives_a_page_that_says_so(
    monkeypatch: pytest.MonkeyPatch, as_person: Callable[[str], Client]
) -> None:
    client = as_person("van-phong")
    client.raise_request_exception = False

    def broken(*_: object) -> None:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr("parindex.web.views.history.published_results", broken)
    answer = client.get(f"{BASE}/lich-su/")
    assert answer.status_code == 500
    assert "Lỗi thuộc về phần mềm" in answer.content.decode()
    assert "a secret detail" not in answer.content.decode()
