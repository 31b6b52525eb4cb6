"""Manners that all commands share: help, complaints, streams, and which of them load no framework."""

import os
import re
import subprocess
import sys

import pytest
from cli_process import COMMAND

from parindex.cli.commands import COMMANDS
from parindex.cli.main import build_parser
from parindex.cli.parser import complaint

NO_WORKSPACE = (
    ("worktime", "due", "--received", "2021-04-12T16:00", "--days", "3"),
    ("worktime", "days", "--from", "2021-01-01", "--to", "2021-12-31"),
    ("measures", "list"),
    ("records", "registers"),
    ("records", "template", "dossiers", "-o", "mẫu.xlsx"),
    ("criteria", "check", "mau-cap-so-2021"),
    ("score", "--criteria-set", "{spec}/criteria-set.yaml", "--values", "{spec}/values.json"),
)
FORBIDDING = """
import sys
class Forbid:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "django":
            raise ImportError("django is forbidden here")
sys.meta_path.insert(0, Forbid())
"""


@pytest.fixture
def without_django(tmp_path):
    """An environment in which importing Django fails."""
    folder = tmp_path / "cấm"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(FORBIDDING)
    return {"PYTHONPATH": str(folder)}


@pytest.mark.parametrize("arguments", NO_WORKSPACE, ids=lambda arguments: " ".join(arguments[:2]))
def test_what_reads_no_workspace_needs_none_and_loads_no_django(
    parindex, without_django, spec_files, tmp_path, arguments
):
    asked = [one.format(spec=spec_files) for one in arguments]
    assert parindex(*asked, "--json", env=without_django).data
    assert not (tmp_path / "nơi chạy lệnh" / "workspace").exists()


def test_the_guard_of_the_test_above_does_stop_django(parindex, without_django, demo):
    ran = parindex("units", "list", env=without_django, workspace=demo)
    assert ran.code == 1
    assert "django is forbidden here" in ran.err
    assert "Lỗi của phần mềm" in ran.err


def test_json_leaves_as_utf8_whatever_the_terminal_says(parindex):
    ran = parindex(
        "records", "registers", "--json", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    )
    assert "Hồ sơ" in ran.out
    assert ran.data


def test_a_file_name_that_is_not_utf8_is_refused_politely(parindex):
    parindex("criteria", "check", os.fsdecode(b"\xff.yaml"), "--json", fresh=True).refused()


@pytest.mark.parametrize("arguments", [(), ("lệnh lạ",), ("records",), ("units", "list", "--không-có")], ids=str)
def test_a_wrong_command_line_is_explained_in_vietnamese(parindex, arguments):
    message = parindex(*arguments).refused()
    assert "Cách dùng: parindex" in message
    assert not re.search(r"\b(required|invalid|unrecognized|expected|choose)\b", message)


def test_no_workspace_says_how_to_get_one(parindex):
    message = parindex("units", "list", "--json", fresh=True).refused()
    assert "parindex init" in message
    assert "parindex demo" in message


def test_a_closed_pipe_is_no_fault(demo):
    asked = ("measures", "rows", "dossiers.received", "--unit", "so-ldtbxh", "--period", "2021", "--json")
    writing = subprocess.Popen(
        [str(COMMAND), "--workspace", str(demo), *asked], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert len(writing.stdout.read(10)) == 10
    writing.stdout.close()
    with writing.stderr:
        assert b"Traceback" not in writing.stderr.read()
    assert writing.wait(timeout=400) == 0


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("the following arguments are required: FILE, --source", "còn thiếu FILE, --source"),
        ("unrecognized arguments: --x", "không có tham số --x"),
        ("argument --port: invalid int value: 'x'", "--port phải là số nguyên, không phải “x”"),
        ("argument LỆNH: invalid choice: 'x' (choose from 'a', 'b')", "LỆNH không nhận “x”; hãy chọn một trong: a, b"),
        ("argument --unit: expected one argument", "--unit cần một giá trị đi kèm"),
        ("something new in argparse", "something new in argparse"),
    ],
)
def test_complaints_are_turned_into_vietnamese(english, vietnamese):
    assert complaint(english) == vietnamese


@pytest.mark.parametrize(
    ("asked", "heavy"), [("--help", []), ("worktime", []), ("measures", ["duckdb", "parindex.measures.catalogue"])]
)
def test_a_command_line_loads_only_the_command_that_it_asks_for(asked, heavy):
    code = (
        f"import sys; from parindex.cli.main import build_parser; build_parser(['--workspace', 'x', {asked!r}]);"
        "print(*(name for name in ('duckdb', 'django', 'parindex.measures.catalogue') if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=400, check=True)
    assert done.stdout.split() == heavy


def test_the_name_of_a_command_may_also_be_that_of_a_folder():
    asked = build_parser(["--workspace", "demo", "init"]).parse_args(["--workspace", "demo", "init"])
    assert (asked.workspace, asked.run.__module__) == ("demo", "parindex.cli.commands.init")


def test_every_command_of_the_contract_is_there_with_help():
    parser = build_parser()
    names = set(next(iter(parser._subparsers._group_actions)).choices)
    assert names >= {
        "init",
        "demo",
        "serve",
        "units",
        "records",
        "worktime",
        "measures",
        "criteria",
        "score",
        "plan",
        "doctor",
    }
    assert len(names) == len(COMMANDS)
    assert "Cách dùng: parindex" in parser.format_help()
    assert "usage" not in parser.format_help()
