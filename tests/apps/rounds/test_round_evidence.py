"""Papers and remarks of a leaf: who brings them, how they are found again, that nothing is lost."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.apps.rounds.a_round import BUILDING, HEALTH, HOME_AFFAIRS, ARound

from parindex.assessment.rounds.checks import open_requests
from parindex.assessment.rounds.evidence import (
    Paper,
    attach_evidence,
    damaged_files,
    evidence_file,
    withdraw_evidence,
)
from parindex.assessment.rounds.models import (
    Dispute,
    DisputeEnd,
    Evidence,
    EvidenceWithdrawal,
    Remark,
    SiteCheck,
    StepScore,
    Window,
)
from parindex.assessment.rounds.remarks import ask_explanation, explain, leave_note, withdraw_request
from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.sheet import sheet_of
from parindex.assessment.rounds.states import State, Step
from parindex.assessment.rounds.windows import NotOpen
from parindex.errors import InputFault
from parindex.ledger.workspace import workspace as here
from parindex.organisations.models import AuditEvent
from parindex.organisations.queries import today
from parindex.organisations.rights import NotAllowed

PLAN = Paper(title="Kế hoạch", number="12/KH-SXD", day=date(2021, 1, 5), issuer="Sở Xây dựng", section="II", page="3")


def attach(a_round: ARound, who: str, paper: Paper = PLAN, **more: Any) -> Evidence:
    unit = more.pop("unit", BUILDING)
    order = {"step": Step.SELF, "leaf": "1.3.1"} | more
    return attach_evidence(by=a_round.people[who], of=a_round.of[unit].pk, paper=paper, **order)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "quet.pdf"
    path.write_bytes(b"%PDF-1.7 ke hoach")
    return path


class TestAttaching:
    def test_a_document_is_kept_with_all_that_finds_it_again(self, a_round: ARound) -> None:
        row = attach(a_round, "van-phong.so-xay-dung")
        assert (row.kind, row.number, row.day, row.issuer) == ("document", "12/KH-SXD", date(2021, 1, 5), "Sở Xây dựng")
        assert (row.section, row.page, row.step, row.digest) == ("II", "3", "self", "")

    def test_a_file_is_kept_by_its_bytes_once(self, a_round: ARound, scan: Path) -> None:
        paper = Paper(title="Kế hoạch", file=scan, file_name="Kế hoạch 12.pdf")
        row = attach(a_round, "van-phong.so-xay-dung", paper)
        assert (row.kind, row.file_name) == ("file", "Kế hoạch 12.pdf")
        assert here().store.path(row.digest).read_bytes() == scan.read_bytes()
        audits = AuditEvent.objects.count()
        assert attach(a_round, "lanh-dao.so-xay-dung", paper).pk == row.pk
        assert (Evidence.objects.count(), AuditEvent.objects.count()) == (1, audits)

    def test_a_link_is_an_address_of_the_web(self, a_round: ARound) -> None:
        row = attach(a_round, "van-phong.so-xay-dung", Paper(title="Tin", address="https://sxd.gov.vn/tin?x=1"))
        assert row.kind == "link"
        for bad in ("javascript:alert(1)", "sxd.gov.vn/tin", "https://", "ftp://sxd.gov.vn/a", "https://a b.vn"):
            with pytest.raises(InputFault, match="đường dẫn phải bắt đầu bằng"):
                attach(a_round, "van-phong.so-xay-dung", Paper(title="Tin", address=bad))

    @pytest.mark.parametrize(
        ("paper", "words"),
        [
            (Paper(title=" ", number="1"), "cần ghi tên tài liệu"),
            (Paper(title="Kế hoạch"), "hãy đính kèm tệp, hoặc ghi đường dẫn"),
            (Paper(title="x" * 501, number="1"), "tên tài liệu dài quá 500"),
            (Paper(title="Kế hoạch", number="x" * 101), "số, ký hiệu dài quá 100"),
        ],
    )
    def test_a_paper_that_nobody_could_find_is_refused(self, a_round: ARound, paper: Paper, words: str) -> None:
        with pytest.raises(InputFault, match=words):
            attach(a_round, "van-phong.so-xay-dung", paper)
        assert not Evidence.objects.exists()

    def test_a_contributor_of_the_unit_brings_papers(self, a_round: ARound) -> None:
        assert attach(a_round, "cong-chuc.so-y-te", unit=HEALTH).pk
        with pytest.raises(NotAllowed):
            attach(a_round, "cong-chuc.so-y-te")

    @pytest.mark.parametrize("who", ["nguoi-xem", "thanh-tra", "tham-dinh", "hoi-dong-1", "thuong-truc", "chu-tich"])
    def test_who_is_not_of_the_unit_attaches_nothing_to_its_self_score(
        self, a_round: ARound, who: str, scan: Path
    ) -> None:
        with pytest.raises(NotAllowed):
            attach(a_round, who, Paper(title="Kế hoạch", file=scan, file_name="a.pdf"))
        assert not Evidence.objects.exists() and not any(here().store.root.rglob("*"))

    def test_appraisers_attach_their_own_papers_but_not_of_their_office(self, a_round: ARound) -> None:
        for unit in (BUILDING, HOME_AFFAIRS):
            a_round.stand(unit, State.FIRST_APPRAISAL)
        assert attach(a_round, "tham-dinh", step=Step.FIRST).step == "first"
        with pytest.raises(NotAllowed, match="chính cơ quan mình"):
            attach(a_round, "thuong-truc", step=Step.FIRST, unit=HOME_AFFAIRS)

    def test_nothing_is_attached_when_the_step_is_over(self, a_round: ARound) -> None:
        a_round.stand(BUILDING, State.SUBMITTED)
        with pytest.raises(InputFault, match="không nhận nội dung mới"):
            attach(a_round, "van-phong.so-xay-dung")
        a_round.stand(BUILDING, State.SELF_SCORING)
        Window.objects.filter(step="self").update(closes=today() - timedelta(days=1))
        with pytest.raises(NotOpen):
            attach(a_round, "van-phong.so-xay-dung")

    def test_a_leaf_that_is_not_there_gets_no_paper(self, a_round: ARound) -> None:
        with pytest.raises(InputFault, match=r"không có tiêu chí thành phần “9\.9”"):
            attach(a_round, "van-phong.so-xay-dung", leaf="9.9")

    def test_damaged_files_are_found(self, a_round: ARound, scan: Path) -> None:
        row = attach(a_round, "van-phong.so-xay-dung", Paper(title="Kế hoạch", file=scan, file_name="kh.pdf"))
        assert damaged_files() == ()
        here().store.path(row.digest).unlink()
        assert damaged_files() == ("kh.pdf",)

    def test_minutes_of_checks_and_of_decisions_that_are_gone_are_found_too(
        self, a_round: ARound, scan: Path, tmp_path: Path
    ) -> None:
        of, written = a_round.of[BUILDING], {"by": a_round.people["hoi-dong-1"], "at": datetime.now(UTC)}
        other = tmp_path / "kl.pdf"
        other.write_bytes(b"ket luan")
        checked, decided = here().store.put(scan), here().store.put(other)
        SiteCheck.objects.create(
            of=of, day=today(), people="a", findings="b", minutes="c", digest=checked, file_name="kt.pdf", **written
        )
        leaf = {"of": of, "block": a_round.blocks["so"], "leaf": "1.1"}
        raised = Dispute.objects.create(reason="d", **leaf, **written)
        score = StepScore.objects.create(step="council", state="scored", points="1", **leaf, **written)
        DisputeEnd.objects.create(
            dispute=raised, score=score, minutes="e", digest=decided, file_name="kl.pdf", **written
        )
        assert damaged_files() == ()
        for digest in (checked, decided):
            here().store.path(digest).unlink()
        assert damaged_files() == ("kt.pdf", "kl.pdf")


class TestWithdrawing:
    def test_a_withdrawn_paper_counts_no_more_and_stays(self, a_round: ARound) -> None:
        row = attach(a_round, "van-phong.so-xay-dung")
        by = a_round.people["van-phong.so-xay-dung"]
        with pytest.raises(InputFault, match="lý do rút"):
            withdraw_evidence(by=by, evidence=row.pk, reason=" ")
        withdraw_evidence(by=by, evidence=row.pk, reason="nhầm tệp")
        assert Evidence.objects.get().pk == row.pk
        assert sheet_of(a_round.of[BUILDING], a_round.blocks["so"]).papers == {}
        with pytest.raises(InputFault, match="đã được rút"):
            withdraw_evidence(by=by, evidence=row.pk, reason="nữa")
        assert attach(a_round, "van-phong.so-xay-dung").pk != row.pk

    def test_what_a_score_stands_on_alone_is_not_withdrawn(self, a_round: ARound) -> None:
        by, of = a_round.people["van-phong.so-xay-dung"], a_round.of[BUILDING].pk
        row = attach(a_round, "van-phong.so-xay-dung")
        save_score(by=by, of=of, step=Step.SELF, leaf="1.3.1", value={"level": "in_time"}, seen=None)
        with pytest.raises(InputFault, match="chỉ dựa vào tài liệu này"):
            withdraw_evidence(by=by, evidence=row.pk, reason="nhầm")
        attach(a_round, "van-phong.so-xay-dung", Paper(title="Khác", number="13/KH"))
        withdraw_evidence(by=by, evidence=row.pk, reason="nhầm")
        assert EvidenceWithdrawal.objects.count() == 1

    def test_what_was_sent_is_not_withdrawn(self, a_round: ARound) -> None:
        row = attach(a_round, "van-phong.so-xay-dung")
        a_round.stand(BUILDING, State.EXPLAINING)
        with pytest.raises(InputFault, match="không nhận nội dung mới"):
            withdraw_evidence(by=a_round.people["van-phong.so-xay-dung"], evidence=row.pk, reason="nhầm")

    def test_a_stranger_withdraws_nothing(self, a_round: ARound) -> None:
        row = attach(a_round, "van-phong.so-xay-dung")
        with pytest.raises(NotAllowed):
            withdraw_evidence(by=a_round.people["van-phong.so-y-te"], evidence=row.pk, reason="nhầm")
        with pytest.raises(InputFault, match="Không có tài liệu này"):
            withdraw_evidence(by=a_round.people["quan-tri"], evidence=row.pk + 1, reason="nhầm")

    def test_a_file_is_given_out_only_as_a_paper_of_its_unit(self, a_round: ARound, scan: Path) -> None:
        row = attach(a_round, "van-phong.so-xay-dung", Paper(title="Kế hoạch", file=scan, file_name="kh.pdf"))
        assert evidence_file(a_round.of[BUILDING].pk, row.pk) == row
        assert evidence_file(a_round.of[HEALTH].pk, row.pk) is None
        assert evidence_file(a_round.of[BUILDING].pk, attach(a_round, "van-phong.so-xay-dung").pk) is None


class TestExplaining:
    def test_a_request_is_answered_with_words_and_new_papers(self, a_round: ARound) -> None:
        of = a_round.stand(BUILDING, State.FIRST_APPRAISAL)
        ask_explanation(by=a_round.people["tham-dinh"], of=of.pk, leaf="1.1", text="Vì sao hai việc trễ?")
        assert open_requests(of) == ("1.1",)
        assert sheet_of(of, a_round.blocks["so"]).talk["1.1"].asked
        a_round.stand(BUILDING, State.EXPLAINING)
        explain(by=a_round.people["van-phong.so-xay-dung"], of=of.pk, leaf="1.1", text="Do thiên tai")
        attach(a_round, "van-phong.so-xay-dung", step=Step.EXPLANATION, leaf="1.1")
        assert open_requests(of) == ()
        talk = sheet_of(of, a_round.blocks["so"]).talk["1.1"]
        assert (talk.asked, talk.answered, talk.text, talk.by) == (
            True,
            True,
            "Do thiên tai",
            "Người van-phong.so-xay-dung",
        )

    def test_a_request_can_be_taken_back_while_the_appraisal_lasts(self, a_round: ARound) -> None:
        of, by = a_round.stand(BUILDING, State.FIRST_APPRAISAL), a_round.people["tham-dinh"]
        with pytest.raises(InputFault, match="không có đề nghị"):
            withdraw_request(by=by, of=of.pk, leaf="1.1", reason="nhầm mục")
        ask_explanation(by=by, of=of.pk, leaf="1.1", text="Vì sao?")
        withdraw_request(by=by, of=of.pk, leaf="1.1", reason="nhầm mục")
        assert open_requests(of) == ()
        assert not sheet_of(of, a_round.blocks["so"]).talk["1.1"].asked
        assert Remark.objects.count() == 2

    def test_nobody_asks_his_own_office_and_no_unit_asks_itself(self, a_round: ARound) -> None:
        of = a_round.stand(HOME_AFFAIRS, State.FIRST_APPRAISAL)
        for who in ("thuong-truc", "van-phong.so-noi-vu"):
            with pytest.raises(NotAllowed):
                ask_explanation(by=a_round.people[who], of=of.pk, leaf="1.1", text="Vì sao?")

    def test_only_the_unit_explains(self, a_round: ARound) -> None:
        of = a_round.stand(HEALTH, State.EXPLAINING)
        for who in ("tham-dinh", "thuong-truc", "van-phong.so-xay-dung", "nguoi-xem"):
            with pytest.raises(NotAllowed):
                explain(by=a_round.people[who], of=of.pk, leaf="1.1", text="Do thiên tai")
        assert explain(by=a_round.people["cong-chuc.so-y-te"], of=of.pk, leaf="1.1", text="Do thiên tai").pk

    @pytest.mark.parametrize("text", ["", "  ", "x" * 4001])
    def test_an_explanation_has_words_but_not_without_end(self, a_round: ARound, text: str) -> None:
        of = a_round.stand(BUILDING, State.EXPLAINING)
        with pytest.raises(InputFault, match="nội dung giải trình, không quá 4000"):
            explain(by=a_round.people["van-phong.so-xay-dung"], of=of.pk, leaf="1.1", text=text)

    def test_who_works_on_a_leaf_leaves_notes(self, a_round: ARound) -> None:
        of = a_round.of[BUILDING].pk
        row = leave_note(by=a_round.people["van-phong.so-xay-dung"], of=of, step=Step.SELF, leaf="1.1", text="xem lại")
        assert (row.kind, row.step) == ("note", "self")
        with pytest.raises(NotAllowed):
            leave_note(by=a_round.people["tham-dinh"], of=of, step=Step.SELF, leaf="1.1", text="xem lại")

    def test_each_write_leaves_one_audit_row(self, a_round: ARound) -> None:
        of, before = a_round.stand(BUILDING, State.FIRST_APPRAISAL).pk, AuditEvent.objects.count()
        ask_explanation(by=a_round.people["tham-dinh"], of=of, leaf="1.1", text="Vì sao?")
        withdraw_request(by=a_round.people["tham-dinh"], of=of, leaf="1.1", reason="thôi")
        row = attach(a_round, "tham-dinh", step=Step.FIRST)
        withdraw_evidence(by=a_round.people["tham-dinh"], evidence=row.pk, reason="nhầm")
        actions = AuditEvent.objects.order_by("number").values_list("action", flat=True)[before:]
        assert list(actions) == [
            "explanation.asked",
            "explanation.not_asked",
            "evidence.attached",
            "evidence.withdrawn",
        ]
