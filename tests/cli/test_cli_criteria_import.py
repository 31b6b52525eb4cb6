"""`criteria import` and `criteria diff`: an official table becomes a set that can be used, with what nobody may guess listed."""

import json

import pytest
from tests.pure.criteria.official_tables import USUAL, excel, word


@pytest.fixture
def table(tmp_path):
    """table(name) → the usual table as a file."""

    def make(name, rows=USUAL):
        path = tmp_path / name
        path.write_bytes(word(rows) if path.suffix == ".docx" else excel(rows))
        return path

    return make


@pytest.mark.parametrize("name", ["bảng tiêu chí.docx", "bảng tiêu chí.xlsx"])
def test_a_table_becomes_a_set_that_passes_every_check(parindex, table, tmp_path, name):
    out = tmp_path / "bo-2026.yaml"
    found = parindex("criteria", "import", table(name), "-o", out, "--json").data
    assert [one["code"] for one in found["criteria"]] == ["1.1.1", "1.1.2", "1.2", "1.3", "2.1"]
    assert [one["rule"]["shape"] for one in found["criteria"]] == [
        "levels",
        "bands",
        "deduction",
        "judgement",
        "survey",
    ]
    assert [(one["code"], one["text"]) for one in found["unparsed"]] == [("1.3", "Hội đồng xem xét mức độ phối hợp")]
    assert parindex("criteria", "check", out, "--json").data == {"errors": []}


def test_the_imported_set_scores_as_the_table_says(parindex, table, tmp_path):
    out, values = tmp_path / "bo-2026.yaml", tmp_path / "gia-tri.json"
    parindex("criteria", "import", table("a.docx"), "-o", out)
    given = {"1.1.1": {"level": "muc_2"}, "1.1.2": {"numerator": "9", "denominator": "10"}, "1.2": {"count": "3"}}
    values.write_text(json.dumps(given | {"1.3": {"points": "2.5"}, "2.1": {"percent": "80"}}), encoding="utf-8")
    scored = parindex("score", "--criteria-set", out, "--values", values, "--json").data
    assert scored["points"] == "9.25"  # 0,5 + 1 (đúng 90%) + 1,25 + 2,5 + 4


def test_what_the_table_leaves_open_is_asked(parindex, table, tmp_path):
    ran = parindex("criteria", "import", table("a.docx"), "-o", tmp_path / "bo.yaml")
    assert "Cần xác nhận:" in ran.out
    assert "1.2: Văn bản không nói trừ đến đâu thì dừng" in ran.out
    assert "1.3 (dòng 10): Chưa nhận ra cách chấm" in ran.out


def test_a_wrong_file_writes_nothing(parindex, tmp_path):
    path, out = tmp_path / "a.docx", tmp_path / "bo.yaml"
    path.write_bytes(b"not a document")
    assert "Không mở được a.docx" in parindex("criteria", "import", path, "-o", out).refused()
    assert "Không đọc được tệp" in parindex("criteria", "import", tmp_path / "b.docx", "-o", out).refused()
    assert ".yaml" in parindex("criteria", "import", path, "-o", tmp_path / "bo.txt").refused()
    assert not out.exists()


def test_two_sets_are_compared(parindex, table, tmp_path):
    one, other = tmp_path / "mot.yaml", tmp_path / "hai.yaml"
    parindex("criteria", "import", table("a.docx"), "-o", one)
    changed = [
        ("1.3", "Phối hợp, cung cấp thông tin", "3", "Điều tra xã hội học", "") if row[0] == "1.3" else row
        for row in USUAL
    ]
    parindex("criteria", "import", table("b.docx", changed), "-o", other)
    changes = parindex("criteria", "diff", one, other, "--json").data["changes"]
    assert {(c["code"], c["kind"]) for c in changes} == {("1.3", "added"), ("1.3", "removed")}
    assert parindex("criteria", "diff", one, one, "--json").data == {"changes": []}
