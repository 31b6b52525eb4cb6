"""A set amended in an open round: what moves, what must be scored again, what stays behind, and that nothing is lost."""

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.apps.rounds.a_round import (
    BUILDING,
    HEALTH,
    HOME_AFFAIRS,
    PERIOD,
    SET_OF_DEPARTMENTS,
    ARound,
    make_round,
    with_extras,
)
from tests.apps.rounds.reorganised import ended

from parindex.assessment.models import Adoption, EnteredValue, Figure
from parindex.assessment.rounds import totals
from parindex.assessment.rounds.amending import amend_block, plan_amendment
from parindex.assessment.rounds.fields import assign_field, fields_of, within
from parindex.assessment.rounds.in_force import of_set_in_force
from parindex.assessment.rounds.matching import proposed_pairs
from parindex.assessment.rounds.models import (
    Evidence,
    EvidenceWithdrawal,
    Remark,
    RoundBlock,
    SiteCheck,
    StepScore,
    StepTotal,
)
from parindex.assessment.rounds.reading import block_in_force, set_of
from parindex.assessment.rounds.scoring import save_score, take_back
from parindex.assessment.rounds.sheet import score_history
from parindex.assessment.rounds.states import State, Step
from parindex.criteria.loading import SetFault, load
from parindex.errors import InputFault
from parindex.organisations.models import AuditEvent
from parindex.organisations.rights import NotAllowed
from parindex.scoring.extras import scored_names

NOW = datetime(2021, 6, 1, tzinfo=UTC)
# 1.1 becomes 1.2 and 1.2 becomes 1.1; 1.3.1 gives 3 points instead of 2; 2.1 is asked no more; 2.3 is new
AMENDED = (
    SET_OF_DEPARTMENTS.replace("id: bo-dot-so-2021", "id: bo-dot-so-2021-sd1")
    .replace('code: "1.1"', 'code: "X"')
    .replace('code: "1.2"', 'code: "1.1"')
    .replace('code: "X"', 'code: "1.2"')
    .replace(
        'max_points: "2"\n            scored_by: unit\n            rule:\n              shape: levels',
        'max_points: "3"\n            scored_by: unit\n            rule:\n              shape: levels',
    )
    .replace('text: đúng hạn, points: "2"}', 'text: đúng hạn, points: "3"}')
    .replace('code: "2.1"\n        name: Sáng kiến', 'code: "2.3"\n        name: Cải cách tài chính công')
    .replace('codes: ["2.1"]', 'codes: ["2.3"]')
    .replace('scale: "12"', 'scale: "13"')
)


@pytest.fixture
def scored(a_round: ARound) -> ARound:
    """Health has scored five leaves, Home Affairs one."""
    head = a_round.people["lanh-dao.so-y-te"]
    of = a_round.of[HEALTH].pk
    values: tuple[tuple[str, dict[str, Any]], ...] = (
        ("1.1", {"numerator": "8", "denominator": "10"}),
        ("1.2", {"count": "1"}),
        ("1.3.1", {"level": "late"}),
    )
    for leaf, value in values:
        note = "theo kế hoạch" if leaf == "1.3.1" else ""
        save_score(by=head, of=of, step=Step.SELF, leaf=leaf, value=value, note=note, seen=None)
    other = a_round.people["lanh-dao.so-noi-vu"]
    others: tuple[tuple[str, dict[str, Any]], ...] = (("2.1", {"met": [True, True]}), ("1.3.1", {"points": "1.5"}))
    for leaf, value in others:
        given: dict[str, Any] = {
            "by": other,
            "of": a_round.of[HOME_AFFAIRS].pk,
            "step": Step.SELF,
            "leaf": leaf,
            "value": value,
        }
        save_score(**given, note="có quyết định", seen=None)
    return a_round


def pairs_of(a_round: ARound, document: str = AMENDED) -> dict[str, str]:
    return proposed_pairs(set_of(a_round.blocks["so"]), load(document, name="sửa"))


def amend(a_round: ARound, **change: Any) -> RoundBlock:
    given: dict[str, Any] = {
        "by": a_round.people["quan-tri"],
        "round": PERIOD,
        "block": "so",
        "document": AMENDED,
        "pairs": pairs_of(a_round),
        "reason": "Quyết định số 2712/QĐ-UBND",
        "seen": 1,
    }
    return amend_block(**(given | change))


