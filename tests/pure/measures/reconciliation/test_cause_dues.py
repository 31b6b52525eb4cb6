"""Causes that lie in the due moment: extension, calendar, limit, reception, step, closure, none at all."""

from datetime import date, datetime
from pathlib import Path

import pytest
from measure_rows import Office
from tests.pure.measures.reconciliation.cause_cases import Case, at, by_name, codes, compared

from parindex.measures.reconciliation.model import UNDETERMINED, Difference
from parindex.records.registers import REGISTERS
from parindex.worktime.calendar import calendar_from, shipped_days
from parindex.worktime.days import LocalClosure

pytestmark = pytest.mark.dear(3)

THEIRS = dict.fromkeys(REGISTERS, "mot_cua") | {"procedures": "so"}
DONE_11 = {"finished": at(11), "returned": at(11), "result_signed": date(2021, 3, 11)}
SHUT = LocalClosure(
    first=date(2021, 3, 3), last=date(2021, 3, 9), reason="giãn cách", document="QĐ 1", clock_stopped=True
)
CLOSED = calendar_from(shipped_days(), closures=[SHUT])
EVENING = {"received": at(1, 16, 30), "filed": at(1, 16, 30)}
DONE_9 = {"finished": at(9), "returned": at(9), "result_signed": date(2021, 3, 9)}
TET = {"received": datetime(2021, 2, 8, 8), "filed": datetime(2021, 2, 8, 8), "created_at": datetime(2021, 2, 8, 9)}
AFTER_TET = {
    "finished": datetime(2021, 2, 19, 9),
    "returned": datetime(2021, 2, 19, 10),
    "result_signed": date(2021, 2, 19),
}
LATER = {
    "finished": datetime(2021, 2, 23, 9),
    "returned": datetime(2021, 2, 23, 10),
    "result_signed": date(2021, 2, 23),
}
CASES = {
    "gia hạn": Case({**DONE_11, "extended_to": date(2021, 3, 12), "apology": "12/XL"}, DONE_11),
    "gia hạn chưa đủ": Case({**DONE_11, "due": at(12, 17), "extended_to": date(2021, 3, 10)}, DONE_11),
    "thiếu Tết": Case(
        {**TET, **AFTER_TET, "due": datetime(2021, 2, 22, 17)}, {**TET, **AFTER_TET, "due": datetime(2021, 2, 15, 9)}
    ),
    "cấu hình cũ": Case({**DONE_11, "days": 8, "due": at(11, 17), "procedure": "P8"}, {**DONE_11, "procedure": "P8"}),
    "cấu hình đúng": Case({**DONE_11, "days": 8, "due": at(11, 17)}, DONE_11),
    "cuối ngày": Case({**EVENING, **DONE_9, "due": at(9, 17)}, {**EVENING, **DONE_9}),
    "giữa ngày": Case({**DONE_9, "due": at(9, 17)}, DONE_9),
    "sửa ngày nhận": Case({**DONE_9, "received": at(3, 8), "due": at(10, 17)}, DONE_9),
    "nhận sớm hơn ở sổ": Case({**DONE_9, "received": at(1, 8), "due": at(10, 17)}, {**DONE_9, "received": at(2, 8)}),
    "hạn của bước": Case({**DONE_9, "due": at(12, 17)}, {**DONE_9, "step_due": at(8, 17), "days": None}),
    "khâu chuyển": Case(
        {**DONE_9, "due": at(10, 17)},
        DONE_9,
        steps=[
            {"source": "mot_cua", "kind": "transfer", "unit": "x", "name": "Chuyển", "started": at(1), "due": at(2),
             "finished": at(3)}
        ],
    ),
    "bước của chính phòng": Case(
        {**DONE_9, "due": at(10, 17)},
        DONE_9,
        steps=[
            {"source": "mot_cua", "kind": "handling", "unit": "a", "name": "Thẩm định", "started": at(1), "due": at(2),
             "finished": at(3)}
        ],
    ),
    "khâu chuyển đúng hạn": Case(
        {**DONE_9, "due": at(10, 17)},
        DONE_9,
        steps=[
            {"source": "mot_cua", "kind": "transfer", "unit": "x", "name": "Chuyển", "started": at(1), "due": at(3),
             "finished": at(3)}
        ],
    ),
    "đóng cửa": Case({**DONE_11, "unit": "c", "due": at(15, 17)}, {**DONE_11, "unit": "c"}),
    "ghi chú giãn cách": Case({**DONE_11, "due": at(12, 17), "note": "Giãn cách xã hội"}, DONE_11),
    "không có hạn": Case({**DONE_11, "due": None}, DONE_11),
    "bên trễ không có hạn": Case(DONE_11, {**DONE_11, "due": None}),
    "đã dừng, không có hạn": Case(
        {**DONE_11, "due": None, "finished": None, "result_signed": None, "state_text": None, "stage": "stopped",
         "closed": at(5)},
        DONE_11,
    ),
    "Tết đã tính": Case(
        {**TET, **LATER, "due": datetime(2021, 2, 24, 17)}, {**TET, **LATER, "due": datetime(2021, 2, 22, 17)}
    ),
    "quá hạn tiếp nhận": Case(
        {**DONE_11, "channel": "online", "filed": at(1, 8), "received": at(4, 8), "due": at(11, 17)},
        {**DONE_11, "channel": "online", "filed": at(1, 8), "received": at(4, 8), "due": at(8, 17)},
    ),
    "tiếp nhận ngay": Case(
        {**DONE_11, "channel": "online", "filed": at(1, 8), "due": at(11, 17)}, {**DONE_11, "channel": "online"}
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Difference]:
    folder: Path = tmp_path_factory.mktemp("hạn")
    office = Office(folder, tmp_path_factory.mktemp("trống"))
    scopes = {
        "left": office.scope(calendars={"c": CLOSED}),
        "right": office.scope(calendars={"c": CLOSED}, sources=THEIRS),
    }
    published = [{"code": "P8", "days": 8, "published_by": "QĐ 1071"}, {"code": "P1", "days": 5}]
    return by_name(compared(office, CASES, procedures=published, **scopes))


def test_an_extension_that_the_other_side_does_not_count_is_c06(found: dict[str, Difference]) -> None:
    one = found["gia hạn"]
    assert one.cause == "C06"
    assert "12/03/2021" in one.evidence[0].text and "12/XL" in one.evidence[0].text


def test_an_extension_that_does_not_reach_is_no_explanation_by_itself(found: dict[str, Difference]) -> None:
    one = found["gia hạn chưa đủ"]
    assert (one.cause, one.secondary) == (UNDETERMINED, ("C06",))
    assert one.lacking[0] == "Còn 1 ngày làm việc chưa giải thích được bằng các nguyên nhân đã thấy."


def test_a_software_that_works_through_tet_is_c08(found: dict[str, Difference]) -> None:
    one = found["thiếu Tết"]
    assert one.cause == "C08"
    assert "15/02/2021" in one.evidence[0].text


def test_a_due_day_after_all_days_off_is_not_c08(found: dict[str, Difference]) -> None:
    one = found["Tết đã tính"]
    assert one.right.status == "late"
    assert "C08" not in codes(one)


def test_a_limit_below_the_published_one_is_c09_with_the_decision(found: dict[str, Difference]) -> None:
    one = found["cấu hình cũ"]
    assert one.cause == "C09"
    assert "QĐ 1071" in one.evidence[0].text


def test_a_limit_as_published_is_not_c09_whatever_the_office_writes(found: dict[str, Difference]) -> None:
    assert "C09" not in codes(found["cấu hình đúng"])


def test_received_late_in_the_day_and_counted_from_the_next_is_c10(found: dict[str, Difference]) -> None:
    assert found["cuối ngày"].cause == "C10"
    assert "16:30" in found["cuối ngày"].evidence[0].text
    assert "C10" not in codes(found["giữa ngày"])


def test_another_day_of_reception_is_c16(found: dict[str, Difference]) -> None:
    assert found["sửa ngày nhận"].cause == "C16"


def test_an_earlier_day_of_reception_in_the_lenient_list_is_not_c16(found: dict[str, Difference]) -> None:
    assert "C16" not in codes(found["nhận sớm hơn ở sổ"])


def test_judged_by_the_due_moment_of_a_step_is_c13(found: dict[str, Difference]) -> None:
    assert found["hạn của bước"].cause == "C13"


def test_another_agency_s_lateness_is_c13(found: dict[str, Difference]) -> None:
    one = found["khâu chuyển"]
    assert one.cause == "C13"
    assert "trễ 1 ngày làm việc" in one.evidence[0].text


@pytest.mark.parametrize("name", ["bước của chính phòng", "khâu chuyển đúng hạn"])
def test_one_s_own_late_step_or_a_hand_over_in_time_is_not_c13(found: dict[str, Difference], name: str) -> None:
    assert "C13" not in codes(found[name])


def test_a_closure_that_stops_the_clock_is_c18(found: dict[str, Difference]) -> None:
    one = found["đóng cửa"]
    assert one.cause == "C18"
    assert "C18" not in codes(found["cấu hình đúng"])


def test_a_note_of_an_epidemic_with_a_later_due_day_is_c18(found: dict[str, Difference]) -> None:
    assert found["ghi chú giãn cách"].cause == "C18"


def test_no_due_date_on_one_side_is_c17(found: dict[str, Difference]) -> None:
    one = found["không có hạn"]
    assert (one.left.status, one.cause) == ("no_due", "C17")
    assert found["bên trễ không có hạn"].right.status == "no_due"
    assert found["bên trễ không có hạn"].cause == "C17"


def test_a_stopped_dossier_without_due_date_is_c14_and_not_c17(found: dict[str, Difference]) -> None:
    assert (found["đã dừng, không có hạn"].left.status, found["đã dừng, không có hạn"].cause) == ("stopped", "C14")
    assert "C17" not in codes(found["đã dừng, không có hạn"])


def test_time_counted_from_the_filing_of_an_online_dossier_is_c21(found: dict[str, Difference]) -> None:
    assert found["quá hạn tiếp nhận"].cause == "C21"
    assert "C21" not in codes(found["tiếp nhận ngay"])


def test_due_moments_are_recomputed_under_every_policy(found: dict[str, Difference]) -> None:
    dues = found["gia hạn"].dues
    assert dues["legal"] == at(8, 17)
    assert dues["r_day"] == at(8, 8, 15)
    assert dues["r_hour"] == at(8, 8)
    assert dues["published"] == at(8, 17)
    assert dues["current"] == datetime(2021, 3, 12, 23, 59, 59)
    assert dues["pause"] == dues["restart"] == at(8, 17)
    assert found["cấu hình cũ"].dues["published"] == at(11, 17)


def test_without_limits_steps_and_times_of_entry_the_cause_stays_open(office: Office) -> None:
    bare = dict.fromkeys(("days", "created_at", "filed"))
    given = {"hạn khác": Case({**bare, **DONE_9, "due": at(10, 17)}, {**bare, **DONE_9, "received": at(1, 0)})}
    one = by_name(compared(office, given, full=False))["hạn khác"]
    assert one.cause == UNDETERMINED
    assert "Không có thời hạn công bố của thủ tục (danh mục thủ tục hành chính) tại ngày tiếp nhận." in one.lacking
    assert "Không nguồn nào ghi thời điểm nhập vào phần mềm." in one.lacking
