"""CSV files as offices export them: every dialect lands on the same rows, with the row numbers of the file."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from import_kit import SAMPLE, TITLES, connection, read, sample_row, write_csv
from tests.conftest import FULL

from parindex.errors import InputFault
from parindex.records.engine import new_schema
from parindex.records.reading import delimited
from parindex.records.reading.opening import read_file
from parindex.records.registers.reports import REPORTS

ROWS = [sample_row("A", title="Sở Nội vụ", day="05/03/2021"), sample_row("B", count="1.670", day="6/3/2021")]


def save(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_separators_and_byte_order_marks_make_no_difference(tmp_path: Path, separator: str, encoding: str) -> None:
    found = read(write_csv(tmp_path / "a.csv", [TITLES, *ROWS], separator=separator, encoding=encoding))
    assert not found.prepared.errors
    assert found.column("key") == ["A", "B"]
    assert found.column("count") == [None, 1670]
    assert found.column("row") == [2, 3]


def test_a_name_ending_in_capitals_is_a_csv_too(tmp_path: Path) -> None:
    assert read(write_csv(tmp_path / "A.CSV", [TITLES, *ROWS])).prepared.accepted == 2


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_blank_lines_keep_the_row_numbers_right_and_are_counted(tmp_path: Path, line_end: str) -> None:
    text = line_end.join(["", "Mã,Tên gọi,Ngày", "A,một,05/03/2021", "", "", "B,hai,sai ngày", ""])
    found = read(save(tmp_path / "a.csv", text))
    assert found.codes() == [(6, "bad_date")]
    assert found.column("row") == [3]
    assert found.prepared.skipped == 3


def test_a_line_end_inside_quotes_is_one_row_and_becomes_a_space(tmp_path: Path) -> None:
    found = read(save(tmp_path / "a.csv", 'Mã,Tên gọi\r\nA,"dòng một\r\ndòng hai"\r\nB,"ba\nbốn"\r\n'))
    assert found.column("title") == ["dòng một dòng hai", "ba bốn"]
    assert found.column("row") == [2, 3]


def test_a_blank_line_inside_quotes_is_no_row(tmp_path: Path) -> None:
    found = read(save(tmp_path / "a.csv", 'Mã,Tên gọi\nA,"một\n\nhai"\nB,ba\n'))
    assert found.column("title") == ["một hai", "ba"]
    assert found.column("row") == [2, 3]
    assert found.prepared.skipped == 0


def test_doubled_quotes_and_separators_inside_quotes_are_text(tmp_path: Path) -> None:
    found = read(save(tmp_path / "a.csv", 'Mã,Tên gọi\nA,"Công ty ""ABC"", Cao Lãnh"\nB,cỡ 5" thép\n'))
    assert found.column("title") == ['Công ty "ABC", Cao Lãnh', 'cỡ 5" thép']


def test_titles_above_the_header_are_counted_as_skipped(tmp_path: Path) -> None:
    text = "SỞ LAO ĐỘNG – THƯƠNG BINH VÀ XÃ HỘI\nDanh sách năm 2021,,\n\nTT,Mã số,Tên gọi\n1,A,một\n"
    found = read(save(tmp_path / "a.csv", text))
    assert found.column("row") == [5]
    assert found.prepared.skipped == 3
    assert any("phía trên dòng tiêu đề (dòng 4)" in notice for notice in found.prepared.notices)
    assert any("“TT”" in notice for notice in found.prepared.notices)


def test_a_header_over_two_rows_is_joined(tmp_path: Path) -> None:
    text = (
        "Loại báo cáo,Kỳ,Cơ quan nhận,Thời hạn và kết quả,,,Ghi chú\n"
        ',,,Hạn gửi,Ngày gửi,"Số, ký hiệu",\n'
        "Báo cáo CCHC,Quý I,Sở Nội vụ,05/03/2021,09/03/2021,21/BC,\n"
    )
    found = read(save(tmp_path / "a.csv", text), REPORTS)
    assert not found.prepared.errors
    assert found.rows[0]["document"] == "21/BC"
    assert found.rows[0]["row"] == 3


def test_totals_empty_rows_column_numbers_and_repeated_headers_are_skipped(tmp_path: Path) -> None:
    text = (
        "TT,Mã,Tên gọi,Số lượng\n(1),(2),(3),(4)\n1,A,một,1\n,,,\n2,B,hai,2\n"
        "TT,Mã,Tên gọi,Số lượng\n3,C,ba,3\n,,Tổng cộng:,6\n"
    )
    found = read(save(tmp_path / "a.csv", text))
    assert not found.prepared.errors
    assert found.column("row") == [3, 5, 7]
    assert found.prepared.skipped == 4
    assert "Bỏ qua 1 dòng tổng cộng: dòng 8." in found.prepared.notices


def test_a_complete_row_is_data_even_when_it_begins_like_a_total(tmp_path: Path) -> None:
    found = read(save(tmp_path / "a.csv", "Tên gọi,Mã\nTổng số người nghèo,A\nTổng cộng,\n"))
    assert found.column("title") == ["Tổng số người nghèo"]
    assert found.prepared.skipped == 1


def test_decomposed_accents_are_composed_in_headers_and_cells(tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", "Mã,Tên gọi,Loại\nĐƯỜNG-1,Phòng Người có công,Trực tuyến\n")
    found = read(save(tmp_path / "a.csv", text))
    assert found.rows[0]["key"] == "ĐƯỜNG-1"
    assert found.rows[0]["title"] == unicodedata.normalize("NFC", "Phòng Người có công")
    assert found.rows[0]["kind"] == "online"


def test_short_rows_are_filled_up_and_long_ones_refused(tmp_path: Path) -> None:
    found = read(save(tmp_path / "a.csv", "Mã,Tên gọi,Số lượng\nA\nB,hai,2,,\nC,Cao Lãnh, Đồng Tháp,3\n"))
    assert found.column("key") == ["A", "B"]
    assert found.codes() == [(4, "bad_integer"), (4, "extra_cells")]
    assert "nhiều ô hơn" in found.prepared.errors[1].message


def test_a_personal_column_never_reaches_the_batch(tmp_path: Path) -> None:
    found = read(write_csv(tmp_path / "a.csv", [TITLES, sample_row("A", person="Nguyễn Văn A")]))
    assert "person" not in found.rows[0]
    assert "Nguyễn" not in repr(found.rows)
    assert any("“Người nộp”" in notice for notice in found.prepared.notices)


def test_a_folder_with_accents_brackets_and_signs_works(tmp_path: Path) -> None:
    folder = tmp_path / "Hồ sơ năm 2021 #1 [x] a%20b"
    folder.mkdir()
    for name in ("it's [a-z]?.csv", "a*b.csv", 'ngoặc {x} "y".csv'):
        (folder / "decoy-a.csv").write_text("Mã,Tên gọi\nZ,sai\n")
        assert read(write_csv(folder / name, [TITLES, *ROWS])).column("key") == ["A", "B"]


def test_headers_named_as_columns_do_not_need_accents(tmp_path: Path) -> None:
    text = "loai_bao_cao,ky,co_quan_nhan,han_gui,ngay_gui,so_ky_hieu\nBáo cáo CCHC,Năm,Sở Nội vụ,25/11/2021,,\n"
    found = read(save(tmp_path / "a.csv", text), REPORTS)
    assert found.rows[0]["key"] == "Báo cáo CCHC|Năm|Sở Nội vụ|2021"


def test_bars_inside_key_values_do_not_make_two_keys_one(tmp_path: Path) -> None:
    head = "loai_bao_cao,ky,co_quan_nhan,han_gui\n"
    rows = "a|b,c,d,25/11/2021\na,b|c,d,25/11/2021\na\\,b|c,d,25/11/2021\n"
    found = read(save(tmp_path / "a.csv", head + rows), REPORTS)
    assert found.prepared.accepted == 3
    assert len(set(found.column("key"))) == 3


def test_a_unit_column_is_only_needed_when_the_import_names_no_unit(tmp_path: Path) -> None:
    path = save(tmp_path / "a.csv", "Mã,Tên gọi\nA,một\n")
    assert read(path, unit="van-phong").column("unit") == ["van-phong"]
    assert read(path, unit=None).column("unit") == [None]


_cell = st.text(st.sampled_from("ab 1,;\"'\n=đ\u0301"), max_size=6)


@settings(max_examples=30 if FULL else 10)
@given(rows=st.lists(st.tuples(_cell, _cell, _cell), min_size=1, max_size=6))
def test_the_fast_and_the_careful_road_read_the_same(tmp_path: Path, rows: list[tuple[str, str, str]]) -> None:
    path = write_csv(tmp_path / "a.csv", [("Mã", "Tên gọi", "Số lượng"), *rows])

    def tables() -> list[tuple[str, ...]]:
        with connection(tmp_path) as con:
            schema = new_schema(con)
            try:
                read_file(con, schema, SAMPLE, path, unit=None)
            except InputFault:
                return []
            cells = ", ".join(f"nullif(trim(cell_{place}, ' '), '')" for place in range(3))
            return con.execute(f"SELECT rowid, {cells} FROM {schema}.raw ORDER BY rowid").fetchall()

    quick = tables()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "_read_fast", lambda *_, **__: False)
        assert tables() == quick
    assert quick
