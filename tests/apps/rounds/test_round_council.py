"""Before the council: who may bring a score there, take it back, vote, and who is recused."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.apps.rounds.a_round import BUILDING, COMMUNE, HEALTH, HOME_AFFAIRS, ARound

from parindex.assessment.rounds.council import raise_dispute, step_back, take_back_dispute, vote
from parindex.assessment.rounds.council_reading import disputes_of, one_dispute, site_checks, votes_of
from parindex.assessment.rounds.models import Dispute, DisputeEnd, FieldOfAppraisal, SiteCheck, Vote, Window
from parindex.assessment.rounds.reading import round_tree
from parindex.assessment.rounds.site_checks import record_site_check, withdraw_site_check
from parindex.assessment.rounds.states import State
from parindex.errors import InputFault
from parindex.ledger.workspace import workspace
from parindex.organisations.models import AuditEvent, Membership
from parindex.organisations.queries import today
from parindex.organisations.rights import NotAllowed

WHY = "Đơn vị có quyết định công nhận, xem trang 3"
Raise = Callable[..., Dispute]


@pytest.fixture
def bring(a_round: ARound) -> Raise:
    """bring(unit, by=…, leaf=…): the unit stands before the council with that leaf disputed."""

    def bring(unit: str = HEALTH, by: str = "tham-dinh", leaf: str = "1.3.1") -> Dispute:
        of = a_round.stand(unit, State.COUNCIL)
        return raise_dispute(by=a_round.people[by], of=of.pk, leaf=leaf, reason=WHY)

    return bring


def audited() -> list[str]:
    return list(AuditEvent.objects.order_by("number").values_list("action", flat=True))


@pytest.mark.parametrize("who", ["tham-dinh", f"lanh-dao.{HEALTH}", "thuong-truc", "quan-tri"])
def test_the_units_head_or_an_appraiser_brings_a_score_before_the_council(a_round: ARound, who: str) -> None:
    of, before = a_round.stand(HEALTH, State.SECOND_APPRAISAL), audited()
    made = raise_dispute(by=a_round.people[who], of=of.pk, leaf="1.3.1", reason=f"  {WHY} ")
    assert (made.reason, made.block) == (WHY, a_round.blocks["so"])
    assert audited() == [*before, "round.dispute_raised"]


@pytest.mark.parametrize(
    "who", [f"lanh-dao.{BUILDING}", f"van-phong.{HEALTH}", "nguoi-xem", "hoi-dong-1", "tham-dinh-y-te"]
)
def test_nobody_else_does(a_round: ARound, who: str) -> None:
    of = a_round.stand(HEALTH, State.SECOND_APPRAISAL)
    with pytest.raises(NotAllowed):
        raise_dispute(by=a_round.people[who], of=of.pk, leaf="1.3.1", reason=WHY)
    assert not Dispute.objects.exists()


def test_a_member_of_the_council_brings_a_score_of_a_unit_that_stands_before_it(a_round: ARound) -> None:
    member, of = a_round.people["hoi-dong-noi-vu"], a_round.stand(HEALTH, State.COUNCIL)
    made = raise_dispute(by=member, of=of.pk, leaf="1.3.1", reason=WHY)
    take_back_dispute(by=member, dispute=made.pk, reason="đã rõ")
    own = a_round.stand(HOME_AFFAIRS, State.COUNCIL)
    for who, unit in ((member, own), (a_round.people["chu-tich"], of)):
        with pytest.raises(NotAllowed):
            raise_dispute(by=who, of=unit.pk, leaf="1.3.1", reason=WHY)


def test_an_appraiser_of_a_field_brings_only_scores_of_it(a_round: ARound) -> None:
    of, appraiser = a_round.stand(HEALTH, State.COUNCIL), a_round.people["tham-dinh"]
    made = {"by": a_round.people["quan-tri"], "at": a_round.round.at}
    FieldOfAppraisal.objects.create(round=a_round.round, block="so", code="1.3", appraiser=appraiser, **made)
    raise_dispute(by=appraiser, of=of.pk, leaf="1.3.1", reason=WHY)
    with pytest.raises(NotAllowed):
        raise_dispute(by=appraiser, of=of.pk, leaf="1.1", reason=WHY)


@pytest.mark.parametrize("state", [one for one in State if one not in (State.SECOND_APPRAISAL, State.COUNCIL)])
def test_scores_come_before_the_council_only_in_the_second_appraisal_and_there(a_round: ARound, state: State) -> None:
    of = a_round.stand(HEALTH, state)
    with pytest.raises(InputFault, match="đưa điểm ra Hội đồng"):
        raise_dispute(by=a_round.people["tham-dinh"], of=of.pk, leaf="1.3.1", reason=WHY)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"leaf": "9.9"}, "không chấm mục"),
        ({"leaf": "2.1"}, "không chấm mục"),  # left out for this unit
        ({"reason": "  "}, "Chưa ghi lý do"),
        ({"reason": "x" * 2001}, "dài hơn 2000"),
        ({"of": 10**9}, "Không có đơn vị"),
    ],
)
def test_a_faulty_dispute_is_refused(a_round: ARound, change: dict[str, Any], words: str) -> None:
    order = {"of": a_round.stand(HEALTH, State.COUNCIL).pk, "leaf": "1.3.1", "reason": WHY}
    with pytest.raises(InputFault, match=words):
        raise_dispute(by=a_round.people["tham-dinh"], **(order | change))
    assert not Dispute.objects.exists()


def test_a_leaf_is_before_the_council_once_at_a_time(a_round: ARound, bring: Raise) -> None:
    first = bring()
    with pytest.raises(InputFault, match="đã đưa ra Hội đồng"):
        bring(by=f"lanh-dao.{HEALTH}")
    take_back_dispute(by=a_round.people["tham-dinh"], dispute=first.pk, reason="đã thống nhất")
    assert bring(by=f"lanh-dao.{HEALTH}").pk != first.pk


def test_only_who_raised_a_dispute_takes_it_back_and_it_stays_on_record(a_round: ARound, bring: Raise) -> None:
    dispute = bring()
    for other in (f"lanh-dao.{HEALTH}", "quan-tri"):
        with pytest.raises(NotAllowed, match="Chỉ người đưa ra"):
            take_back_dispute(by=a_round.people[other], dispute=dispute.pk, reason="thôi")
    with pytest.raises(InputFault, match="Chưa ghi lý do rút lại"):
        take_back_dispute(by=a_round.people["tham-dinh"], dispute=dispute.pk, reason=" ")
    take_back_dispute(by=a_round.people["tham-dinh"], dispute=dispute.pk, reason="đã thống nhất")
    assert DisputeEnd.objects.get().reason == "đã thống nhất"
    assert audited()[-2:] == ["round.dispute_raised", "round.dispute_taken_back"]
    with pytest.raises(InputFault, match="đã kết thúc"):
        take_back_dispute(by=a_round.people["tham-dinh"], dispute=dispute.pk, reason="lần nữa")


def test_a_dispute_of_a_concluded_unit_is_not_taken_back(a_round: ARound, bring: Raise) -> None:
    dispute = bring()
    a_round.stand(HEALTH, State.FINAL)
    with pytest.raises(InputFault, match="rút lại"):
        take_back_dispute(by=a_round.people["tham-dinh"], dispute=dispute.pk, reason="muộn")


def test_the_newest_vote_of_a_member_counts_and_the_earlier_one_stays(a_round: ARound, bring: Raise) -> None:
    dispute, before = bring(), audited()
    member = a_round.people["hoi-dong-1"]
    for points in ("2", "1.50", "1.5"):
        vote(by=member, dispute=dispute.pk, points=Decimal(points))
    assert list(Vote.objects.values_list("points", flat=True)) == ["2", "1.5"]
    assert audited() == [*before, "round.voted", "round.voted"]  # the same again is nothing new
    found = one_dispute("2021", dispute.pk, [HEALTH], round_tree(a_round.round))
    assert found is not None and found.votes.by_points == ((Decimal("1.5"), 1),)


@pytest.mark.parametrize("who", ["tham-dinh", "thuong-truc", "quan-tri", f"lanh-dao.{HEALTH}", "chu-tich"])
def test_who_is_no_member_of_the_council_does_not_vote(a_round: ARound, bring: Raise, who: str) -> None:
    dispute = bring()
    with pytest.raises(NotAllowed):
        vote(by=a_round.people[who], dispute=dispute.pk, points=Decimal(1))
    with pytest.raises(NotAllowed):
        step_back(by=a_round.people[who], dispute=dispute.pk, reason="bận")
    assert not Vote.objects.exists()


def test_a_member_from_the_secretariats_office_is_recused_for_it_and_votes_on_others(
    a_round: ARound, bring: Raise
) -> None:
    member = a_round.people["hoi-dong-noi-vu"]
    own, other = bring(HOME_AFFAIRS), bring(BUILDING)
    with pytest.raises(NotAllowed, match="chính cơ quan mình"):
        vote(by=member, dispute=own.pk, points=Decimal(2))
    vote(by=member, dispute=other.pk, points=Decimal(2))
    tree = round_tree(a_round.round)
    listed = one_dispute("2021", own.pk, [HOME_AFFAIRS], tree)
    assert listed is not None
    found = votes_of(listed, tree)
    assert [(one.name, one.own) for one in found.members] == [
        ("Người hoi-dong-1", False),
        ("Người hoi-dong-2", False),
        ("Người hoi-dong-noi-vu", True),
    ]


@pytest.mark.parametrize("place", [HEALTH, "phong-y"])
def test_any_role_in_the_unit_or_under_it_recuses(a_round: ARound, bring: Raise, place: str) -> None:
    dispute, member = bring(), a_round.people["hoi-dong-2"]
    vote(by=member, dispute=dispute.pk, points=Decimal(2))
    Membership.objects.create(user=member, unit_id=place, role="viewer", valid_from=date(2020, 1, 1))
    with pytest.raises(NotAllowed, match="chính cơ quan mình"):
        vote(by=member, dispute=dispute.pk, points=Decimal(1))
    found = one_dispute("2021", dispute.pk, [HEALTH], round_tree(a_round.round))
    assert found is not None
    assert (found.votes.valid, found.votes.recused) == (0, 1)  # his earlier vote counts no more


def test_a_role_that_has_ended_recuses_nobody(a_round: ARound, bring: Raise) -> None:
    dispute, member = bring(), a_round.people["hoi-dong-2"]
    Membership.objects.create(
        user=member, unit_id=HEALTH, role="head", valid_from=date(2020, 1, 1), valid_to=today() - timedelta(days=1)
    )
    assert vote(by=member, dispute=dispute.pk, points=Decimal(1)).pk


def test_a_member_steps_back_with_a_reason_and_may_come_back(a_round: ARound, bring: Raise) -> None:
    dispute, member, before = bring(), a_round.people["hoi-dong-1"], audited()
    vote(by=member, dispute=dispute.pk, points=Decimal(2))
    with pytest.raises(InputFault, match="Chưa ghi lý do"):
        step_back(by=member, dispute=dispute.pk, reason="")
    step_back(by=member, dispute=dispute.pk, reason="Có người thân ở đơn vị")
    tree = round_tree(a_round.round)
    found = one_dispute("2021", dispute.pk, [HEALTH], tree)
    assert found is not None and (found.votes.valid, found.votes.recused) == (0, 1)
    vote(by=member, dispute=dispute.pk, points=Decimal(1))
    found = one_dispute("2021", dispute.pk, [HEALTH], tree)
    assert found is not None and found.votes.by_points == ((Decimal(1), 1),)
    assert audited() == [*before, "round.voted", "round.stepped_back", "round.voted"]


@pytest.mark.parametrize("points", ["-1", "2.01", "1.005", "NaN", "Infinity"])
def test_points_that_cannot_be_are_refused(a_round: ARound, bring: Raise, points: str) -> None:
    dispute = bring()
    with pytest.raises(InputFault, match=r"Tiêu chí 1\.3\.1"):
        vote(by=a_round.people["hoi-dong-1"], dispute=dispute.pk, points=Decimal(points))


@pytest.mark.parametrize("points", ["-1", "1.5", "NaN"])
def test_points_of_a_leaf_without_levels_are_bounded_too(a_round: ARound, bring: Raise, points: str) -> None:
    dispute = bring(leaf="1.3.2")
    with pytest.raises(InputFault, match=r"1\.3\.2"):
        vote(by=a_round.people["hoi-dong-1"], dispute=dispute.pk, points=Decimal(points))


def test_votes_come_in_while_the_unit_is_before_the_council_and_its_window_is_open(
    a_round: ARound, bring: Raise
) -> None:
    dispute, member = bring(), a_round.people["hoi-dong-1"]
    a_round.stand(HEALTH, State.SECOND_APPRAISAL)
    with pytest.raises(InputFault, match="biểu quyết"):
        vote(by=member, dispute=dispute.pk, points=Decimal(1))
    a_round.stand(HEALTH, State.COUNCIL)
    Window.objects.filter(step="council").update(closes=today() - timedelta(days=1))
    with pytest.raises(InputFault, match="hết hạn"):
        vote(by=member, dispute=dispute.pk, points=Decimal(1))
    assert not Vote.objects.exists()


CHECK = {"day": date(2022, 1, 12), "people": "Tổ giúp việc", "findings": "Đủ hồ sơ", "minutes": "Biên bản 01/BB-HĐ"}


@pytest.mark.parametrize("who", ["tham-dinh", "hoi-dong-1", "thuong-truc"])
def test_a_check_on_the_spot_is_kept_with_its_minutes_by_digest(a_round: ARound, tmp_path: Path, who: str) -> None:
    file, of, before = tmp_path / "bien-ban.pdf", a_round.stand(HEALTH, State.COUNCIL), audited()
    file.write_bytes(b"bien ban")
    made = record_site_check(
        by=a_round.people[who], of=of.pk, leaf="1.3.1", **CHECK, file=file, file_name="Biên bản.pdf"
    )
    assert made.file_name == "Biên bản.pdf"
    assert workspace().store.path(made.digest).read_bytes() == b"bien ban"
    assert audited() == [*before, "round.site_checked"]
    assert [one.pk for one in site_checks("2021", [HEALTH])] == [made.pk]
    assert not site_checks("2021", [BUILDING])


@pytest.mark.parametrize("who", ["tham-dinh-y-te", f"lanh-dao.{HEALTH}", "nguoi-xem", f"van-phong.{BUILDING}"])
def test_who_belongs_to_the_unit_or_has_no_part_in_appraising_keeps_none(a_round: ARound, who: str) -> None:
    of = a_round.stand(HEALTH, State.COUNCIL)
    with pytest.raises(NotAllowed):
        record_site_check(by=a_round.people[who], of=of.pk, **CHECK)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"day": date(2999, 1, 1)}, "chưa đến"),
        ({"leaf": "9.9"}, "không chấm mục"),
        ({"people": ""}, "thành phần"),
        ({"findings": " "}, "kết quả"),
        ({"minutes": ""}, "biên bản"),
    ],
)
def test_a_faulty_check_is_refused(a_round: ARound, change: dict[str, Any], words: str) -> None:
    of = a_round.stand(HEALTH, State.COUNCIL)
    with pytest.raises(InputFault, match=words):
        record_site_check(by=a_round.people["tham-dinh"], of=of.pk, **(CHECK | change))
    assert not SiteCheck.objects.exists()


def test_a_check_on_the_spot_is_kept_once_the_unit_has_submitted(a_round: ARound) -> None:
    of = a_round.stand(HEALTH, State.SELF_SCORING)
    with pytest.raises(InputFault, match="kiểm tra thực tế"):
        record_site_check(by=a_round.people["tham-dinh"], of=of.pk, **CHECK)


def checked(a_round: ARound, by: str = "tham-dinh") -> SiteCheck:
    of = a_round.stand(HEALTH, State.FIRST_APPRAISAL)
    return record_site_check(by=a_round.people[by], of=of.pk, leaf="1.3.1", **CHECK)


def test_a_check_on_the_spot_is_withdrawn_with_a_reason_and_stays_to_be_read(a_round: ARound) -> None:
    made, person, before = checked(a_round), a_round.people["tham-dinh"], audited()
    with pytest.raises(InputFault, match="Chưa ghi lý do"):
        withdraw_site_check(by=person, check=made.pk, reason=" ")
    withdraw_site_check(by=person, check=made.pk, reason="ghi nhầm đơn vị")
    assert [one.withdrawal.reason for one in site_checks("2021", [HEALTH])] == ["ghi nhầm đơn vị"]
    assert audited() == [*before, "round.site_check_withdrawn"]
    with pytest.raises(InputFault, match="đã được rút"):
        withdraw_site_check(by=person, check=made.pk, reason="lần nữa")


def test_who_runs_the_round_withdraws_a_check_of_another_and_nobody_else_does(a_round: ARound) -> None:
    made = checked(a_round)
    for who in ("hoi-dong-1", "tham-dinh-y-te", f"lanh-dao.{HEALTH}", "nguoi-xem"):
        with pytest.raises(NotAllowed):
            withdraw_site_check(by=a_round.people[who], check=made.pk, reason="không đúng")
    assert withdraw_site_check(by=a_round.people["thuong-truc"], check=made.pk, reason="trùng lặp").pk


def test_a_check_stands_once_the_result_is_concluded(a_round: ARound) -> None:
    made = checked(a_round)
    a_round.stand(HEALTH, State.FINAL)
    with pytest.raises(InputFault, match="rút kiểm tra thực tế"):
        withdraw_site_check(by=a_round.people["tham-dinh"], check=made.pk, reason="muộn")


def test_reading_the_disputes_takes_as_many_queries_for_one_as_for_many(
    a_round: ARound, bring: Raise, django_assert_num_queries: Any
) -> None:
    tree, units = round_tree(a_round.round), (HEALTH, BUILDING, HOME_AFFAIRS, COMMUNE)
    bring(HEALTH)
    with django_assert_num_queries(8):  # two of them once a tree: what became of offices since its day
        assert len(disputes_of("2021", units, tree)) == 1
    for unit, leaf in ((HEALTH, "1.1"), (BUILDING, "1.1"), (HOME_AFFAIRS, "1.2"), (COMMUNE, "1.1")):
        vote(by=a_round.people["hoi-dong-1"], dispute=bring(unit, leaf=leaf).pk, points=Decimal(1))
    with django_assert_num_queries(6):
        found = disputes_of("2021", units, tree)
    assert [(one.unit, one.leaf, one.votes.valid) for one in found] == [
        (HEALTH, "1.3.1", 0),
        (HEALTH, "1.1", 1),
        (BUILDING, "1.1", 1),
        (HOME_AFFAIRS, "1.2", 1),
        (COMMUNE, "1.1", 1),
    ]
