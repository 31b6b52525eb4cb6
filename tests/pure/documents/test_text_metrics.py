"""Widths of Times New Roman: what fits on a line, how long a rule must be, where a long name breaks."""

import pytest

from parindex.documents.official.metrics import balanced_lines, width_mm


def test_the_national_title_is_a_little_under_96_millimetres_at_13_points() -> None:
    assert width_mm("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size_pt=13, bold=True) == pytest.approx(95.67, abs=0.01)


def test_width_grows_with_the_size() -> None:
    assert width_mm("Sở", size_pt=14) == pytest.approx(2 * width_mm("Sở", size_pt=7))


def test_accents_do_not_change_the_width_of_a_letter() -> None:
    assert width_mm("ấầẩẫậ", size_pt=14) == pytest.approx(width_mm("aaaaa", size_pt=14))


@pytest.mark.parametrize("horned, plain", [("ở", "ơ"), ("Ự", "Ư"), ("ữ", "ư")])
def test_horned_letters_keep_their_own_width_under_accents(horned: str, plain: str) -> None:
    assert width_mm(horned, size_pt=14) == pytest.approx(width_mm(plain, size_pt=14))
    assert width_mm(horned, size_pt=14) != pytest.approx(width_mm("o", size_pt=14))


def test_composed_and_decomposed_text_are_equally_wide() -> None:
    assert width_mm("Hạnh phúc", size_pt=14) == pytest.approx(width_mm("Ha\u0323nh phu\u0301c", size_pt=14))


def test_bold_is_wider_than_regular() -> None:
    assert width_mm("Hạnh phúc", size_pt=14, bold=True) > width_mm("Hạnh phúc", size_pt=14)


def test_a_character_that_the_table_does_not_know_counts_as_a_digit() -> None:
    assert width_mm("☃", size_pt=14) == pytest.approx(width_mm("0", size_pt=14))


def test_a_short_text_stays_on_one_line() -> None:
    assert balanced_lines("SỞ NỘI VỤ", size_pt=13, bold=True, room_mm=66) == ("SỞ NỘI VỤ",)


def test_a_long_name_breaks_after_its_dash_and_not_inside_a_word_pair() -> None:
    lines = balanced_lines("SỞ LAO ĐỘNG – THƯƠNG BINH VÀ XÃ HỘI", size_pt=13, bold=True, room_mm=66)
    assert lines == ("SỞ LAO ĐỘNG –", "THƯƠNG BINH VÀ XÃ HỘI")


def test_without_a_dash_the_lines_are_as_even_as_can_be() -> None:
    lines = balanced_lines("ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP", size_pt=13, bold=False, room_mm=66)
    assert lines == ("ỦY BAN NHÂN DÂN", "TỈNH ĐỒNG THÁP")


def test_every_line_fits_the_room() -> None:
    name = "BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP VÀ KHU KINH TẾ CỬA KHẨU TỈNH"
    lines = balanced_lines(name, size_pt=13, bold=True, room_mm=66)
    assert len(lines) > 1
    assert all(width_mm(line, size_pt=13, bold=True) <= 66 for line in lines)
    assert " ".join(lines) == name


def test_blanks_left_for_a_number_are_kept_whole() -> None:
    lines = balanced_lines("(Kèm theo Kế hoạch số      /KH-SLĐTBXH)", size_pt=14, bold=False, room_mm=250)
    assert lines == ("(Kèm theo Kế hoạch số      /KH-SLĐTBXH)",)


def test_a_single_word_wider_than_the_room_stays_whole() -> None:
    assert balanced_lines("NGHIÊNGNGẢ", size_pt=14, bold=True, room_mm=5) == ("NGHIÊNGNGẢ",)
