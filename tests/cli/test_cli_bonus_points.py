"""`score` and `criteria check` on a set with bonus and penalty lines and a declared share of surveys."""

import json

import pytest

LINES = """bonus:
  max: "2"
  lines:
    - {code: T1, name: Bằng khen, points: "1"}
    - {code: T2, name: Sáng kiến, per: "0.5", max: "2"}
penalty: {max: "1", lines: [{code: P1, name: Báo cáo chậm, per: "0.25"}]}
"""


@pytest.fixture
def with_lines(spec_files, tmp_path):
    """with_lines(more) → the worked set of 20 points with bonus and penalty lines."""

    def make(more=""):
        text = (spec_files / "criteria-set.yaml").read_text(encoding="utf-8")
        text = text.replace('bonus: {max: "0"}\n', LINES + more).replace('penalty: {max: "0"}\n', "")
        path = tmp_path / "bo-thuong.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return make


def test_lines_are_scored_by_their_codes_beside_the_areas(parindex, with_lines, spec_files, tmp_path):
    values = json.loads((spec_files / "values.json").read_text(encoding="utf-8"))
    path = tmp_path / "gia-tri.json"
    plain = parindex("score", "--criteria-set", with_lines(), "--values", spec_files / "values.json", "--json").data
    more = {"T1": {"met": [True]}, "T2": {"count": "3"}, "P1": {"count": "1"}}
    path.write_text(json.dumps(values | more), encoding="utf-8")
    said = parindex("score", "--criteria-set", with_lines(), "--values", path, "--json").data
    assert said["areas"] == plain["areas"]
    assert said["leaf_points"] == plain["points"] == plain["leaf_points"]
    assert (said["bonus"]["points"], said["penalty"]["points"]) == ("2", "0.25")
    assert float(said["points"]) == float(plain["points"]) + 1.75
    told = parindex("score", "--criteria-set", with_lines(), "--values", path).out
    assert "ĐIỂM THƯỞNG" in told
    assert "3 × 0,5 điểm = 1,5 điểm thưởng." in told


def test_a_share_of_surveys_that_is_not_so_is_refused(parindex, with_lines):
    ran = parindex("criteria", "check", with_lines('survey_share: "50"\n'))
    assert ran.code == 2
    assert "ghi phần điều tra là 50%" in ran.out


def test_the_share_of_surveys_is_told(parindex, with_lines):
    assert "Phần điều tra:" in parindex("criteria", "check", with_lines()).out
