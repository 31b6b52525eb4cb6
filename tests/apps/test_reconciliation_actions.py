"""Decisions on two sources: who may take them, what they leave behind, and when they stop counting."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from two_sources import ASKED, BROKEN, LEFT, RIGHT

from parindex.assessment import reconciliation_actions, reconciling
from parindex.assessment.models import CauseDecision, CodeMatch, Figure, SentDifference, SentList
from parindex.assessment.reconciliation_actions import (
    Overtaken,
    decide,
    mark_sent,
    match_codes,
    withdraw_decisions,
)
from parindex.assessment.reconciliation_said import decided_of, said
from parindex.assessment.reconciling import comparison
from parindex.errors import InputFault
from parindex.ledger.actions import import_file, own_source, undo_batch
from parindex.ledger.models import Batch
from parindex.measures.reconciliation.counting import Counting
from parindex.organisations import audit
from parindex.organisations.calendar_actions import save_closure
from parindex.organisations.models import AuditEvent, Membership, User
from parindex.organisations.rights import NotAllowed
from parindex.organisations.roles import ROLE_RIGHTS, Right, Role

pytestmark = [pytest.mark.usefixtures("two_sources"), pytest.mark.dear(3)]
MODELS = (CauseDecision, CodeMatch, SentList, SentDifference, AuditEvent)
EXCUSED = {
    "keys": ["H-1"],
    "cause": "C01",
    "verdict": "excused",
    "document": "Công văn số 12/TTHCC ngày 05/01/2022",
    "note": "Đã đối chiếu giấy tờ",
}
SENT = {"keys": ["H-1", "H-2"], "letter": "15/SLĐTBXH-VP", "letter_day": date(2022, 1, 4)}
SAME = {"pairs": [BROKEN], "verdict": "same", "reason": "Chữ O thay số 0"}
ORDERS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "mark_sent": (mark_sent, SENT),
    "decide": (decide, EXCUSED),
    "withdraw_decisions": (withdraw_decisions, {"keys": ["H-1"], "reason": "Nhầm hồ sơ"}),
    "match_codes": (match_codes, SAME),
}


def counts() -> list[int]:
    return [model.objects.count() for model in MODELS]


def closed(by: User, day: date) -> None:
    """The office is closed on a day, and deadlines stand still."""
    save_closure(by=by, first=day, last=day, reason="Bão", document="QĐ 1", clock_stopped=True)


def state(key: str) -> str:
    return comparison(ASKED).settled[key].state


@pytest.fixture
def owner(make_person: Callable[[Role, str], User]) -> User:
    """Who decides for the province's software."""
    return make_person(Role.APPRAISER, "tinh")


@pytest.mark.parametrize("name", ORDERS)
def test_an_action_takes_keywords_only_in_somebodys_name(name: str) -> None:
    parameters = inspect.signature(ORDERS[name][0]).parameters
    assert all(one.kind is inspect.Parameter.KEYWORD_ONLY for one in parameters.values())
    assert next(iter(parameters)) == "by"
    assert {*ORDERS, "withdraw_sent"} == set(reconciliation_actions.__all__)


def test_each_action_leaves_one_audit_row_in_an_unbroken_chain(admin: User) -> None:
    for action, order in ORDERS.values():
        before = AuditEvent.objects.count()
        action(by=admin, asked=ASKED, **order)
        assert AuditEvent.objects.count() == before + 1
    assert [event.action for event in AuditEvent.objects.order_by("-number")[:4]] == [
        "codes.matched",
        "difference.undecided",
        "difference.decided",
        "differences.sent",
    ]
    assert audit.first_broken_row() is None


def test_only_the_owner_of_the_source_decides_and_never_who_gains(
    admin: User, make_person: Callable[[Role, str], User]
) -> None:
    for unit in ("tinh", "so", "phong-a", "so-khac"):
        for role in Role:
            person, before = make_person(role, unit), counts()
            may = unit == "tinh" and Right.SETTLE in ROLE_RIGHTS[role]
            for action, order in (
                (decide, EXCUSED),
                (withdraw_decisions, {"keys": ["H-1"], "reason": "Nhầm hồ sơ"}),
            ):
                if may:
                    assert action(by=person, asked=ASKED, **order) == 1, (unit, role)
                    continue
                with pytest.raises(NotAllowed):
                    action(by=person, asked=ASKED, **order)
            assert may == (counts()[0] == before[0] + 2), (unit, role)
            assert may == (AuditEvent.objects.filter(by=person.username).count() == 2), (unit, role)


