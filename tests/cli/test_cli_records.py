"""`records`: templates go out, files come in, refused rows come back, undone batches leave, current rows go out."""

import csv

import duckdb
import openpyxl
import pytest

COUNTS = ("read", "accepted", "updated", "unchanged", "rejected")
TYPES = {"text", "code", "date", "moment", "integer", "decimal", "choice", "boolean", "unit"}


@pytest.fixture
def land(parindex, office, files):
    """land(file, …) imports reports of source `so`; the parsed answer."""

    def run(file=files / "reports-2021.csv", *more, register="reports", source="so", fresh=False):
        words = ("records", "import", register, file, "--source", source, *more, "--json")
        return parindex(*words, workspace=office, fresh=fresh).data

    return run


@pytest.fixture
def on_time(parindex, office):
    def figure(*more):
        ran = parindex(
            "measures", "compute", "--unit", "so-ldtbxh", "--period", "2021", *more, "--json", workspace=office
        )
        return next(one for one in ran.data["measures"] if one["code"] == "reports.on_time")

    return figure


def counts(said):
    return tuple(said[name] for name in COUNTS)


def test_every_register_tells_its_columns(parindex):
    registers = parindex("records", "registers", "--json").data["registers"]
    assert {"reports", "assigned_tasks", "archive_backlog", "dossiers", "leadership", "training", "procedures",
            "procedure_reviews", "plan_items"} <= {one["name"] for one in registers}  # fmt: skip
    for register in registers:
        assert register["title"]
        assert register["columns"]
        for column in register["columns"]:
            assert set(column) == {"name", "title", "type", "required"}
            assert column["type"] in TYPES
            assert isinstance(column["required"], bool)


def test_a_template_has_the_titles_that_the_import_understands(parindex, tmp_path):
    said = parindex("records", "template", "reports", "-o", tmp_path / "mẫu.xlsx", "--json").data
    assert said == {"file": str(tmp_path / "mẫu.xlsx")}
    book = openpyxl.load_workbook(tmp_path / "mẫu.xlsx")
    registers = parindex("records", "registers", "--json").data["registers"]
    titles = [column["title"] for one in registers if one["name"] == "reports" for column in one["columns"]]
    shown = {str(cell.value).rstrip(" *") for row in book.worksheets[0].iter_rows() for cell in row if cell.value}
    assert set(titles) <= shown
    book.close()


def test_the_nine_reports_land_and_give_eight_of_nine(land, on_time):
    said = land(fresh=True)
    assert counts(said) == (9, 9, 0, 0, 0)
    assert (said["errors"], said["error_sheet"], said["batch"]) == ([], None, 1)
    figure = on_time()
    assert (figure["numerator"], figure["denominator"], figure["value"], figure["grade"]) == (8, 9, "88.89", "computed")


def test_a_dry_run_counts_and_changes_nothing(land, office, files, unchanged):
    with unchanged(office):
        said = land(files / "reports-2021.csv", "--dry-run")
    assert counts(said) == (9, 9, 0, 0, 0)
    assert said["batch"] is None


def test_the_same_file_twice_changes_nothing(land, office, unchanged):
    land()
    with unchanged(office):
        said = land()
    assert counts(said) == (9, 0, 0, 9, 0)
    assert said["batch"] is None


def test_a_corrected_row_is_an_update(land, on_time, files, tmp_path):
    land()
    text = (files / "reports-2021.csv").read_text(encoding="utf-8").replace("09/03/2021", "05/03/2021")
    (tmp_path / "đã sửa.csv").write_text(text, encoding="utf-8")
    said = land(tmp_path / "đã sửa.csv")
    assert counts(said) == (9, 0, 1, 8, 0)
    assert on_time()["value"] == "100.00"
    assert on_time("--snapshot", 1)["value"] == "88.89"


def test_a_dry_run_tells_what_an_update_changes(land, parindex, office, files, tmp_path):
    land()
    text = (files / "reports-2021.csv").read_text(encoding="utf-8").replace("09/03/2021", "05/03/2021")
    (tmp_path / "đã sửa.csv").write_text(text, encoding="utf-8")
    (change,) = land(tmp_path / "đã sửa.csv", "--dry-run")["changes"]
    assert set(change) == {"row", "key", "column", "title", "old", "new"}
    assert (change["column"], change["title"]) == ("sent", "Ngày gửi")
    assert (change["old"], change["new"]) == ("09/03/2021", "05/03/2021")
    words = ("records", "import", "reports", tmp_path / "đã sửa.csv", "--source", "so", "--dry-run")
    said = parindex(*words, workspace=office).out
    assert f"  Dòng {change['row']} ({change['key']}): Ngày gửi: 09/03/2021 → 05/03/2021" in said


