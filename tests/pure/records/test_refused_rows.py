"""Rows that are refused: each fault told once, good rows landing beside them, nothing lost."""

from pathlib import Path

import openpyxl
import pytest
from import_kit import SAMPLE, TITLES, UNITS, connection, read, sample_row, write_csv, write_xlsx

from parindex.errors import InputFault
from parindex.records import prepared as prepared_module
from parindex.records.importing import Prepared, prepare, write_error_sheet
from parindex.records.registers.dossiers import DOSSIERS
from parindex.records.registers.reports import REPORTS
from parindex.records.registers.training import TRAINING


@pytest.mark.parametrize(
    ("column", "value", "code", "said"),
    [
        ("code", "", "missing", "không được để trống"),
        ("day", "30/02/2021", "bad_date", "không phải ngày"),
        ("day", "03/25/2021", "bad_date", "ngày và tháng bị đảo"),
        ("day", "05/03/1021", "bad_date", "1990–2100"),
        ("day", "44260", "bad_date", "số ngày của Excel"),
        ("day", "hôm qua", "bad_date", "dd/MM/yyyy, ví dụ"),
        ("moment", "05/03/2021 25:00", "bad_moment", "HH:mm"),
        ("count", "12,5", "bad_integer", "không phải số nguyên"),
        ("length", "ba mét", "bad_decimal", "dấu phẩy"),
        ("kind", "Qua mạng", "bad_choice", "Trực tiếp, Trực tuyến"),
        ("agreed", "có lẽ", "bad_boolean", "Có hoặc Không"),
        ("unit", "Phòng Không Có", "unknown_unit", "parindex units list"),
        ("title", "x" * 4001, "too_long", "4.000"),
        ("title", "#REF!", "cell_error", "#REF!"),
        ("count", "-1", "negative", "Số lượng không thể âm"),
    ],
)
def test_each_fault_has_its_code_its_column_and_a_reason(
    tmp_path: Path, column: str, value: str, code: str, said: str
) -> None:
    row = sample_row("A", title="một") if column != "code" else sample_row("", title="một")
    row[[c.name for c in SAMPLE.columns].index(column)] = value
    found = read(write_csv(tmp_path / "a.csv", [TITLES, row, sample_row("TỐT")]))
    assert found.column("key") == ["TỐT"]
    (error,) = found.prepared.errors
    assert (error.row, error.column, error.code) == (2, SAMPLE.column(column).title, code)
    assert error.value == value[:200]
    assert said in error.message


def test_a_row_can_have_several_faults_and_is_counted_once(tmp_path: Path) -> None:
    rows = [sample_row("A", day="x", count="y", kind="z"), sample_row("B"), sample_row("", agreed="?")]
    found = read(write_csv(tmp_path / "a.csv", [TITLES, *rows]))
    assert found.codes() == [
        (2, "bad_date"),
        (2, "bad_integer"),
        (2, "bad_choice"),
        (4, "missing"),
        (4, "bad_boolean"),
    ]
    assert (found.prepared.read, found.prepared.rejected, found.prepared.accepted) == (3, 2, 1)


def test_a_check_is_not_blamed_for_a_cell_that_could_not_be_read(tmp_path: Path) -> None:
    head = ["Loại báo cáo", "Kỳ", "Cơ quan nhận", "Hạn gửi", "Ngày gửi", "Số, ký hiệu"]
    rows = [["a", "b", "c", "05/03/2021", "chưa rõ", ""], ["a", "d", "c", "05/03/2021", "09/03/2021", ""]]
    found = read(write_csv(tmp_path / "a.csv", [head, *rows]), REPORTS)
    assert found.codes() == [(2, "bad_date"), (3, "document_missing")]


def test_a_check_that_cannot_be_told_is_no_fault(tmp_path: Path) -> None:
    rows = [sample_row("A", moment="04/03/2021 10:00"), sample_row("B", day="05/03/2021", moment="04/03/2021 10:00")]
    found = read(write_csv(tmp_path / "a.csv", [TITLES, *rows]))
    assert found.codes() == [(3, "too_early")]


def test_the_first_of_two_rows_with_one_key_wins_and_is_named(tmp_path: Path) -> None:
    rows = [sample_row("A", title="đầu"), sample_row("B"), sample_row(" A ", title="sau"), sample_row("A")]
    found = read(write_csv(tmp_path / "a.csv", [TITLES, *rows]))
    assert found.column("title") == ["đầu", None]
    assert found.codes() == [(4, "duplicate"), (5, "duplicate")]
    assert all("dòng 2" in error.message for error in found.prepared.errors)


def test_a_refused_row_does_not_make_its_repetition_a_duplicate(tmp_path: Path) -> None:
    rows = [sample_row("A", day="sai"), sample_row("A", title="sửa")]
    found = read(write_csv(tmp_path / "a.csv", [TITLES, *rows]))
    assert found.column("title") == ["sửa"]
    assert found.codes() == [(2, "bad_date")]