def test_lists_are_sent_and_codes_confirmed_for_the_unit(people: dict[Role, User]) -> None:
    for role, person in people.items():
        rights = ROLE_RIGHTS[role]
        for action, order, may in (
            (mark_sent, SENT | {"letter": f"{role}/SLĐTBXH-VP"}, Right.ENTER in rights),
            (
                match_codes,
                SAME | {"reason": f"{role}"},
                bool(rights & {Right.ENTER, Right.SETTLE}),
            ),  # its own source too
        ):
            before = counts()
            if not may:
                with pytest.raises(NotAllowed):
                    action(by=person, asked=ASKED, **order)
            else:
                action(by=person, asked=ASKED, **order)
                if action is match_codes:
                    match_codes(by=person, asked=ASKED, **(SAME | {"verdict": "withdrawn"}))
            assert may == (counts() != before), (role, action)


def test_the_owner_of_a_source_may_confirm_a_code_too(owner: User) -> None:
    assert match_codes(by=owner, asked=ASKED, **SAME) == 1


def test_who_also_sits_in_the_gaining_office_does_not_decide(
    admin: User, make_person: Callable[[Role, str], User]
) -> None:
    person = make_person(Role.APPRAISER, "tinh")
    Membership.objects.create(user=person, unit_id="phong-b", role=Role.VIEWER, valid_from=date(2020, 1, 1))
    with pytest.raises(NotAllowed, match="được lợi"):
        decide(by=person, asked=ASKED, **EXCUSED)


def test_only_a_decision_that_excuses_changes_a_rate_and_both_rates_stand_side_by_side(
    owner: User, admin: User
) -> None:
    def rates() -> dict[str, Any]:
        return {rate.name: (rate.before, rate.after) for rate in comparison(ASKED).rates[1].rates}

    untouched = ((2, 5), (2, 5))
    assert rates()["rate_received"] == untouched
    match_codes(by=owner, asked=ASKED, **SAME)
    mark_sent(by=admin, asked=ASKED, **SENT)
    decide(by=owner, asked=ASKED, keys=["H-2"], cause="C02", verdict="not_excused", document="CV 1")
    decide(by=owner, asked=ASKED, keys=["H-1"], cause="C01", verdict="disputed", note="Chưa có bản gốc")
    assert rates()["rate_received"] == untouched
    decide(by=owner, asked=ASKED, **EXCUSED)
    assert rates()["rate_received"] == ((2, 5), (3, 5))
    side = comparison(ASKED).rates[1]
    assert (side.counts["overdue"], side.counts_after["overdue"], side.counts_after["early"]) == (1, 0, 3)
    assert "1 sai lệch" in side.policy_after
    withdraw_decisions(by=owner, asked=ASKED, keys=["H-1"], reason="Nhầm hồ sơ")
    assert rates()["rate_received"] == untouched


def test_the_rows_and_the_figures_stay_as_they_were_imported(owner: User) -> None:
    before = (list(Batch.objects.values()), list(Figure.objects.values()))
    decide(by=owner, asked=ASKED, **EXCUSED)
    assert (list(Batch.objects.values()), list(Figure.objects.values())) == before


def test_a_decision_goes_stale_when_a_row_changes_and_counts_again_when_it_is_taken_anew(
    owner: User, bring_dossiers: Any
) -> None:
    decide(by=owner, asked=ASKED, **EXCUSED)
    assert state("H-1") == "agreed"
    bring_dossiers("mot_cua", RIGHT[0].replace("08/03/2021 17:00", "09/03/2021 17:00"))
    compared = comparison(ASKED)
    assert (state("H-1"), compared.excused) == ("stale", frozenset())
    assert compared.settled["H-1"].decision is not None
    assert compared.rates[1].counts == compared.rates[1].counts_after
    assert decide(by=owner, asked=ASKED, **EXCUSED) == 1
    assert state("H-1") == "agreed"
    assert [one.verdict for one in comparison(ASKED).settled["H-1"].history] == ["excused", "excused"]


