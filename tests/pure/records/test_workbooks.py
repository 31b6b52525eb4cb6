"""Workbooks as offices keep them: titles, merged cells, totals, dates and numbers of every kind."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from import_kit import TITLES, read, sample_row, write_csv, write_xlsx

from parindex.errors import InputFault
from parindex.records.registers.archive_backlog import ARCHIVE_BACKLOG
from parindex.records.registers.reports import REPORTS


def test_dates_numbers_and_truth_values_land_as_they_are(tmp_path: Path) -> None:
    row = sample_row("00012", title=21, day=dt.date(2021, 3, 5), count=1670, length=12.345, agreed=True)
    row[TITLES.index("Thời điểm")] = dt.datetime(2021, 3, 5, 14, 30, 15)
    found = read(write_xlsx(tmp_path / "a.xlsx", [TITLES, row]))
    assert not found.prepared.errors
    kept = found.rows[0]
    assert (kept["key"], kept["title"], kept["count"], kept["agreed"]) == ("00012", "21", 1670, True)
    assert (kept["day"], kept["moment"]) == (dt.date(2021, 3, 5), dt.datetime(2021, 3, 5, 14, 30, 15))
    assert kept["length"] == Decimal("12.345")


def test_text_dates_and_bare_day_numbers_are_read_in_date_columns(tmp_path: Path) -> None:
    rows = [sample_row("A", day="05/03/2021"), sample_row("B", day=44260), sample_row("C", moment=44260.5)]
    found = read(write_xlsx(tmp_path / "a.xlsx", [TITLES, *rows, sample_row("D", day=20210305)]))
    assert found.column("day") == [dt.date(2021, 3, 5), dt.date(2021, 3, 5), None, dt.date(2021, 3, 5)]
    assert found.column("moment")[2] == dt.datetime(2021, 3, 5, 12)


def test_a_year_alone_in_a_date_column_is_refused_as_it_was_typed(tmp_path: Path) -> None:
    found = read(write_xlsx(tmp_path / "a.xlsx", [TITLES, sample_row("A", day=2021)]))
    assert [(error.code, error.value) for error in found.prepared.errors] == [("bad_date", "2021")]


def test_day_numbers_from_1904_are_shifted(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [TITLES, sample_row("A", day=44260 - 1462)])
    book = openpyxl.load_workbook(path)
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.save(path)
    assert read(path).column("day") == [dt.date(2021, 3, 5)]


def test_a_whole_number_is_a_code_and_a_fraction_or_a_date_is_not(tmp_path: Path) -> None:
    rows = [[12, "số"], [1.1, "đã là 1.10"], [dt.date(2021, 2, 3), "đã là 3-2"], ["1.10", "chữ"]]
    found = read(write_xlsx(tmp_path / "a.xlsx", [["Mã", "Tên gọi"], *rows]))
    assert found.column("key") == ["1.10", "12"]
    assert found.codes() == [(3, "code_as_number"), (4, "code_as_number")]
    assert found.prepared.errors[0].value == "1,1"


def test_titles_merged_headers_and_a_total_row_are_seen_through(tmp_path: Path) -> None:
    rows = [
        ["SỔ THEO DÕI BÁO CÁO NĂM 2021", "", "", "", "", ""],
        ["", "", "", "", "", ""],
        ["Loại báo cáo", "Kỳ", "Cơ quan nhận", "Kết quả", "", ""],
        ["", "", "", "Hạn gửi", "Ngày gửi", "Số, ký hiệu"],
        ["Báo cáo CCHC", "Quý I", "Sở Nội vụ", "05/03/2021", "09/03/2021", "21/BC"],
        ["", "6 tháng", "Sở Nội vụ", "04/06/2021", "03/06/2021", "64/BC"],
        ["", "", "", "", "", ""],
        ["Tổng số", "", "", 2, "", ""],
    ]
    merges = [(0, 0, 0, 5), (2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 2, 5), (4, 0, 5, 0)]
    found = read(write_xlsx(tmp_path / "a.xlsx", rows, merges=merges), REPORTS)
    assert not found.prepared.errors
    assert sorted(found.column("row")) == [5, 6]
    assert found.column("kind") == ["Báo cáo CCHC", "Báo cáo CCHC"]
    assert found.prepared.skipped == 5  # three rows above the header's last one, an empty one, the total


def test_the_first_sheet_with_the_header_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    found = read(write_xlsx(tmp_path / "a.xlsx", [TITLES, sample_row("A")], before=["Bìa"]))
    assert found.column("key") == ["A"]
    assert any("các trang khác không đọc: Bìa" in notice for notice in found.prepared.notices)


def test_hidden_sheets_are_not_read(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [TITLES, sample_row("A")], before=["Bìa"])
    book = openpyxl.load_workbook(path)
    book["Số liệu"].sheet_state = "hidden"
    book.save(path)
    with pytest.raises(InputFault, match="Không tìm thấy dòng tiêu đề"):
        read(path)


def test_a_formula_in_a_total_row_does_no_harm(tmp_path: Path) -> None:
    rows = [TITLES, sample_row("A", count=3), sample_row("", title="Tổng cộng")]
    place = TITLES.index("Số lượng")
    found = read(write_xlsx(tmp_path / "a.xlsx", rows, formulas={(2, place): "=SUM(G2:G2)"}))
    assert found.column("count") == [3]
    assert found.prepared.skipped == 1


def test_a_formula_in_a_data_row_refuses_the_file_and_names_the_cell(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [TITLES, sample_row("A")], formulas={(1, 6): "=1+1"})
    with pytest.raises(InputFault, match=r"ô G2 là công thức"):
        read(path)


def test_a_formula_behind_a_namespace_prefix_is_found_too(tmp_path: Path) -> None:
    from zipfile import ZipFile

    path = write_xlsx(tmp_path / "a.xlsx", [TITLES, sample_row("A")], formulas={(1, 6): "=1+1"})
    with ZipFile(path) as old, ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                data = data.replace(b"<c ", b"<x:c ").replace(b"</c>", b"</x:c>").replace(b"<f>", b"<x:f>")
                data = data.replace(b"</f>", b"</x:f>").replace(b"<worksheet ", b'<worksheet xmlns:x="urn:x" ')
            new.writestr(name, data)
    with pytest.raises(InputFault, match=r"ô G2 là công thức"):
        read(tmp_path / "b.xlsx")


def test_an_error_cell_is_refused_not_read_as_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Mã", "Tên gọi", "Số lượng"])
    for row in (("A", "#N/A", None), ("B", None, "#DIV/0!"), ("C", "tốt", 1)):
        sheet.append(row)
    book.save(path)
    found = read(path)
    assert found.column("key") == ["C"]
    assert found.codes() == [(2, "cell_error"), (3, "cell_error")]


def test_a_merged_body_cell_counts_for_each_of_its_rows(tmp_path: Path) -> None:
    rows = [
        ["Đơn vị", "Khối tài liệu", "Giai đoạn", "Ngày kiểm kê", "Tổng số (mét giá)", "Đã chỉnh lý (mét giá)"],
        ["Văn phòng Sở", "Hành chính", "1990–2000", dt.date(2021, 1, 4), 10, 7.5],
        ["", "Hành chính", "2001–2014", dt.date(2021, 1, 4), 20.25, 20],
        ["", "Tài vụ", "2001–2014", dt.date(2021, 1, 4), 1, 2],
    ]
    found = read(write_xlsx(tmp_path / "a.xlsx", rows, merges=[(1, 0, 3, 0)]), ARCHIVE_BACKLOG)
    assert found.column("unit") == ["van-phong", "van-phong"]
    assert found.column("total") == [Decimal(10), Decimal("20.25")]
    assert found.codes() == [(4, "more_than_total")]


def test_text_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    found = read(write_xlsx(tmp_path / "a.xlsx", [["Mã", "Tên gọi"], ["A", "=1+1"], ["B", "'=x"]]))
    assert found.column("title") == ["=1+1", "'=x"]


def test_a_sheet_that_begins_lower_and_further_right_keeps_its_addresses(tmp_path: Path) -> None:
    rows = [["", ""], ["", ""], ["", "", "Mã", "Số lượng"], ["", "", "A", "ba"]]
    found = read(write_xlsx(tmp_path / "a.xlsx", rows))
    assert found.codes() == [(4, "bad_integer")]


def test_a_workbook_and_a_csv_of_the_same_rows_give_the_same_batch(tmp_path: Path) -> None:
    rows = [sample_row(f"K{n:03}", title=f"Dòng {n}", count=str(n), day="05/03/2021") for n in range(50)]
    as_csv, as_sheet = write_csv(tmp_path / "a.csv", [TITLES, *rows]), write_xlsx(tmp_path / "b.xlsx", [TITLES, *rows])
    assert read(as_csv).rows == read(as_sheet).rows
    assert (tmp_path / "a.batch.parquet").read_bytes() == (tmp_path / "b.batch.parquet").read_bytes()


def test_inline_strings_of_streaming_writers_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate((["Mã", "Tên gọi"], ["A", "Sở  Nội vụ "])):
        sheet.write_row(number, 0, row)
    book.close()
    assert read(path).column("title") == ["Sở Nội vụ"]
