"""A workspace in a folder with an awkward name, an agency with inner units, and one person a role."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from agency import AGENCY
from pytest_django.fixtures import Settings
from small_set import SET
from tests.audited import writes_are_audited  # noqa: F401  # for every test here
from two_sources import HEAD, LEFT, RIGHT

from parindex.assessment import reconciling
from parindex.assessment.actions import adopt_set
from parindex.assessment.models import Adoption
from parindex.ledger.actions import import_file, own_source
from parindex.ledger.workspace import Workspace
from parindex.measures.reconciliation.model import Reconciliation, TwoSources
from parindex.measures.reconciliation.reconcile import reconcile
from parindex.organisations.actions import create_administrator, create_user, save_units
from parindex.organisations.home_offices import judges_offices
from parindex.organisations.models import User
from parindex.organisations.roles import Role
from parindex.organisations.tree import UnitFact
from parindex.records.engine import Connection

TASK_HEADER = "Mã nhiệm vụ;Văn bản giao;Ngày giao;Nội dung nhiệm vụ;Đơn vị chủ trì;Hạn hoàn thành;Ngày hoàn thành"
Write = Callable[..., Path]


@pytest.fixture
def workspace(settings: Settings, tmp_path: Path) -> Workspace:
    settings.WORKSPACE = tmp_path / "Hồ sơ năm 2021 #1"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    made = Workspace(settings.WORKSPACE)
    made.make_folders()
    return made


@pytest.fixture
def admin(db: None, workspace: Workspace) -> User:
    return create_administrator(by="kiểm thử", username="quan-tri", password="mot-mat-khau-dai")


@pytest.fixture
def units(admin: User) -> tuple[UnitFact, ...]:
    save_units(by=admin, facts=AGENCY)
    return AGENCY


@pytest.fixture
def make_person(admin: User, units: tuple[UnitFact, ...]) -> Callable[[Role, str], User]:
    def make(role: Role, unit: str) -> User:
        return create_user(
            by=admin,
            username=f"{role.value}.{unit}",
            display_name=role.value,
            password="mot-mat-khau-dai",
            unit=unit,
            role=role,
            valid_from=date(2020, 1, 1),
            office=unit if judges_offices(role, unit) else "",
        )

    return make


@pytest.fixture
def people(make_person: Callable[[Role, str], User]) -> dict[Role, User]:
    """One person a role, each in the agency `so`."""
    return {role: make_person(role, "so") for role in Role}


@pytest.fixture
def tasks(tmp_path: Path) -> Write:
    """Write a file of tasks: (code, due, submitted[, unit]) a line, dates as dd/MM/yyyy."""

    def write(*lines: tuple[str, ...], name: str = "nhiem-vu.csv") -> Path:
        text = [TASK_HEADER]
        for code, due, submitted, *unit in lines:
            text.append(f"{code};Số 1/QĐ-UBND;02/01/2021;Việc {code};{unit[0] if unit else ''};{due};{submitted}")
        path = tmp_path / name
        path.write_text("\n".join(text) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def adopted(admin: User, units: object) -> Adoption:
    """The agency `so` scored by the small set in 2021."""
    return adopt_set(by=admin, unit="so", period="2021", document=SET, name="bo-nho")


@pytest.fixture
def bring(admin: User, units: object, tasks: Write) -> Callable[..., Any]:
    """Import tasks, written as the fixture `tasks` takes them."""

    def bring(*lines: tuple[str, ...], source: str = "so", unit: str = "so") -> Any:
        return import_file(by=admin, register="assigned_tasks", path=tasks(*lines), source=source, unit=unit)

    return bring


@pytest.fixture
def bring_dossiers(admin: User, units: object, tmp_path: Path) -> Callable[..., Any]:
    """Import dossiers, written as lines under `two_sources.HEAD`."""

    def bring(source: str, *lines: str, unit: str = "so") -> Any:
        path = tmp_path / f"ho-so-{source}.csv"
        path.write_text("\n".join((HEAD, *lines)) + "\n", encoding="utf-8")
        report = import_file(by=admin, register="dossiers", path=path, source=source, unit=unit)
        assert not report.errors
        return report

    return bring


_RECONCILED: dict[object, Reconciliation] = {}


def _reconciled(connection: Connection, kind: str, two: TwoSources) -> Reconciliation:
    """The engine's answer, worked out once a run: the rows in force are named by what they are made of."""
    rows = tuple(sorted(file.name for file in two.left.files.values()))
    asked = tuple((side.units, side.period, side.as_of, repr(side.sources)) for side in (two.left, two.right))
    said = (two.left_counting, two.right_counting, repr(two.matches), two.apart)
    key = (kind, rows, asked, said)
    if key not in _RECONCILED:
        _RECONCILED[key] = reconcile(connection, kind, two)
    return _RECONCILED[key]


@pytest.fixture
def two_sources(admin: User, bring_dossiers: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The dossiers of `so` by its own list and by the software of the province, each source with its owner."""
    monkeypatch.setattr(reconciling, "reconcile", _reconciled)
    bring_dossiers("so", *LEFT)
    bring_dossiers("mot_cua", *RIGHT)
    for source, owner in (("so", "so"), ("mot_cua", "tinh")):
        own_source(by=admin, register="dossiers", source=source, owner=owner, unit="so")
