"""The small round behind Django's test client, in a workspace of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tests.apps.rounds.a_round import ARound, make_round

from parindex.ledger.workspace import Workspace
from parindex.organisations.actions import create_administrator
from parindex.organisations.models import User


@pytest.fixture
def workspace(settings: Settings, tmp_path: Path) -> Workspace:
    settings.WORKSPACE = tmp_path / "Hồ sơ năm 2021 #1"
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    made = Workspace(settings.WORKSPACE)
    made.make_folders()
    return made


@pytest.fixture
def admin(db: None, workspace: Workspace) -> User:
    return create_administrator(by="kiểm thử", username="quan-tri", password="mot-mat-khau-dai")


@pytest.fixture
def a_round(admin: User) -> ARound:
    """Three departments and a commune, all self-scoring."""
    return make_round(admin)


@pytest.fixture
def as_person(a_round: ARound) -> Callable[[str], Client]:
    """as_person("van-phong.so-y-te"): a browser in which that person of the round has signed in."""

    def sign_in(username: str) -> Client:
        client = Client()
        client.force_login(a_round.people[username])
        return client

    return sign_in
