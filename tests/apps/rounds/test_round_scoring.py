"""Scores of the steps: who may write what, when words are needed, what a stale write gets, what the sums are."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.apps.rounds.a_round import BUILDING, COMMUNE, HEALTH, HOME_AFFAIRS, ARound
from tests.conftest import COSTLY

from parindex.assessment.models import EnteredTotal, EnteredValue, Figure
from parindex.assessment.rounds import totals
from parindex.assessment.rounds.models import Dispute, Evidence, FieldOfAppraisal, StepScore, StepTotal, Window
from parindex.assessment.rounds.reading import set_of
from parindex.assessment.rounds.scoring import StaleScore, accept_proposals, save_score, take_back
from parindex.assessment.rounds.states import SCORING_STEPS, State, Step
from parindex.assessment.rounds.windows import NotOpen
from parindex.errors import InputFault
from parindex.organisations.models import AuditEvent
from parindex.organisations.queries import today
from parindex.organisations.rights import NotAllowed

RATIO = {"numerator": "8", "denominator": "10"}
STATES = {
    Step.SELF: State.SELF_SCORING,
    Step.FIRST: State.FIRST_APPRAISAL,
    Step.SECOND: State.SECOND_APPRAISAL,
    Step.COUNCIL: State.COUNCIL,
}


def save(a_round: ARound, who: str, leaf: str, value: dict[str, Any], **more: Any) -> StepScore:
    """A score as that person writes it, self-score of the building department unless said otherwise."""
    unit = more.pop("unit", BUILDING)
    order = {"step": Step.SELF, "note": "", "seen": None} | more
    return save_score(by=a_round.people[who], of=a_round.of[unit].pk, leaf=leaf, value=value, **order)


def test_a_saved_score_is_given_back_as_it_is_kept(a_round: ARound) -> None:
    made = save(a_round, "van-phong.so-xay-dung", "1.1", {"points": "1"}, note="hai việc không tính")
    again = save(a_round, "van-phong.so-xay-dung", "1.1", {"points": "0.5"}, note="thêm một việc", seen=made.pk)
    for one in (made, again):
        kept = StepScore.objects.get(pk=one.pk)
        for field in StepScore._meta.concrete_fields:
            assert getattr(one, field.attname) == getattr(kept, field.attname), field.name
    again.refresh_from_db()
    assert again.replaces_id == made.pk


def dispute(a_round: ARound, unit: str, leaf: str) -> Dispute:
    written = {"by": a_round.people["quan-tri"], "at": a_round.round.at}
    return Dispute.objects.create(
        of=a_round.of[unit], block=a_round.blocks["so"], leaf=leaf, reason="chưa đồng ý", **written
    )


def total(a_round: ARound, step: Step, unit: str = BUILDING) -> tuple[str, str, str, int]:
    row = StepTotal.objects.get(of=a_round.of[unit], step=step.value)
    return row.points, row.max_points, row.scored_max_points, row.unscored


class TestSelfScore:
    def test_the_proposed_value_needs_no_words(self, a_round: ARound) -> None:
        row = save(a_round, "van-phong.so-xay-dung", "1.1", RATIO)
        assert (row.points, row.state, row.value, row.proposed) == ("3.2", "scored", RATIO, RATIO)

    def test_a_head_may_self_score_too(self, a_round: ARound) -> None:
        assert save(a_round, "lanh-dao.so-xay-dung", "1.2", {"count": "1"}).points == "1"

    def test_another_value_needs_an_explanation(self, a_round: ARound) -> None:
        other = {"numerator": "9", "denominator": "10"}
        with pytest.raises(InputFault, match=r"1\.1: khác điểm đề xuất từ số liệu \(3,2\); hãy giải trình"):
            save(a_round, "van-phong.so-xay-dung", "1.1", other)
        row = save(a_round, "van-phong.so-xay-dung", "1.1", other, note="một việc chưa kịp nhập")
        assert (row.points, row.note, row.proposed) == ("3.6", "một việc chưa kịp nhập", RATIO)

    def test_other_inputs_with_the_same_points_are_another_value(self, a_round: ARound) -> None:
        with pytest.raises(InputFault, match="giải trình"):
            save(a_round, "van-phong.so-xay-dung", "1.1", {"numerator": "80", "denominator": "100"})

    def test_points_by_hand_that_equal_the_proposal_need_none(self, a_round: ARound) -> None:
        assert save(a_round, "van-phong.so-xay-dung", "1.1", {"points": "3.20"}).value == {"points": "3.2"}

    @pytest.mark.parametrize(
        ("points", "words"),
        [("4.01", "từ 0 đến 4"), ("-1", "từ 0 đến 4"), ("1.234", "2 chữ số thập phân"), ("ba", "không đọc được điểm")],
    )
    def test_points_by_hand_stay_within_the_leaf(self, a_round: ARound, points: str, words: str) -> None:
        with pytest.raises(InputFault, match=words):
            save(a_round, "van-phong.so-xay-dung", "1.1", {"points": points}, note="lý do")

    def test_an_entered_total_is_proposed_where_nothing_is_computed(self, a_round: ARound) -> None:
        Figure.objects.all().delete()
        EnteredTotal.objects.create(
            unit_id=BUILDING,
            period="2021",
            measure="assigned_tasks.on_time",
            numerator="5",
            denominator="10",
            document="Báo cáo số 1",
            by=a_round.people["quan-tri"],
            at=a_round.round.at,
        )
        row = save(a_round, "van-phong.so-xay-dung", "1.1", {"numerator": "5", "denominator": "10"})
        assert (row.points, row.proposed) == ("2", {"numerator": "5", "denominator": "10"})

    def test_a_judgement_needs_evidence_or_an_explanation(self, a_round: ARound) -> None:
        with pytest.raises(InputFault, match=r"1\.3\.1: cần có tài liệu kiểm chứng"):
            save(a_round, "van-phong.so-xay-dung", "1.3.1", {"level": "in_time"})
        Evidence.objects.create(
            of=a_round.of[BUILDING],
            block=a_round.blocks["so"],
            leaf="1.3.1",
            step="self",
            kind="document",
            title="Kế hoạch",
            number="12/KH",
            by=a_round.people["quan-tri"],
            at=a_round.round.at,
        )
        assert save(a_round, "van-phong.so-xay-dung", "1.3.1", {"level": "in_time"}).points == "2"

    def test_a_judgement_entered_before_with_its_paper_is_a_proposal(self, a_round: ARound) -> None:
        EnteredValue.objects.create(
            unit_id=BUILDING,
            period="2021",
            set_id="bo-dot-so-2021",
            leaf="1.3.1",
            value={"level": "late"},
            evidence="KH 12",
            by=a_round.people["quan-tri"],
            at=a_round.round.at,
        )
        assert save(a_round, "van-phong.so-xay-dung", "1.3.1", {"level": "late"}).points == "1"

    def test_figures_without_a_value_for_them_ask_for_evidence(self, a_round: ARound) -> None:
        Figure.objects.all().delete()
        with pytest.raises(InputFault, match="cần có tài liệu kiểm chứng"):
            save(a_round, "van-phong.so-xay-dung", "1.1", RATIO)

    def test_nothing_to_measure_leaves_the_base(self, a_round: ARound) -> None:
        Figure.objects.filter(unit=BUILDING, measure="assigned_tasks.on_time").update(numerator="0", denominator="0")
        row = save(a_round, "van-phong.so-xay-dung", "1.1", {"numerator": "0", "denominator": "0"})
        assert (row.state, row.points) == ("excluded", "")
        assert total(a_round, Step.SELF) == ("0", "8", "0", 5)

    @pytest.mark.parametrize(("leaf", "words"), [("1.3.2", "cơ quan thẩm định chấm"), ("2.2", "điều tra xã hội học")])
    def test_what_others_score_is_not_self_scored(self, a_round: ARound, leaf: str, words: str) -> None:
        with pytest.raises(InputFault, match=words):
            save(a_round, "van-phong.so-xay-dung", leaf, {"points": "1"}, note="lý do")

    def test_what_the_set_does_not_ask_of_the_unit_is_refused(self, a_round: ARound) -> None:
        with pytest.raises(InputFault, match="không chấm cho đơn vị này"):
            save(a_round, "van-phong.so-y-te", "2.1", {"met": [True, True]}, unit=HEALTH, note="có")

    @pytest.mark.parametrize(("leaf", "value"), [("9.9", {"level": "late"}), ("1.3.1", {"level": "khac"}), ("1.1", {})])
    def test_what_does_not_fit_changes_nothing(self, a_round: ARound, leaf: str, value: dict[str, Any]) -> None:
        with pytest.raises(InputFault):
            save(a_round, "van-phong.so-xay-dung", leaf, value, note="lý do")
        assert not StepScore.objects.exists() and not StepTotal.objects.exists()

    def test_a_note_that_is_too_long_is_refused(self, a_round: ARound) -> None:
        with pytest.raises(InputFault, match="dài quá 2000"):
            save(a_round, "van-phong.so-xay-dung", "1.1", RATIO, note="x" * 2001)


class TestRights:
    @pytest.mark.parametrize(
        "who",
        ["nguoi-xem", "thanh-tra", "tham-dinh", "thuong-truc", "hoi-dong-1", "van-phong.so-y-te", "cong-chuc.so-y-te"],
    )
    def test_only_the_unit_self_scores(self, a_round: ARound, who: str) -> None:
        before = AuditEvent.objects.count()
        with pytest.raises(NotAllowed, match="tự chấm điểm"):
            save(a_round, who, "1.1", RATIO)
        assert not StepScore.objects.exists() and AuditEvent.objects.count() == before

    @pytest.mark.parametrize("step", [Step.FIRST, Step.SECOND])
    @pytest.mark.parametrize("who", ["nguoi-xem", "van-phong.so-y-te", "hoi-dong-1", "chu-tich"])
    def test_only_appraisers_appraise(self, a_round: ARound, who: str, step: Step) -> None:
        a_round.stand(HEALTH, STATES[step])
        with pytest.raises(NotAllowed, match="thẩm định"):
            save(a_round, who, "1.1", RATIO, unit=HEALTH, step=step)

    def test_nobody_appraises_his_own_office(self, a_round: ARound) -> None:
        for unit in (HEALTH, HOME_AFFAIRS, BUILDING):
            a_round.stand(unit, State.FIRST_APPRAISAL)
        with pytest.raises(NotAllowed, match="chính cơ quan mình"):
            save(a_round, "tham-dinh-y-te", "1.1", RATIO, unit=HEALTH, step=Step.FIRST)
        with pytest.raises(NotAllowed, match="chính cơ quan mình"):
            save(a_round, "thuong-truc", "1.1", RATIO, unit=HOME_AFFAIRS, step=Step.FIRST)
        assert save(a_round, "tham-dinh-y-te", "1.1", RATIO, step=Step.FIRST).points == "3.2"
        assert save(a_round, "thuong-truc", "1.1", RATIO, unit=HEALTH, step=Step.FIRST).points == "3.2"

    def test_an_appraiser_keeps_to_his_field(self, a_round: ARound) -> None:
        a_round.stand(BUILDING, State.FIRST_APPRAISAL)
        written = {"by": a_round.people["quan-tri"], "at": a_round.round.at}
        FieldOfAppraisal.objects.create(
            round=a_round.round, block="so", code="1.3", appraiser=a_round.people["tham-dinh"], **written
        )
        with pytest.raises(NotAllowed, match=r"được giao thẩm định: 1\.3; tiêu chí 1\.1 do người khác"):
            save(a_round, "tham-dinh", "1.1", RATIO, step=Step.FIRST)
        row = save(a_round, "tham-dinh", "1.3.2", {"points": "0.5"}, step=Step.FIRST, note="khá")
        assert row.points == "0.5"

    def test_survey_points_are_entered_by_who_runs_the_round_with_their_document(self, a_round: ARound) -> None:
        a_round.stand(BUILDING, State.FIRST_APPRAISAL)
        with pytest.raises(NotAllowed, match="điều hành đợt"):
            save(a_round, "tham-dinh", "2.2", {"percent": "85"}, step=Step.FIRST, note="BC 9")
        with pytest.raises(InputFault, match="văn bản kết quả điều tra"):
            save(a_round, "thuong-truc", "2.2", {"percent": "85"}, step=Step.FIRST)
        row = save(a_round, "thuong-truc", "2.2", {"percent": "85"}, step=Step.FIRST, note="Báo cáo số 9/BC-SNV")
        assert row.points == "1.7"
        assert total(a_round, Step.FIRST) == ("1.7", "12", "2", 5)

    def test_survey_points_of_the_secretariats_own_office_are_entered_by_another_body(self, a_round: ARound) -> None:
        a_round.stand(HOME_AFFAIRS, State.FIRST_APPRAISAL)
        order: dict[str, Any] = {"unit": HOME_AFFAIRS, "step": Step.FIRST, "note": "Báo cáo số 9/BC-SNV"}
        with pytest.raises(NotAllowed, match="chính cơ quan mình"):
            save(a_round, "thuong-truc", "2.2", {"percent": "85"}, **order)
        assert save(a_round, "tham-dinh", "2.2", {"percent": "85"}, **order).points == "1.7"

    def test_the_council_decides_only_what_is_disputed(self, a_round: ARound) -> None:
        a_round.stand(BUILDING, State.COUNCIL)
        order: dict[str, Any] = {"step": Step.COUNCIL, "note": "Biên bản số 3"}
        with pytest.raises(InputFault, match="không có kiến nghị nào"):
            save(a_round, "hoi-dong-1", "1.1", {"points": "3"}, **order)
        dispute(a_round, BUILDING, "1.1")
        with pytest.raises(InputFault, match="chỉ ghi bằng kết luận"):
            save(a_round, "hoi-dong-1", "1.1", {"points": "3"}, **order)
        row = save(a_round, "hoi-dong-1", "1.1", {"points": "3"}, **order, decision={"minutes": "BB 3"})
        assert row.points == "3"
        with pytest.raises(InputFault, match="không rút được"):
            take_back(by=row.by, of=row.of_id, step=Step.COUNCIL, leaf="1.1", reason="nhầm", seen=row.pk)

    def test_a_council_member_of_the_office_decides_nothing_of_it(self, a_round: ARound) -> None:
        a_round.stand(HOME_AFFAIRS, State.COUNCIL)
        dispute(a_round, HOME_AFFAIRS, "1.1")
        with pytest.raises(NotAllowed, match="chính cơ quan mình"):
            save(a_round, "hoi-dong-noi-vu", "1.1", {"points": "3"}, unit=HOME_AFFAIRS, step=Step.COUNCIL, note="BB")


class TestWhen:
    @pytest.mark.parametrize("state", [state for state in State if state is not State.SELF_SCORING])
    def test_a_step_is_written_only_in_its_state(self, a_round: ARound, state: State) -> None:
        a_round.stand(BUILDING, state)
        with pytest.raises(InputFault, match="không nhận nội dung mới"):
            save(a_round, "van-phong.so-xay-dung", "1.1", RATIO)

    def test_a_closed_window_takes_nothing(self, a_round: ARound) -> None:
        Window.objects.filter(step="self").update(closes=today() - timedelta(days=1))
        with pytest.raises(NotOpen, match="đã hết hạn"):
            save(a_round, "van-phong.so-xay-dung", "1.1", RATIO)


class TestDiffering:
    def test_an_appraiser_who_agrees_says_nothing(self, a_round: ARound) -> None:
        other = {"numerator": "9", "denominator": "10"}
        save(a_round, "van-phong.so-xay-dung", "1.1", other, note="sổ thiếu một việc")
        a_round.stand(BUILDING, State.FIRST_APPRAISAL)
        assert save(a_round, "tham-dinh", "1.1", other, step=Step.FIRST).points == "3.6"

    def test_an_appraiser_who_differs_from_the_step_before_says_why(self, a_round: ARound) -> None:
        save(a_round, "van-phong.so-xay-dung", "1.1", RATIO)
        a_round.stand(BUILDING, State.FIRST_APPRAISAL)
        with pytest.raises(InputFault, match=r"khác điểm tự chấm \(3,2\)"):
            save(a_round, "tham-dinh", "1.1", {"points": "2"}, step=Step.FIRST)
        save(a_round, "tham-dinh", "1.1", {"points": "2"}, step=Step.FIRST, note="hai việc kê sai")
        a_round.stand(BUILDING, State.SECOND_APPRAISAL)
        with pytest.raises(InputFault, match=r"khác điểm thẩm định lần 1 \(2\)"):
            save(a_round, "tham-dinh", "1.1", RATIO, step=Step.SECOND)


class TestNobodysWorkIsLost:
    def test_a_stale_write_is_refused_with_both_versions(self, a_round: ARound) -> None:
        first = save(a_round, "van-phong.so-xay-dung", "1.3.1", {"level": "late"}, note="muộn 3 ngày")
        with pytest.raises(StaleScore, match=r"vừa được Người van-phong\.so-xay-dung ghi") as caught:
            save(a_round, "lanh-dao.so-xay-dung", "1.3.1", {"level": "in_time"}, note="đúng hạn")
        assert caught.value.mine == ({"level": "in_time"}, "đúng hạn")
        assert caught.value.theirs.pk == first.pk
        assert StepScore.objects.count() == 1
        row = save(a_round, "lanh-dao.so-xay-dung", "1.3.1", {"level": "in_time"}, note="đúng hạn", seen=first.pk)
        assert row.replaces_id == first.pk

    def test_a_row_that_never_was_is_not_replaced(self, a_round: ARound) -> None:
        with pytest.raises(InputFault, match="hãy tải lại trang"):
            save(a_round, "van-phong.so-xay-dung", "1.1", RATIO, seen=4711)

    def test_saying_the_same_again_changes_nothing(self, a_round: ARound) -> None:
        first = save(a_round, "van-phong.so-xay-dung", "1.1", RATIO)
        audits = AuditEvent.objects.count()
        same = save(a_round, "lanh-dao.so-xay-dung", "1.1", {"numerator": "8.0", "denominator": "10"})
        assert (same.pk, StepScore.objects.count(), AuditEvent.objects.count()) == (first.pk, 1, audits)

    def test_a_score_is_taken_back_with_a_reason_and_stays_on_record(self, a_round: ARound) -> None:
        by, of = a_round.people["van-phong.so-xay-dung"], a_round.of[BUILDING].pk
        first = save(a_round, "van-phong.so-xay-dung", "1.1", RATIO)
        order: dict[str, Any] = {"by": by, "of": of, "step": Step.SELF, "leaf": "1.1"}
        with pytest.raises(InputFault, match="lý do rút"):
            take_back(**order, reason=" ", seen=first.pk)
        with pytest.raises(StaleScore):
            take_back(**order, reason="ghi nhầm", seen=first.pk + 1)
        row = take_back(**order, reason="ghi nhầm", seen=first.pk)
        assert (row.value, row.state, row.points, row.replaces_id) == (None, "not_scored", "", first.pk)
        assert total(a_round, Step.SELF) == ("0", "12", "0", 6)
        with pytest.raises(InputFault, match="chưa có điểm"):
            take_back(**order, reason="ghi nhầm", seen=row.pk)

    def test_each_write_leaves_one_audit_row(self, a_round: ARound) -> None:
        before = AuditEvent.objects.count()
        row = save(a_round, "van-phong.so-xay-dung", "1.1", RATIO)
        event = AuditEvent.objects.latest("number")
        assert AuditEvent.objects.count() == before + 1
        assert (event.action, event.unit, event.subject) == ("score.saved", BUILDING, "2021: 1.1")
        assert event.payload == {"step": "self", "value": RATIO, "points": "3.2", "note": "", "replaces": None}
        assert row.by.username == event.by


class TestAccepting:
    def test_all_that_is_proposed_is_accepted_at_once(self, a_round: ARound) -> None:
        by, of = a_round.people["van-phong.so-xay-dung"], a_round.of[BUILDING].pk
        before = AuditEvent.objects.count()
        assert accept_proposals(by=by, of=of) == ("1.1", "1.2")
        assert AuditEvent.objects.count() == before + 1
        assert total(a_round, Step.SELF) == ("4.2", "12", "6", 4)
        assert accept_proposals(by=by, of=of) == ()
        assert AuditEvent.objects.count() == before + 1

    def test_what_was_scored_otherwise_stays(self, a_round: ARound) -> None:
        save(a_round, "van-phong.so-xay-dung", "1.1", {"points": "1"}, note="hai việc không tính")
        assert accept_proposals(by=a_round.people["van-phong.so-xay-dung"], of=a_round.of[BUILDING].pk) == ("1.2",)

    def test_a_judgement_that_is_accepted_stands_on_what_it_was_entered_with(self, a_round: ARound) -> None:
        by, of = a_round.people["van-phong.so-xay-dung"], a_round.of[BUILDING].pk
        EnteredValue.objects.create(
            unit_id=BUILDING,
            period="2021",
            set_id=a_round.blocks["so"].set_id,
            leaf="1.3.1",
            value={"level": "in_time"},
            evidence="Kế hoạch số 1/KH ngày 05/01/2021",
            by=by,
            at=datetime.now(UTC),
        )
        assert "1.3.1" in accept_proposals(by=by, of=of)
        row = StepScore.objects.get(leaf="1.3.1")
        assert row.note == "Kế hoạch số 1/KH ngày 05/01/2021"
        again = {"by": by, "of": of, "step": Step.SELF, "leaf": "1.3.1", "value": {"level": "in_time"}}
        assert save_score(**again, seen=row.pk).pk == row.pk, "saying the same again changes nothing"
        assert StepScore.objects.filter(leaf="1.1").get().note == "", "rows speak for themselves"

    def test_an_appraisal_accepts_what_the_step_before_said(self, a_round: ARound) -> None:
        save(a_round, "van-phong.so-xay-dung", "1.1", {"points": "1"}, note="hai việc không tính")
        a_round.stand(BUILDING, State.FIRST_APPRAISAL)
        of = a_round.of[BUILDING].pk
        assert accept_proposals(by=a_round.people["tham-dinh"], of=of, step=Step.FIRST) == ("1.1",)
        assert StepScore.objects.get(step="first").points == "1"
        with pytest.raises(InputFault, match="hàng loạt"):
            accept_proposals(by=a_round.people["tham-dinh"], of=of, step=Step.COUNCIL)

    def test_a_taken_back_score_can_be_accepted_again(self, a_round: ARound) -> None:
        by, of = a_round.people["van-phong.so-xay-dung"], a_round.of[BUILDING].pk
        first = save(a_round, "van-phong.so-xay-dung", "1.1", RATIO)
        taken = take_back(by=by, of=of, step=Step.SELF, leaf="1.1", reason="nhầm", seen=first.pk)
        assert "1.1" in accept_proposals(by=by, of=of)
        assert StepScore.objects.get(leaf="1.1", replaced_by__isnull=True).replaces_id == taken.pk


LEVELS = st.sampled_from([{"level": "in_time"}, {"level": "late"}, {"level": "none"}])
HAND = st.integers(0, 100).map(lambda n: {"points": str(Decimal(n) / 100)})
RATIOS = st.integers(0, 10).map(lambda n: {"numerator": str(n), "denominator": "10"})
NOTHING = st.just({"numerator": "0", "denominator": "0"})
VALUES = {
    "1.1": st.one_of(RATIOS, HAND, NOTHING),
    "1.2": st.integers(0, 3).map(lambda n: {"count": str(n)}),
    "1.3.1": st.one_of(LEVELS, HAND),
    "2.1": st.lists(st.booleans(), min_size=2, max_size=2).map(lambda flags: {"met": flags}),
}
WRITES = st.lists(
    st.sampled_from(sorted(VALUES)).flatmap(
        lambda leaf: st.tuples(st.sampled_from(SCORING_STEPS), st.just(leaf), st.one_of(st.none(), VALUES[leaf]))
    ),
    min_size=1,
    max_size=12,
)
WRITERS = {Step.SELF: "quan-tri", Step.FIRST: "tham-dinh", Step.SECOND: "tham-dinh", Step.COUNCIL: "hoi-dong-1"}


def _write(a_round: ARound, step: Step, leaf: str, value: dict[str, Any] | None) -> None:
    a_round.stand(BUILDING, STATES[step])
    present = StepScore.objects.filter(step=step.value, leaf=leaf, replaced_by__isnull=True).first()
    of, by = a_round.of[BUILDING].pk, a_round.people[WRITERS[step]]
    if value is not None:
        seen = present.pk if present else None
        decision = {"minutes": "BB"} if step is Step.COUNCIL else None
        save_score(by=by, of=of, step=step, leaf=leaf, value=value, note="lý do", seen=seen, decision=decision)
    elif present is not None and present.value is not None and step is not Step.COUNCIL:
        take_back(by=by, of=of, step=step, leaf=leaf, reason="lý do", seen=present.pk)


def _check_sums(a_round: ARound) -> None:
    number = a_round.of[BUILDING].pk
    kept = totals.kept_totals((number,)).get(number, {})
    block = a_round.blocks["so"]
    counted = totals.counted(set_of(block), BUILDING, totals.stands_of(a_round.of[BUILDING], block))
    if StepScore.objects.exists():
        assert {step: one.fields() for step, one in kept.items()} == {
            step: one.fields() for step, one in counted.items()
        }
    assert not StepTotal.objects.exclude(of=number).exists()


@COSTLY
@given(writes=WRITES)
def test_kept_sums_equal_a_full_recount_whatever_was_written(
    a_round: ARound, writes: list[tuple[Step, str, dict[str, Any] | None]]
) -> None:
    with transaction.atomic():
        for leaf in VALUES:
            dispute(a_round, BUILDING, leaf)
        for step, leaf, value in writes:
            _write(a_round, step, leaf, value)
        _check_sums(a_round)
        transaction.set_rollback(True)


def test_sums_of_a_commune_go_by_its_own_set(a_round: ARound) -> None:
    save(a_round, "mot-nguoi.xa-a", "1.1", {"level": "in_time"}, unit=COMMUNE, note="KH số 3")
    assert total(a_round, Step.SELF, COMMUNE) == ("2", "4", "2", 2)
    assert total(a_round, Step.COUNCIL, COMMUNE) == ("2", "4", "2", 2)


def test_sums_of_a_unit_leave_out_what_is_not_asked_of_it(a_round: ARound) -> None:
    save(a_round, "van-phong.so-y-te", "1.1", RATIO, unit=HEALTH)
    assert total(a_round, Step.SELF, HEALTH) == ("3.2", "11", "4", 4)
