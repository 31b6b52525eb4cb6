"""Opening a round: all or nothing, each unit with its block's set, no unit twice in a period."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from tests.apps.rounds.a_round import (
    BUILDING,
    COMMUNE,
    HEALTH,
    HOME_AFFAIRS,
    SET_OF_COMMUNES,
    SET_OF_DEPARTMENTS,
    ARound,
)

from parindex.assessment.actions import adopt_set
from parindex.assessment.models import Adoption, Figure
from parindex.assessment.queries import adoption_of
from parindex.assessment.rounds.fields import assign_field, fields_of, standing_fields, withdraw_field, within
from parindex.assessment.rounds.models import FieldOfAppraisal, Round, RoundBlock, RoundUnit, Window
from parindex.assessment.rounds.opening import open_round
from parindex.assessment.rounds.reading import asked_leaves, block_in_force, blocks_in_force, round_named, set_of
from parindex.assessment.rounds.states import State, Step
from parindex.assessment.rounds.windows import Span, window_of
from parindex.criteria.loading import SetFault
from parindex.errors import InputFault
from parindex.organisations.models import AuditEvent, Membership
from parindex.organisations.rights import NotAllowed

ORDER: Mapping[str, Any] = {
    "round": "dot-2022",
    "title": " Đợt đánh giá năm 2022 ",
    "period": "2022",
    "blocks": {"so": ("Khối sở", SET_OF_DEPARTMENTS), "xa": ("Khối xã", SET_OF_COMMUNES)},
    "units": {HEALTH: "so", BUILDING: "so", COMMUNE: "xa"},
    "windows": {
        Step.SELF: (date(2022, 11, 1), date(2022, 11, 30)),
        Step.FIRST: (date(2022, 12, 1), date(2022, 12, 15)),
    },
}


def counts() -> tuple[int, ...]:
    tables = (Round, RoundBlock, RoundUnit, Window, Adoption, Figure, AuditEvent)
    return tuple(model._default_manager.count() for model in tables)


def test_a_round_is_opened_with_its_units_sets_and_windows(a_round: ARound) -> None:
    opened = open_round(by=a_round.people["thuong-truc"], **ORDER)
    assert (opened.id, opened.title, opened.period) == ("dot-2022", "Đợt đánh giá năm 2022", "2022")
    units = RoundUnit.objects.filter(round=opened)
    assert dict(units.values_list("unit", "block")) == ORDER["units"]
    assert set(units.values_list("state", flat=True)) == {State.SELF_SCORING.value}
    blocks = blocks_in_force("dot-2022")
    assert {code: (one.title, one.set_id, one.version) for code, one in blocks.items()} == {
        "so": ("Khối sở", "bo-dot-so-2021", 1),
        "xa": ("Khối xã", "bo-dot-xa-2021", 1),
    }
    assert window_of("dot-2022", Step.SELF, HEALTH) == Span(opens=date(2022, 11, 1), closes=date(2022, 11, 30))
    assert window_of("dot-2022", Step.COUNCIL, HEALTH) is None
    event = AuditEvent.objects.latest("number")
    assert (event.action, event.by, event.subject) == ("round.opened", "thuong-truc", "dot-2022")
    assert event.payload["units"] == ORDER["units"]
    assert event.payload["blocks"]["so"] == ["bo-dot-so-2021", blocks["so"].digest]


def test_each_unit_adopts_the_set_of_its_block_and_has_its_figures(a_round: ARound) -> None:
    open_round(by=a_round.people["thuong-truc"], **ORDER)
    for unit, block in ORDER["units"].items():
        assert adoption_of(unit, "2022").digest == block_in_force("dot-2022", block).digest
    assert set(Figure.objects.filter(period="2022").values_list("unit", flat=True)) == set(ORDER["units"])


def test_a_unit_that_has_adopted_its_blocks_set_already_keeps_it(a_round: ARound) -> None:
    admin = a_round.people["quan-tri"]
    before = adopt_set(by=admin, unit=HEALTH, period="2022", document=SET_OF_DEPARTMENTS, name="bo")
    open_round(by=admin, **ORDER)
    assert adoption_of(HEALTH, "2022") == before
    assert AuditEvent.objects.latest("number").payload["adopted"] == [BUILDING, COMMUNE]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"round": "Đợt 2022"}, "Mã đợt “Đợt 2022” phải viết bằng chữ thường"),
        ({"round": "x" * 41}, "không quá 40 ký tự"),
        ({"round": "2021"}, "Đã có đợt đánh giá “2021”"),
        ({"title": "  "}, "cần ghi tên"),
        ({"title": "x" * 201}, "không quá 200 ký tự"),
        ({"period": "năm sau"}, "không đọc được"),
        ({"period": "2021"}, "đã ở trong đợt “2021”"),
        ({"units": {}}, "ít nhất một đơn vị"),
        ({"units": {HEALTH: "so", COMMUNE: "khac"}}, "không có khối đó"),
        ({"units": {HEALTH: "so"}}, "Khối “xa” chưa có đơn vị nào"),
        ({"units": {HEALTH: "so", "khong-co": "xa"}}, "Không có đơn vị “khong-co”"),
        ({"blocks": {"so": ("", SET_OF_DEPARTMENTS), "xa": ("Xã", SET_OF_COMMUNES)}}, "Khối “so”: cần ghi tên"),
        ({"windows": {Step.SELF: (date(2022, 2, 2), date(2022, 2, 1))}}, "trước ngày bắt đầu"),
    ],
)
def test_a_faulty_order_opens_nothing_and_says_what_to_mend(
    a_round: ARound, change: dict[str, Any], words: str
) -> None:
    before = counts()
    with pytest.raises(InputFault, match=words):
        open_round(by=a_round.people["thuong-truc"], **{**ORDER, **change})
    assert counts() == before


def test_a_set_with_problems_opens_nothing(a_round: ARound) -> None:
    before = counts()
    broken = SET_OF_DEPARTMENTS.replace("shape: proportional", "shape: khong-co")
    with pytest.raises(SetFault):
        open_round(
            by=a_round.people["thuong-truc"],
            **{**ORDER, "blocks": {"so": ("Khối sở", broken), "xa": ("Khối xã", SET_OF_COMMUNES)}},
        )
    assert counts() == before


def test_a_unit_that_is_scored_by_another_set_in_the_period_is_named(a_round: ARound) -> None:
    admin = a_round.people["quan-tri"]
    adopt_set(by=admin, unit=HEALTH, period="2022", document=SET_OF_COMMUNES, name="bo")
    before = counts()
    with pytest.raises(InputFault, match="“so-y-te” đã dùng bộ tiêu chí “bo-dot-xa-2021”"):
        open_round(by=admin, **ORDER)
    assert counts() == before


@pytest.mark.parametrize("who", ["tham-dinh", "chu-tich", "hoi-dong-1", f"lanh-dao.{HEALTH}", "nguoi-xem"])
def test_only_who_runs_rounds_opens_one(a_round: ARound, who: str) -> None:
    before = counts()
    with pytest.raises(NotAllowed, match="điều hành đợt đánh giá"):
        open_round(by=a_round.people[who], **ORDER)
    assert counts() == before


def test_the_right_is_asked_for_in_every_unit(a_round: ARound) -> None:
    person = a_round.people[f"van-phong.{HEALTH}"]
    Membership.objects.create(user=person, unit_id=HEALTH, role="secretariat", valid_from=date(2020, 1, 1))
    with pytest.raises(NotAllowed, match=f"Đơn vị {BUILDING}"):
        open_round(by=person, **ORDER)
    own = {"units": {HEALTH: "so"}, "blocks": {"so": ORDER["blocks"]["so"]}}
    assert open_round(by=person, **{**ORDER, **own}).id == "dot-2022"


def test_a_round_that_is_not_there_is_answered_with_those_that_are(a_round: ARound) -> None:
    with pytest.raises(InputFault, match=r"Không có đợt đánh giá “2030”\. Các đợt: 2021"):
        round_named("2030")
    with pytest.raises(InputFault, match="không có khối “khac”"):
        block_in_force("2021", "khac")


def test_the_leaves_asked_of_a_unit_leave_out_what_the_set_excludes_for_it(a_round: ARound) -> None:
    found = set_of(a_round.blocks["so"])
    assert [leaf.code for leaf in asked_leaves(found, HEALTH)] == ["1.1", "1.2", "1.3.1", "1.3.2", "2.2"]
    assert [leaf.code for leaf in asked_leaves(found, BUILDING)] == ["1.1", "1.2", "1.3.1", "1.3.2", "2.1", "2.2"]


FIELD = {"round": "2021", "block": "so", "code": "1.3", "appraiser": "tham-dinh"}


def test_an_appraiser_of_a_field_scores_what_lies_in_it_and_without_any_field_everything(a_round: ARound) -> None:
    by, whole = a_round.people["thuong-truc"], set_of(a_round.blocks["so"])
    person = a_round.people["tham-dinh"].pk
    assert fields_of("2021", "so", person) == frozenset()
    assert all(within(whole, (), leaf.code) for _, _, leaf in whole.leaves())
    assert assign_field(by=by, **FIELD)
    assert not assign_field(by=by, **FIELD), "said before"
    fields = fields_of("2021", "so", person)
    assert [leaf.code for _, _, leaf in whole.leaves() if within(whole, fields, leaf.code)] == ["1.3.1", "1.3.2"]
    assert fields_of("2021", "xa", person) == frozenset()
    assert within(whole, {"2"}, "2.1")
    assert within(whole, {"2.1"}, "2.1")
    assert not within(whole, {"2.1"}, "2.2")


def test_a_field_is_taken_back_and_both_stay_on_record(a_round: ARound) -> None:
    by = a_round.people["thuong-truc"]
    assert not withdraw_field(by=by, **FIELD), "he had none"
    assign_field(by=by, **FIELD)
    assert [(one.block, one.code, one.username) for one in standing_fields("2021")] == [("so", "1.3", "tham-dinh")]
    assert withdraw_field(by=by, **FIELD)
    assert standing_fields("2021") == ()
    assert FieldOfAppraisal.objects.count() == 2
    actions = AuditEvent.objects.filter(action__startswith="round.field").values_list("action", flat=True)
    assert list(actions) == ["round.field_assigned", "round.field_withdrawn"]
    assert assign_field(by=by, **FIELD), "and may be given again"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"code": "9"}, "không có lĩnh vực, tiêu chí hay tiêu chí thành phần “9”"),
        ({"block": "khac"}, "không có khối “khac”"),
        ({"round": "khac"}, "Không có đợt đánh giá"),
        ({"appraiser": "khong-co"}, "Không có người dùng"),
        ({"appraiser": f"lanh-dao.{HOME_AFFAIRS}"}, "không có quyền thẩm định"),
    ],
)
def test_a_field_that_cannot_be_given_is_refused(a_round: ARound, change: dict[str, str], words: str) -> None:
    with pytest.raises(InputFault, match=words):
        assign_field(by=a_round.people["thuong-truc"], **{**FIELD, **change})
    assert not FieldOfAppraisal.objects.exists()