def test_next_years_report_stands_beside_this_years(land, on_time, files, tmp_path):
    land()
    lines = (files / "reports-2021.csv").read_text(encoding="utf-8").splitlines()
    late = next(line for line in lines if "09/03/2021" in line).replace("2021", "2022")
    (tmp_path / "năm sau.csv").write_text("\n".join([lines[0], late]), encoding="utf-8")
    assert counts(land(tmp_path / "năm sau.csv")) == (1, 1, 0, 0, 0)
    assert on_time()["value"] == "88.89"


def test_refused_rows_come_back_with_row_column_value_code_and_reason_and_the_others_land(land, files, tmp_path):
    lines = (files / "reports-2021.csv").read_text(encoding="utf-8").splitlines()
    lines[2] = lines[2].replace("04/06/2021", "31/06/2021")
    lines[4] = lines[4].replace("Sở Nội vụ", "")
    (tmp_path / "có lỗi.csv").write_text("\n".join(lines), encoding="utf-8")
    said = land(tmp_path / "có lỗi.csv")
    assert counts(said)[0] == 9
    assert said["rejected"] >= 1
    assert said["accepted"] + said["rejected"] == 9
    first = said["errors"][0]
    assert set(first) == {"row", "column", "value", "code", "message"}
    assert (first["row"], first["value"]) == (3, "31/06/2021")
    assert first["column"] == "Hạn gửi"
    sheet = openpyxl.load_workbook(said["error_sheet"])
    cells = {str(cell.value) for row in sheet.worksheets[0].iter_rows() for cell in row if cell.value is not None}
    assert any(first["message"] in cell for cell in cells)
    sheet.close()


def test_a_row_of_an_unknown_unit_is_refused_alone(land, files, tmp_path):
    lines = (files / "reports-2021.csv").read_text(encoding="utf-8").splitlines()
    rows = [lines[0] + ",don_vi_soan", *(line + ",van-phong" for line in lines[1:-1]), lines[-1] + ",Phòng Không Có"]
    (tmp_path / "đơn vị lạ.csv").write_text("\n".join(rows), encoding="utf-8")
    said = land(tmp_path / "đơn vị lạ.csv")
    assert counts(said) == (9, 8, 0, 0, 1)
    assert said["errors"][0]["value"] == "Phòng Không Có"


def test_undo_takes_the_rows_out_and_the_file_brings_them_back(land, parindex, office, on_time):
    batch = land()["batch"]
    said = parindex("records", "undo", batch, "--json", workspace=office).data
    assert said["rows"] == 9
    assert on_time()["value"] is None
    assert "đã được hoàn tác" in parindex("records", "undo", batch, "--json", workspace=office).refused()
    assert counts(land()) == (9, 9, 0, 0, 0)
    assert on_time()["value"] == "88.89"


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_current_rows_go_out_and_come_in_again_unchanged(land, parindex, office, tmp_path, form):
    land()
    into = tmp_path / f"xuất ra.{form}"
    said = parindex("records", "export", "reports", "-o", into, "--json", workspace=office).data
    assert said == {"rows": 9, "file": str(into)}
    if form == "parquet":
        with duckdb.connect() as connection:
            assert connection.execute("SELECT count(*) FROM read_parquet(?)", [str(into)]).fetchall() == [(9,)]
    else:
        assert counts(land(into)) == (9, 0, 0, 9, 0)


def test_an_export_of_an_empty_register_has_its_header_only(parindex, office, tmp_path):
    said = parindex("records", "export", "training", "-o", tmp_path / "trống.csv", "--json", workspace=office).data
    assert said["rows"] == 0
    with (tmp_path / "trống.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 1


def test_in_the_example_an_import_without_unit_is_for_the_assessed_department(parindex, demo, files):
    """Two departments and a province are in the tree; only one of them is scored here."""
    again = parindex("records", "export", "reports", "-o", "báo cáo.csv", workspace=demo)
    assert again.code == 0, again.err
    said = parindex(
        "records", "import", "reports", "báo cáo.csv", "--source", "so", "--dry-run", "--json", workspace=demo
    )
    assert counts(said.data) == (9, 0, 0, 9, 0)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("import", "sổ lạ", "{reports}", "--source", "so"), "sổ lạ"),
        (("import", "reports", "không có.csv", "--source", "so"), "không có.csv"),
        (("import", "reports", ".", "--source", "so"), "thư mục"),
        (("import", "reports", "{reports}", "--source", " "), "nguồn"),
        (("import", "reports", "{reports}"), "--source"),
        (("import", "reports", "{reports}", "--source", "so", "--unit", "don-vi-la"), "don-vi-la"),
        (("import", "reports", "{reports}", "--source", "so", "--by", "người lạ"), "người lạ"),
        (("undo", "99"), "99"),
        (("export", "reports", "-o", "a.doc"), ".doc"),
        (("export", "reports", "-o", "a.csv", "--source", "nguồn lạ"), "nguồn lạ"),
        (("template", "reports", "-o", "a.txt"), ".xlsx"),
        (("template", "reports", "-o", "không có/a.xlsx"), "không có"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    parindex, office, files, unchanged, tmp_path, arguments, word
):
    asked = [one.format(reports=files / "reports-2021.csv") for one in arguments]
    with unchanged(office):
        assert word in parindex("records", *asked, "--json", workspace=office).refused()
    assert not list((tmp_path / "nơi chạy lệnh").iterdir())


