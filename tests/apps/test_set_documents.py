"""Sets that a workspace writes itself: versions only added, stale writes refused, rights of the unit that they belong to."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from small_set import SET

from parindex.assessment.models import SetDocument
from parindex.assessment.set_documents import (
    CodeTaken,
    StaleSet,
    looked,
    save_set,
    set_document,
    set_documents,
    set_versions,
)
from parindex.criteria.loading import SetFault
from parindex.errors import InputFault
from parindex.organisations.models import AuditEvent, UnitVersion, User
from parindex.organisations.rights import NotAllowed
from parindex.organisations.roles import Role

OTHER = SET.replace("Bộ tiêu chí thử", "Bộ tiêu chí của người khác")


@pytest.fixture
def save(admin: User, units: object) -> Callable[..., SetDocument]:
    """save(document=…, seen=…): the set `so-2027` of the agency `so`, by the administrator."""

    def call(**change: Any) -> SetDocument:
        given = {"by": admin, "unit": "so", "code": "so-2027", "document": SET, "seen": None, "saved": "soạn"}
        return save_set(**(given | change))

    return call


def test_a_save_adds_a_version_and_one_audit_row(save: Callable[..., SetDocument]) -> None:
    save()
    before = AuditEvent.objects.count()
    made = save(document=OTHER, seen=1, saved="sửa tên")
    assert AuditEvent.objects.count() == before + 1
    newest = AuditEvent.objects.latest("number")
    assert (newest.action, newest.unit, newest.subject) == ("set.saved", "so", "so-2027: 2")
    assert newest.payload == {"digest": made.digest, "saved": "sửa tên", "pending": []}
    assert [(one.version, one.title) for one in set_versions("so-2027")] == [
        (2, "Bộ tiêu chí của người khác"),
        (1, "Bộ tiêu chí thử"),
    ]
    assert set_document("so-2027", 1).document == SET
    assert [one.pk for one in set_documents()] == [made.pk]


def test_saving_the_same_again_changes_nothing(save: Callable[..., SetDocument]) -> None:
    save()
    before = AuditEvent.objects.count()
    assert save(seen=1, saved="lần nữa").version == 1
    assert (SetDocument.objects.count(), AuditEvent.objects.count()) == (1, before)


def test_a_stale_save_is_refused_with_both_versions(save: Callable[..., SetDocument]) -> None:
    save()
    save(document=OTHER, seen=1)
    mine = SET.replace("Nhiệm vụ", "Việc")
    with pytest.raises(StaleSet, match="vừa được Quản trị lưu lúc") as caught:
        save(document=mine, seen=1)
    assert caught.value.mine == mine
    assert caught.value.theirs.document == OTHER
    assert SetDocument.objects.count() == 2


def test_a_draft_with_problems_is_kept_and_they_are_told(save: Callable[..., SetDocument]) -> None:
    draft = SET.replace('scale: "10"', 'scale: "11"').replace("measure: reports.late", "measure: reports.la")
    save(document=draft)
    found = looked(set_document("so-2027").document, name="so-2027")
    assert found.set is None
    assert [problem.code for problem in found.problems] == ["points_do_not_add_up"]
    found = looked(draft.replace('scale: "11"', 'scale: "10"'), name="so-2027")
    assert found.set is not None
    assert [problem.code for problem in found.problems] == ["unknown_measure"]


def test_what_waits_for_confirmation_stays_until_it_is_said_otherwise(save: Callable[..., SetDocument]) -> None:
    save(pending={"1.1": "Đọc từ câu"})
    assert save(document=OTHER, seen=1).pending == {"1.1": "Đọc từ câu"}
    assert save(document=OTHER, seen=2, pending={}).pending == {}


@pytest.mark.parametrize("document", ["", "a: [", "- danh sách", "chỉ có chữ", "a: &x 1\nb: *x"])
def test_what_is_no_document_is_refused(save: Callable[..., SetDocument], document: str) -> None:
    with pytest.raises(SetFault):
        save(document=document)
    assert SetDocument.objects.count() == 0


@pytest.mark.parametrize("code", ["", "Sở 2027", "so_2027", "-so", "x" * 81])
def test_a_code_that_no_address_could_hold_is_refused(save: Callable[..., SetDocument], code: str) -> None:
    with pytest.raises(InputFault, match="chữ thường không dấu"):
        save(code=code)


def test_a_code_that_is_taken_is_refused(save: Callable[..., SetDocument]) -> None:
    save()
    with pytest.raises(CodeTaken, match="Đã có bộ tiêu chí mã “so-2027”"):
        save(document=OTHER)


@pytest.mark.parametrize(
    "role", [Role.VIEWER, Role.AUDITOR, Role.COORDINATOR, Role.HEAD, Role.APPRAISER, Role.APPROVER]
)
def test_only_who_chooses_sets_writes_them(
    save: Callable[..., SetDocument], people: dict[Role, User], role: Role
) -> None:
    for seen in (None, 1):
        with pytest.raises(NotAllowed, match="chọn bộ tiêu chí"):
            save(by=people[role], seen=seen)
    assert SetDocument.objects.count() == 0


def test_the_unit_that_began_a_set_keeps_it(
    save: Callable[..., SetDocument], make_person: Callable[[Role, str], User]
) -> None:
    stranger = make_person(Role.SECRETARIAT, "so-khac")
    save()
    with pytest.raises(NotAllowed):
        save(by=stranger, unit="so-khac", document=OTHER, seen=1)
    assert save(by=stranger, unit="so-khac", code="so-khac-2027").unit_id == "so-khac"


def test_there_is_no_set_by_another_name(save: Callable[..., SetDocument]) -> None:
    save()
    for code, version in (("khong-co", None), ("so-2027", 2)):
        with pytest.raises(InputFault, match="Không có bộ tiêu chí"):
            set_document(code, version)


def test_the_set_of_an_office_that_has_ended_can_still_be_edited(save: Callable[..., SetDocument], admin: User) -> None:
    save()
    UnitVersion.objects.filter(unit="so").update(valid_to=date(2025, 2, 28))
    assert save(document=OTHER, seen=1).version == 2


def test_a_unit_that_never_was_keeps_no_set(save: Callable[..., SetDocument]) -> None:
    with pytest.raises(InputFault, match="Không có đơn vị “khong-co”"):
        save(unit="khong-co")
