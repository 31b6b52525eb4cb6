"""Causes that lie in the end: not closed, clicked late, the day of handing over, the clock, entered after the event."""

from datetime import date
from pathlib import Path

import pytest
from measure_rows import Office
from tests.pure.measures.reconciliation.cause_cases import Case, at, by_name, codes, compared

from parindex.measures.reconciliation.counting import Counting
from parindex.measures.reconciliation.model import UNDETERMINED, Difference

pytestmark = pytest.mark.dear(3)

OPEN = {"finished": None, "returned": None, "state_text": "Đang xử lý"}
CASES = {
    "mở trên phần mềm": Case({}, {**OPEN, "result_signed": None}),
    "mở ở cả hai": Case({**OPEN, "result_signed": None, "due": at(31, 17, month=12)}, {**OPEN, "result_signed": None}),
    "cả hai trễ, một bên chưa kết thúc": Case({"finished": at(10), "result_signed": date(2021, 3, 10)}, OPEN),
    "bấm muộn": Case({}, {"finished": at(10), "returned": at(10, 11)}),
    "bấm muộn, chữ ký cũng sau hạn": Case(
        {"result_signed": date(2021, 3, 11)},
        {"finished": at(11), "returned": at(11, 11), "result_signed": date(2021, 3, 11)},
    ),
    "kết thúc ở sổ, ký sau hạn, còn mở": Case(
        {"finished": at(8), "result_signed": date(2021, 3, 12)}, {**OPEN, "result_signed": date(2021, 3, 12)}
    ),
    "cùng một ngày ở hai nguồn": Case(
        {"finished": at(11), "returned": at(11, 11), "due": at(12, 17)}, {"finished": at(11), "returned": at(11, 11)}
    ),
    "ngày trả": Case({"returned": at(12, 9)}, {"finished": at(12, 9), "returned": at(12, 9)}),
    "trả trong hạn, bấm sau": Case({"returned": at(8)}, {"finished": at(12, 9), "returned": at(12, 9)}),
    "theo giờ": Case({"finished": at(8, 16)}, {"due": at(8, 9, 15), "finished": at(8, 16)}),
    "theo giờ, sang ngày sau": Case(
        {"finished": at(9, 8), "due": at(9, 17)}, {"due": at(8, 9, 15), "finished": at(9, 8)}
    ),
    "cuối giờ là cả ngày": Case({"finished": at(8, 20)}, {"finished": at(8, 20)}),
    "nhập sau hạn": Case({}, {"finished": at(10), "returned": at(10, 11), "created_at": at(10, 9)}),
    "nhập trước hạn": Case({}, {"finished": at(10), "returned": at(10, 11), "created_at": at(1, 9)}),
    "trễ ở cả hai": Case({"finished": at(10), "result_signed": date(2021, 3, 10)}, {"finished": at(11)}),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Difference]:
    folder: Path = tmp_path_factory.mktemp("kết thúc")
    office = Office(folder, tmp_path_factory.mktemp("trống"))
    return by_name(compared(office, CASES))


def test_a_result_within_the_term_and_an_open_row_is_c01(found: dict[str, Difference]) -> None:
    one = found["mở trên phần mềm"]
    assert (one.left.status, one.right.status, one.cause) == ("early", "overdue", "C01")
    assert "05/03/2021" in one.evidence[0].text and "Đang xử lý" in one.evidence[0].text
    assert one.proposal.startswith("Đề nghị cập nhật kết thúc hồ sơ trên phần mềm theo ngày ký kết quả")


def test_without_any_sign_of_a_result_an_open_row_is_not_c01(found: dict[str, Difference]) -> None:
    assert "C01" not in codes(found["mở ở cả hai"])


def test_a_result_signed_after_the_term_does_not_make_an_open_row_c01(found: dict[str, Difference]) -> None:
    one = found["kết thúc ở sổ, ký sau hạn, còn mở"]
    assert (one.left.status, one.right.status, one.cause) == ("on_time", "overdue", "C19")


def test_late_on_one_side_and_still_open_on_the_other_is_c01_too(found: dict[str, Difference]) -> None:
    one = found["cả hai trễ, một bên chưa kết thúc"]
    assert (one.left.status, one.right.status, one.agreed, one.cause) == ("late", "overdue", False, "C01")


def test_closed_after_the_real_result_is_c02(found: dict[str, Difference]) -> None:
    one = found["bấm muộn"]
    assert (one.cause, one.secondary) == ("C02", ())
    assert "05/03/2021" in one.evidence[0].text and "10/03/2021" in one.evidence[0].text


def test_ended_on_the_same_day_in_both_is_no_late_click(found: dict[str, Difference]) -> None:
    """Only the due days differ; the signature before it ends nothing."""
    assert not {"C01", "C02", "C03"} & codes(found["cùng một ngày ở hai nguồn"])


def test_a_signature_after_the_term_gives_the_lie_to_an_early_end(found: dict[str, Difference]) -> None:
    one = found["bấm muộn, chữ ký cũng sau hạn"]
    assert (one.left.status, one.right.status, one.cause) == ("early", "late", "C19")


def test_the_day_of_handing_over_after_the_term_is_c03(found: dict[str, Difference]) -> None:
    assert found["ngày trả"].cause == "C03"
    assert found["trả trong hạn, bấm sau"].cause == "C02"


def test_late_by_the_clock_of_the_due_day_is_c07(found: dict[str, Difference]) -> None:
    one = found["theo giờ"]
    assert one.cause == "C07"
    assert "09:15 ngày 08/03/2021" in one.evidence[0].text
    assert "C07" not in codes(found["theo giờ, sang ngày sau"])


def test_a_due_moment_at_closing_time_means_the_day(found: dict[str, Difference]) -> None:
    assert "cuối giờ là cả ngày" not in found


def test_entered_after_the_due_day_is_c16(found: dict[str, Difference]) -> None:
    one = found["nhập sau hạn"]
    assert (one.cause, one.secondary) == ("C16", ("C02",))
    assert (found["nhập trước hạn"].cause, found["nhập trước hạn"].secondary) == ("C02", ())


def test_late_in_both_is_agreed_and_c19(found: dict[str, Difference]) -> None:
    one = found["trễ ở cả hai"]
    assert (one.agreed, one.cause) == (True, "C19")


def test_a_source_that_judges_by_the_day_of_handing_over(office: Office) -> None:
    given = {"trả sau": Case({"returned": at(12)}, {"returned": at(12)})}
    counted = compared(office, given, right_counting=Counting(end="returned"))
    one = by_name(counted)["trả sau"]
    assert (one.cause, one.right.end) == ("C03", at(12))


def test_no_evidence_of_any_kind_is_never_called_really_late(office: Office) -> None:
    """Nothing but dates: another due date, and no column that could say why."""
    bare = dict.fromkeys(("days", "created_at", "filed", "result_signed"))
    late = {**bare, "finished": at(11), "returned": None}
    given = {"chỉ có ngày": Case({**late, "due": at(15, 17)}, {**late, "due": at(9, 17)})}
    one = by_name(compared(office, given, full=False))["chỉ có ngày"]
    assert (one.cause, one.proposal) == (UNDETERMINED, "")
    assert "Không nguồn nào có sổ bước xử lý của hồ sơ." in one.lacking
    assert all(words.endswith(".") for words in one.lacking)
