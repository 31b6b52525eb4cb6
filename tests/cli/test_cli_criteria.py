"""`criteria check`: a set is usable, or each fault comes with its place, in JSON and in words; exit 2."""

import pytest


def check(parindex, path):
    return parindex("criteria", "check", path, "--json")


@pytest.fixture
def broken(spec_files, tmp_path):
    """broken(old, new) → the worked set with one text replaced."""

    def make(old, new):
        text = (spec_files / "criteria-set.yaml").read_text(encoding="utf-8")
        assert text.count(old) == 1, text.count(old)
        path = tmp_path / "bộ tiêu chí hỏng.yaml"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return make


@pytest.mark.parametrize("name", ["mau-cap-so-2021"])
def test_a_shipped_set_has_no_errors(parindex, name):
    assert check(parindex, name).data == {"errors": []}


def test_the_worked_set_has_no_errors(parindex, spec_files):
    assert check(parindex, spec_files / "criteria-set.yaml").data == {"errors": []}


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("measure: assigned_tasks.on_time", "measure: assigned_tasks.on_tim", "assigned_tasks.on_tim"),
        ('scale: "20"', 'scale: "21"', "21"),
        ('{to: "70", to_inclusive: false, points: "0"}', '{to: "75", to_inclusive: false, points: "0"}', "75"),
        ('{to: "70", to_inclusive: false, points: "0"}', '{to: "60", to_inclusive: false, points: "0"}', "60"),
        ('{to: "70", to_inclusive: false, points: "0"}', '{to: "70", to_inclusive: true, points: "0"}', "70"),
        ('{from: "90", from_inclusive: false, points: "2"}', '{from: "90", from_inclusive: false, points: "3"}', "3"),
        ("rule: {shape: survey}", "rule: {shape: điều tra}", "điều tra"),
        ('    name: Hài lòng', '    nom: Hài lòng', "nom"),
        ("    measure: assigned_tasks.on_time\n        when_empty: full", "    measure: assigned_tasks.on_time", "when_empty"),
    ],
    ids=["unknown measure", "sum", "overlap", "hole", "edge twice", "over max", "shape", "field", "empty undeclared"],
)  # fmt: skip
def test_each_fault_is_told_with_its_place(parindex, broken, old, new, word):
    ran = check(parindex, broken(old, new))
    assert ran.code == 2
    errors = ran.object["errors"]
    assert errors
    for one in errors:
        assert {"code", "where", "message"} <= set(one)
        assert one["message"]
    assert any(word in one["message"] + one["where"] for one in errors), errors
    assert "lỗi cần sửa" in ran.err


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"- danh s\xc3\xa1ch",
        b"id: [chua",
        b"&a [*a]",
        b"[" * 50_000,
        b"!!python/object:os.system {}",
    ],
    ids=["empty", "not UTF-8", "a list", "not YAML", "loops", "deep", "a tag"],
)
def test_a_file_that_is_no_set_is_told_so(parindex, tmp_path, content):
    (tmp_path / "lạ.yaml").write_bytes(content)
    ran = check(parindex, tmp_path / "lạ.yaml")
    assert ran.code == 2
    assert ran.object["errors"]
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("name", ["không-có", "không có.yaml", ".", "x" * 300 + ".yaml"])
def test_a_set_that_is_not_there_is_refused(parindex, name):
    check(parindex, name).refused()


def test_adopt_freezes_a_set_for_a_unit_and_only_who_may_adopts(parindex, demo_copy, unchanged):
    with unchanged(demo_copy):
        arguments = ("criteria", "adopt", "mau-cap-so-2021", "--unit", "so-ldtbxh", "--period", "2022", "--json")
        assert "quyền" in parindex(*arguments, "--by", "van-phong", workspace=demo_copy).refused()
    said = parindex(*arguments, "--by", "so-noi-vu", workspace=demo_copy).data
    assert said["criteria_set"] == "mau-cap-so-2021"
