"""Words are compared without case, accents or Unicode form."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from parindex.accents import fold
from parindex.records.reading.headers import known_headers
from parindex.records.reading.totals import is_total_label
from parindex.records.registers import REGISTERS
from parindex.records.text import clean, header_key


def test_fold_drops_case_accents_and_the_bar_of_d() -> None:
    assert fold("Đồng Tháp") == "dong thap"
    assert fold("ĐƯỜNG ẤP BẮC") == "duong ap bac"


def test_fold_gives_the_same_for_both_unicode_forms() -> None:
    name = "Phòng Người có công"
    assert fold(unicodedata.normalize("NFD", name)) == fold(unicodedata.normalize("NFC", name)) == "phong nguoi co cong"


def test_a_header_is_recognised_by_its_words_alone() -> None:
    assert (
        header_key("loai_bao_cao") == header_key("Loại báo cáo") == header_key("  LOẠI  BÁO CÁO (*)") == "loai bao cao"
    )
    assert header_key("Số, ký hiệu") == header_key("so_ky_hieu")


def test_clean_collapses_every_kind_of_blank() -> None:
    assert clean("\ufeff Sở\u00a0Nội\r\n\tvụ\u200b ") == "Sở Nội vụ"
    assert clean(" \x00\x1f ") == ""


@given(st.text())
def test_fold_and_clean_change_nothing_the_second_time(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert clean(clean(text)) == clean(text)


def test_totals_are_recognised_and_names_that_begin_alike_are_not() -> None:
    for label in ("Tổng cộng", "TỔNG SỐ:", "Cộng", "Tổng", "Cộng (12 dòng)", "Tổng số hồ sơ"):
        assert is_total_label(label), label
    for label in ("Cộng hòa xã hội chủ nghĩa Việt Nam", "Tổng hợp", "Tổng cục Thống kê", "Công văn", ""):
        assert not is_total_label(label), label


def test_no_two_columns_of_a_shipped_register_share_a_title() -> None:
    for register in REGISTERS.values():
        titles = [header_key(column.title) for column in register.columns]
        assert len(set(titles)) == len(titles), register.name


def test_every_column_of_a_shipped_register_is_found_by_its_title() -> None:
    for register in REGISTERS.values():
        known = known_headers(register)
        for column in register.columns:
            assert known[header_key(column.title)] == column.name, (register.name, column.name)


def test_no_shipped_register_names_a_column_as_the_batch_does() -> None:
    taken = {"source", "key", "state", "row", "batch", "suspect"}
    for register in REGISTERS.values():
        assert not taken & {column.name for column in register.columns}, register.name


def test_choices_of_shipped_registers_are_told_apart_by_their_titles() -> None:
    for register in REGISTERS.values():
        for column in register.columns:
            titles = [header_key(choice.title) for choice in column.choices]
            assert len(set(titles)) == len(titles), (register.name, column.name)
