"""Rules of the tree that no reviewer should have to remember: purity, size, uniqueness, nothing from elsewhere."""

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from parindex.cli.commands import COMMANDS
from parindex.criteria.loading import load_bytes
from parindex.documents.index import DOCUMENTS
from parindex.documents.layout import LAYOUT_RULES
from parindex.measures.catalogue import FACTS, MEASURES
from parindex.measures.compute import compute
from parindex.measures.measure import Scope
from parindex.measures.period import parse_period
from parindex.records.engine import connect
from parindex.records.folding import fold_batches
from parindex.records.registers import REGISTERS
from parindex.scoring.check import check_set
from parindex.scoring.rules import RULES
from parindex.worktime.calendar import shipped_calendar

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "parindex"
PURE = (
    "errors",
    "shipped",
    "worktime",
    "records",
    "criteria",
    "measures",
    "scoring",
    "documents.wording",
    "cli.commands",
)
MOST_LINES = 500
# A path of one machine, or a place that only one office can reach; the tree must work anywhere.
ELSEWHERE = re.compile(
    r"(?<![\w.])/(home|root|Users|work|mnt|opt)/[\w.-]+|(?<![\d.])(10\.\d{1,3}|192\.168)\.\d{1,3}\.\d{1,3}(?![\d.])"
)
WORDS = (
    "đơn vị", "bộ tiêu chí", "lĩnh vực", "tiêu chí", "tiêu chí thành phần", "điểm tối đa", "tự chấm", "thẩm định", "giải trình",
    "tài liệu kiểm chứng", "xếp hạng", "xếp loại", "hồ sơ", "trước hạn", "đúng hạn", "trễ hạn", "quá hạn", "nhiệm vụ được giao",
    "TTHC", "khối", "cấp xã",
)  # fmt: skip
PAIRS = {
    "area", "criterion", "component", "max points", "self-score", "appraisal", "explanation", "evidence", "rank",
    "classification", "dossier", "early", "on time", "late", "overdue", "assigned task",
    "procedure", "block", "commune",
}  # fmt: skip


def run(*arguments):
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def committed():
    """Text files that git knows or would add, by path."""
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0")
    found = {}
    for name in filter(None, listed):
        path = ROOT / name
        if path.is_file():
            data = path.read_bytes()
            if b"\0" not in data[:8000]:
                found[name] = data.decode("utf-8")
    assert "pyproject.toml" in found
    return found


@pytest.mark.parametrize("package", PURE)
def test_a_pure_package_loads_where_django_cannot_be_imported(package):
    program = (
        "import sys, importlib, pkgutil\n"
        "sys.modules['django'] = None\n"
        f"top = importlib.import_module('parindex.{package}')\n"
        "names = [one.name for one in pkgutil.walk_packages(getattr(top, '__path__', ()), top.__name__ + '.')]\n"
        "[importlib.import_module(name) for name in names]\n"
        "assert not [name for name in sys.modules if name.startswith('django.')]\n"
        "print(len(names))"
    )
    assert int(run(sys.executable, "-W", "error", "-c", program)) >= 0


def test_the_import_contracts_hold():
    assert "0 broken" in run(Path(sys.executable).parent / "lint-imports", "--no-cache")


def test_every_migration_is_written():
    program = (
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('makemigrations', check=True, dry_run=True)"
    )
    run("env", "DJANGO_SETTINGS_MODULE=parindex.settings", "PYTHONPATH=src", sys.executable, "-c", program)


@pytest.mark.parametrize("folder", ["src", "tests", "examples", "benchmarks"])
def test_no_file_of_code_is_longer_than_can_be_read(folder):
    long = {}
    for path in (ROOT / folder).rglob("*"):
        if path.suffix in {".py", ".html", ".css", ".js", ".sql"} and "__pycache__" not in path.parts:
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > MOST_LINES:
                long[str(path.relative_to(ROOT))] = lines
    assert long == {}


def test_no_module_is_a_drawer_for_everything():
    drawers = {"utils", "util", "common", "helpers", "misc", "base_utils"}
    assert [str(path) for path in SOURCE.rglob("*.py") if path.stem in drawers] == []


def test_lock_files_hold_no_address_and_no_option(committed):
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt"):
        found = [
            line for line in committed[name].splitlines() if re.search(r"(https?|file|git\+\w+):|^--|^-[a-z]", line)
        ]
        assert found == [], name


def test_no_path_of_one_machine_and_no_private_address(committed):
    found = {}
    for name, text in committed.items():
        if name == "tests/test_architecture.py" or name.startswith("requirements"):
            continue
        lines = [line.strip()[:120] for line in text.splitlines() if ELSEWHERE.search(line)]
        if lines:
            found[name] = lines
    assert found == {}


def test_nothing_is_left_to_be_done_later(committed):
    marks = re.compile("|".join(first + second for first, second in (("TO", "DO"), ("FIX", "ME"), ("XX", "X:"))))
    assert [name for name, text in committed.items() if name.endswith(".py") and marks.search(text)] == []


TEMPLATES = sorted(SOURCE.rglob("*.html"))


