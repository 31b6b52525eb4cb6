"""A person says which column of the file is which: where the header is not recognised, and against what was recognised."""

from pathlib import Path
from typing import Any

import pytest
from import_kit import SAMPLE, TITLES, UNITS, connection, read, sample_row, write_csv, write_xlsx

from parindex.errors import InputFault
from parindex.records.importing import HeaderCell, HeaderFault, ReadingChoices, prepare, write_error_sheet
from parindex.records.reading.headers import unique_keys
from parindex.records.registers.dossiers import DOSSIERS

ODD = [["Ký hiệu riêng", "Tên gọi", "Bao nhiêu"], ["A", "một", "3"], ["B", "hai", ""], ["C", "ba", "5"]]


def fault_of(path: Path, **more: Any) -> HeaderFault:
    with pytest.raises(HeaderFault) as caught:
        read(path, **more)
    return caught.value


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_header_that_lacks_a_needed_column_still_shows_what_there_is(tmp_path: Path, write: Any) -> None:
    name = "a.csv" if write is write_csv else "a.xlsx"
    rows = [["Ký hiệu riêng", "Tên gọi", "Số lượng"], *ODD[1:]]
    fault = fault_of(write(tmp_path / name, rows))
    assert isinstance(fault, InputFault)
    assert fault.register is SAMPLE
    assert fault.headers == (
        HeaderCell(label="Ký hiệu riêng", key="ky hieu rieng", column=None, samples=("A", "B", "C")),
        HeaderCell(label="Tên gọi", key="ten goi", column="title", samples=("một", "hai", "ba")),
        HeaderCell(label="Số lượng", key="so luong", column="count", samples=("3", "5")),
    )


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_chosen_column_is_read(tmp_path: Path, write: Any) -> None:
    path = write(tmp_path / ("a.csv" if write is write_csv else "a.xlsx"), ODD)
    choices = ReadingChoices(columns={"ky hieu rieng": "code", "bao nhieu": "count"})
    found = read(path, choices=choices)
    assert (found.column("key"), found.column("count")) == (["A", "B", "C"], [3, None, 5])
    assert [cell.column for cell in found.prepared.headers] == ["code", "title", "count"]


def test_a_file_whose_header_row_is_unclear_offers_its_wordiest_row(tmp_path: Path) -> None:
    rows = [["Danh sách năm 2021", "", ""], ["Hiệu", "Điều gì", "Bao nhiêu"], ["A", "", "3"]]
    path = write_csv(tmp_path / "a.csv", rows)
    fault = fault_of(path)
    assert [cell.label for cell in fault.headers] == ["Hiệu", "Điều gì", "Bao nhiêu"]
    assert "Không tìm thấy dòng tiêu đề" in str(fault)
    found = read(path, choices=ReadingChoices(columns={"hieu": "code"}))
    assert (found.column("key"), found.column("row")) == (["A"], [3])


def test_a_file_without_words_has_nothing_to_choose_from(tmp_path: Path) -> None:
    with pytest.raises(InputFault) as caught:
        read(write_csv(tmp_path / "a.csv", [["1", "2"], ["3", "4"]]))
    assert not isinstance(caught.value, HeaderFault)


def test_two_labels_of_one_column_are_named_and_a_choice_settles_it(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["Mã", "Mã số", "Tên gọi"], ["A", "X", "một"]])
    fault = fault_of(path)
    assert "“Mã”, “Mã số”" in str(fault)
    assert [(cell.key, cell.column) for cell in fault.headers] == [
        ("ma", "code"),
        ("ma so", "code"),
        ("ten goi", "title"),
    ]
    assert read(path, choices=ReadingChoices(columns={"ma so": "code"})).column("key") == ["X"]
    assert read(path, choices=ReadingChoices(columns={"ma": "code"})).column("key") == ["A"]
    assert read(path, choices=ReadingChoices(columns={"ma so": ""})).column("key") == ["A"]


def test_two_columns_of_the_very_same_label_have_keys_of_their_own(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["Mã", "Ngày", "Ngày", ""], ["A", "05/03/2021", "06/03/2021", "ghi thêm"]])
    assert [cell.key for cell in fault_of(path).headers] == ["ma", "ngay", "ngay (2)", "(4)"]
    found = read(path, choices=ReadingChoices(columns={"ngay (2)": "moment", "(4)": "title"}))
    assert (found.rows[0]["day"].day, found.rows[0]["moment"].day, found.rows[0]["title"]) == (5, 6, "ghi thêm")