def test_rows_of_other_dossiers_and_remarks_leave_a_decision_as_it_is(owner: User, bring_dossiers: Any) -> None:
    decide(by=owner, asked=ASKED, **EXCUSED)
    bring_dossiers("mot_cua", RIGHT[1].replace("10/03/2021", "11/03/2021"))
    assert state("H-1") == "agreed"


def test_a_decision_holds_whichever_source_stands_left(owner: User) -> None:
    decide(by=owner, asked=ASKED, **EXCUSED)
    turned = comparison(replace(ASKED, left="mot_cua", right="so"))
    assert turned.excused == {"H-1"}
    assert (turned.rates[0].counts_after["early"], turned.rates[1].excused) == (3, 0)


def test_what_the_units_own_list_has_late_is_another_sources_matter(owner: User, bring_dossiers: Any) -> None:
    bring_dossiers("so", LEFT[3].replace("H-4", "H-6"))
    bring_dossiers("mot_cua", LEFT[0].replace("H-1", "H-6"))
    with pytest.raises(InputFault, match="hai nguồn khác nhau"):
        decide(by=owner, asked=ASKED, **(EXCUSED | {"keys": ["H-1", "H-6"]}))
    assert decide(by=owner, asked=ASKED, **(EXCUSED | {"keys": ["H-6"]})) == 1
    assert CauseDecision.objects.get().unit_id == "so"
    left, right = comparison(ASKED).rates
    assert (left.excused, right.excused) == (1, 0)
    assert (left.counts["late"], left.counts_after["late"]) == (2, 1)
    assert right.counts == right.counts_after


def test_many_differences_are_decided_with_one_document_and_one_audit_row(owner: User) -> None:
    before = AuditEvent.objects.count()
    assert decide(by=owner, asked=ASKED, **(EXCUSED | {"keys": ["H-1", "H-2"], "cause": "C02"})) == 2
    assert AuditEvent.objects.count() == before + 1
    assert AuditEvent.objects.latest("number").payload["keys"] == ["H-1", "H-2"]
    assert {one.cause for one in CauseDecision.objects.all()} == {"C02"}
    assert list(CauseDecision.objects.values_list("proposed", flat=True)) == ["C01", "C02"]
    assert decide(by=owner, asked=ASKED, **(EXCUSED | {"keys": ["H-1", "H-2"], "cause": "C02"})) == 0
    assert AuditEvent.objects.count() == before + 1


def test_of_two_decisions_on_one_row_both_are_kept_and_the_last_counts(owner: User, admin: User) -> None:
    decide(by=owner, asked=ASKED, **EXCUSED)
    decide(by=admin, asked=ASKED, **(EXCUSED | {"verdict": "not_excused"}))
    settled = comparison(ASKED).settled["H-1"]
    assert [one.verdict for one in settled.history] == ["excused", "not_excused"]
    assert settled.decision is settled.history[-1]
    assert comparison(ASKED).excused == frozenset()


def test_who_did_not_see_the_newest_decision_is_told_of_it(owner: User, admin: User) -> None:
    shown = comparison(ASKED).newest
    decide(by=owner, asked=ASKED, **EXCUSED, seen=shown)
    with pytest.raises(Overtaken, match=r"H-1.*Không tính trễ hạn"):
        decide(by=admin, asked=ASKED, **(EXCUSED | {"verdict": "not_excused"}), seen=shown)
    with pytest.raises(Overtaken):
        withdraw_decisions(by=admin, asked=ASKED, keys=["H-1"], reason="Nhầm", seen=shown)
    assert decide(by=admin, asked=ASKED, **(EXCUSED | {"keys": ["H-2"]}), seen=shown) == 1
    assert decide(by=admin, asked=ASKED, **(EXCUSED | {"verdict": "not_excused"}), seen=comparison(ASKED).newest) == 1


