"""Places of a set's file in the words of the screens."""

import pytest

from parindex.web.criteria_places import spoken_message, spoken_place


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("Tiêu chí 1.2, rule.bands[1].from", "Tiêu chí 1.2: cách chấm, mức 1, từ"),
        ("Tiêu chí thành phần 1.3.1, max_points", "Tiêu chí thành phần 1.3.1: điểm tối đa"),
        ("scale", "Thang điểm"),
        ("ladder[2].from", "Thang xếp loại, bậc 2, từ"),
        ("bonus.lines[1]", "Điểm thưởng, dòng 1"),
        ("Lĩnh vực 2", "Lĩnh vực 2"),
        ("", ""),
    ],
)
def test_a_place_is_said_in_the_words_of_the_screen(where: str, said: str) -> None:
    assert spoken_place(where) == said


def test_a_message_names_fields_and_leaves_other_words_alone() -> None:
    assert spoken_message("Đã có components thì không có rule; điểm và quy tắc ghi ở từng thành phần.") == (
        "Đã có tiêu chí thành phần thì không có “cách chấm”; điểm và quy tắc ghi ở từng thành phần."
    )
    assert spoken_message("Không có chỉ tiêu “reports.la”.") == "Không có chỉ tiêu “reports.la”."
