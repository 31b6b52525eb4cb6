"""`doctor` finds what is wrong with a workspace and says it; exit 2 then."""

import sqlite3
from contextlib import closing

import pytest


def checks(ran):
    return {one["name"]: one["ok"] for one in ran.object["checks"]}


def change(workspace, statement):
    with closing(sqlite3.connect(workspace / "parindex.sqlite3")) as connection, connection:
        connection.execute(statement)


def test_the_example_is_sound(parindex, demo, unchanged):
    with unchanged(demo):
        said = parindex("doctor", "--json", workspace=demo, fresh=True).data
    assert said["ok"] is True
    assert all(one["ok"] and one["message"] is None and one["title"] for one in said["checks"])


def _lose_a_file(workspace):
    next(path for path in (workspace / "store").rglob("*") if path.is_file()).unlink()


def _spoil_a_file(workspace):
    path = next(path for path in (workspace / "store").rglob("*") if path.is_file())
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"\0")


def _rewrite_history(workspace):
    change(workspace, "UPDATE organisations_auditevent SET action = 'unit.nothing' WHERE number = 3")


def _forget_a_migration(workspace):
    change(workspace, "DELETE FROM django_migrations WHERE app = 'plans'")


def _lose_a_document(workspace):
    change(
        workspace,
        "INSERT INTO assessment_enteredtotal (unit_id, period, measure, numerator, denominator, document, note,"
        " file_digest, file_name, withdrawn, by_id, at) SELECT unit_id, '2021', 'tasks.in_time', '1', '1', 'Số 1', '',"
        " 'cd' || '00', 'cong-van.pdf', 0, 1, '2022-01-01' FROM assessment_figure LIMIT 1",
    )


def _forget_the_figures(workspace):
    change(workspace, "DELETE FROM assessment_figure")


def _write_over_the_database(workspace):
    (workspace / "parindex.sqlite3").write_text("không phải cơ sở dữ liệu " * 50)


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        (_lose_a_file, "store"),
        (_spoil_a_file, "store"),
        (_rewrite_history, "audit"),
        (_lose_a_document, "documents"),
        (_forget_a_migration, "migrations"),
        (_forget_the_figures, "figures"),
        (_write_over_the_database, "migrations"),
    ],
)
def test_each_harm_is_found_and_told(parindex, demo_copy, harm, found):
    harm(demo_copy)
    ran = parindex("doctor", "--json", workspace=demo_copy)
    assert ran.code == 2
    assert ran.object["ok"] is False
    assert checks(ran)[found] is False
    assert "LỖI" in ran.err
    assert "Traceback" not in ran.err


def test_without_a_workspace_there_is_nothing_to_examine(parindex):
    assert "parindex demo" in parindex("doctor", "--json").refused()
