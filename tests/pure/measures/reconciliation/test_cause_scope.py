"""Causes that lie in what is counted: unit and procedure (C11), period and day (C12), states (C14), synchronising (C15)."""

from datetime import date, datetime
from pathlib import Path

import pytest
from measure_rows import Office
from tests.pure.measures.reconciliation.cause_cases import Case, at, by_name, codes, compared

from parindex.measures.reconciliation.model import Difference
from parindex.records.registers import REGISTERS

pytestmark = pytest.mark.dear(3)

THEIRS = dict.fromkeys(REGISTERS, "mot_cua") | {"procedures": "so"}
LATE = {"finished": at(11), "returned": at(11), "result_signed": date(2021, 3, 11)}
OPEN = {"finished": None, "returned": None, "result_signed": None, "state_text": "Đang xử lý"}
SAID_IN_TIME = {**LATE, "due": at(12, 17)}
NEW_YEAR = {"filed": at(4, 8, month=1), "received": at(4, 8, month=1), "created_at": at(4, 9, month=1)}
OLD_YEAR = {"filed": datetime(2020, 12, 30, 8), "received": datetime(2020, 12, 30, 8)}
DONE_JANUARY = {"finished": at(14, month=1), "returned": at(14, month=1), "result_signed": date(2021, 1, 14)}
GONE = {**OPEN, "state_text": None}
CASES = {
    "đơn vị khác": Case({**LATE, "unit": "x"}, LATE),
    "hai phòng được hỏi": Case({**SAID_IN_TIME, "unit": "b"}, LATE),
    "thủ tục bên kia không có": Case(None, {**LATE, "procedure": "P9"}),
    "phòng bên kia không có": Case(None, {**LATE, "unit": "c"}),
    "chỉ có ở phần mềm": Case(None, LATE),
    "năm trước": Case(
        {**OLD_YEAR, **DONE_JANUARY, "due": at(15, 17, month=1)},
        {**NEW_YEAR, **DONE_JANUARY, "due": at(11, 17, month=1)},
    ),
    "đầu năm ở cả hai": Case(
        {**NEW_YEAR, **DONE_JANUARY, "due": at(15, 17, month=1)},
        {**NEW_YEAR, **DONE_JANUARY, "due": at(11, 17, month=1)},
    ),
    "đã rút": Case({**GONE, "stage": "withdrawn", "closed": at(5)}, {**GONE, "stage": "in_progress"}),
    "từ chối tiếp nhận": Case({**GONE, "stage": "refused_at_reception", "refused": at(2)}, OPEN),
    "rút ở cả hai": Case(*({**GONE, "stage": "withdrawn", "closed": at(11)},) * 2),
    "đang xử lý ở cả hai": Case({**OPEN, "due": at(31, 17, month=12)}, OPEN),
    "đồng bộ lỗi": Case({}, {**OPEN, "synced": "failed"}),
    "đồng bộ lỗi, chưa có kết quả": Case({**OPEN, "due": at(31, 17, month=12)}, {**OPEN, "synced": "failed"}),
    "đồng bộ tốt": Case({}, {**OPEN, "synced": "yes"}),
    "hồ sơ thử": Case(SAID_IN_TIME, {**LATE, "note": "Hồ sơ thử nghiệm phần mềm"}),
    "hồ sơ thủ công": Case(SAID_IN_TIME, {**LATE, "note": "Hồ sơ thủ công, protest ngày 9"}),
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("trống")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, empty: Path) -> dict[str, Difference]:
    return by_name(compared(Office(tmp_path_factory.mktemp("phạm vi"), empty), CASES))


def test_a_unit_outside_the_question_on_one_side_is_c11(found: dict[str, Difference]) -> None:
    one = found["đơn vị khác"]
    assert (one.left.status, one.right.status, one.cause) == ("missing", "late", "C11")
    assert "“a”" in one.evidence[0].text and "“x”, ngoài phạm vi" in one.evidence[0].text


