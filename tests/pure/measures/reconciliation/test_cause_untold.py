"""“Chưa đủ căn cứ”: neither source fills the columns that a cause is told by, and the answer says which are missing.

Each case has beside it one that differs by a single cell, in which the same words must not be said.
"""

from pathlib import Path

import pytest
from measure_rows import Office
from tests.pure.measures.reconciliation.cause_cases import Case, at, by_name, codes, compared

from parindex.measures.reconciliation.dossiers.causes import CAUSES
from parindex.measures.reconciliation.model import UNDETERMINED, Difference

pytestmark = pytest.mark.dear(3)

BARE = dict.fromkeys(("days", "created_at", "channel", "result_signed")) | {"finished": at(12), "returned": None}
LACKING = {one.code: one.lacking for one in CAUSES if one.lacking}
NOON = {"received": at(1, 9)}
MIDNIGHT = {"received": at(1, 0), "filed": at(1, 0)}
# Two working days inside; ended before the later due day, so that nothing is added to that.
ASKED = {"supplement_asked": at(2), "supplemented": at(4), "finished": at(11)}


def case(left_due: int, right_due: int, **both: object) -> Case:
    return Case({**BARE, **both, "due": at(left_due, 17)}, {**BARE, **both, "due": at(right_due, 17)})


CASES = {
    "chỉ có hạn khác": case(15, 8),
    "nhận sau khi nộp": case(15, 8, received=at(4)),
    "nhận ngay khi nộp": case(15, 8, received=at(1, 8, 30)),
    "không có giờ nhận": case(12, 11, **MIDNIGHT),
    "có giờ nhận": case(12, 11, **NOON),
    "không có giờ nhận, lệch hai ngày": case(12, 10, **MIDNIGHT),
    "bổ sung, lệch khác": case(12, 9, **ASKED),
    "bổ sung, lệch bằng tạm dừng": case(12, 10, **ASKED),
    "gọi điện yêu cầu": case(15, 8, note="Đã yêu cầu bổ sung qua điện thoại ngày 3/3"),
    "gọi điện hẹn": case(15, 8, note="Đã gọi điện thoại hẹn ngày 3/3"),
    "danh mục có thời hạn": case(15, 8, procedure="P5"),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Difference]:
    folder: Path = tmp_path_factory.mktemp("không rõ")
    office = Office(folder, tmp_path_factory.mktemp("trống"))
    return by_name(compared(office, CASES, full=False, procedures=[{"code": "P5", "days": 5}]))


def unsaid(one: Difference) -> set[str]:
    """Codes of the causes that the data cannot tell."""
    return {code for code, words in LACKING.items() if words in one.lacking}


def test_no_case_without_grounds_is_called_really_late_or_given_a_proposal(found: dict[str, Difference]) -> None:
    silent = {name: one for name, one in found.items() if name != "bổ sung, lệch bằng tạm dừng"}
    assert len(silent) == len(CASES) - 1
    assert {one.cause for one in silent.values()} == {UNDETERMINED}
    assert not any(one.proposal or one.evidence or one.secondary for one in silent.values())
    assert all(one.lacking for one in silent.values())


def test_another_due_date_alone_leaves_the_causes_of_due_dates_open(found: dict[str, Difference]) -> None:
    assert unsaid(found["chỉ có hạn khác"]) == {"C06", "C09", "C13", "C16"}


def test_a_published_limit_answers_what_the_limit_is(found: dict[str, Difference]) -> None:
    assert unsaid(found["danh mục có thời hạn"]) == {"C06", "C13", "C16"}


def test_without_the_channel_a_late_reception_stays_open_as_c21(found: dict[str, Difference]) -> None:
    assert "C21" in unsaid(found["nhận sau khi nộp"])
    assert "C21" not in unsaid(found["nhận ngay khi nộp"])


def test_without_an_hour_of_reception_a_day_s_difference_stays_open_as_c10(found: dict[str, Difference]) -> None:
    assert "C10" in unsaid(found["không có giờ nhận"])
    assert "C10" not in unsaid(found["có giờ nhận"])
    assert "C10" not in unsaid(found["không có giờ nhận, lệch hai ngày"])


def test_without_a_limit_a_pause_known_to_both_is_c05_only_where_it_is_the_whole_difference(
    found: dict[str, Difference],
) -> None:
    assert {"C05", "C08", "C20"} <= unsaid(found["bổ sung, lệch khác"])
    assert found["bổ sung, lệch bằng tạm dừng"].cause == "C05"


def test_a_note_of_a_request_by_telephone_without_dates_stays_open_as_c04(found: dict[str, Difference]) -> None:
    assert "C04" in unsaid(found["gọi điện yêu cầu"])
    assert "C04" not in codes(found["gọi điện yêu cầu"])
    assert "C04" not in unsaid(found["gọi điện hẹn"])


def test_every_word_of_what_is_missing_is_a_sentence_of_its_own() -> None:
    assert len(set(LACKING.values())) == len(LACKING)
    assert all(words.endswith(".") and words[0].isupper() for words in LACKING.values())
