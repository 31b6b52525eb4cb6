"""Files that are refused as a whole: what is said, and that nothing is left behind."""

import errno
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from import_kit import TITLES, UNITS, connection, read, sample_row, write_csv, write_xlsx

from parindex.errors import InputFault
from parindex.records.importing import prepare
from parindex.records.reading import package, workbook
from parindex.records.registers.reports import REPORTS


def rezipped(path: Path, into: Path, change: Callable[[str, bytes], bytes | None], **added: bytes) -> Path:
    """The package with parts changed (None drops one) and parts added."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
        for name, data in added.items():
            new.writestr(name, data)
    return into


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "tốt.xlsx", [TITLES, sample_row("A")])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "rỗng"),
        ("a.xlsx", b"", "rỗng"),
        ("a.txt", b"code\nA\n", "đuôi “.txt”"),
        ("khong-duoi", b"code\nA\n", "khong-duoi"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "97–2003"),
        ("a.xlsm", b"PK\x03\x04", "macro"),
        ("a.ods", b"PK\x03\x04", ".ods"),
        ("a.csv", b"PK\x03\x04rest", "tệp nén hoặc tệp Excel"),
        ("a.csv", b"%PDF-1.7\n", "PDF"),
        ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "97–2003"),
        ("a.csv", b"<html><table>", "HTML"),
        ("a.csv", b"\xef\xbb\xbf <?xml version='1.0'?>", "XML"),
        ("a.csv", b"code,title\nA\0,b\n", "nhị phân"),
        ("a.csv", "Mã,Tên gọi\nA,một\n".encode("utf-16"), "UTF-16"),
        ("a.csv", "Mã,Tên gọi\nA,một\n".encode("cp1258", "replace"), "không phải bảng mã UTF-8"),
        ("a.csv", b"code,title\n" + b"A,b\n" * 100_000 + b"Z,\xe1\n", "không phải bảng mã UTF-8"),
        ("a.csv", b"code,title\n" + b"A,b\n" * 100_000 + b"Z,\0\n", "NUL"),
        ("a.csv", b'code,title\nA,"open\nB,b\n', "từ dòng 2: dấu nháy kép"),
        ("a.csv", b'code,title\nA,b\nB,"Cong ty "ABC" Dong Thap"\n', "từ dòng 3: dấu nháy kép"),
        ("a.csv", b"code,title\nA," + b"x" * 10_000_000 + b"\n", "dòng 2: một ô dài quá"),
        ("a.csv", b"code,title\nA,b\nB," + b"x" * 40_000 + b"\n", "dòng 3: một ô dài quá"),
        ("a.csv", b"code,title\n", "chưa có dòng số liệu"),
        ("a.csv", b"code,title\n,\n,Tong cong\n", "không có dòng số liệu"),
        ("a.csv", b"one,two\n1,2\n", "Không tìm thấy dòng tiêu đề"),
        ("a.csv", b"title,count\na,1\n", "thiếu cột “Mã”"),
        ("a.csv", "Mã,Mã số,Tên gọi\nA,A,một\n".encode(), "“Mã”, “Mã số”"),
        ("a.csv", b"\xef\xbb\xbf", "Không tìm thấy dòng tiêu đề"),
        ("a.xlsx", b"code,title\nA,b\n", "không phải sổ tính"),
        ("a.xlsx", b"%PDF-1.7\n", "PDF"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "97–2003"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("a.xlsx", b"PK\x03\x04" + b"x" * 100, "hỏng"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputFault, match=said):
        read(path)


def test_a_refused_file_leaves_no_tables_and_no_files(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'code,title\n\nA,"open\n')
    with connection(tmp_path) as con:
        with pytest.raises(InputFault):
            prepare(con, REPORTS, path, source="so", unit="x", unit_names=UNITS, current=None)
        assert con.execute("SELECT count(*) FROM information_schema.tables").fetchone() == (0,)
    assert not list((tmp_path / "tạm").iterdir())


def test_the_missing_headers_and_the_template_are_named(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["Loại báo cáo", "Kỳ", "Ghi chú"], ["a", "b", "c"]])
    with pytest.raises(InputFault, match=r"thiếu cột “Cơ quan nhận”, “Hạn gửi”.*parindex records template reports"):
        read(path, REPORTS)


def test_a_register_whose_key_names_the_unit_needs_it_from_somewhere(tmp_path: Path) -> None:
    from parindex.records.registers.leadership import LEADERSHIP

    head = ["Loại đơn vị", "Ngày thống kê", "Biên chế", "Cấp trưởng", "Cấp phó"]
    path = write_csv(tmp_path / "a.csv", [head, ["Văn phòng", "31/12/2021", "12", "1", "3"]])
    assert read(path, LEADERSHIP, unit="van-phong").column("key") == ["van-phong|2021-12-31"]
    with pytest.raises(InputFault, match="thiếu cột “Phòng, đơn vị”"):
        read(path, LEADERSHIP, unit=None)


def test_a_missing_file_a_folder_and_an_unreadable_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputFault, match="Không có tệp"):
        read(tmp_path / "không có.csv")
    (tmp_path / "thư mục.csv").mkdir()
    with pytest.raises(InputFault, match="là thư mục"):
        read(tmp_path / "thư mục.csv")
    with pytest.raises(InputFault, match="Không mở được"):
        read(tmp_path / ("x" * 300 + ".csv"))


def test_a_file_without_the_right_to_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_csv(tmp_path / "a.csv", [TITLES, sample_row("A")])
    path.chmod(0)
    if os.geteuid() == 0:  # root may read everything: the refusal is what the system would say to anybody else
        real = Path.open

        def refuse(self: Path, *args: Any, **more: Any) -> Any:
            if self == path:
                raise PermissionError(errno.EACCES, "Permission denied", str(self))
            return real(self, *args, **more)

        monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputFault, match="quyền đọc"):
        read(path)


def test_a_workbook_with_macros_under_a_harmless_name_is_refused(tmp_path: Path, good: Path) -> None:
    path = rezipped(good, tmp_path / "b.xlsx", lambda _, data: data, **{"xl/vbaProject.bin": b"macro"})
    with pytest.raises(InputFault, match="có macro"):
        read(path)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path, good: Path) -> None:
    path = rezipped(good, tmp_path / "b.xlsx", lambda name, data: None if name == "xl/workbook.xml" else data)
    with pytest.raises(InputFault, match=r"thiếu xl/workbook\.xml"):
        read(path)


def test_a_truncated_workbook_is_refused_at_every_length(tmp_path: Path, good: Path) -> None:
    data = good.read_bytes()
    for length in range(4, len(data), 97):
        path = tmp_path / "b.xlsx"
        path.write_bytes(data[:length])
        with pytest.raises(InputFault):
            read(path)


def test_a_part_that_unpacks_too_large_is_refused(tmp_path: Path, good: Path) -> None:
    def blown(name: str, data: bytes) -> bytes:
        return data + b" " * 60_000_000 if name.endswith("sheet1.xml") else data

    with pytest.raises(InputFault, match="bung ra quá lớn"):
        read(rezipped(good, tmp_path / "b.xlsx", blown))


def test_the_sum_of_all_parts_has_a_limit(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_UNPACKED", 1000)
    with pytest.raises(InputFault, match="bung ra quá lớn"):
        read(good)


@pytest.mark.parametrize("reference", [b'r="XFD1048576"', b"r='XFD1048576'", b'r = "XFD1048576"', b'r="A99999999"'])
def test_a_cell_at_the_far_corner_does_not_fill_the_memory(tmp_path: Path, good: Path, reference: bytes) -> None:
    def moved(name: str, data: bytes) -> bytes:
        row = b'<row r="1048576"><c ' + reference + b' t="n"><v>1</v></c></row></sheetData>'
        return data.replace(b"</sheetData>", row) if name.endswith("sheet1.xml") else data

    with pytest.raises(InputFault, match="bung ra quá lớn"):
        read(rezipped(good, tmp_path / "b.xlsx", moved))


def test_declared_entities_are_refused(tmp_path: Path, good: Path) -> None:
    def declared(name: str, data: bytes) -> bytes:
        head, rest = data.split(b"?>", 1)
        return head + b'?><!DOCTYPE x [<!ENTITY a "aaaa">]>' + rest if name.endswith("sheet1.xml") else data

    with pytest.raises(InputFault, match="DOCTYPE"):
        read(rezipped(good, tmp_path / "b.xlsx", declared))


def test_a_huge_cell_in_a_workbook_is_named(tmp_path: Path, good: Path) -> None:
    def grown(name: str, data: bytes) -> bytes:
        return data.replace(b"<t>A</t>", b"<t>" + bytes(range(97, 123)) * 400_000 + b"</t>")

    with pytest.raises(InputFault, match=r"Ô A2 dài quá 32\.767 ký tự"):
        read(rezipped(good, tmp_path / "b.xlsx", grown))


def test_two_parts_of_one_name_are_refused(tmp_path: Path, good: Path) -> None:
    path = tmp_path / "b.xlsx"
    rezipped(good, path, lambda _, data: data)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    with pytest.raises(InputFault, match="trùng tên"):
        read(path)


def test_a_sheet_that_is_not_xml_is_refused(tmp_path: Path, good: Path) -> None:
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"):
        path = rezipped(good, tmp_path / "b.xlsx", lambda name, data, part=part: b"<<<" if name == part else data)
        with pytest.raises(InputFault):
            read(path)


def test_an_encoding_that_does_not_exist_is_refused(tmp_path: Path, good: Path) -> None:
    path = rezipped(good, tmp_path / "b.xlsx", lambda _, data: data.replace(b'"UTF-8"', b'"CTF-8"'))
    with pytest.raises(InputFault, match="hỏng"):
        read(path)


def test_merged_cells_laid_over_each_other_are_refused(
    tmp_path: Path, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "_MOST_FILLED", 10)
    rows = [TITLES, *(sample_row(f"A{number}") for number in range(20))]
    with pytest.raises(InputFault, match="ô gộp"):
        read(write_xlsx(tmp_path / "b.xlsx", rows, merges=[(1, 1, 15, 1)]))


def test_an_empty_template_says_that_it_holds_no_rows(tmp_path: Path) -> None:
    with pytest.raises(InputFault, match="chưa có dòng số liệu"):
        read(write_xlsx(tmp_path / "a.xlsx", [TITLES]))


def test_an_export_of_another_source_is_not_taken_under_this_one(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["Nguồn", *TITLES], ["mot_cua", *sample_row("A")], ["so", *sample_row("B")]])
    with pytest.raises(InputFault, match="mot_cua"):
        read(path)
