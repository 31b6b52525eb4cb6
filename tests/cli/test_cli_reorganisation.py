"""`units reorganise` and `units lineage`: a decision from a file, all of it or none, and what became of a unit."""

HEAD = "STT,Quyết định,Ngày hiệu lực,Việc,Đơn vị cũ,Đơn vị mới,Lĩnh vực,Tên mới,Loại đơn vị,Đơn vị cấp trên\n"
ROWS = (
    "1,QĐ số 9,01/07/2021,Sáp nhập,te-bdg,btxh-pctnxh,,,,\n"
    "2,QĐ số 9,01/07/2021,Đổi tên,gdnn,gdnn,,Phòng Nghề nghiệp,,\n"
    "3,QĐ số 9,01/07/2021,Chuyển lĩnh vực,ncc,ld-vl-bh,Người có công,,,\n"
)
KEYS = {"kind", "from", "to", "effective", "domain", "decision"}


def written(folder, rows=ROWS):
    path = folder / "sắp xếp.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


def test_a_decision_from_a_file_ends_renames_and_moves(parindex, office, tmp_path):
    said = parindex("units", "reorganise", written(tmp_path), "--json", workspace=office).data
    assert [(one["kind"], one["from"], one["to"]) for one in said["lines"]] == [
        ("merge_into", "te-bdg", "btxh-pctnxh"),
        ("rename", "gdnn", "gdnn"),
        ("absorb_domain", "ncc", "ld-vl-bh"),
    ]
    assert all(set(one) == KEYS for one in said["lines"])
    units = parindex("units", "list", "--json", workspace=office).data["units"]
    assert [one["valid_to"] for one in units if one["id"] == "te-bdg"] == ["2021-06-30"]
    assert [one["name"] for one in units if one["id"] == "gdnn"] == ["Phòng Giáo dục nghề nghiệp", "Phòng Nghề nghiệp"]
    told = parindex("units", "lineage", "btxh-pctnxh", "--json", workspace=office).data
    assert [one["from"] for one in told["before"]] == ["te-bdg"]
    assert told["after"] == []
    ran = parindex("units", "lineage", "te-bdg", workspace=office)
    assert "Sáp nhập, hợp nhất vào" in ran.out
    assert "01/07/2021" in ran.out


def test_a_faulty_line_or_an_unknown_unit_is_refused_and_nothing_changes(parindex, office, unchanged, tmp_path):
    path = written(tmp_path, ROWS + "4,QĐ số 9,01/07/2021,Sáp nhập,không-có,gdnn,,,,\n")
    with unchanged(office):
        assert "Mã đơn vị" in parindex("units", "reorganise", path, "--json", workspace=office).refused()
        assert "khong-co" in parindex("units", "lineage", "khong-co", "--json", workspace=office).refused()


def test_only_who_may_reorganises(parindex, demo_copy, unchanged, tmp_path):
    with unchanged(demo_copy):
        ran = parindex("units", "reorganise", written(tmp_path), "--by", "nguoi-xem", "--json", workspace=demo_copy)
        assert "quyền" in ran.refused()