def test_errors_are_listed_up_to_a_limit_and_all_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parindex.records.importing.MOST_ERRORS", 5)
    rows = [sample_row(f"A{number}", day="x", count="y") for number in range(10)]
    found = read(write_csv(tmp_path / "a.csv", [TITLES, *rows]))
    assert len(found.prepared.errors) == 5
    assert found.prepared.rejected == 10
    assert prepared_module.MOST_ERRORS == 10_000


def test_a_file_of_nothing_but_faults_lands_nothing(tmp_path: Path) -> None:
    found = read(write_csv(tmp_path / "a.csv", [TITLES, sample_row("A", day="x")]))
    assert (found.prepared.batch_rows, found.prepared.rejected, found.rows) == (0, 1, ())


def error_sheet(path: Path, register: object = SAMPLE) -> tuple[Prepared, Path]:
    into = path.with_suffix(".lỗi.xlsx")
    with connection(path.parent) as con:
        found = prepare(con, register, path, source="so", unit="so-x", unit_names=UNITS, current=None)  # type: ignore[arg-type]
        write_error_sheet(con, found, into)
    return found, into


def cells_of(path: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    return [["" if value is None else value for value in row] for row in sheet.iter_rows(values_only=True)]


def test_the_error_sheet_gives_the_rows_back_as_they_came(tmp_path: Path) -> None:
    text = "TT,Mã số,Người nộp,Ngày,Số lượng\n1,007,Ông A,32/01/2021,1.670\n2,008,Bà B,05/03/2021,hai\n3,009,C,,\n"
    (tmp_path / "a.csv").write_text(text)
    _, into = error_sheet(tmp_path / "a.csv")
    head, *rows = cells_of(into)
    assert head == ["TT", "Mã", "Ngày", "Số lượng", "Dòng trong tệp", "Lỗi", "Cột", "Lý do"]
    assert [row[:7] for row in rows] == [
        ["1", "007", "32/01/2021", "1.670", 2, "Sai ngày", "Ngày"],
        ["2", "008", "05/03/2021", "hai", 3, "Sai số nguyên", "Số lượng"],
    ]
    assert "Ông A" not in repr(rows)


def test_the_error_sheet_never_holds_a_formula_or_a_link(tmp_path: Path) -> None:
    row = sample_row("A", title="=HYPERLINK(1)", day="=1+1", count="https://example.org")
    _, into = error_sheet(write_csv(tmp_path / "a.csv", [TITLES, row]))
    sheet = openpyxl.load_workbook(into).active
    assert sheet is not None
    assert all(cell.data_type != "f" and cell.hyperlink is None for line in sheet.iter_rows() for cell in line)
    assert "=HYPERLINK(1)" in cells_of(into)[1]


def test_a_mended_error_sheet_can_be_imported(tmp_path: Path) -> None:
    rows = [sample_row("007", day="32/01/2021", title="một"), sample_row("008")]
    _, into = error_sheet(write_xlsx(tmp_path / "a.xlsx", [TITLES, *rows]))
    book = openpyxl.load_workbook(into)
    sheet = book.active
    assert sheet is not None
    for cell in sheet[2]:
        if cell.value == "32/01/2021":
            cell.value = "31/01/2021"
    book.save(into)
    found = read(into)
    assert not found.prepared.errors
    assert found.column("key") == ["007"]
    assert not any("không thuộc sổ" in notice for notice in found.prepared.notices)


def test_the_reason_column_of_an_error_sheet_is_not_taken_for_a_note(tmp_path: Path) -> None:
    head = ["Năm", "Nội dung", "Loại", "Chỉ tiêu", "Hoàn thành", "Ghi chú"]
    row = ["2021", "Cao cấp lý luận chính trị", "Chính trị", "0", "1", "lớp tại Cần Thơ"]
    _, into = error_sheet(write_csv(tmp_path / "a.csv", [head, row]), TRAINING)
    found = read(into, TRAINING)
    assert found.codes() == [(2, "not_positive")]


def test_the_error_sheet_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [TITLES, sample_row("A", day="x")])
    _, into = error_sheet(path)
    first = into.read_bytes()
    error_sheet(path)
    assert into.read_bytes() == first


def test_an_error_sheet_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [TITLES, sample_row("A", day="x")])
    with connection(tmp_path) as con:
        found = prepare(con, SAMPLE, path, source="so", unit="so-x", unit_names=UNITS, current=None)
        with pytest.raises(InputFault, match="Không ghi được tệp"):
            write_error_sheet(con, found, tmp_path / "không có" / "lỗi.xlsx")


def test_the_applicant_of_a_dossier_is_nowhere_in_the_batch_or_the_error_sheet(tmp_path: Path) -> None:
    head = ["Mã hồ sơ", "Mã TTHC", "Người nộp", "Ngày tiếp nhận"]
    rows = [["H1", "T1", "Trần Thị Bí Mật", "05/03/2021"], ["H2", "T1", "Trần Thị Bí Mật", "sai"]]
    path = write_csv(tmp_path / "a.csv", [head, *rows])
    found = read(path, DOSSIERS)
    _, into = error_sheet(path, DOSSIERS)
    assert found.prepared.rejected == 1
    assert "Bí Mật" not in repr(cells_of(into)) + repr(found.rows) + repr(found.prepared)
