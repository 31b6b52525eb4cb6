"""Files that are not what they say: each is refused whole, with what and where, and nothing changes."""

import zipfile

import openpyxl
import pytest

HEAD = "loai_bao_cao,ky,co_quan_nhan,han_gui,ngay_gui,so_ky_hieu\n"
ROW = "Báo cáo CCHC,Quý I,Sở Nội vụ,05/03/2021,09/03/2021,21/BC-SLĐTBXH\n"


def _book(path, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    book.close()


def _zip_as_csv(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("thư.txt", "thư")


def _empty(path):
    path.write_bytes(b"")


def _header_only(path):
    path.write_text(HEAD, encoding="utf-8")


def _other_columns(path):
    path.write_text("mot,hai,ba\n1,2,3\n", encoding="utf-8")


def _huge_cell(path):
    path.write_text(HEAD + ROW.replace("Sở Nội vụ", "x" * 10_000_000), encoding="utf-8")


def _windows_1258(path):
    path.write_bytes((HEAD + ROW).replace("ộ", "ô").replace("ụ", "u").replace("ở", "ơ").encode("cp1258", "replace"))


def _null_bytes(path):
    path.write_bytes((HEAD + ROW).encode() + b"\0\0\0\0")


def _text_as_xlsx(path):
    path.write_text(HEAD + ROW, encoding="utf-8")


def _truncated(path):
    _book(path, [HEAD.strip().split(","), ROW.strip().split(",")])
    path.write_bytes(path.read_bytes()[:-400])


def _macros(path):
    _book(path, [HEAD.strip().split(","), ROW.strip().split(",")])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0macro")


def _formula(path):
    _book(path, [HEAD.strip().split(","), [*ROW.strip().split(",")[:5], '=CONCATENATE("21/BC","-SLĐTBXH")']])


@pytest.mark.parametrize(
    ("name", "make", "place"),
    [
        ("tệp nén.csv", _zip_as_csv, "tệp nén.csv"),
        ("trống.csv", _empty, "trống.csv"),
        ("trống.xlsx", _empty, "trống.xlsx"),
        ("chỉ tiêu đề.csv", _header_only, "chỉ tiêu đề.csv"),
        ("cột khác.csv", _other_columns, "Loại báo cáo"),
        ("ô lớn.csv", _huge_cell, "ô lớn.csv"),
        ("bảng mã cũ.csv", _windows_1258, "bảng mã cũ.csv"),
        ("byte không.csv", _null_bytes, "byte không.csv"),
        ("văn bản.xlsx", _text_as_xlsx, "văn bản.xlsx"),
        ("cụt.xlsx", _truncated, "cụt.xlsx"),
        ("có macro.xlsx", _macros, "có macro.xlsx"),
        ("có macro.xlsm", _macros, "có macro.xlsm"),
        ("công thức.xlsx", _formula, "F2"),
        ("ảnh.png", _text_as_xlsx, ".png"),
    ],
    ids=lambda value: value.replace(" ", "_") if isinstance(value, str) and "." in value[1:] else "",
)
def test_a_bad_file_is_refused_whole_and_the_place_is_named(parindex, office, unchanged, tmp_path, name, make, place):
    make(tmp_path / name)
    with unchanged(office):
        ran = parindex("records", "import", "reports", tmp_path / name, "--source", "so", "--json", workspace=office)
        message = ran.refused()
    assert place in message
    assert len(message) < 2000
    assert not list((office / "tmp").iterdir())


def test_a_units_file_is_held_to_the_same(parindex, office, unchanged, tmp_path):
    _macros(tmp_path / "đơn vị.xlsx")
    with unchanged(office):
        ran = parindex("units", "import", tmp_path / "đơn vị.xlsx", "--json", workspace=office, fresh=True)
        message = ran.refused()
    assert "đơn vị.xlsx" in message