def test_rows_that_land_while_somebody_decides_refuse_the_decision(
    owner: User, bring_dossiers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = comparison(ASKED)
    bring_dossiers("mot_cua", LEFT[0])
    monkeypatch.setattr(reconciliation_actions, "_now", lambda asked: old)
    with pytest.raises(Overtaken, match="số liệu mới"):
        decide(by=owner, asked=ASKED, **EXCUSED)
    assert not CauseDecision.objects.exists()


def test_rows_that_land_in_a_register_that_is_not_compared_refuse_nothing_and_are_not_waited_for(
    owner: User, bring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    reconciling._computed.cache_clear()
    old = comparison(ASKED)
    bring(("NV-1", "30/06/2021", "29/06/2021"))
    assert comparison(ASKED).found is old.found
    monkeypatch.setattr(reconciliation_actions, "_now", lambda asked: old)
    assert decide(by=owner, asked=ASKED, **EXCUSED) == 1


def test_a_decision_for_the_one_source_does_not_excuse_the_row_when_the_other_has_it_late(
    admin: User, make_person: Callable[[Role, str], User], bring_dossiers: Any
) -> None:
    """Up to the earlier day the unit's own list had it late; up to the end of the year the software has it overdue."""
    own_source(by=admin, register="dossiers", source="so", owner="so-khac", unit="so")
    neighbour = make_person(Role.APPRAISER, "so-khac")
    bring_dossiers("so", LEFT[3].replace("H-4", "H-7"))
    bring_dossiers("mot_cua", RIGHT[0].replace("H-1", "H-7").replace("08/03/2021 17:00", "22/03/2021 17:00"))
    early = replace(ASKED, as_of=date(2021, 3, 15))
    assert comparison(early).strict(comparison(early).by_key["H-7"]).source == "so"
    decide(by=neighbour, asked=early, **(EXCUSED | {"keys": ["H-7"]}))
    assert comparison(early).excused == {"H-7"}
    compared = comparison(ASKED)
    assert compared.strict(compared.by_key["H-7"]).source == "mot_cua"
    assert (compared.settled["H-7"].state, compared.excused) == ("stale", frozenset())
    own_source(by=admin, register="dossiers", source="so", owner="tinh", unit="so")
    decide(by=admin, asked=early, **(EXCUSED | {"keys": ["H-7"]}))  # one owner of both: still not the same source
    assert (comparison(ASKED).settled["H-7"].state, comparison(ASKED).excused) == ("stale", frozenset())


def test_a_decision_goes_stale_when_the_source_has_another_owner(owner: User, admin: User) -> None:
    decide(by=owner, asked=ASKED, **EXCUSED)
    own_source(by=admin, register="dossiers", source="mot_cua", owner="so-khac", unit="so")
    settled = comparison(ASKED).settled["H-1"]
    assert (settled.state, settled.changed) == ("stale", "Chủ nguồn đã đổi sau khi quyết định")


def test_nothing_is_decided_or_sent_of_a_day_to_come(admin: User) -> None:
    before = counts()
    for action, order in ORDERS.values():
        with pytest.raises(InputFault, match="Chưa đến ngày 01/01/2999"):
            action(by=admin, asked=replace(ASKED, as_of=date(2999, 1, 1)), **order)
    assert counts() == before


def test_a_decision_goes_stale_when_what_the_row_is_judged_by_changes_and_holds_again_when_that_is_undone(
    admin: User, owner: User, bring_dossiers: Any, tmp_path: Path
) -> None:
    def bring_log(register: str, text: str, source: str = "so") -> int:
        path = tmp_path / f"{register}.csv"
        path.write_text(text + "\n", encoding="utf-8")
        report = import_file(by=admin, register=register, path=path, source=source, unit="so")
        assert not report.errors
        assert report.batch is not None
        return report.batch

    pauses = (
        "Mã hồ sơ;Lý do tạm dừng;Lần thứ;Từ;Đến;Ghi nhận ở đâu;Số phiếu, văn bản\n"
        "{};Chờ bổ sung hồ sơ;1;02/03/2021 08:00;{}/03/2021 08:00;Trên giấy;Phiếu 1"
    )
    steps = (
        "Mã hồ sơ;Bước số;Tên bước;Loại bước;Bắt đầu;Hạn của bước;Kết thúc\n"
        "H-1;1;Thẩm định;Giải quyết;01/03/2021 08:00;03/03/2021 17:00;04/03/2021 10:00"
    )
    decide(by=owner, asked=ASKED, **EXCUSED)
    bring_log("dossier_pauses", pauses.format("H-3", 31))  # another dossier's
    assert state("H-1") == "agreed"
    number = bring_log("dossier_pauses", pauses.format("H-1", "05"))
    assert state("H-1") == "stale"
    undo_batch(by=admin, number=number)
    assert state("H-1") == "agreed"
    undo_batch(by=admin, number=bring_log("dossier_steps", steps, "mot_cua"))
    limits = (
        "Mã TTHC;Tên TTHC;Lĩnh vực;Thời hạn giải quyết (ngày làm việc);Mức độ dịch vụ công trực tuyến;Qua bưu chính công ích\n"
        "{};{};Lao động;{};Mức độ 4;Có"
    )
    bring_log("procedures", limits.format("1.002", "Việc khác", 7))
    assert state("H-1") == "agreed"
    bring_log("procedures", limits.format("1.001", "Một việc", 3))
    assert state("H-1") == "stale"
    decide(by=owner, asked=ASKED, **EXCUSED)
    bring_log("procedures", limits.format("1.001", "Một việc gọi khác", 3))
    assert state("H-1") == "agreed"
    bring_log("dossier_steps", steps, "mot_cua")
    assert state("H-1") == "stale"


def test_a_decision_goes_stale_when_a_source_counts_another_way_but_not_in_a_trial(owner: User, admin: User) -> None:
    decide(by=owner, asked=ASKED, **EXCUSED)
    assert comparison(replace(ASKED, right_counting=Counting(end="returned"))).excused == {"H-1"}
    changed = {"owner": "tinh", "counting": {"end": "returned"}}
    own_source(by=admin, register="dossiers", source="mot_cua", unit="so", **changed)
    assert state("H-1") == "stale"


def test_a_decision_goes_stale_when_the_office_was_closed_on_a_day_of_the_row(owner: User, admin: User) -> None:
    decide(by=owner, asked=ASKED, **EXCUSED)
    closed(admin, date(2021, 4, 20))  # after all that the rows tell of
    assert state("H-1") == "agreed"
    closed(admin, date(2021, 3, 3))
    assert state("H-1") == "stale"


def test_a_decision_on_a_row_of_one_source_is_shown_and_looked_at_again_when_the_other_brings_it(
    owner: User, admin: User, bring_dossiers: Any
) -> None:
    bring_dossiers("mot_cua", RIGHT[3].replace("H-4", "H-9"))
    decide(by=owner, asked=ASKED, **(EXCUSED | {"keys": ["H-9"]}))
    mark_sent(by=admin, asked=ASKED, **(SENT | {"keys": ["H-9"]}))
    seen = comparison(ASKED).newest
    assert comparison(ASKED).settled["H-9"].state == "agreed"
    bring_dossiers("so", LEFT[0].replace("H-1", "H-9"))
    settled = comparison(ASKED).settled["H-9"]
    assert (settled.state, [one.verdict for one in settled.history], len(settled.sent)) == ("stale", ["excused"], 1)
    with pytest.raises(Overtaken, match="H-9"):
        decide(by=owner, asked=ASKED, **(EXCUSED | {"keys": ["H-9"]}), seen=seen - 1)
    assert decide(by=owner, asked=ASKED, **(EXCUSED | {"keys": ["H-9"]}), seen=seen) == 1
    assert state("H-9") == "agreed"


def test_what_was_said_is_read_with_as_few_queries_however_much_it_is(owner: User, admin: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            said(ASKED)
        return len(seen)

    mark_sent(by=admin, asked=ASKED, **SENT)
    decide(by=owner, asked=ASKED, **EXCUSED)
    few = queries()
    decide(by=admin, asked=ASKED, **(EXCUSED | {"keys": ["H-1", "H-2"]}))
    mark_sent(by=admin, asked=ASKED, **(SENT | {"letter": "16/SLĐTBXH-VP"}))
    assert queries() == few <= 5


def test_a_decision_reads_the_decisions_on_its_own_rows_only(owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    decide(by=owner, asked=ASKED, **(EXCUSED | {"keys": ["H-2"]}))
    read: list[dict[Any, Any]] = []

    def kept(asked: Any, pairs: Any) -> Any:
        told = decided_of(asked, pairs)
        read.append(dict(told.decisions))
        return told

    monkeypatch.setattr(reconciliation_actions, "decided_of", kept)
    decide(by=owner, asked=ASKED, **EXCUSED)
    decide(by=owner, asked=ASKED, **EXCUSED)
    assert [list(one) for one in read] == [[], [("H-1", "H-1")]]


def test_a_sent_difference_shows_with_its_letter_until_it_is_decided(admin: User, owner: User) -> None:
    assert state("H-1") == "open"
    sent = mark_sent(by=admin, asked=ASKED, **SENT)
    assert mark_sent(by=admin, asked=ASKED, **SENT) == sent
    assert (state("H-1"), state("H-2")) == ("sent", "sent")
    (one,) = comparison(ASKED).settled["H-1"].sent
    assert (one.letter, one.day, one.cause, one.addressee) == ("15/SLĐTBXH-VP", date(2022, 1, 4), "C01", "Đơn vị tinh")
    decide(by=owner, asked=ASKED, keys=["H-1"], cause="C01", verdict="disputed", note="Chưa có bản gốc")
    assert (state("H-1"), state("H-2")) == ("disputed", "sent")


FAULTY: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("decide", {"keys": []}, "từ 1 đến"),
    ("decide", {"keys": ["H-3"]}, "H-3"),
    ("decide", {"keys": ["H-4"]}, "H-4"),
    ("decide", {"cause": "C99"}, "C99"),
    ("decide", {"cause": "C19"}, "không thể quyết định"),
    ("decide", {"verdict": "withdrawn"}, "withdrawn"),
    ("decide", {"verdict": "khac"}, "khac"),
    ("decide", {"document": "  "}, "văn bản làm căn cứ"),
    ("decide", {"document": "x" * 1001}, "1000 ký tự"),
    ("decide", {"verdict": "disputed", "note": ""}, "tranh chấp"),
    ("withdraw_decisions", {}, "không có quyết định"),
    ("mark_sent", {"letter": ""}, "công văn"),
    ("mark_sent", {"letter_day": date(2999, 1, 1)}, "01/01/2999 chưa đến"),
    ("mark_sent", {"keys": ["H-1", "H-9"]}, "H-9"),
    ("match_codes", {"verdict": "khac"}, "khac"),
    ("match_codes", {"verdict": "withdrawn"}, "chưa có kết luận"),
    ("match_codes", {"reason": " "}, "lý do"),
    ("match_codes", {"pairs": [("H-1", BROKEN[1])]}, "H-1"),
    ("match_codes", {"pairs": [(BROKEN[0], "H-1")], "by_hand": True}, "H-1"),
    ("match_codes", {"pairs": []}, "từ 1 đến"),
    ("match_codes", {"pairs": [BROKEN, ("H-1", "H-1")]}, "H-1"),
    ("decide", {"cause": "C02", "note": " "}, "nguyên nhân khác với nguyên nhân được đề nghị"),
)


def test_a_faulty_order_is_the_inputs_fault_and_changes_nothing(admin: User) -> None:
    before = counts()
    for name, change, words in FAULTY:
        action, order = ORDERS[name]
        with pytest.raises(InputFault, match=words):
            action(by=admin, asked=ASKED, **(order | change))
        assert counts() == before, (name, change)


def test_a_source_without_an_owner_is_decided_by_nobody(admin: User, bring_dossiers: Any) -> None:
    bring_dossiers("khac", RIGHT[0])
    with pytest.raises(InputFault, match="chưa ghi chủ nguồn"):
        decide(by=admin, asked=replace(ASKED, right="khac"), **EXCUSED)
    own_source(by=admin, register="dossiers", source="khac", owner="tinh", unit="so")
    assert decide(by=admin, asked=replace(ASKED, right="khac"), **EXCUSED) == 1


def test_a_trial_of_another_counting_decides_nothing_of_its_own(owner: User) -> None:
    trial = replace(ASKED, right_counting=Counting(end="returned"))
    assert decide(by=owner, asked=trial, **EXCUSED) == 1
    assert comparison(ASKED).excused == {"H-1"}


def test_the_database_itself_refuses_a_decision_without_its_paper(admin: User) -> None:
    decide(by=admin, asked=ASKED, **EXCUSED)
    row = CauseDecision.objects.values().get()
    for change in (
        {"document": ""},
        {"cause": ""},
        {"verdict": "disputed", "note": ""},
        {"verdict": "withdrawn", "note": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            CauseDecision.objects.create(**(row | {"id": None} | change))