def newest(a_round: ARound, unit: str, block: RoundBlock) -> dict[str, StepScore]:
    rows = StepScore.objects.filter(of=a_round.of[unit], block=block, replaced_by__isnull=True)
    return {row.leaf: row for row in rows}


def test_the_pairs_are_proposed_by_name(a_round: ARound) -> None:
    assert pairs_of(a_round) == {"1.1": "1.2", "1.2": "1.1", "1.3.1": "1.3.1", "1.3.2": "1.3.2", "2.2": "2.2"}


def test_scores_move_to_the_new_codes_and_name_the_old_rows(scored: ARound) -> None:
    before = newest(scored, HEALTH, scored.blocks["so"])
    made = amend(scored)
    after = newest(scored, HEALTH, made)
    assert (made.version, made.crosswalk, made.set_id) == (2, pairs_of(scored), "bo-dot-so-2021-sd1")
    assert {leaf: row.carried_id for leaf, row in after.items()} == {
        "1.2": before["1.1"].pk,
        "1.1": before["1.2"].pk,
        "1.3.1": before["1.3.1"].pk,
    }
    assert (after["1.2"].points, after["1.2"].value) == ("3.2", {"numerator": "8", "denominator": "10"})
    assert {(row.by_id, row.at) for row in after.values()} == {(row.by_id, row.at) for row in before.values()}
    assert StepScore.objects.filter(block=scored.blocks["so"]).count() == 5


def test_a_set_is_amended_also_when_a_unit_of_its_block_ended_inside_the_year(scored: ARound) -> None:
    ended(scored, HEALTH, BUILDING)
    assert amend(scored).version == 2
    assert Figure.objects.filter(unit=BUILDING).exclude(definition="0" * 16).exists(), "made for who is there"
    assert set(Figure.objects.filter(unit=HEALTH).values_list("definition", flat=True)) == {"0" * 16}


def test_the_history_of_a_leaf_is_its_own_under_whatever_code(scored: ARound) -> None:
    of, old = scored.of[HEALTH], newest(scored, HEALTH, scored.blocks["so"])
    head = scored.people["lanh-dao.so-y-te"]
    taken_back = take_back(by=head, of=of.pk, step=Step.SELF, leaf="1.2", reason="nhầm", seen=old["1.2"].pk)
    made = amend(scored)
    new = newest(scored, HEALTH, made)
    assert [row.pk for row in score_history(of, made, "1.2")] == [new["1.2"].pk, old["1.1"].pk]
    assert [row.pk for row in score_history(of, made, "1.1")] == [taken_back.pk, old["1.2"].pk]
    assert score_history(of, made, "2.3") == []


def test_the_history_goes_back_over_several_amendments(scored: ARound) -> None:
    """1.1 and 1.2 change places and change back."""
    of, first = scored.of[HEALTH], newest(scored, HEALTH, scored.blocks["so"])
    second = newest(scored, HEALTH, amend(scored))
    document = SET_OF_DEPARTMENTS.replace("id: bo-dot-so-2021", "id: bo-dot-so-2021-sd2")
    pairs = {"1.1": "1.2", "1.2": "1.1"}
    made = amend(scored, document=document, pairs=pairs, seen=2)
    third = newest(scored, HEALTH, made)
    assert [row.pk for row in score_history(of, made, "1.1")] == [third["1.1"].pk, second["1.2"].pk, first["1.1"].pk]
    assert score_history(of, made, "1.3.1") == []


def test_the_new_rule_gives_its_points_for_the_same_value(scored: ARound) -> None:
    document = AMENDED.replace('text: trễ, points: "1"', 'text: trễ, points: "1.5"')
    plan = plan_amendment(round=PERIOD, block="so", document=document, pairs=pairs_of(scored, document))
    (health,) = [unit for unit in plan.units if unit.of.unit_id == HEALTH]
    assert [(one.row.leaf, one.leaf, one.row.points, one.points) for one in health.moved if one.changed] == [
        ("1.3.1", "1.3.1", "1", "1.5")
    ]
    made = amend(scored, document=document)
    assert newest(scored, HEALTH, made)["1.3.1"].points == "1.5"