def test_there_are_templates_to_look_at():
    assert len(TEMPLATES) > 10


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_brings_nothing_from_elsewhere_and_nothing_inline(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"""(?:src|href|action)\s*=\s*["']?\s*(?:https?:)?//""", text) == []
    assert (
        re.findall(r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|hx-on|\|safe\b|autoescape off", text) == []
    )
    assert [tag for tag in re.findall(r"<script[^>]*>", text) if "src=" not in tag] == []


def test_scripts_and_stylesheets_ask_for_nothing_elsewhere():
    for path in [*SOURCE.rglob("*.css"), *SOURCE.rglob("*.js")]:
        found = re.findall(r"(?:https?:)?//[\w.-]+\.\w+", path.read_text(encoding="utf-8"))
        assert [one for one in found if "www.w3.org" not in one] == [], path.name


def _keys_written(path, table):
    """The members of a table as the source writes them, doubles included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        if any(isinstance(one, ast.Name) and one.id == table for one in targets):
            value = node.value
            if isinstance(value, ast.DictComp):
                value = value.generators[0].iter
            if isinstance(value, ast.Dict):
                return [ast.unparse(key) for key in value.keys if key is not None]
            return [ast.unparse(one) for one in value.elts]
    raise AssertionError(f"{table} is not in {path}")


@pytest.mark.parametrize(
    ("path", "table", "members"),
    [
        ("records/registers/__init__.py", "REGISTERS", REGISTERS),
        ("measures/catalogue/__init__.py", "MEASURES", MEASURES),
        ("scoring/rules/__init__.py", "RULES", RULES),
        ("documents/layout/rules.py", "LAYOUT_RULES", LAYOUT_RULES),
        ("documents/index.py", "DOCUMENTS", DOCUMENTS),
        ("cli/commands/__init__.py", "COMMANDS", COMMANDS),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isupper() else "",
)
def test_each_entry_of_a_table_stands_once(path, table, members):
    written = _keys_written(SOURCE / path, table)
    assert [one for one, times in Counter(written).items() if times > 1] == []
    assert len(members) >= len([one for one in written if not one.startswith("*")])


def test_titles_that_people_choose_by_are_unique():
    for titles in (
        [register.title for register in REGISTERS.values()],
        [measure.title for measure in MEASURES.values()],
        [rule.title for rule in LAYOUT_RULES.values()],
        [kind.title for kind in DOCUMENTS.values()],
    ):
        assert [one for one, times in Counter(titles).items() if times > 1] == []


def test_every_file_of_a_register_or_a_rule_is_in_its_table():
    for folder, table in (("records/registers", REGISTERS), ("scoring/rules", RULES)):
        files = {path.stem for path in (SOURCE / folder).glob("*.py")} - {"__init__", "base"}
        assert files == set(table)


@pytest.mark.parametrize("path", sorted((ROOT / "criteria_sets").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_shipped_criteria_set_passes_all_checks(path):
    assert check_set(load_bytes(path.read_bytes(), name=path.name), measures=MEASURES) == ()


@pytest.fixture(scope="module")
def empty_registers(tmp_path_factory):
    """The current rows of every register before anything came in."""
    folder = tmp_path_factory.mktemp("empty")
    files = {}
    with connect(folder) as connection:
        for register in REGISTERS.values():
            files[register.name] = folder / f"{register.name}.parquet"
            fold_batches(connection, register, [], files[register.name])
    return files


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.code)
def test_a_measure_runs_on_empty_registers_that_exist(measure, empty_registers, tmp_path):
    assert set(measure.registers) <= set(REGISTERS)
    assert measure.code.partition(".")[0]
    period = parse_period("2021")
    scope = Scope(
        units=("so-ldtbxh",),
        period=period,
        as_of=period.last,
        sources=dict.fromkeys(measure.registers, "so"),
        files=empty_registers,
        facts=FACTS,
        calendar=shipped_calendar(),
    )
    with connect(tmp_path) as connection:
        found = compute(connection, measure, scope)
    assert found.numerator == 0
    assert found.denominator == (None if measure.is_count else 0)
    assert found.value is None


def test_the_glossary_has_the_words_of_the_field(committed):
    text = committed["GLOSSARY.md"]
    lines = [line.split("|") for line in text.splitlines() if line.startswith("| ") and "---" not in line]
    vietnamese = " | ".join(cells[1] for cells in lines)
    english = " | ".join(cells[2] for cells in lines)
    assert [word for word in WORDS if word not in vietnamese] == []
    assert [word for word in sorted(PAIRS) if word not in english] == []


def test_every_register_of_the_first_issue_is_there():
    assert set(REGISTERS) >= {
        "reports", "assigned_tasks", "archive_backlog", "dossiers", "procedures", "procedure_reviews", "leadership", "training",
    }  # fmt: skip


def test_settings_of_a_property_test_name_only_how_many_examples():
    """Whatever else they said would take the place of the profile's word, `derandomize` first of all."""
    named = Counter()
    for path in sorted((ROOT / "tests").rglob("*.py")):
        if path.name == "conftest.py" and path.parent == ROOT / "tests":
            continue  # where the profiles are
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "settings":
                named.update(f"{path.name}: {one.arg}" for one in call.keywords if one.arg != "max_examples")
                named.update(f"{path.name}: {ast.unparse(one)}" for one in call.args)
    assert named == Counter()