def test_keys_of_labels_never_collide() -> None:
    labels = ["Ngày", "NGAY", "", "Ngày (2)", "", "ngày"]
    keys = unique_keys(labels)
    assert len(set(keys)) == len(labels)
    assert keys[:3] == ("ngay", "ngay (2)", "(3)")


def test_two_choices_for_one_column_are_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ODD)
    fault = fault_of(path, choices=ReadingChoices(columns={"ky hieu rieng": "code", "bao nhieu": "code"}))
    assert "“Ký hiệu riêng”, “Bao nhiêu”" in str(fault)


def test_a_recognised_column_can_be_declined_or_given_to_another(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["Mã", "Tên gọi", "Tên khác"], ["A", "một", "hai"]])
    declined = read(path, choices=ReadingChoices(columns={"ten goi": ""}))
    assert declined.column("title") == [None]
    assert any("“Tên gọi”" in notice for notice in declined.prepared.notices)
    other = read(path, choices=ReadingChoices(columns={"ten khac": "title"}))
    assert other.column("title") == ["hai"]
    assert [cell.column for cell in other.prepared.headers] == ["code", None, "title"]


def test_declining_a_needed_column_is_refused_with_the_way_back_open(tmp_path: Path) -> None:
    fault = fault_of(
        write_csv(tmp_path / "a.csv", [TITLES, sample_row("A")]), choices=ReadingChoices(columns={"ma": ""})
    )
    assert "thiếu cột “Mã”" in str(fault)
    assert fault.headers[0].column is None


def test_kept_choices_of_another_file_or_an_older_register_do_no_harm(tmp_path: Path) -> None:
    choices = ReadingChoices(columns={"ten goi": "cot da bo", "khong co": "code", "ngay": "day"})
    found = read(write_csv(tmp_path / "a.csv", [TITLES, sample_row("A", title="một")]), choices=choices)
    assert found.column("title") == ["một"]


def test_values_of_a_personal_column_are_not_shown(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["Mã hồ sơ", "Người nộp", "Họ tên"], ["H1", "Bí Mật", "Kín Đáo"]])
    assert "Bí Mật" not in repr(fault_of(path, register=DOSSIERS).headers)
    mapped = ReadingChoices(columns={"ho ten": "applicant"})
    assert "Kín Đáo" not in repr(fault_of(path, register=DOSSIERS, choices=mapped).headers)


def test_the_error_sheet_gives_back_what_was_chosen_under_its_title_and_what_was_declined(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["Ký hiệu", "Tên gọi", "Số lượng"], ["A", "một", "x"]])
    with connection(tmp_path) as con:
        choices = ReadingChoices(columns={"ky hieu": "code", "ten goi": ""})
        found = prepare(con, SAMPLE, path, source="so", unit="x", unit_names=UNITS, current=None, choices=choices)
        write_error_sheet(con, found, tmp_path / "lỗi.xlsx")
    fault = read(tmp_path / "lỗi.xlsx")
    assert fault.codes() == [(2, "bad_integer")]
    assert [cell.label for cell in fault.prepared.headers][:3] == ["Mã", "Tên gọi", "Số lượng"]


def test_the_headers_of_a_good_file_show_the_first_values_below_gaps(tmp_path: Path) -> None:
    rows = [sample_row(f"A{number}", title="x" * 200 if number > 50 else "") for number in range(60)]
    cells = read(write_csv(tmp_path / "a.csv", [TITLES, *rows])).prepared.headers
    assert cells[0] == HeaderCell(label="Mã", key="ma", column="code", samples=("A0", "A1", "A2"))
    assert cells[1].samples == ("x" * 80,) * 3
    assert [cell.label for cell in cells] == TITLES


def test_the_stages_of_an_import_are_told_in_order(tmp_path: Path) -> None:
    stages: list[str] = []
    read(write_csv(tmp_path / "a.csv", [TITLES, sample_row("A")]), on_stage=stages.append)
    assert stages == ["reading", "checking", "comparing"]