@pytest.mark.parametrize("name", ["thủ tục bên kia không có", "phòng bên kia không có"])
def test_what_the_other_source_has_no_dossier_of_is_outside_its_scope(found: dict[str, Difference], name: str) -> None:
    one = found[name]
    assert (one.left.status, one.cause) == ("missing", "C11")
    assert one.evidence[0].text.endswith("bên kia không có hồ sơ nào của đơn vị hoặc thủ tục này.")


def test_two_units_that_are_both_asked_about_are_no_cause(found: dict[str, Difference]) -> None:
    assert found["hai phòng được hỏi"].unit == "a"
    assert "C11" not in codes(found["hai phòng được hỏi"])


def test_a_code_missing_among_known_units_and_procedures_is_c15_not_c11(found: dict[str, Difference]) -> None:
    one = found["chỉ có ở phần mềm"]
    assert (one.cause, one.secondary) == ("C15", ())
    assert "chỉ có ở bên tính trễ hạn" in one.evidence[0].text


def test_received_in_another_year_on_one_side_is_c12(found: dict[str, Difference]) -> None:
    one = found["năm trước"]
    assert (one.left.status, one.cause) == ("missing", "C12")
    assert "30/12/2020" in one.evidence[0].text and "04/01/2021" in one.evidence[0].text


def test_received_in_the_same_year_on_both_sides_is_not_c12(found: dict[str, Difference]) -> None:
    assert "C12" not in codes(found["đầu năm ở cả hai"])


def test_an_earlier_closing_day_is_c12(tmp_path: Path, empty: Path) -> None:
    """The office looked on the 5th, when the dossier was not due and another not yet received."""
    given = {
        "chốt sớm": Case(OPEN, OPEN),
        "nhận sau ngày chốt": Case(None, {**OPEN, "received": at(9, 8), "filed": at(9, 8), "due": at(16, 17)}),
        "nhận trước ngày chốt": Case(None, OPEN),
    }
    office = Office(tmp_path, empty)
    scopes = {"left": office.scope(as_of=date(2021, 3, 5)), "right": office.scope(sources=THEIRS)}
    found = by_name(compared(office, given, **scopes))
    assert {name: found[name].cause for name in given} == {
        "chốt sớm": "C12",
        "nhận sau ngày chốt": "C12",
        "nhận trước ngày chốt": "C15",
    }
    assert "chốt ngày 05/03/2021" in found["chốt sớm"].evidence[0].text


@pytest.mark.parametrize(("name", "word"), [("đã rút", "rút hồ sơ ngày 05/03/2021"), ("từ chối tiếp nhận", "không")])
def test_a_final_state_that_only_one_side_knows_is_c14(found: dict[str, Difference], name: str, word: str) -> None:
    one = found[name]
    assert (one.right.status, one.cause) == ("overdue", "C14")
    assert one.evidence[0].text.startswith("Bên tính trễ hạn: đang giải quyết; bên kia: " + word)


def test_a_state_known_to_both_is_not_c14(found: dict[str, Difference]) -> None:
    assert "C14" not in codes(found["đang xử lý ở cả hai"])
    assert "rút ở cả hai" not in found, "withdrawn in both: judged by neither"


def test_a_failed_synchronising_of_a_real_result_is_c15(found: dict[str, Difference]) -> None:
    one = found["đồng bộ lỗi"]
    assert one.cause == "C15"
    assert "kết quả có ngày 05/03/2021" in one.evidence[0].text


@pytest.mark.parametrize("name", ["đồng bộ lỗi, chưa có kết quả", "đồng bộ tốt"])
def test_without_a_result_or_without_a_fault_of_synchronising_it_is_not_c15(
    found: dict[str, Difference], name: str
) -> None:
    assert "C15" not in codes(found[name])


def test_a_note_of_a_trial_is_c15_and_words_that_look_alike_are_not(found: dict[str, Difference]) -> None:
    assert found["hồ sơ thử"].cause == "C15"
    assert "C15" not in codes(found["hồ sơ thủ công"])
