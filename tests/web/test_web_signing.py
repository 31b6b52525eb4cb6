"""Signing in: where one lands, what a wrong password says, and when a name is closed."""

from datetime import date

import pytest
from django.test import Client
from example_workspace import BASE, UNIT, Example
from reading import read

from parindex.assessment.queries import picture
from parindex.organisations.actions import create_user
from parindex.organisations.models import AuditEvent, User
from parindex.organisations.roles import Role


def sign_in(client: Client, username: str, password: str, **more: str) -> int:
    return client.post("/dang-nhap/", {"username": username, "password": password, **more}).status_code


def test_the_password_of_the_demo_opens_the_page_one_wanted(example: Example) -> None:
    client = Client()
    wanted = client.get(f"{BASE}/ke-hoach/")["Location"]
    assert f"next={BASE}/ke-hoach/" in wanted
    answer = client.post(
        wanted, {"username": "van-phong", "password": example.passwords["van-phong"], "next": f"{BASE}/ke-hoach/"}
    )
    assert answer["Location"] == f"{BASE}/ke-hoach/"
    assert AuditEvent.objects.filter(action="sign_in.succeeded", subject="van-phong").exists()


@pytest.mark.parametrize("where", ["https://example.org/", "//example.org/", "javascript:alert(1)", "\\\\example.org"])
def test_nobody_is_sent_to_another_site(where: str, example: Example) -> None:
    client = Client()
    data = {"username": "van-phong", "password": example.passwords["van-phong"], "next": where}
    assert client.post("/dang-nhap/", data)["Location"] == "/"


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("username", ["van-phong", "khong-co-ai"])
def test_a_wrong_password_and_an_unknown_name_read_the_same(username: str) -> None:
    answer = Client().post("/dang-nhap/", {"username": username, "password": "sai"})
    assert answer.status_code == 400
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy xem lại" in read(answer).text


def test_five_failures_close_the_name_for_ten_minutes_also_for_the_right_password(example: Example) -> None:
    client = Client()
    for _ in range(5):
        sign_in(client, "lanh-dao", "sai")
    answer = client.post("/dang-nhap/", {"username": "lanh-dao", "password": example.passwords["lanh-dao"]})
    assert answer.status_code == 400
    assert "Hãy chờ 10 phút rồi thử lại" in read(answer).text
    assert sign_in(client, "van-phong", example.passwords["van-phong"]) == 302, "other names stay open"


def test_what_is_kept_for_the_pages_stays_when_somebody_signs_in(example: Example) -> None:
    before = picture(UNIT, "2021")
    sign_in(Client(), "lanh-dao", "sai")
    assert sign_in(Client(), "lanh-dao", example.passwords["lanh-dao"]) == 302
    assert picture(UNIT, "2021") is before
    admin = User.objects.get(is_superuser=True)
    create_user(
        by=admin,
        username="moi",
        display_name="Người mới",
        password="mot-mat-khau-dai",
        unit=UNIT,
        role=Role.HEAD,
        valid_from=date(2021, 1, 1),
    )
    assert picture(UNIT, "2021") is not before, "every other write may have changed something"


def test_a_success_starts_the_count_anew(example: Example) -> None:
    for _ in range(2):
        client = Client()
        for _ in range(4):
            sign_in(client, "lanh-dao", "sai")
        assert sign_in(client, "lanh-dao", example.passwords["lanh-dao"]) == 302


def test_fields_left_empty_say_what_to_do(example: Example) -> None:
    text = read(Client().post("/dang-nhap/", {"username": "", "password": ""})).text
    assert "Chưa điền ô này; hãy ghi tên đăng nhập." in text
    assert "Chưa điền ô này; hãy ghi mật khẩu." in text


def test_who_has_signed_in_is_not_asked_again(coordinator: Client) -> None:
    assert coordinator.get("/dang-nhap/")["Location"] == "/"
    assert coordinator.get("/")["Location"] == f"{BASE}/"