def test_points_that_a_person_gave_by_the_old_rule_wait_for_a_score(scored: ARound) -> None:
    row = newest(scored, HOME_AFFAIRS, amend(scored))["1.3.1"]
    assert (row.state, row.points, row.value) == ("not_scored", "", None)
    assert row.note == (
        "Cần chấm lại theo bộ tiêu chí sửa đổi: điểm do người chấm cho theo cách chấm cũ. Điểm theo bộ cũ: 1,5. có quyết định"
    )


def test_a_value_that_does_not_fit_the_new_rule_waits_and_says_why(scored: ARound) -> None:
    document = AMENDED.replace("{key: late, text: trễ,", "{key: very_late, text: rất trễ,")
    made = amend(scored, document=document)
    row = newest(scored, HEALTH, made)["1.3.1"]
    assert (row.state, row.value) == ("not_scored", None)
    assert "không có mức “late”" in row.note
    assert row.carried is not None
    assert row.carried.value == {"level": "late"}


def test_what_has_no_new_code_stays_with_the_version_before_and_is_listed(scored: ARound) -> None:
    plan = plan_amendment(round=PERIOD, block="so", document=AMENDED, pairs=pairs_of(scored))
    assert {one.of.unit_id: one.left_codes for one in plan.units if one.left} == {HOME_AFFAIRS: ["2.1"]}
    assert {one.of.unit_id: one.refit_codes for one in plan.units if one.refit_codes} == {HOME_AFFAIRS: ["1.3.1"]}
    assert [leaf.code for leaf in plan.new] == ["2.3"]
    assert [leaf.code for leaf in plan.gone] == ["2.1"]
    made = amend(scored)
    assert "2.1" not in newest(scored, HOME_AFFAIRS, made)
    assert newest(scored, HOME_AFFAIRS, scored.blocks["so"])["2.1"].points == "1"
    payload = AuditEvent.objects.latest("number").payload
    assert (payload["left"], payload["to_score_again"]) == ({HOME_AFFAIRS: ["2.1"]}, {HOME_AFFAIRS: ["1.3.1"]})


def test_a_person_may_confirm_other_pairs_than_those_proposed(scored: ARound) -> None:
    pairs = pairs_of(scored)
    del pairs["1.2"]
    made = amend(scored, pairs=pairs | {"2.1": "2.3"})
    assert set(newest(scored, HEALTH, made)) == {"1.2", "1.3.1"}
    assert newest(scored, HOME_AFFAIRS, made)["2.3"].points == "1"


def test_sums_equal_a_full_recount_and_cover_every_unit(scored: ARound) -> None:
    made = amend(scored)
    for unit in (HEALTH, HOME_AFFAIRS):
        of = scored.of[unit]
        kept = totals.kept_totals((of.pk,))[of.pk]
        assert kept == totals.counted(set_of(made), unit, totals.stands_of(of, made))
    assert StepTotal.objects.get(of=scored.of[HEALTH], step="self").points == "5.2"
    assert StepTotal.objects.get(of=scored.of[HEALTH], step="self").max_points == "12"


def test_every_unit_of_the_block_adopts_the_new_set_and_others_do_not(scored: ARound) -> None:
    amend(scored)
    adopted = {one.unit_id: (one.version, one.set_id) for one in Adoption.objects.order_by("version")}
    assert adopted == {
        "so-noi-vu": (2, "bo-dot-so-2021-sd1"),
        "so-y-te": (2, "bo-dot-so-2021-sd1"),
        "so-xay-dung": (2, "bo-dot-so-2021-sd1"),
        "xa-a": (1, "bo-dot-xa-2021"),
    }


def paper(a_round: ARound, leaf: str, title: str) -> Evidence:
    return Evidence.objects.create(
        of=a_round.of[HEALTH],
        block=a_round.blocks["so"],
        leaf=leaf,
        step="self",
        kind="document",
        title=title,
        number="12/KH",
        page="3",
        by=a_round.people["lanh-dao.so-y-te"],
        at=NOW,
    )


def test_papers_follow_their_leaves_and_count_once(scored: ARound) -> None:
    kept, lost = paper(scored, "1.2", "Sổ báo cáo"), paper(scored, "2.1", "Quyết định sáng kiến")
    made = amend(scored)
    standing = Evidence.objects.filter(withdrawal__isnull=True)
    assert [(one.leaf, one.title, one.carried_id, one.block_id, one.page) for one in standing] == [
        ("1.1", "Sổ báo cáo", kept.pk, made.pk, "3")
    ]
    reasons = {one.evidence_id: one.reason for one in EvidenceWithdrawal.objects.all()}
    assert reasons == {
        kept.pk: "Chuyển sang mục 1.1 của bộ bo-dot-so-2021-sd1.",
        lost.pk: "Bộ tiêu chí sửa đổi không còn mục này.",
    }


