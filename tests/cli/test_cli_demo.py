"""`demo`: from nothing to an example that holds the facts of 2021, and the documents written from it."""

import json
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def said(demo_said):
    return json.loads((demo_said / "said.json").read_text(encoding="utf-8"))


def test_stdout_is_one_json_object_and_progress_goes_to_stderr(demo_said, demo, said):
    assert (demo_said / "said.json").read_text(encoding="utf-8").count("\n") == 1
    assert "ho-so-so.csv" in (demo_said / "told.txt").read_text(encoding="utf-8")
    assert said["workspace"] == str(demo)


def test_the_index_so_far_is_a_percentage_with_two_decimals(said, parindex, demo):
    again = parindex(
        "score",
        "--criteria-set",
        "mau-cap-so-2021",
        "--unit",
        "so-ldtbxh",
        "--period",
        "2021",
        "--json",
        workspace=demo,
    )
    assert said["index_so_far"] == again.data["index_so_far"]
    assert len(said["index_so_far"].partition(".")[2]) == 2


def test_the_two_documents_are_written(said):
    names = {Path(one).name: Path(one) for one in said["files"]}
    assert set(names) == {"ke-hoach-2022.docx", "bang-cham-diem-2021.xlsx"}
    for path in names.values():
        assert zipfile.is_zipfile(path)


def test_one_fictional_person_a_role_and_the_owner_of_the_software_with_a_password_shown_once(said):
    roles = {one["username"]: one["role"] for one in said["people"]}
    assert roles.pop("tt-hcc") == "appraiser"
    assert len(roles) == len(set(roles.values())) == 9
    assert all(len(one["password"]) >= 12 for one in said["people"])


def test_a_second_demo_changes_nothing_but_the_documents_and_shows_no_password(parindex, demo_copy, state):
    before = state(demo_copy)
    assert parindex("demo", "--json", workspace=demo_copy).data["people"] == []
    after = state(demo_copy)
    changed = {name for name in before | after if before.get(name) != after.get(name)}
    assert [name for name in changed if not name.startswith("out/")] == []
    assert parindex("doctor", "--json", workspace=demo_copy).data["ok"] is True


def test_a_workspace_with_real_work_is_not_made_an_example(parindex, office, unchanged):
    with unchanged(office):
        assert "số liệu thật" in parindex("demo", "--json", workspace=office).refused()


def test_a_foreign_folder_is_refused(parindex, tmp_path, unchanged):
    place = tmp_path / "của người khác"
    place.mkdir()
    (place / "thư.txt").write_text("thư")
    with unchanged(place):
        parindex("demo", "--json", workspace=place).refused()
