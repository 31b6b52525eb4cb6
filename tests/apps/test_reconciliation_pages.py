"""Pages and papers about two sources that each have rows late which the other has not: whose rows go to whom, what is refused."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from two_sources import ASKED, LEFT, RIGHT

from parindex.assessment import reconciling
from parindex.assessment.models import CauseDecision
from parindex.assessment.reconciliation_actions import MOST
from parindex.assessment.reconciling import comparison
from parindex.cli.reconciliation_text import comparison_text
from parindex.documents.reconciliation_letter.filling import filled_letter
from parindex.documents.reconciliation_list.filling import filled_list, group_words
from parindex.ledger.actions import import_file, own_source
from parindex.measures.reconciliation.comparisons import COMPARISONS
from parindex.organisations.models import User
from parindex.organisations.roles import Role
from parindex.web import reconciliation_choices
from parindex.web.reconciliation_filter import DifferenceFilter
from parindex.web.views import reconciliation_settle

pytestmark = [pytest.mark.usefixtures("two_sources"), pytest.mark.dear(2)]
DECIDE = {"viec": "quyet-dinh"}


def address(name: str, **more: str) -> str:
    which = {"loai": "dossiers", "trai": "so", "phai": "mot_cua", **more}
    return reverse(name, kwargs={"unit": "so", "period": "2021"}, query=which)


def told(answer: Any) -> str:
    """The sentence under which somebody finds the list again."""
    assert answer.redirect_chain[0][0].startswith(address("reconciliation_differences").partition("?")[0])
    return " ".join(str(one) for one in answer.context["messages"])


@pytest.fixture
def both_late(bring_dossiers: Any) -> None:
    """Beside what the software has late, H-6, which only the unit's own list has late."""
    bring_dossiers("so", LEFT[3].replace("H-4", "H-6"))
    bring_dossiers("mot_cua", LEFT[0].replace("H-1", "H-6"))


@pytest.fixture
def owner(make_person: Callable[[Role, str], User]) -> Client:
    """The browser of who decides for the software's owner."""
    client = Client()
    client.force_login(make_person(Role.APPRAISER, "tinh"))
    return client


def codes(answer: HttpResponse) -> tuple[str, list[str]]:
    """Whom a list is for, and the codes in it."""
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    found = [sheet.cell(row, 2).value for row in range(10, sheet.max_row + 1)]
    return str(sheet["A3"].value), [str(one) for one in found if one]


def test_a_list_holds_only_what_its_addressee_is_asked_about(both_late: None, owner: Client) -> None:
    everything = owner.get(address("reconciliation_file"))
    assert codes(everything) == ("Gửi: Đơn vị tinh", ["H-1", "H-2"])
    assert codes(owner.get(address("reconciliation_file", nguon="so"))) == ("Gửi: Đơn vị so", ["H-6"])
    assert codes(owner.get(address("reconciliation_file", q="h-6"))) == ("Gửi: Đơn vị so", ["H-6"])


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"khoa": ["H-1", "H-6"]}, "của hai nguồn khác nhau"),
        ({}, "Chưa chọn sai lệch nào"),
        ({"tat_ca": "1", "muc": "con-khac"}, "của hai nguồn khác nhau"),
        ({"tat_ca": "1", "nguyen_nhan": "C99"}, "Không đọc được điều kiện lọc “Nguyên nhân”"),
        ({"khoa": [f"H-{number}" for number in range(MOST + 1)]}, "Đang chọn 5.001 sai lệch; mỗi lần ghi nhiều nhất"),
    ],
)
def test_a_choice_that_cannot_be_decided_on_is_told_on_the_list_and_is_no_matter_of_rights(
    both_late: None, owner: Client, chosen: dict[str, Any], words: str
) -> None:
    for more in ({}, {"ghi": "1", "cause": "C01", "verdict": "excused", "document": "CV 1"}):
        answer = owner.post(address("reconciliation_settle"), DECIDE | chosen | more, follow=True)
        assert words in told(answer)
    assert not CauseDecision.objects.exists()


def test_as_many_differences_as_one_decision_takes_are_read_from_the_form(owner: Client) -> None:
    keys = ["H-1", *(f"K-{number}" for number in range(1, MOST))]
    form = {**DECIDE, "khoa": keys, "ghi": "1", "cause": "C01", "verdict": "excused", "document": "CV 1", "note": ""}
    answer = owner.post(address("reconciliation_settle"), form)
    assert answer.status_code == 400
    assert "“K-1” không phải là một sai lệch" in answer.content.decode()


def test_who_may_not_decide_is_refused_as_before(make_person: Callable[[Role, str], User]) -> None:
    client = Client()
    client.force_login(make_person(Role.COORDINATOR, "so"))
    assert client.post(address("reconciliation_settle"), DECIDE | {"khoa": ["H-1"]}).status_code == 403


