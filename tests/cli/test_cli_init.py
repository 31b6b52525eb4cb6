"""`init`, and where the workspace is: named, in the environment, or beside where one stands."""

import sqlite3
import stat
from contextlib import closing

import pytest


def test_init_makes_a_workspace_with_an_administrator_whose_password_is_shown_once(parindex, tmp_path):
    said = parindex("init", "--json", workspace=tmp_path / "mới").data
    assert said["workspace"] == str(tmp_path / "mới")
    assert said["index_so_far"] is None
    assert said["files"] == []
    assert len(said["password"]) >= 12
    again = parindex("init", "--json", workspace=tmp_path / "mới").data
    assert "password" not in again


def test_init_again_changes_nothing(parindex, office, unchanged):
    with unchanged(office):
        assert parindex("init", workspace=office).code == 0


def test_the_secret_key_is_for_its_owner_only(parindex, office):
    assert stat.S_IMODE((office / "secret-key").stat().st_mode) == 0o600


def test_init_in_a_folder_with_other_files_is_refused(parindex, tmp_path, unchanged):
    (tmp_path / "ảnh").mkdir()
    (tmp_path / "ảnh" / "nghỉ mát.jpg").write_bytes(b"x")
    with unchanged(tmp_path / "ảnh"):
        assert "đã có tệp khác" in parindex("init", "--json", workspace=tmp_path / "ảnh").refused()


def test_init_in_an_empty_folder_works(parindex, tmp_path):
    (tmp_path / "trống").mkdir()
    assert parindex("init", workspace=tmp_path / "trống").code == 0


@pytest.mark.parametrize("name", ["tệp/bên trong", "x" * 300])
def test_init_where_no_folder_can_be_is_refused(parindex, tmp_path, name):
    (tmp_path / "tệp").write_text("một tệp")
    parindex("init", "--json", workspace=tmp_path / name).refused()


def test_an_init_cut_short_can_be_done_again(parindex, tmp_path):
    place = tmp_path / "dở dang"
    place.mkdir()
    (place / "secret-key").write_text("k" * 50)
    assert "password" in parindex("init", "--json", workspace=place).data


def test_the_default_is_the_folder_workspace_where_one_stands(parindex, tmp_path):
    said = parindex("init", "--json", cwd=tmp_path).data
    assert said["workspace"] == str(tmp_path / "workspace")
    assert parindex("units", "list", "--json", cwd=tmp_path).data == {"units": []}


def test_the_environment_names_it_and_the_option_wins(parindex, office, tmp_path):
    listed = parindex("units", "list", "--json", env={"PARINDEX_WORKSPACE": str(office)}).data
    assert listed["units"]
    nowhere = parindex(
        "units", "list", "--json", workspace=tmp_path / "không có", env={"PARINDEX_WORKSPACE": str(office)}
    )
    assert "parindex init" in nowhere.refused()


def test_a_relative_folder_with_spaces_accents_and_signs_works(parindex, tmp_path, files):
    name = "Hồ sơ năm 2021 #1/"
    assert parindex("--workspace", name, "init", cwd=tmp_path).code == 0
    assert parindex("--workspace", name, "units", "import", files / "units-2021.csv", cwd=tmp_path).code == 0
    landed = parindex(
        "--workspace",
        name,
        "records",
        "import",
        "reports",
        files / "reports-2021.csv",
        "--source",
        "so",
        "--json",
        cwd=tmp_path,
    ).data
    assert landed["accepted"] == 9
    figures = parindex(
        "--workspace", name, "measures", "compute", "--unit", "so-ldtbxh", "--period", "2021", "--json", cwd=tmp_path
    )
    assert next(one for one in figures.data["measures"] if one["code"] == "reports.on_time")["value"] == "88.89"


def test_a_workspace_of_an_older_version_says_how_to_go_on(parindex, office):
    with closing(sqlite3.connect(office / "parindex.sqlite3")) as connection, connection:
        connection.execute("DELETE FROM django_migrations WHERE app = 'plans'")
    assert "parindex init" in parindex("units", "list", "--json", workspace=office).refused()


def test_a_database_that_is_none_is_refused_by_every_door(parindex, office):
    (office / "parindex.sqlite3").write_text("đây không phải cơ sở dữ liệu " * 40)
    for command in (("units", "list"), ("init",)):
        assert "sao lưu" in parindex(*command, "--json", workspace=office).refused()
