"""Every write of a round: keyword-only, in somebody's name, one audit row, and nothing at all without the right.

A line of `ORDERS` gives what a lawful call of an action takes, after putting the round into the state that it needs.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from tests.apps.rounds.a_round import BEGAN, HEALTH, PROVINCE, SET_OF_DEPARTMENTS, ARound

import parindex.assessment.rounds as package
from parindex.assessment.rounds.amending import amend_block
from parindex.assessment.rounds.column import RowWrite
from parindex.assessment.rounds.council import raise_dispute, vote
from parindex.assessment.rounds.evidence import Paper, attach_evidence
from parindex.assessment.rounds.fields import assign_field
from parindex.assessment.rounds.majority import Quorum
from parindex.assessment.rounds.models import Dispute, Window
from parindex.assessment.rounds.remarks import ask_explanation
from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.site_checks import record_site_check
from parindex.assessment.rounds.states import State, Step
from parindex.organisations import audit
from parindex.organisations.models import AuditEvent, Membership, Unit, UnitVersion
from parindex.organisations.queries import today
from parindex.organisations.rights import NotAllowed
from parindex.organisations.roles import Role

APPS = ("organisations", "ledger", "assessment", "plans")
NOBODY = {"pass_deadlines"}  # happens by itself: `by` is a name
Order = Callable[[ARound], Mapping[str, Any]]


def _actions() -> dict[str, Callable[..., Any]]:
    """The functions of the package whose first parameter is a keyword-only `by`, wherever they stand."""
    found: dict[str, Callable[..., Any]] = {}
    for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(info.name)
        for name, one in inspect.getmembers(module, inspect.isfunction):
            first = next(iter(inspect.signature(one).parameters.values()), None)
            by = first is not None and first.name == "by" and first.kind is inspect.Parameter.KEYWORD_ONLY
            if by and one.__module__ == module.__name__ and not name.startswith("_"):
                found[name] = one
    return found


ACTIONS = _actions()


def _open_round(_: ARound) -> Mapping[str, Any]:
    return {
        "round": "dot-2022",
        "title": "Đợt năm 2022",
        "period": "2022",
        "blocks": {"so": ("Khối sở", SET_OF_DEPARTMENTS)},
        "units": {HEALTH: "so"},
        "windows": {Step.SELF: (today(), today())},
    }


def _submitted(a_round: ARound) -> int:
    return a_round.stand(HEALTH, State.SUBMITTED).pk


def _move(a_round: ARound) -> Mapping[str, Any]:
    return {"of": _submitted(a_round), "name": "unlock", "reason": "Bổ sung số liệu"}


def _move_many(a_round: ARound) -> Mapping[str, Any]:
    return {"of": [_submitted(a_round)], "name": "start_appraisal"}


def _pass_deadlines(a_round: ARound) -> Mapping[str, Any]:
    """The explanation of one unit has run out; the others are not explaining."""
    past = today() - timedelta(days=1)
    Window.objects.filter(step=Step.EXPLANATION.value).update(closes=past)
    a_round.stand(HEALTH, State.EXPLAINING)
    return {}


def _set_window(a_round: ARound) -> Mapping[str, Any]:
    return {"round": a_round.round.id, "step": Step.SELF, "opens": today(), "closes": today(), "reason": "Chờ"}


def _extend_window(a_round: ARound) -> Mapping[str, Any]:
    closes = today() + timedelta(days=60)
    return {"round": a_round.round.id, "unit": HEALTH, "step": Step.SELF, "closes": closes, "reason": "Có lý do"}


def _field(a_round: ARound) -> Mapping[str, Any]:
    return {"round": a_round.round.id, "block": "so", "code": "1", "appraiser": "tham-dinh"}


def _withdraw_field(a_round: ARound) -> Mapping[str, Any]:
    given = _field(a_round)
    if not AuditEvent.objects.filter(action="round.field_assigned").exists():
        assign_field(by=a_round.people["quan-tri"], **given)
    return given


def _in_council(a_round: ARound) -> int:
    """The unit stands before the council, of which the administrator is a member."""
    Membership.objects.get_or_create(
        user=a_round.people["quan-tri"], unit_id=PROVINCE, role=Role.COUNCIL.value, valid_from=BEGAN
    )
    return a_round.stand(HEALTH, State.COUNCIL).pk


def _raise(a_round: ARound) -> Mapping[str, Any]:
    return {"of": _in_council(a_round), "leaf": "1.3.1", "reason": "Chưa thống nhất"}


def _disputed(a_round: ARound) -> int:
    found = Dispute.objects.first() or raise_dispute(by=a_round.people["quan-tri"], **_raise(a_round))
    return found.pk


def _vote(a_round: ARound) -> Mapping[str, Any]:
    return {"dispute": _disputed(a_round), "points": Decimal(2)}


def _spoken(a_round: ARound) -> Mapping[str, Any]:
    return {"dispute": _disputed(a_round), "reason": "Có lý do"}


def _decide(a_round: ARound) -> Mapping[str, Any]:
    given = _vote(a_round)
    seen = [vote(by=a_round.people[who], **given).pk for who in ("quan-tri", "hoi-dong-1", "hoi-dong-2")][-1]
    minutes = "Biên bản số 1 ngày 20/01/2022"
    return {"dispute": given["dispute"], "minutes": minutes, "seen": seen, "seen_score": None}


def _council_rule(a_round: ARound) -> Mapping[str, Any]:
    return {"round": a_round.round.id, "quorum": Quorum.ALL, "chair": True, "document": "Quy chế số 1"}


def _withdraw_check(a_round: ARound) -> Mapping[str, Any]:
    made = record_site_check(by=a_round.people["quan-tri"], **_site_check(a_round))
    return {"check": made.pk, "reason": "ghi nhầm đơn vị"}


def _site_check(a_round: ARound) -> Mapping[str, Any]:
    words = {"people": "Tổ giúp việc", "findings": "Đủ hồ sơ", "minutes": "Biên bản số 2"}
    return {"of": _in_council(a_round), "day": today(), **words}


def _rows(a_round: ARound) -> Mapping[str, Any]:
    of = a_round.stand(HEALTH, State.FIRST_APPRAISAL).pk
    one = RowWrite(of=of, step=Step.FIRST, value={"level": "late"}, note="chậm", seen=None)
    return {"leaf": "1.3.1", "writes": [one]}


AMENDED = SET_OF_DEPARTMENTS.replace("id: bo-dot-so-2021", "id: bo-dot-so-2021-sd1")


def _amend(a_round: ARound) -> Mapping[str, Any]:
    return {"round": a_round.round.id, "block": "so", "document": AMENDED, "pairs": {}, "reason": "QĐ 1", "seen": 1}


def _amendment_read(a_round: ARound) -> Mapping[str, Any]:
    amend_block(by=a_round.people["quan-tri"], **_amend(a_round))
    return {"of": a_round.of[HEALTH].pk}


def _self_score(a_round: ARound) -> Mapping[str, Any]:
    of = a_round.of[HEALTH].pk
    value, note = {"level": "in_time"}, "Kế hoạch số 5/KH"
    return {"of": of, "step": Step.SELF, "leaf": "1.3.1", "value": value, "note": note, "seen": None}


def _take_back(a_round: ARound) -> Mapping[str, Any]:
    held = save_score(by=a_round.people["quan-tri"], **_self_score(a_round))
    return {"of": held.of_id, "step": Step.SELF, "leaf": held.leaf, "reason": "ghi nhầm", "seen": held.pk}


def _attach(a_round: ARound) -> Mapping[str, Any]:
    paper = Paper(title="Kế hoạch", number="5/KH-SYT")
    return {"of": a_round.of[HEALTH].pk, "step": Step.SELF, "leaf": "1.3.1", "paper": paper}


def _withdraw_paper(a_round: ARound) -> Mapping[str, Any]:
    held = attach_evidence(by=a_round.people["quan-tri"], **_attach(a_round))
    return {"evidence": held.pk, "reason": "đính kèm nhầm"}


def _ask(a_round: ARound) -> Mapping[str, Any]:
    return {"of": a_round.stand(HEALTH, State.FIRST_APPRAISAL).pk, "leaf": "1.1", "text": "Đề nghị nêu căn cứ"}


def _asked(a_round: ARound) -> int:
    return ask_explanation(by=a_round.people["quan-tri"], **_ask(a_round)).of_id


def _explain(a_round: ARound) -> Mapping[str, Any]:
    of = _asked(a_round)
    a_round.stand(HEALTH, State.EXPLAINING)
    return {"of": of, "leaf": "1.1", "text": "Theo sổ theo dõi"}


def _add_unit(a_round: ARound) -> Mapping[str, Any]:
    """A department that the round does not have."""
    Unit.objects.get_or_create(id="so-moi")
    UnitVersion.objects.get_or_create(
        unit_id="so-moi", name="Sở mới", kind="department", parent_id=PROVINCE, valid_from=BEGAN
    )
    return {"round": a_round.round.id, "unit": "so-moi", "block": "so", "reason": "Sót khi mở đợt"}


ORDERS: Mapping[str, Order] = {
    "add_unit": _add_unit,
    "cancel_round": lambda a_round: {"round": a_round.round.id, "reason": "Mở nhầm"},
    "accept_proposals": lambda a_round: {"of": a_round.of[HEALTH].pk, "step": Step.SELF},
    "ask_explanation": _ask,
    "attach_evidence": _attach,
    "explain": _explain,
    "leave_note": lambda a_round: {"of": a_round.of[HEALTH].pk, "step": Step.SELF, "leaf": "1.1", "text": "Ghi chú"},
    "save_score": _self_score,
    "take_back": _take_back,
    "withdraw_evidence": _withdraw_paper,
    "withdraw_request": lambda a_round: {"of": _asked(a_round), "leaf": "1.1", "reason": "đã rõ"},
    "amend_block": _amend,
    "note_amendment_read": _amendment_read,
    "assign_field": _field,
    "decide_dispute": _decide,
    "extend_window": _extend_window,
    "move": _move,
    "move_many": _move_many,
    "open_round": _open_round,
    "pass_deadlines": _pass_deadlines,
    "raise_dispute": _raise,
    "record_site_check": _site_check,
    "save_rows": _rows,
    "set_council_rule": _council_rule,
    "set_window": _set_window,
    "step_back": _spoken,
    "take_back_dispute": _spoken,
    "vote": _vote,
    "withdraw_field": _withdraw_field,
    "withdraw_site_check": _withdraw_check,
}


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of ours."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for app in APPS
        for model in apps.get_app_config(app).get_models()
    }


def test_the_orders_name_every_action_of_a_round() -> None:
    assert set(ORDERS) == set(ACTIONS)


@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_of_a_round_takes_keywords_only_and_by(name: str) -> None:
    parameters = inspect.signature(ACTIONS[name]).parameters
    assert all(one.kind is inspect.Parameter.KEYWORD_ONLY for one in parameters.values())
    assert parameters["by"].default is inspect.Parameter.empty
    assert inspect.getdoc(ACTIONS[name])


@pytest.mark.parametrize("name", ORDERS)
def test_an_action_of_a_round_leaves_exactly_one_audit_row(a_round: ARound, name: str) -> None:
    given = ORDERS[name](a_round)
    before, rows = AuditEvent.objects.count(), everything()
    ACTIONS[name](by="hết hạn" if name in NOBODY else a_round.people["quan-tri"], **given)
    assert AuditEvent.objects.count() == before + 1
    newest = AuditEvent.objects.latest("number")
    assert newest.by == ("hết hạn" if name in NOBODY else "quan-tri")
    assert newest.action.count(".") == 1
    assert everything() != rows
    assert audit.first_broken_row() is None


@pytest.mark.parametrize("name", sorted(set(ORDERS) - NOBODY))
@pytest.mark.parametrize("who", ["nguoi-xem", "thanh-tra", "van-phong.so-xay-dung", "lanh-dao.so-xay-dung"])
def test_an_action_of_a_round_without_the_right_changes_nothing(a_round: ARound, name: str, who: str) -> None:
    given = ORDERS[name](a_round)
    before = everything()
    with pytest.raises(NotAllowed):
        ACTIONS[name](by=a_round.people[who], **given)
    assert everything() == before
