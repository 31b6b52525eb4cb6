"""A list noted as sent by mistake is taken back with a reason; what is settled is not sent again."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from two_sources import ASKED, RIGHT

from parindex.assessment.models import SentList, SentWithdrawal
from parindex.assessment.reconciliation_actions import Overtaken, decide, mark_sent, withdraw_sent
from parindex.assessment.reconciliation_said import VERDICTS
from parindex.assessment.reconciling import comparison
from parindex.documents.reconciliation_letter.filling import filled_letter
from parindex.documents.reconciliation_list.build import ANSWERS, DECIDED
from parindex.documents.reconciliation_list.filling import filled_list, owner_to_ask, to_send
from parindex.errors import InputFault
from parindex.organisations.models import AuditEvent, User
from parindex.organisations.rights import NotAllowed
from parindex.organisations.roles import ROLE_RIGHTS, Right, Role

pytestmark = [pytest.mark.usefixtures("two_sources"), pytest.mark.dear(2)]
SENT = {"keys": ["H-1", "H-2"], "letter": "15/SLĐTBXH-VP", "letter_day": date(2022, 1, 4)}
EXCUSED = {"keys": ["H-1"], "cause": "C01", "verdict": "excused", "document": "CV 12/TTHCC"}
WHY = "Nhầm công văn"


def state(key: str) -> str:
    return comparison(ASKED).settled[key].state


def test_a_mark_made_by_mistake_is_taken_back_with_a_reason_and_both_stay_on_record(admin: User) -> None:
    parameters = inspect.signature(withdraw_sent).parameters.values()
    assert all(one.kind is inspect.Parameter.KEYWORD_ONLY for one in parameters)
    mark = mark_sent(by=admin, asked=ASKED, **SENT)
    assert (state("H-1"), state("H-2")) == ("sent", "sent")
    with pytest.raises(InputFault, match="lý do"):
        withdraw_sent(by=admin, asked=ASKED, number=mark.pk, reason=" ")
    events = AuditEvent.objects.count()
    withdraw_sent(by=admin, asked=ASKED, number=mark.pk, reason=WHY)
    newest = AuditEvent.objects.latest("number")
    assert AuditEvent.objects.count() == events + 1
    assert (newest.action, newest.payload["keys"], newest.payload["reason"]) == (
        "differences.unsent",
        ["H-1", "H-2"],
        WHY,
    )
    assert (state("H-1"), state("H-2")) == ("open", "open")
    (one,) = comparison(ASKED).settled["H-1"].sent
    assert (one.mark, one.many) == (mark.pk, 2)
    assert one.withdrawn is not None
    assert (one.withdrawn.reason, one.withdrawn.by) == (WHY, str(admin))
    with pytest.raises(Overtaken, match=WHY):
        withdraw_sent(by=admin, asked=ASKED, number=mark.pk, reason="Lần nữa")
    assert mark_sent(by=admin, asked=ASKED, **SENT) != mark, "the same letter, sent after all"
    assert (state("H-1"), SentWithdrawal.objects.count()) == ("sent", 1)


def test_only_who_may_send_for_the_unit_takes_it_back(
    admin: User, people: dict[Role, User], make_person: Callable[[Role, str], User]
) -> None:
    for role, person in people.items():
        mark = mark_sent(by=admin, asked=ASKED, **(SENT | {"letter": f"{role}/VP"}))
        if Right.ENTER in ROLE_RIGHTS[role]:
            withdraw_sent(by=person, asked=ASKED, number=mark.pk, reason=WHY)
            continue
        with pytest.raises(NotAllowed):
            withdraw_sent(by=person, asked=ASKED, number=mark.pk, reason=WHY)
    mark = mark_sent(by=admin, asked=ASKED, **SENT)
    with pytest.raises(NotAllowed):  # of a division: the mark is the office's, whatever was asked for
        withdraw_sent(
            by=make_person(Role.HEAD, "phong-a"), asked=replace(ASKED, unit="phong-a"), number=mark.pk, reason=WHY
        )
    with pytest.raises(InputFault, match="Không có lần gửi"):
        withdraw_sent(by=admin, asked=replace(ASKED, right="khac"), number=mark.pk, reason=WHY)


def test_what_is_settled_stays_out_of_the_letter_and_the_list_which_say_how_many(
    admin: User, bring_dossiers: Any
) -> None:
    decide(by=admin, asked=ASKED, **EXCUSED)
    decide(by=admin, asked=ASKED, keys=["H-2"], cause="C02", verdict="disputed", note="Chưa có bản gốc")
    compared = comparison(ASKED)
    kept = to_send(compared, compared.right)
    assert [one.key for one in kept] == ["H-2"]
    listed = filled_list(compared, compared.right, kept)
    assert (listed.settled, [row.settled for row in listed.rows]) == (1, ["Còn tranh chấp"])
    letter = filled_letter(compared, compared.right, kept, answer_by=date(2199, 1, 1), year=2022)
    assert (letter.listed.settled, [(one.code, one.count) for one in letter.causes]) == (1, [("C02", 1)])
    bring_dossiers("mot_cua", RIGHT[0].replace("08/03/2021 17:00", "09/03/2021 17:00"))
    compared = comparison(ASKED)
    kept = to_send(compared, compared.right)
    assert [one.key for one in kept] == ["H-1", "H-2"], "a stale decision settles nothing"
    rows = {row.code: row for row in filled_list(compared, compared.right, kept).rows}
    assert rows["H-1"].settled == ""
    assert "“Không tính trễ hạn” không còn áp dụng" in rows["H-1"].evidence


def test_when_all_is_settled_the_letter_says_so_instead_of_being_written(admin: User) -> None:
    decide(by=admin, asked=ASKED, **EXCUSED)
    decide(by=admin, asked=ASKED, **(EXCUSED | {"keys": ["H-2"], "cause": "C02"}))
    compared = comparison(ASKED)
    assert owner_to_ask(compared) == compared.right
    with pytest.raises(InputFault, match="đều đã được thống nhất"):
        filled_letter(
            compared, compared.right, to_send(compared, compared.right), answer_by=date(2199, 1, 1), year=2022
        )


def test_the_answers_to_choose_from_cover_all_that_the_cell_may_hold() -> None:
    assert {*VERDICTS.values()} - {VERDICTS["withdrawn"]} == {*DECIDED} <= {*ANSWERS}
    assert len(",".join(ANSWERS)) <= 255, "longer lists are refused by spreadsheets"


def test_a_source_without_an_owner_has_no_letter_and_a_mark_needs_an_addressee(
    admin: User, bring_dossiers: Any
) -> None:
    bring_dossiers("so_noi_vu", RIGHT[0])
    asked = replace(ASKED, right="so_noi_vu")
    compared = comparison(asked)
    kept = to_send(compared, compared.right)
    assert filled_list(compared, compared.right, kept).owner == ""
    with pytest.raises(InputFault, match="chưa ghi chủ nguồn"):
        filled_letter(compared, compared.right, kept, answer_by=date(2199, 1, 1), year=2022)
    with pytest.raises(InputFault, match="nơi nhận"):
        mark_sent(by=admin, asked=asked, **(SENT | {"keys": ["H-1"]}))
    mark_sent(by=admin, asked=asked, **(SENT | {"keys": ["H-1"]}), addressee="Sở Nội vụ")
    assert SentList.objects.get().addressee == "Sở Nội vụ"
