"""`score`: from ready values (the worked example, to the last decimal) and from the rows of a workspace."""

import json

import pytest

KEYS = {"points", "max_points", "index_percent", "index_so_far", "areas", "unscored"}
CRITERION = {"code", "points", "max_points", "rule", "inputs", "explanation", "grade", "components"}


@pytest.fixture
def of_values(parindex, spec_files, tmp_path):
    """of_values(values) runs the worked set on a values file with that content."""

    def run(content):
        path = tmp_path / "giá trị.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return parindex("score", "--criteria-set", spec_files / "criteria-set.yaml", "--values", path, "--json")

    return run


@pytest.fixture
def worked(spec_files):
    return (spec_files / "values.json").read_bytes()


def leaves(said):
    return [leaf for area in said["areas"] for one in area["criteria"] for leaf in one["components"] or [one]]


def test_the_worked_example_comes_out_to_the_last_decimal(of_values, worked, spec_files):
    said = of_values(worked).data
    expected = json.loads((spec_files / "score.expected.json").read_text(encoding="utf-8"))
    for name in ("points", "max_points", "index_percent", "index_so_far"):
        assert said[name] == expected[name]
    states = {"excluded": "excluded: nothing to measure", "not_scored": "not scored"}
    assert {leaf["code"]: states.get(leaf["state"], leaf["points"]) for leaf in leaves(said)} == expected["leaves"]
    assert said["unscored"] == ["2.2"]


def test_every_criterion_has_the_keys_of_the_contract(of_values, worked):
    said = of_values(worked).data
    assert set(said) >= KEYS
    for area in said["areas"]:
        for one in area["criteria"]:
            assert set(one) >= CRITERION
            assert one["explanation"]
            assert all(set(part) >= CRITERION - {"components"} for part in one["components"])


def test_a_byte_order_mark_does_no_harm(of_values, worked):
    assert of_values(b"\xef\xbb\xbf" + worked).data["points"] == "9.72"


def test_without_values_nothing_is_scored_and_nothing_is_divided(of_values):
    said = of_values({}).data
    assert (said["points"], said["index_percent"], said["index_so_far"]) == ("0", "0.00", None)
    assert len(said["unscored"]) == 9


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ({"9.9": {"count": "1"}}, "9.9"),
        ({"1.3": {"count": "1"}}, "1.3"),
        ({"1.3": {"numerator": "5", "denominator": "0"}}, "1.3"),
        ({"1.3": {"numerator": 0.5, "denominator": 1}}, "0.5"),
        ({"1.3": {"numerator": "-5", "denominator": "1"}}, "1.3"),
        ({"1.1.1": {"level": "không có mức này"}}, "1.1.1"),
        ({"1.1.2": {"met": [True]}}, "1.1.2"),
        ({"1.2": {"counts": {"lạ": 1}}}, "1.2"),
        ({"1.1.1": "đúng hạn"}, "1.1.1"),
        ([], "JSON"),
        (b"{", "JSON"),
        (b"", "JSON"),
        (b"\xff\xfe", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b'{"1.3": {"count": ' + b"9" * 5000 + b"}}", "JSON"),
        (b'{"1.5": {"count": "1"}, "1.5": {"count": "2"}}', "1.5"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_values_that_do_not_fit_are_refused_and_named(of_values, content, word):
    assert word in of_values(content).refused()


def test_a_workspace_is_scored_with_the_grade_of_every_input(parindex, demo):
    asked = ("score", "--criteria-set", "mau-cap-so-2021", "--unit", "so-ldtbxh", "--period", "2021", "--json")
    said = parindex(*asked, workspace=demo).data
    found = {leaf["code"]: leaf for leaf in leaves(said)}
    assert found["1.6"]["inputs"] == {"numerator": "86", "denominator": "87"}
    assert (found["1.6"]["points"], found["1.6"]["grade"]) == ("2.97", "computed")
    assert {leaf["grade"] for leaf in found.values()} <= {"computed", "entered", "judgement", None}
    assert set(said["unscored"]) == {code for code, leaf in found.items() if leaf["points"] is None}
    other = parindex(*asked, "--source", "mot_cua_dien_tu", workspace=demo).data
    assert float(other["points"]) < float(said["points"])


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--criteria-set", "không-có", "--values", "v.json"), "không-có"),
        (("--criteria-set", "mau-cap-so-2021", "--values", "không có.json"), "không có.json"),
        (("--criteria-set", "mau-cap-so-2021"), "--unit"),
        (
            ("--criteria-set", "mau-cap-so-2021", "--unit", "so-ldtbxh", "--period", "2021", "--values", "v.json"),
            "Chọn một",
        ),
        (("--criteria-set", "mau-cap-so-2021", "--unit", "don-vi-la", "--period", "2021"), "don-vi-la"),
        (("--criteria-set", "mau-cap-so-2021", "--unit", "so-ldtbxh", "--period", "Tết"), "Tết"),
        (("--unit", "so-ldtbxh", "--period", "2021"), "--criteria-set"),
    ],
    ids=lambda value: " ".join(value)[-40:] if isinstance(value, tuple) else "",
)
def test_a_score_that_cannot_be_made_is_refused(parindex, demo, arguments, word):
    assert word in parindex("score", *arguments, "--json", workspace=demo).refused()