def test_remarks_and_checks_follow_too_and_those_of_the_old_codes_speak_no_more(scored: ARound) -> None:
    of, by = scored.of[HEALTH], scored.people["tham-dinh"]
    for leaf, text in (("1.1", "Vì sao trễ?"), ("2.1", "Quyết định nào?")):
        now = datetime.now(UTC)
        Remark.objects.create(of=of, leaf=leaf, step="first", kind="request", text=text, by=by, at=now)
    for leaf in ("", "1.2"):
        facts = {"day": NOW.date(), "people": "Đoàn", "findings": "Đúng", "minutes": "Biên bản"}
        SiteCheck.objects.create(of=of, leaf=leaf, **facts, by=by, at=datetime.now(UTC))
    made = amend(scored)
    standing = list(of_set_in_force(Remark.objects.filter(of=of)))
    assert [(one.leaf, one.by_id, one.kind) for one in standing] == [("1.2", by.pk, "request")]
    assert standing[0].text.startswith("Chuyển từ mục 1.1 của bộ bo-dot-so-2021. Vì sao trễ? (Ghi ngày ")
    assert list(of_set_in_force(Remark.objects.filter(of=of), made)) == standing
    assert sorted(one.leaf for one in of_set_in_force(SiteCheck.objects.filter(of=of))) == ["", "1.1"]
    assert (Remark.objects.count(), SiteCheck.objects.count()) == (3, 3)


def test_without_an_amendment_every_remark_speaks_of_the_set_in_force(a_round: ARound) -> None:
    of, by = a_round.of[HEALTH], a_round.people["tham-dinh"]
    row = Remark.objects.create(
        of=of, leaf="1.1", step="first", kind="note", text="Đã xem", by=by, at=datetime.now(UTC)
    )
    assert list(of_set_in_force(Remark.objects.all())) == [row]


def test_judgements_follow_where_they_fit(scored: ARound) -> None:
    by = scored.people["lanh-dao.so-y-te"]
    for leaf, value in (("1.3.1", {"level": "late"}), ("2.1", {"met": [True, False]})):
        EnteredValue.objects.create(
            unit_id=HEALTH,
            period=PERIOD,
            set_id="bo-dot-so-2021",
            leaf=leaf,
            value=value,
            evidence="KH 1",
            by=by,
            at=NOW,
        )
    amend(scored)
    rows = EnteredValue.objects.filter(set_id="bo-dot-so-2021-sd1")
    assert [(one.leaf, one.value, one.by_id) for one in rows] == [("1.3.1", {"level": "late"}, by.pk)]


def test_the_fields_of_appraisers_follow_their_leaves(scored: ARound) -> None:
    admin = scored.people["quan-tri"]
    for who, code in (("tham-dinh", "1.1"), ("thuong-truc", "1"), ("tham-dinh-y-te", "2.1")):
        assign_field(by=admin, round=PERIOD, block="so", code=code, appraiser=who)
    after = set_of(amend(scored))

    def appraises(who: str) -> list[str]:
        fields = fields_of(PERIOD, "so", scored.people[who].pk)
        return [code for code in after.by_code if within(after, fields, code)]

    assert appraises("tham-dinh") == ["1.2"]
    assert sorted(appraises("thuong-truc")) == ["1.1", "1.2", "1.3.1", "1.3.2"]
    assert appraises("tham-dinh-y-te") == []


def test_a_line_of_bonus_points_stays_with_its_appraiser_and_one_that_is_gone_gives_him_nothing_else(
    admin: Any,
) -> None:
    a_round = make_round(admin, document=with_extras())
    for who, code in (("tham-dinh", "T1"), ("thuong-truc", "P1")):
        assign_field(by=admin, round=PERIOD, block="so", code=code, appraiser=who)
    document = with_extras(AMENDED).replace("{code: P1, name: Chậm báo cáo,", "{code: P2, name: Sai số liệu,")
    after = set_of(amend(a_round, document=document, pairs=pairs_of(a_round, document)))

    def appraises(who: str) -> list[str]:
        fields = fields_of(PERIOD, "so", a_round.people[who].pk)
        return [code for code in scored_names(after) if within(after, fields, code)]

    assert appraises("tham-dinh") == ["T1"]
    assert appraises("thuong-truc") == []


