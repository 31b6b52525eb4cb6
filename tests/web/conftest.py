"""The example workspace behind Django's test client. Each test sees the example as built: what it writes is undone."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from example_workspace import UNIT, Example, example_copy
from pytest_django.fixtures import Settings
from reading import Page, read
from tests.audited import writes_are_audited  # noqa: F401  # for every test here

from parindex.organisations.actions import create_user
from parindex.organisations.home_offices import judges_offices
from parindex.organisations.models import Membership, User
from parindex.organisations.roles import Role


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Example:
    """This process's own copy of the example workspace."""
    return example_copy(tmp_path_factory, "pages")


@pytest.fixture
def example(
    built: Example, django_db_setup: None, settings: Settings, request: pytest.FixtureRequest
) -> Iterator[Example]:
    """The example as the database and workspace of the test, inside a transaction that is rolled back.

    The run's own test database lives in memory: its connection is put aside meanwhile, never closed.
    """
    kept, name = connection.connection, connection.settings_dict["NAME"]
    connection.connection, connection.settings_dict["NAME"] = None, str(built.folder / "parindex.sqlite3")
    settings.WORKSPACE = built.folder
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher",
        "django.contrib.auth.hashers.Argon2PasswordHasher",
    ]
    settings.FILE_UPLOAD_TEMP_DIR = built.folder / "tmp"
    request.addfinalizer(lambda: _give_back(kept, name))
    request.getfixturevalue("db")
    yield built


def _give_back(kept: Any, name: str) -> None:
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = kept, name


@pytest.fixture
def as_person(example: Example) -> Callable[[str], Client]:
    """as_person("van-phong"): a browser in which one of the example's people has signed in."""

    def sign_in(username: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(username=username))
        return client

    return sign_in


@pytest.fixture
def coordinator(as_person: Callable[[str], Client]) -> Client:
    """The office's coordinator, signed in."""
    return as_person("van-phong")


@pytest.fixture
def new_person(example: Example) -> Callable[..., Client]:
    """new_person(role, unit): a browser of somebody new; `until` ends the role on a day."""

    def make(role: Role, unit: str = UNIT, until: date | None = None) -> Client:
        admin = User.objects.get(is_superuser=True)
        user = create_user(
            by=admin,
            username=f"{role.value}-{unit}",
            display_name=f"Người {role.value} của {unit}",
            password="mot-mat-khau-dai",
            unit=unit,
            role=role,
            valid_from=date(2021, 1, 1),
            office=unit if judges_offices(role, unit) else "",
        )
        if until:
            Membership.objects.filter(user=user).update(valid_to=until)
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture
def look(coordinator: Client) -> Callable[[str], Page]:
    """look("/so-ldtbxh/2021/"): the page as the coordinator reads it; it must be there."""

    def get(path: str) -> Page:
        response = coordinator.get(path)
        assert response.status_code == 200, path
        return read(response)

    return get


@pytest.fixture
def figures_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of rows do not ask every figure whether it counts the row: that takes seconds, and has tests of its own."""
    monkeypatch.setattr("parindex.web.views.row.measures_counting", lambda *_: {})


@pytest.fixture
def tasks_file(tmp_path: Path) -> Callable[..., Path]:
    """Write a file of tasks, one tuple (code, task, due, submitted) a line."""

    def write(*lines: tuple[str, str, str, str], name: str = "nhiem-vu-moi.csv") -> Path:
        head = ("Mã nhiệm vụ", "Văn bản giao", "Ngày giao", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Hạn hoàn thành")
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow([*head, "Ngày hoàn thành"])
            for code, task, due, done in lines:
                writer.writerow([code, "Số 1/QĐ-UBND", "04/01/2021", task, "Văn phòng Sở", due, done])
        return path

    return write
