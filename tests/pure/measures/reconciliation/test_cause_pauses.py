"""Causes that lie in supplements: known to one side only (C04), counted by another rule (C05), asked for twice (C20)."""

from datetime import date
from pathlib import Path

import pytest
from measure_rows import Office
from tests.pure.measures.reconciliation.cause_cases import Case, at, by_name, codes, compared, pause

from parindex.measures.reconciliation.model import UNDETERMINED, Difference

pytestmark = pytest.mark.dear(3)

THEIRS = "mot_cua"
DONE_11 = {"finished": at(11), "returned": at(11), "result_signed": date(2021, 3, 11)}
ASKED = {"supplement_asked": at(2), "supplemented": at(8), "supplement_count": 1}  # four working days inside
WAITS = {"finished": None, "returned": None, "result_signed": None, "state_text": "Đang xử lý"}
SAME = [pause(at(2), at(8)), pause(at(2), at(8), THEIRS)]
CASES = {
    "phiếu giấy": Case(DONE_11, DONE_11, pauses=[pause(at(2), at(8))]),
    "ghi ở dòng hồ sơ": Case({**DONE_11, **ASKED}, DONE_11),
    "tạm dừng quá ngắn": Case({**DONE_11, "due": at(12, 17)}, DONE_11, pauses=[pause(at(4), at(5))]),
    "yêu cầu sau hạn": Case({**DONE_11, "due": at(15, 17)}, DONE_11, pauses=[pause(at(16), at(18))]),
    "hỏi và nộp trong ngày": Case({**DONE_11, "due": at(12, 17)}, DONE_11, pauses=[pause(at(2, 8), at(2, 15))]),
    "cộng và không cộng": Case({**DONE_11, **ASKED, "due": at(12, 17)}, {**DONE_11, **ASKED}),
    "tính lại từ đầu": Case({**DONE_11, **ASKED, "due": at(15, 17)}, {**DONE_11, **ASKED}),
    "còn chờ bổ sung": Case({**WAITS, "supplement_asked": at(4)}, WAITS, pauses=[pause(at(4), None, THEIRS)]),
    "cùng quy tắc": Case(
        {**ASKED, "due": at(12, 17), "finished": at(12), "result_signed": date(2021, 3, 16)},
        {**ASKED, "due": at(12, 17), "finished": at(16), "returned": at(16), "result_signed": date(2021, 3, 16)},
    ),
    "hai lần, phần mềm ghi một": Case(
        {**DONE_11, "due": at(11, 17)},
        {**DONE_11, "due": at(9, 17)},
        pauses=[pause(at(2), at(3)), pause(at(4), at(8), number=2), pause(at(2), at(3), THEIRS)],
    ),
    "một lần, cả hai ghi": Case({**DONE_11, "due": at(12, 17)}, DONE_11, pauses=SAME),
    "hai lần, cùng cách tính": Case(
        {**ASKED, "supplement_count": 2, "due": at(12, 17), "finished": at(12), "result_signed": date(2021, 3, 16)},
        {
            **ASKED,
            "supplement_count": 2,
            "due": at(12, 17),
            "finished": at(16),
            "returned": at(16),
            "result_signed": date(2021, 3, 16),
        },
    ),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Difference]:
    folder: Path = tmp_path_factory.mktemp("bổ sung")
    return by_name(compared(Office(folder, tmp_path_factory.mktemp("trống")), CASES))


@pytest.mark.parametrize("name", ["phiếu giấy", "ghi ở dòng hồ sơ"])
def test_a_pause_that_only_the_lenient_side_knows_is_c04(found: dict[str, Difference], name: str) -> None:
    one = found[name]
    assert (one.left.status, one.right.status, one.cause) == ("early", "late", "C04")
    assert "02/03/2021" in one.evidence[0].text and "08/03/2021" in one.evidence[0].text
    assert "thiếu 4 ngày làm việc" in one.evidence[0].text


def test_a_pause_on_paper_is_cited_with_its_slip(found: dict[str, Difference]) -> None:
    assert "(Phiếu số 1)" in found["phiếu giấy"].evidence[0].text
    assert "Phiếu" not in found["ghi ở dòng hồ sơ"].evidence[0].text


def test_a_pause_shorter_than_the_delay_is_no_explanation_by_itself(found: dict[str, Difference]) -> None:
    one = found["tạm dừng quá ngắn"]
    assert (one.cause, one.secondary) == (UNDETERMINED, ("C04",))
    assert one.lacking[0].startswith("Còn 2 ngày làm việc")


@pytest.mark.parametrize("name", ["yêu cầu sau hạn", "hỏi và nộp trong ngày"])
def test_a_request_after_both_terms_or_answered_the_same_day_pauses_nothing(
    found: dict[str, Difference], name: str
) -> None:
    assert not {"C04", "C05", "C20"} & codes(found[name])


@pytest.mark.parametrize("name", ["cộng và không cộng", "tính lại từ đầu", "một lần, cả hai ghi"])
def test_one_pause_known_to_both_and_counted_by_two_rules_is_c05(found: dict[str, Difference], name: str) -> None:
    one = found[name]
    assert (one.right.status, one.cause) == ("late", "C05")
    assert not {"C04", "C20"} & codes(one)
    assert "hạn 08/03/2021" in one.evidence[0].text


def test_the_two_rules_can_be_told_apart_by_the_recomputed_due_moments(found: dict[str, Difference]) -> None:
    added, anew = found["cộng và không cộng"], found["tính lại từ đầu"]
    assert added.dues["pause"] == anew.dues["pause"] == at(12, 17)
    assert added.dues["restart"] == anew.dues["restart"] == at(15, 17)
    assert (added.left.judged_due, anew.left.judged_due) == (at(12, 17), at(15, 17))


def test_a_request_still_open_that_one_side_takes_for_the_end_is_c05(found: dict[str, Difference]) -> None:
    one = found["còn chờ bổ sung"]
    assert (one.left.status, one.right.status, one.cause) == ("suspended", "overdue", "C05")
    assert "còn chờ" in one.evidence[0].text


@pytest.mark.parametrize("name", ["cùng quy tắc", "hai lần, cùng cách tính"])
def test_pauses_that_both_count_alike_excuse_nobody(found: dict[str, Difference], name: str) -> None:
    one = found[name]
    assert (one.left.status, one.right.status) == ("on_time", "late")
    assert (one.cause, one.secondary) == ("C19", ())


def test_a_second_request_that_the_strict_side_does_not_count_is_c20(found: dict[str, Difference]) -> None:
    one = found["hai lần, phần mềm ghi một"]
    assert one.cause == "C20"
    assert "Có 2 lần" in one.evidence[0].text
    assert one.secondary, "the pause unknown to the software stands beside it"
