"""Every write of every app: keyword-only, in somebody's name, one audit row, and nothing at all without the right."""

import importlib
import inspect
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from agency import fact
from django.apps import apps
from small_set import OUTLINE, SET

from parindex.errors import InputFault
from parindex.organisations import audit
from parindex.organisations.lineage import LineageFact, LineageKind
from parindex.organisations.models import AuditEvent, User
from parindex.organisations.rights import NotAllowed
from parindex.organisations.roles import Role

APPS = ("organisations", "ledger", "assessment", "plans")
MODULES = (*(f"{app}.actions" for app in APPS), "organisations.lineage_actions")
UNCHECKED = {"create_administrator", "note_sign_in"}  # nobody is signed in yet: `by` is a name
READS = {"plan_year"}
TASK = {
    "code": "NV-7",
    "assigned_by": "Số 1/QĐ-UBND",
    "assigned": "02/01/2021",
    "task": "Việc 7",
    "unit": "phong-a",
    "due": "30/06/2021",
}
Write = Callable[..., Path]


def _actions() -> dict[str, Callable[..., Any]]:
    found: dict[str, Callable[..., Any]] = {}
    for path in MODULES:
        module = importlib.import_module(f"parindex.{path}")
        for name, one in inspect.getmembers(module, inspect.isfunction):
            own = name in module.__all__ if hasattr(module, "__all__") else one.__module__ == module.__name__
            if own and not name.startswith("_") and name not in READS:
                found[name] = one
    return found


ACTIONS = _actions()
IN_ORDER = (
    "note_sign_in",
    "save_units",
    "create_user",
    "grant_role",
    "set_office",
    "save_setting",
    "import_file",
    "start_import",
    "undo_batch",
    "save_row",
    "withdraw_row",
    "name_source",
    "own_source",
    "adopt_set",
    "enter_value",
    "enter_total",
    "withdraw_total",
    "enter_result",
    "save_outline",
    "reorganise",
)