def test_a_letter_is_not_written_for_another_day_or_owner_than_was_asked_for(both_late: None, owner: Client) -> None:
    for asked, words in (
        ({"nguon": "mot_cua", "han_tra_loi": "31-02-2199"}, "Không đọc được ngày này"),
        ({"nguon": "khac", "han_tra_loi": "31/12/2199"}, "khac"),
    ):
        answer = owner.get(address("reconciliation_letter", **asked))
        assert answer.status_code == 404
        assert words in answer.content.decode()
    assert owner.get(address("reconciliation_letter", nguon="so", han_tra_loi="31/12/2199")).status_code == 200


def test_a_stale_decision_says_on_its_page_what_changed(owner: Client, admin: User, bring_dossiers: Any) -> None:
    owner.post(
        address("reconciliation_settle"),
        {**DECIDE, "khoa": "H-1", "ghi": "1", "cause": "C01", "verdict": "excused", "document": "CV 1"},
    )
    bring_dossiers("mot_cua", RIGHT[0].replace("08/03/2021 17:00", "09/03/2021 17:00"))
    page = owner.get(address("reconciliation_one", khoa="H-1")).content.decode()
    assert "cách đếm của một nguồn đã đổi sau khi quyết định: quyết định không còn được tính" in page


def test_a_disagreement_that_a_later_import_ended_keeps_its_page_with_who_decided(
    owner: Client, bring_dossiers: Any
) -> None:
    owner.post(
        address("reconciliation_settle"),
        {**DECIDE, "khoa": "H-1", "ghi": "1", "cause": "C01", "verdict": "excused", "document": "CV 1"},
    )
    bring_dossiers("mot_cua", LEFT[0])
    answer = owner.get(address("reconciliation_one", khoa="H-1"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Hai nguồn không khác nhau về trễ hạn, quá hạn." in page
    assert page.count("Trước hạn") == 2
    assert "Căn cứ: CV 1." in page


def test_an_excuse_by_another_cause_than_the_proposed_one_says_why_beside_the_field(owner: Client) -> None:
    form = {**DECIDE, "khoa": "H-1", "ghi": "1", "cause": "C02", "verdict": "excused", "document": "CV 1"}
    answer = owner.post(address("reconciliation_settle"), form)
    assert answer.status_code == 400
    assert "note" in answer.context["form"].errors
    assert not CauseDecision.objects.exists()
    assert owner.post(address("reconciliation_settle"), form | {"note": "Đã xem sổ"}).status_code == 302


def test_a_letter_is_offered_to_those_with_something_to_answer(owner: Client) -> None:
    assert owner.get(address("reconciliation")).context["letter_form"].fields["nguon"].choices == [
        ("mot_cua", "mot_cua")
    ]
    decided = {**DECIDE, "ghi": "1", "verdict": "excused", "document": "CV 1"}
    owner.post(address("reconciliation_settle"), decided | {"khoa": "H-1", "cause": "C01"})
    owner.post(address("reconciliation_settle"), decided | {"khoa": "H-2", "cause": "C02"})
    answer = owner.get(address("reconciliation"))
    assert answer.context["letter_form"] is None
    assert "không còn gì để gửi" in answer.content.decode()
    asked = address("reconciliation_letter", nguon="mot_cua", han_tra_loi="31/12/2199")
    assert "đều đã được thống nhất" in owner.get(asked).content.decode()


def test_what_can_never_be_excused_says_what_to_choose(owner: Client) -> None:
    form = {**DECIDE, "khoa": "H-1", "ghi": "1", "cause": "C19", "verdict": "excused", "document": "CV", "note": "x"}
    page = owner.post(address("reconciliation_settle"), form).content.decode()
    assert "chọn quyết định “Vẫn tính trễ hạn”" in page


def test_a_source_without_an_owner_says_whom_to_ask_and_names_no_command(owner: Client, bring_dossiers: Any) -> None:
    bring_dossiers("khac", RIGHT[0])
    page = owner.get(address("reconciliation_one", phai="khac", khoa="H-1")).content.decode()
    assert "chưa ghi chủ nguồn" in page
    assert "parindex records" not in page


def test_a_letter_from_a_source_without_an_owner_says_whom_to_ask_and_names_no_command(
    owner: Client, bring_dossiers: Any
) -> None:
    bring_dossiers("khac", RIGHT[0])
    asked = address("reconciliation_letter", phai="khac", nguon="khac", han_tra_loi="31/12/2199")
    page = owner.get(asked).content.decode()
    assert "người quản trị ParIndex ghi chủ nguồn" in page
    assert "parindex records" not in page


def test_two_codes_that_nobody_proposed_are_joined_by_hand_only_through_their_own_form(
    make_person: Callable[[Role, str], User], bring_dossiers: Any
) -> None:
    bring_dossiers("so", LEFT[0].replace("H-1", "K-1"))
    bring_dossiers("mot_cua", RIGHT[2].replace("H-3", "M-9"))
    client = Client()
    client.force_login(make_person(Role.COORDINATOR, "so"))
    path, codes_of = address("reconciliation_codes"), {"ma_trai": "K-1", "ma_phai": "M-9", "reason": "Phiếu hẹn số 9"}
    ticked = client.post(path, {"cap": json.dumps(["K-1", "M-9"]), "verdict": "same", "reason": "Phiếu hẹn"})
    assert (ticked.status_code, "không nằm trong các mã được đề nghị" in ticked.content.decode()) == (400, True)
    answer = client.post(path, {"viec": "ghep-tay", **codes_of}, follow=True)
    assert "Ghép tay: Phiếu hẹn số 9" in answer.content.decode()


def test_why_no_code_is_proposed_stands_where_one_looks_for_it(owner: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    found = comparison(ASKED)
    silent = replace(found, found=replace(found.found, proposals=(), unproposed="Chưa đề nghị ghép mã nào: quá nhiều."))
    monkeypatch.setattr(reconciliation_choices, "comparison", lambda *one, **more: silent)
    for name in ("reconciliation_codes", "reconciliation_only"):
        assert "Chưa đề nghị ghép mã nào: quá nhiều." in owner.get(address(name)).content.decode()
    assert "Chưa đề nghị ghép mã nào: quá nhiều." in comparison_text(silent)


def test_papers_and_rates_about_tasks_say_how_tasks_are_counted(admin: User, bring: Any) -> None:
    bring(("NV-1", "30/06/2021", "29/06/2021"))
    bring(("NV-1", "30/06/2021", "29/06/2021"), source="vp")
    own_source(by=admin, register="assigned_tasks", source="vp", owner="tinh", unit="so")
    compared = comparison(replace(ASKED, kind="tasks", right="vp"))
    ways = [COMPARISONS["tasks"].counting_text(one) for one in (compared.left_counting, compared.right_counting)]
    chosen = compared.found.disagreements
    listed = filled_list(compared, compared.right, chosen)
    assert [listed.left_counting, listed.right_counting] == ways
    letter = filled_letter(compared, compared.right, chosen, answer_by=date(2199, 1, 1), year=2022)
    assert [one.counting for one in letter.sources] == ways
    assert [side.policy for side in compared.rates] == [
        f"Theo nguồn “{side.source.title}”: {way}." for side, way in zip(compared.rates, ways, strict=True)
    ]


def test_a_list_is_narrowed_once_for_all_its_tabs(
    owner: Client, monkeypatch: pytest.MonkeyPatch, both_late: None
) -> None:
    asked: list[str] = []
    fits = DifferenceFilter.fits
    monkeypatch.setattr(DifferenceFilter, "fits", lambda form, one: asked.append(one.key) or fits(form, one))
    assert owner.get(address("reconciliation_differences", q="h")).status_code == 200
    assert sorted(asked) == ["H-1", "H-2", "H-4", "H-6"]


def test_the_question_of_a_page_is_read_once_unless_it_is_of_another_day(
    owner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    days: list[date | None] = []
    question = reconciling.question
    monkeypatch.setattr(
        reconciling, "question", lambda *one, as_of, **more: days.append(as_of) or question(*one, as_of=as_of, **more)
    )
    for name in ("reconciliation", "reconciliation_differences", "reconciliation_one"):
        assert owner.get(address(name, khoa="H-1")).status_code == 200
    assert days == []
    page = owner.get(address("reconciliation", den_ngay="10/03/2021"))
    assert "10/03/2021" in page.content.decode()
    assert days == [date(2021, 3, 10)]


def test_a_group_is_named_by_what_is_known_of_it() -> None:
    one = comparison(ASKED).found.disagreements[0]
    named = [("1.001", "Việc"), ("1.001", "1.001"), ("", "Việc"), ("1.001", ""), ("", "")]
    assert [group_words(replace(one, group=group, group_title=title)) for group, title in named] == [
        "1.001 – Việc",
        "1.001",
        "Việc",
        "1.001",
        "(để trống)",
    ]


def test_the_form_and_the_action_take_equally_many(settings: Any) -> None:
    assert reconciliation_settle.MOST == MOST < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


def test_rows_of_reports_are_called_by_their_kind_period_and_receiver(
    admin: User, units: object, tmp_path: Path, owner: Client
) -> None:
    for source, kinds in (("so", ("Báo cáo CCHC", "Báo cáo năm")), ("tinh_nhan", ("Báo cáo CCHC", "Báo cáo khác"))):
        path = tmp_path / f"{source}.csv"
        lines = [f"so;{kind};Quý I;Sở Nội vụ;15/03/2021;14/03/2021;1/BC" for kind in kinds]
        head = "Đơn vị;Loại báo cáo;Kỳ;Cơ quan nhận;Hạn gửi;Ngày gửi;Số văn bản"
        path.write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")
        assert not import_file(by=admin, register="reports", path=path, source=source, unit="so").errors
    which = {"loai": "reports", "trai": "so", "phai": "tinh_nhan"}
    only = owner.get(address("reconciliation_only", **which, ben="trai")).content.decode()
    assert "Báo cáo năm, Quý I năm 2021, gửi Sở Nội vụ</a>" in only
    assert "Báo cáo CCHC" not in only
    counted = owner.get(address("reconciliation_rows", **which, ben="trai")).content.decode()
    for kind in ("Báo cáo CCHC", "Báo cáo năm"):
        assert f"{kind}, Quý I năm 2021, gửi Sở Nội vụ</a>" in counted
