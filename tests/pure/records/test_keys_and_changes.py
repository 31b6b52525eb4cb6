"""What identifies a row: next year's row never takes the place of this year's; and what an update changes is told."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from import_kit import SAMPLE, TITLES, Imported, connection, read, sample_row, write_csv
from test_samples import OFFICE, RIGHT, sample, unit_names
from tests.conftest import FULL, some

from parindex.records.comparing import MOST_CHANGES, spelt_as
from parindex.records.folding import fold_batches
from parindex.records.listing import all_rows
from parindex.records.registers import REGISTERS
from parindex.records.schema import Register

# Keys that are given once and never again, whatever the year.
RUNNING_CODES = {
    "assigned_tasks": "mã nhiệm vụ do phần mềm theo dõi cấp",
    "dossiers": "mã hồ sơ do phần mềm một cửa cấp",
    "dossier_pauses": "theo mã hồ sơ",
    "dossier_steps": "theo mã hồ sơ",
    "iso_processes": "mã quy trình và lần ban hành",
    "petitions": "mã phản ánh, kiến nghị do cổng cấp",
    "procedures": "mã thủ tục của cơ sở dữ liệu quốc gia",
}
REPORTS = REGISTERS["reports"]


def folded(folder: Path, register: Register, *batches: Imported) -> Path:
    """The current rows after these imports; their batches lie beside their files."""
    into = folder / f"{register.name}.now.parquet"
    files = [(n, folder / f"{n}.batch.parquet") for n in range(1, len(batches) + 1)]
    with connection(folder) as con:
        fold_batches(con, register, files, into)
    return into


def year_on(text: str) -> str:
    """The same a year later: dates, and years by themselves; 29/02 becomes 28/02."""
    moved = re.sub(r"\b(\d{1,2}/\d{1,2}/)(\d{4})\b", lambda found: f"{found[1]}{int(found[2]) + 1}", text)
    return re.sub(r"^29/02/", "28/02/", str(int(moved) + 1) if re.fullmatch("(19|20)[0-9]{2}", moved) else moved)


def brought(folder: Path, register: Register, number: int, rows: Sequence[Sequence[str]], **more: Any) -> Imported:
    """The rows as the import of this number."""
    path = write_csv(folder / f"{number}.csv", rows)
    return read(path, register, unit=OFFICE, names=unit_names(), **more)


@pytest.mark.parametrize(
    "register",
    [one for one in REGISTERS.values() if FULL or one.key_year or one.name in some(REGISTERS)],
    ids=lambda register: register.name,
)
def test_the_rows_of_later_years_are_new_rows_and_leave_the_old_ones(register: Register, tmp_path: Path) -> None:
    head, *rows = sample(RIGHT, register)
    years = [
        place for place, title in enumerate(head) if title in {c.title for c in register.columns if c.name == "year"}
    ]
    rows = [row for row in rows if all(row[place] == rows[0][place] for place in years)]  # a sample may span two years
    dated = {one.title for one in register.columns if one.type in ("date", "moment") or one.name == "year"}
    later = [[year_on(cell) if title in dated else cell for title, cell in zip(head, row, strict=True)] for row in rows]
    before = brought(tmp_path, register, 1, [head, *rows])
    now = folded(tmp_path, register, before)
    after = brought(tmp_path, register, 2, [head, *later], current=now)
    assert after.prepared.errors == ()
    new = after.prepared.accepted
    if register.name in RUNNING_CODES:
        assert new == 0, f"khóa của {register.name} có năm: bỏ khỏi danh sách mã cấp một lần"
        return
    assert (new, after.prepared.updated) == (len(rows), 0)
    with connection(tmp_path) as con:
        both = all_rows(con, folded(tmp_path, register, before, after))
    assert len(both) == 2 * len(rows)
    assert {row["key"] for row in before.rows} < {row["key"] for row in both}


def test_the_year_comes_from_the_first_column_that_has_one(tmp_path: Path) -> None:
    items = REGISTERS["plan_items"]
    head = ["Kế hoạch", "Năm kế hoạch", "Ngày ban hành kế hoạch", "TT", "Nội dung", "Thời hạn"]
    rows = [
        ["KH", "2021", "20/12/2020", "1", "a", "30/01/2022"],
        ["KH", "", "20/12/2020", "2", "b", "30/01/2022"],
        ["KH", "", "", "3", "c", "30/01/2022"],
        ["KH", "", "", "4", "d", ""],
    ]
    found = brought(tmp_path, items, 1, [head, *rows])
    assert found.column("key") == ["KH|1|2021", "KH|2|2020", "KH|3|2022", "KH|4|"]
    assert items.key_titles == (
        "Kế hoạch, TT, năm của “Năm kế hoạch”, để trống thì “Ngày ban hành kế hoạch”, để trống thì “Thời hạn”"
    )


def sample_now(folder: Path, *rows: list[Any]) -> Path:
    """The current rows of SAMPLE after one import."""
    return folded(folder, SAMPLE, read(write_csv(folder / "1.csv", [TITLES, *rows])))


def test_letter_case_and_surplus_blanks_make_no_other_row_and_the_cells_stay_as_typed(tmp_path: Path) -> None:
    now = sample_now(tmp_path, sample_row("Đề án|A", title="một"), sample_row("B"))
    again = read(
        write_csv(tmp_path / "2.csv", [TITLES, sample_row("  đề  ÁN|a ", title="hai"), sample_row("c")]), current=now
    )
    assert (again.prepared.accepted, again.prepared.updated) == (1, 1)
    assert [(row["key"], row["code"], row["title"]) for row in again.rows] == [
        ("c", "c", None),
        ("Đề án|A", "đề ÁN|a", "hai"),
    ]
    with connection(tmp_path) as con:
        assert len(all_rows(con, folded(tmp_path, SAMPLE, again, again))) == 3


def test_two_rows_of_a_file_that_letter_case_alone_tells_apart_are_one_twice(tmp_path: Path) -> None:
    found = read(write_csv(tmp_path / "1.csv", [TITLES, sample_row("a|q1"), sample_row("A|Q1")]))
    assert found.codes() == [(3, "duplicate")]
    assert found.column("code") == ["a|q1"]


def test_a_key_is_spelt_as_the_register_knows_it(tmp_path: Path) -> None:
    now = sample_now(tmp_path, sample_row("NV-1"), sample_row("Đ"))
    with connection(tmp_path) as con:
        asked = {key: spelt_as(con, now, source="so", key=key) for key in ("nv-1", "NV-1", "đ", "nv-2")}
        other = spelt_as(con, now, source="mot_cua", key="nv-1")
    assert asked == {"nv-1": "NV-1", "NV-1": "NV-1", "đ": "Đ", "nv-2": "nv-2"}
    assert other == "nv-1"


def test_each_cell_that_an_update_changes_is_told_before_and_after(tmp_path: Path) -> None:
    now = sample_now(
        tmp_path,
        sample_row("A", title="cũ", day="05/03/2021", length="1234,5", kind="Trực tiếp", unit="VP", agreed="Có"),
        sample_row("B", title="giữ"),
    )
    rows = [
        sample_row("C"),
        sample_row("B", title="giữ"),
        sample_row("A", title="mới", day="06/03/2021", length="12", kind="Trực tuyến", unit="P.LĐVL"),
    ]
    (change,) = read(write_csv(tmp_path / "2.csv", [TITLES, *rows]), current=now).prepared.changes
    assert (change.row, change.key_words) == (4, "A")
    assert {(cell.title, cell.old, cell.new, cell.is_unit) for cell in change.cells} == {
        ("Tên gọi", "cũ", "mới", False),
        ("Đơn vị", "van-phong", "phong-ldvl", True),
        ("Ngày", "05/03/2021", "06/03/2021", False),
        ("Số mét", "1234,5", "12", False),
        ("Loại", "Trực tiếp", "Trực tuyến", False),
        ("Đồng ý", "Có", "", False),
    }


def test_many_changes_are_counted_and_the_first_are_told(tmp_path: Path) -> None:
    many = MOST_CHANGES + 5
    now = sample_now(tmp_path, *(sample_row(f"K{number:04}", title="cũ") for number in range(many)))
    rows = [sample_row(f"K{number:04}", title="mới") for number in range(many)]
    found = read(write_csv(tmp_path / "2.csv", [TITLES, *rows]), current=now).prepared
    assert (found.updated, len(found.changes)) == (many, MOST_CHANGES)
    assert [change.row for change in found.changes] == list(range(2, MOST_CHANGES + 2))


@pytest.mark.parametrize(("day", "warned"), [("05/03/2022", True), ("31/12/2021", False), ("", False)])
def test_an_update_that_takes_a_date_to_another_year_is_warned_about(tmp_path: Path, day: str, warned: bool) -> None:
    now = sample_now(tmp_path, sample_row("A", day="04/03/2021"), sample_row("B", day="04/03/2021"))
    path = write_csv(tmp_path / "2.csv", [TITLES, sample_row("A", day=day), sample_row("B", day="04/03/2021")])
    found = read(path, current=now).prepared
    assert found.updated == 1
    assert [text for text in found.warnings if "1 dòng sửa đưa “Ngày” sang năm khác" in text] == list(found.warnings)
    assert bool(found.warnings) is warned
    if warned:
        assert "dòng 2: 04/03/2021 → 05/03/2022" in found.warnings[0]


def test_the_late_report_of_last_year_stays_beside_the_report_of_this_year(tmp_path: Path) -> None:
    head = ["Loại báo cáo", "Kỳ", "Cơ quan nhận", "Hạn gửi", "Ngày gửi", "Số, ký hiệu"]
    first = brought(
        tmp_path, REPORTS, 1, [head, ["Báo cáo CCHC", "Quý I", "Sở Nội vụ", "05/03/2021", "09/03/2021", "21/BC"]]
    )
    now = folded(tmp_path, REPORTS, first)
    second = [head, ["báo cáo cchc", "Quý I", "Sở Nội vụ", "06/03/2022", "", ""]]
    found = brought(tmp_path, REPORTS, 2, second, current=now)
    assert (found.prepared.accepted, found.prepared.updated) == (1, 0)
    assert found.column("key") == ["báo cáo cchc|Quý I|Sở Nội vụ|2022"]