@pytest.fixture
def orders(tasks: Write) -> dict[str, dict[str, Any]]:
    """One lawful order an action, in an order in which each can follow the one before."""
    day = date(2022, 3, 17)
    return {
        "note_sign_in": {"succeeded": True, "payload": {}},
        "save_units": {"facts": [fact("phong-moi")]},
        "create_user": {
            "username": "moi",
            "display_name": "Mới",
            "password": "mot-mat-khau-dai",
            "unit": "so",
            "role": Role.HEAD,
            "valid_from": day,
        },
        "grant_role": {"username": "moi", "unit": "so-khac", "role": Role.VIEWER, "valid_from": day},
        "set_office": {"username": "moi", "unit": "so", "valid_from": day},
        "save_setting": {"name": "province_class", "value": "I", "source": "Quyết định"},
        "import_file": {
            "register": "assigned_tasks",
            "path": tasks(("1", "30/06/2021", "")),
            "source": "so",
            "unit": "so",
        },
        "start_import": {
            "register": "assigned_tasks",
            "path": tasks(("1", "30/06/2021", "")),
            "source": "so",
            "unit": "so",
        },
        "undo_batch": {"number": 1},
        "save_row": {
            "register": "assigned_tasks",
            "source": "so",
            "unit": "so",
            "values": TASK,
            "seen": None,
        },
        "withdraw_row": {"register": "assigned_tasks", "source": "so", "key": "NV-7", "seen": 3, "reason": "ghi nhầm"},
        "name_source": {"register": "reports", "source": "so", "title": "Sổ", "primary": True, "unit": "so"},
        "own_source": {"register": "reports", "source": "so", "owner": "so", "unit": "so", "owner_name": "Sở"},
        "adopt_set": {"unit": "so", "period": "2021", "document": SET, "name": "bo-nho-2021"},
        "enter_value": {"unit": "so", "period": "2021", "leaf": "1.3", "value": {"level": "late"}, "evidence": "KH 1"},
        "enter_total": {
            "unit": "so",
            "period": "2021",
            "measure": "reports.on_time",
            "numerator": Decimal(8),
            "denominator": Decimal(9),
            "document": "Báo cáo số 1/BC",
        },
        "withdraw_total": {"unit": "so", "period": "2021", "measure": "reports.on_time", "reason": "ghi nhầm"},
        "enter_result": {
            "unit": "so",
            "year": 2021,
            "index": "par_index",
            "percent": Decimal("84.66"),
            "decision": "231/QĐ",
            "day": day,
        },
        "save_outline": {"unit": "so", "year": 2022, "document": OUTLINE},
        "reorganise": {
            "lines": [
                LineageFact(
                    kind=LineageKind.MERGE, came_from="phong-b", became="phong-a", effective=day, decision="Quyết định"
                )
            ]
        },
    }


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of ours."""
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        if model.__name__ != "User"
    } | {"User": list(User.objects.order_by("pk").values("username", "is_active", "password"))}


def test_the_orders_name_every_action() -> None:
    assert {*IN_ORDER, "create_administrator"} == set(ACTIONS)


@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_takes_keywords_only_and_by(name: str) -> None:
    parameters = inspect.signature(ACTIONS[name]).parameters
    assert all(one.kind is inspect.Parameter.KEYWORD_ONLY for one in parameters.values())
    assert next(iter(parameters)) == "by"
    assert parameters["by"].default is inspect.Parameter.empty
    assert inspect.getdoc(ACTIONS[name])


@pytest.mark.django_db
def test_each_action_leaves_exactly_one_audit_row(
    admin: User, units: object, orders: dict[str, dict[str, Any]]
) -> None:
    assert [event.action for event in AuditEvent.objects.all()] == ["user.created", "units.saved"]
    for name in IN_ORDER:
        before = AuditEvent.objects.count()
        ACTIONS[name](by="quan-tri" if name in UNCHECKED else admin, **orders[name])
        assert AuditEvent.objects.count() == before + 1, name
        newest = AuditEvent.objects.latest("number")
        assert (newest.by, newest.action.count(".")) == ("quan-tri", 1)
    assert audit.first_broken_row() is None
    with pytest.raises(InputFault):
        ACTIONS["create_administrator"](by="ai", username="hai", password="mot-mat-khau-dai")


def test_an_action_without_the_right_changes_nothing(
    admin: User, people: dict[Role, User], orders: dict[str, dict[str, Any]]
) -> None:
    done: list[str] = []
    for name in IN_ORDER:
        if name not in UNCHECKED:
            for role in (Role.VIEWER, Role.AUDITOR):
                before = everything()
                with pytest.raises(NotAllowed):
                    ACTIONS[name](by=people[role], **orders[name])
                assert everything() == before, name
            done.append(name)
        ACTIONS[name](by="quan-tri" if name in UNCHECKED else admin, **orders[name])
    assert set(done) == set(ACTIONS) - UNCHECKED


def test_a_coordinator_of_another_agency_changes_nothing(
    admin: User, make_person: Callable[[Role, str], User], orders: dict[str, dict[str, Any]]
) -> None:
    stranger = make_person(Role.COORDINATOR, "so-khac")
    for name in IN_ORDER:
        if name not in UNCHECKED:
            before = everything()
            with pytest.raises(NotAllowed):
                ACTIONS[name](by=stranger, **orders[name])
            assert everything() == before, name
        ACTIONS[name](by="quan-tri" if name in UNCHECKED else admin, **orders[name])


@pytest.mark.parametrize(
    "name",
    [
        "save_units",
        "save_setting",
        "name_source",
        "own_source",
        "adopt_set",
        "enter_result",
        "save_outline",
        "import_file",
        "save_row",
        "reorganise",
    ],
)
def test_saying_the_same_again_changes_nothing(
    admin: User, units: object, orders: dict[str, dict[str, Any]], name: str
) -> None:
    ACTIONS[name](by=admin, **orders[name])
    before = everything()
    ACTIONS[name](by=admin, **orders[name])
    assert everything() == before


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("create_user", {"unit": "khong-co"}),
        ("create_user", {"username": "quan-tri"}),
        ("grant_role", {"unit": "khong-co"}),
        ("grant_role", {"username": "khong-co"}),
        ("grant_role", {"username": "quan-tri", "unit": "tinh", "role": Role.COUNCIL}),
        ("set_office", {"username": "khong-co"}),
        ("set_office", {"username": "quan-tri", "unit": "khong-co"}),
        ("create_user", {"unit": "tinh", "role": Role.SECRETARIAT}),
        ("save_outline", {"unit": "khong-co"}),
        ("save_outline", {"year": 2023}),
        ("save_outline", {"year": 0}),
        ("adopt_set", {"unit": "khong-co"}),
        ("adopt_set", {"period": "năm nay"}),
        ("enter_result", {"unit": "khong-co"}),
        ("enter_result", {"year": 0}),
        ("enter_result", {"index": "khac"}),
        ("enter_result", {"decision": "  "}),
        ("enter_result", {"percent": Decimal("NaN")}),
        ("enter_result", {"percent": Decimal("-1")}),
        ("enter_result", {"percent": Decimal(201)}),
        ("enter_result", {"rank": 18, "rank_of": 17}),
        ("enter_result", {"rank": 0, "rank_of": 17}),
        ("name_source", {"register": "khong-co"}),
        ("name_source", {"source": ""}),
        ("own_source", {"register": "khong-co"}),
        ("own_source", {"source": ""}),
        ("own_source", {"owner": "khong-co"}),
        ("own_source", {"owner_name": "x" * 201}),
        ("own_source", {"counting": {"end": "khac"}}),
        ("own_source", {"counting": {"khac": "day"}}),
    ],
)
def test_a_faulty_order_is_the_inputs_fault_and_changes_nothing(
    admin: User, units: object, orders: dict[str, dict[str, Any]], name: str, change: dict[str, Any]
) -> None:
    before = everything()
    with pytest.raises(InputFault):
        ACTIONS[name](by=admin, **(orders[name] | change))
    assert everything() == before