@pytest.mark.parametrize("person", ["nguoi-xem"])
def test_who_only_looks_cannot_import(parindex, demo_copy, files, unchanged, person):
    with unchanged(demo_copy):
        ran = parindex(
            "records",
            "import",
            "reports",
            files / "reports-2021.csv",
            "--source",
            "so",
            "--by",
            person,
            "--json",
            workspace=demo_copy,
        )
        assert "không có quyền nhập số liệu" in ran.refused()


def test_a_column_of_another_name_is_mapped_and_the_next_file_needs_no_word(land, parindex, office, files, tmp_path):
    text = (files / "reports-2021.csv").read_text(encoding="utf-8")
    label = next(word for word in text.splitlines()[0].split(",") if word == "han_gui")
    path = tmp_path / "tên lạ.csv"
    path.write_text(text.replace(label, "Mốc phải xong", 1), encoding="utf-8")
    asked = ("records", "import", "reports", path, "--source", "so", "--json")
    assert "Hạn gửi" in parindex(*asked, workspace=office).refused()
    for wrong, word in (("Mốc phải xong", "tên_cột"), ("=due", "tên_cột"), ("Mốc phải xong=la", "due")):
        assert word in parindex(*asked, "--mapping", wrong, workspace=office).refused()
    said = parindex(*asked, "--mapping", "MỐC PHẢI XONG=Hạn gửi", workspace=office).data
    assert counts(said) == (9, 9, 0, 0, 0)
    assert {"label": "Mốc phải xong", "column": "due"} in said["headers"]
    assert counts(parindex(*asked, workspace=office).data) == (9, 0, 0, 9, 0)


def test_days_that_may_be_months_are_asked_about_and_answered(land, parindex, office, files, tmp_path):
    lines = (files / "reports-2021.csv").read_text(encoding="utf-8").splitlines()
    header = lines[0].split(",")
    at = next(place for place, word in enumerate(header) if word == "han_gui")
    rows = []
    for number, line in enumerate(lines[1:], start=1):
        cells = line.split(",")
        cells[at] = f"{number:02}/{number + 12:02}/2021"
        rows.append(",".join(cells))
    path = tmp_path / "tháng trước.csv"
    path.write_text("\n".join([lines[0], *rows]), encoding="utf-8")
    assert land(path, "--dry-run")["rejected"] > 0
    said = land(path, "--month-first", "due", "--dry-run")
    assert not [error for error in said["errors"] if error["code"] in ("bad_date", "day_or_month")]


def test_the_rows_of_a_register_and_the_history_of_one(land, parindex, office):
    batch = land()["batch"]
    rows = parindex("records", "rows", "reports", "--json", workspace=office).data["rows"]
    assert len(rows) == 9
    key = rows[0]["key"]
    assert parindex("records", "rows", "reports", "--key", key, "--json", workspace=office).data["rows"] == rows[:1]
    assert parindex("records", "rows", "reports", "--source", "la", "--json", workspace=office).data["rows"] == []
    said = parindex("records", "history", "reports", key, "--source", "so", "--json", workspace=office).data
    (version,) = said["versions"]
    assert (version["batch"], version["kind"], version["in_force"]) == (batch, "import", True)
    assert version["values"]["due"] == rows[0]["due"]
    assert (
        "chưa từng có" in parindex("records", "history", "reports", "la", "--source", "so", workspace=office).refused()
    )


def test_a_worker_with_nothing_to_do_ends_at_once(parindex, office):
    assert parindex("worker", "--once", "--json", workspace=office).data == {"ok": True}
    assert "parindex init" in parindex("worker", "--once").refused()


def test_the_text_of_rows_and_history_is_for_people_and_json_keeps_codes(land, parindex, office):
    land()
    text = parindex("records", "rows", "reports", workspace=office).out
    row = parindex("records", "rows", "reports", "--json", workspace=office).data["rows"][0]
    assert row["due"] not in text
    assert "/".join(reversed(row["due"].split("-"))) in text
    assert row["unit"] not in text.split()
    history = parindex("records", "history", "reports", row["key"], "--source", "so", workspace=office).out
    assert "Nhập tệp" in history
    assert "import" not in history