def test_amending_again_starts_from_the_version_in_force(scored: ARound) -> None:
    first = amend(scored)
    again = AMENDED.replace("-sd1", "-sd2").replace('scale: "13"', 'scale: "14"')
    again = again.replace(
        'name: Cải cách tài chính công\n        max_points: "1"',
        'name: Cải cách tài chính công\n        max_points: "2"',
    )
    again = again.replace('được công nhận], points: "1"', 'được công nhận], points: "2"')
    pairs = proposed_pairs(set_of(first), load(again, name="lần hai"))
    second = amend(scored, document=again, pairs=pairs, seen=2)
    assert (second.version, block_in_force(PERIOD, "so").pk) == (3, second.pk)
    row = newest(scored, HEALTH, second)["1.2"]
    assert (row.points, row.carried.block_id if row.carried else None) == ("3.2", first.pk)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": " "}, "căn cứ hoặc lý do"),
        ({"seen": 2}, "vừa được sửa lần nữa"),
        ({"block": "la"}, "không có khối"),
        ({"document": SET_OF_DEPARTMENTS}, "đúng là bộ đang dùng"),
        ({"document": AMENDED.replace("-sd1", "")}, "phải có mã (id) khác"),
        ({"pairs": {"9.9": "1.1"}}, "không có mã “9.9”"),
        ({"pairs": {"1.1": "9.9"}}, "không có mã “9.9” để nhận mục 1.1"),
        ({"pairs": {"1.1": "1.1", "1.2": "1.1"}}, "cùng chuyển sang 1.1"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(scored: ARound, change: dict[str, Any], words: str) -> None:
    rows, events = StepScore.objects.count(), AuditEvent.objects.count()
    with pytest.raises(InputFault, match=words.replace("(", r"\(").replace(")", r"\)")):
        amend(scored, **change)
    assert (StepScore.objects.count(), AuditEvent.objects.count()) == (rows, events)
    assert RoundBlock.objects.filter(code="so").count() == 1


def test_a_set_with_problems_is_refused(scored: ARound) -> None:
    with pytest.raises(SetFault, match="khác thang điểm"):
        amend(scored, document=AMENDED.replace('scale: "13"', 'scale: "14"'))


@pytest.mark.parametrize("state", [State.FINAL, State.ANNOUNCED])
def test_once_a_result_is_final_the_set_stays(scored: ARound, state: State) -> None:
    scored.stand(HOME_AFFAIRS, state)
    with pytest.raises(InputFault, match="chỉ sửa được khi chưa chốt"):
        amend(scored)


def test_amending_leaves_one_audit_row(scored: ARound) -> None:
    before = AuditEvent.objects.count()
    amend(scored)
    assert AuditEvent.objects.count() == before + 1
    newest_row = AuditEvent.objects.latest("number")
    assert (newest_row.action, newest_row.subject) == ("round.set_amended", "2021: so 2")


@pytest.mark.parametrize("who", ["nguoi-xem", "tham-dinh", "hoi-dong-1", "lanh-dao.so-y-te", "van-phong.so-y-te"])
def test_only_who_runs_the_round_and_chooses_sets_may(scored: ARound, who: str) -> None:
    with pytest.raises(NotAllowed):
        amend(scored, by=scored.people[who])
    assert RoundBlock.objects.filter(code="so").count() == 1


BONUS = 'bonus: {max: "1", lines: [{code: T1, name: Bằng khen, points: "1"}]}\nareas:'


def test_bonus_lines_follow_by_code_and_name(admin: Any) -> None:
    a_round = make_round(admin, document=SET_OF_DEPARTMENTS.replace("areas:", BONUS))
    head, of = a_round.people["lanh-dao.so-y-te"], a_round.of[HEALTH].pk
    save_score(by=head, of=of, step=Step.SELF, leaf="T1", value={"met": [True]}, note="QĐ 5", seen=None)
    document = AMENDED.replace("areas:", BONUS)
    made = amend(a_round, document=document, pairs=pairs_of(a_round, document))
    assert newest(a_round, HEALTH, made)["T1"].points == "1"
    assert StepTotal.objects.get(of=of, step="self").points == "1"
