"""`units`: what goes in comes out, all of it or none of it."""

import pytest

KEYS = {"id", "name", "kind", "valid_from", "valid_to", "parent"}
HEAD = "id,name,kind,parent,valid_from,valid_to\n"


def test_the_listed_units_are_the_imported_ones(parindex, office):
    units = {one["id"]: one for one in parindex("units", "list", "--json", workspace=office).data["units"]}
    assert len(units) == 11
    assert all(set(one) >= KEYS for one in units.values())
    office_of_department = units["van-phong"]
    assert office_of_department["name"] == "Văn phòng Sở"
    assert office_of_department["parent"] == "so-ldtbxh"
    assert (office_of_department["valid_from"], office_of_department["valid_to"]) == ("2008-01-01", "2025-02-28")
    assert units["dong-thap"]["parent"] is None


def test_import_says_what_it_saved(parindex, office, files):
    said = parindex("units", "import", files / "units-2021.csv", "--json", workspace=office).data
    assert {one["id"] for one in said["units"]} >= {"dong-thap", "so-ldtbxh", "ld-vl-bh"}
    assert all(set(one) >= KEYS for one in said["units"])


def test_a_person_reads_a_table(parindex, office):
    ran = parindex("units", "list", workspace=office)
    assert "Phòng Lao động – Việc làm – Bảo hiểm" in ran.out
    assert "01/01/2008" in ran.out


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ("a-b,Phòng A,division,không-có,2008-01-01,\n", "không-có"),
        ("a-b,Phòng A,phòng lạ,so-ldtbxh,2008-01-01,\n", "phòng lạ"),
        ("a-b,Phòng A,division,so-ldtbxh,2008-02-31,\n", "2008-02-31"),
        ("a-b,Phòng A,division,so-ldtbxh,2008-01-01,2007-01-01\n", "kết thúc trước"),
        ("A B,Phòng A,division,so-ldtbxh,2008-01-01,\n", "Mã đơn vị"),
        ("a-b,,division,so-ldtbxh,2008-01-01,\n", "Tên đơn vị"),
        ("", "dòng"),
    ],
    ids=["unknown parent", "unknown kind", "no such day", "ends before it starts", "bad id", "no name", "no row"],
)
def test_one_faulty_row_refuses_the_whole_tree(parindex, office, unchanged, tmp_path, rows, word):
    (tmp_path / "đơn vị.csv").write_text(HEAD + rows, encoding="utf-8")
    with unchanged(office):
        assert word in parindex("units", "import", tmp_path / "đơn vị.csv", "--json", workspace=office).refused()


def test_only_who_may_changes_the_units(parindex, demo_copy, files, unchanged):
    with unchanged(demo_copy):
        ran = parindex("units", "import", files / "units-2021.csv", "--by", "nguoi-xem", "--json", workspace=demo_copy)
        assert "quyền" in ran.refused()
