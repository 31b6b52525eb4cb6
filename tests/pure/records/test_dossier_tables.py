"""A reported table whose sums do not hold: the line comes back with the identity and the difference."""

from pathlib import Path

import pytest
from import_kit import read, write_csv

from parindex.records.registers.dossier_tables import COUNTS, DOSSIER_TABLES

HEAD = ["Từ ngày", "Đến ngày", "Lĩnh vực, thủ tục", *(column.title for column in COUNTS)]
# received 10 = 3 + 5 + 1 + 1; resolved 7 = 4 + 1 + 1 + 1; open 3 = 1 + 1 + 1
SOUND = [10, 3, 5, 1, 1, 7, 4, 1, 1, 1, 3, 1, 1, 1]


def line(**changed: int) -> list[str]:
    counts = dict(zip((column.name for column in COUNTS), SOUND, strict=True)) | changed
    return ["01/01/2021", "31/03/2021", "Việc làm", *map(str, counts.values())]


@pytest.mark.parametrize(
    ("changed", "code", "words", "difference"),
    [
        ({"online": 1}, "sum_received", "tiếp nhận = trực tuyến", "chênh lệch 2"),
        ({"late": 4}, "sum_resolved", "đã giải quyết = trước hạn", "chênh lệch -3"),
        ({"resolved_no_due": 0}, "sum_resolved", "không có hạn", "chênh lệch 1"),
        ({"overdue": 13}, "sum_open", "đang giải quyết = trong hạn", "chênh lệch -12"),
        ({"open": 2, "pending": 0}, "sum_balance", "tiếp nhận = đã giải quyết", "chênh lệch 1"),
    ],
)
def test_a_line_that_breaks_an_identity_comes_back_with_the_difference(
    tmp_path: Path, changed: dict[str, int], code: str, words: str, difference: str
) -> None:
    found = read(write_csv(tmp_path / "a.csv", [HEAD, line(), line(**changed)]), DOSSIER_TABLES).prepared
    (error,) = [one for one in found.errors if one.code != "duplicate"]
    assert (error.row, error.code) == (3, code)
    assert words in error.message
    assert difference in error.message


def test_a_sound_line_lands_and_the_sum_under_it_is_passed_over(tmp_path: Path) -> None:
    total = ["", "", "Tổng cộng", *map(str, SOUND)]
    found = read(write_csv(tmp_path / "a.csv", [HEAD, line(), total]), DOSSIER_TABLES)
    assert (found.prepared.accepted, found.prepared.rejected) == (1, 0)
    assert found.column("line") == ["Việc làm"]
