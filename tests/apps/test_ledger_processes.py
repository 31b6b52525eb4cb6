"""Real processes on one workspace: killed at random moments, at the worst moments, two at once, without disk or right."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command_line import PROGRAM, command
from tests.conftest import FULL

Write = Callable[..., Path]
Ask = Callable[..., dict[str, Any]]
OFFICE = "Mã đơn vị;Tên đơn vị;Loại đơn vị;Đơn vị cấp trên;Có từ ngày;Đến ngày\nso;Sở Lao động;Sở;;01/01/2008;\n"
KILLS = 20 if FULL else 2  # of each kind of write: an import, a row, a background import
NOBODY = 65534

LANDING = "parindex.ledger.landing"
WORST = (  # the first two are of files only
    ("parindex.ledger.store:Store.put", "before"),
    ("parindex.ledger.store:Store.put", "after"),
    (f"{LANDING}:Landing.land", "before"),
    (f"{LANDING}:audit.record", "before"),
    (f"{LANDING}:audit.record", "after"),
    ("django.db.backends.base.base:BaseDatabaseWrapper.commit", "before"),
    ("django.db.backends.base.base:BaseDatabaseWrapper.commit", "after"),
    ("parindex.ledger.signals:batch_landed.send_robust", "before"),
)


def call(folder: Path, *words: str) -> dict[str, Any]:
    done = subprocess.run(command(folder, *words, "--json"), capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one office, built once; to be copied."""
    place = tmp_path_factory.mktemp("so")
    call(place / "w", "init")
    (place / "don-vi.csv").write_text(OFFICE, encoding="utf-8")
    call(place / "w", "units", "import", str(place / "don-vi.csv"))
    return place / "w"


@pytest.fixture
def folder(office: Path, tmp_path: Path) -> Path:
    return shutil.copytree(office, tmp_path / "Hồ sơ năm 2021 #1")


@pytest.fixture(scope="module")
def forks() -> Iterator[Callable[[dict[str, Any]], dict[str, Any]]]:
    """forks({…}): what `victims` answers to an order, which a process of its own carries out."""
    script = [sys.executable, str(Path(__file__).with_name("victims.py"))]
    with subprocess.Popen(script, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        line = process.stdout.readline()
        assert line == "ready\n", line
        given, said = process.stdin, process.stdout

        def order(words: dict[str, Any]) -> dict[str, Any]:
            given.write(json.dumps(words) + "\n")
            given.flush()
            answer: dict[str, Any] = json.loads(said.readline())
            return answer

        yield order
        given.close()
        process.wait(120)


@pytest.fixture
def ask(folder: Path, forks: Callable[[dict[str, Any]], dict[str, Any]]) -> Ask:
    """ask("bring", path=…) has a process of its own do it; `kill_after`, `die_at`, `file_size`, `uid` make it hard."""

    def order(do: str, *, hard: dict[str, Any] | None = None, **words: Any) -> dict[str, Any]:
        return forks({"folder": str(folder), "do": do, "given": words, **(hard or {})})

    return order


def state(ask: Ask, *, thorough: bool = False) -> dict[str, Any]:
    """How the workspace stands: whole, sound, one audit row a landing; `thorough`: all that `doctor` looks at."""
    found = ask("state", thorough=thorough)
    assert found.get("code") == 0, found
    said: dict[str, Any] = found["said"]
    assert (said["twice"], said["troubles"]) == (0, []), said
    assert said["landed"] == said["batches"]
    return said


def lines(start: int, count: int) -> list[tuple[str, str, str]]:
    return [(f"NV-{number:05}", "30/06/2021", "29/06/2021") for number in range(start, start + count)]


def longest(ask: Ask, *orders: tuple[str, dict[str, Any]]) -> float:
    """How long the write takes when it is left alone."""
    took = []
    for do, given in orders:
        done = ask(do, **given)
        assert done["code"] == 0, done
        took.append(float(done["took"]))
    return max(took)


def judged(ask: Ask, before: dict[str, Any], repeat: Callable[[], None], count: int) -> tuple[bool, dict[str, Any]]:
    """After a kill: the old state or the new one, whole; the repeat makes it the new one.

    Whether the write had landed, and the state now.
    """
    found = state(ask)
    landed = found["rows"] != before["rows"]
    assert found["count"] == before["count"] + (count if landed else 0), "half a write"
    assert found["batches"] == before["batches"] + landed
    repeat()
    after = state(ask)
    assert (after["count"], after["batches"]) == (before["count"] + count, before["batches"] + 1)
    if landed:
        assert after["rows"] == found["rows"]
    return landed, after


def forget_waiting_files(ask: Ask, folder: Path) -> None:
    """A worker that is killed after an import is done leaves its file, until one comes that finds it old."""
    for file in (folder / "waiting").rglob("*"):
        if file.is_file():
            os.utime(file, (0, 0))
    assert ask("work")["code"] == 0


def test_the_file_of_a_job_whose_worker_died_after_the_import_is_removed_by_the_next_one(
    ask: Ask, tasks: Write, folder: Path
) -> None:
    assert ask("queue", path=str(tasks(*lines(0, 20), name="a.csv")))["code"] == 0
    assert ask("work", hard={"die_at": ("parindex.ledger.jobs:_drop_file", "before")})["killed"]
    assert state(ask)["count"] == 20
    assert state(ask)["waiting"] == 1
    forget_waiting_files(ask, folder)
    assert state(ask)["waiting"] == 0
    assert state(ask)["count"] == 20


@pytest.mark.kill
@pytest.mark.parametrize("kind", ["import", "row", "job"])
def test_a_write_killed_at_a_random_moment_leaves_the_old_or_the_new_state(
    ask: Ask, tasks: Write, folder: Path, kind: str, record_property: Callable[[str, object], None]
) -> None:
    count = {"import": 800, "row": 1, "job": 800}[kind]

    def order(number: int) -> tuple[str, dict[str, Any]]:
        if kind == "row":
            return "save", {"code": f"T-{number}"}
        path = tasks(*lines(number * count, count), name=f"{number}.csv")
        if kind == "import":
            return "bring", {"path": str(path)}
        assert ask("queue", path=str(path))["code"] == 0
        return "work", {}

    takes = longest(ask, order(1000), order(1001))
    killed = landed = 0
    chance = random.Random(kind)  # of its own: the same moments whichever tests ran before
    parts = [(number + chance.random()) / KILLS * 1.1 for number in range(KILLS)]  # one in each part of the write
    before = state(ask)
    for number, part in enumerate(parts * 4):
        if killed == KILLS:
            break
        do, given = order(number)
        done = ask(do, hard={"kill_after": part * takes}, **given)
        killed += done["killed"]
        takes = takes if done["killed"] else min(takes, done["took"])

        def repeat(do: str = do, given: dict[str, Any] = given) -> None:
            assert ask(do, **given)["code"] == 0

        had, before = judged(ask, before, repeat, count)
        landed += had
    assert killed == KILLS
    assert before == state(ask, thorough=True)
    forget_waiting_files(ask, folder)
    assert state(ask)["waiting"] == 0
    record_property("kills", {"kind": kind, "killed": killed, "landed": landed, "takes": round(takes, 3)})


@pytest.mark.kill
@pytest.mark.parametrize("kind", ["import", "row"])
def test_a_write_killed_at_the_worst_moments_leaves_the_old_or_the_new_state(ask: Ask, tasks: Write, kind: str) -> None:
    """In the sample an import dies only where files are written: further on a row goes the same way."""
    points = WORST[2:] if kind == "row" else WORST if FULL else WORST[:2]
    outcomes, before = [], state(ask)
    for number, point in enumerate(points):
        given = {"code": f"T-{number}"} if kind == "row" else {"path": str(tasks(*lines(number * 50, 50)))}
        do = "save" if kind == "row" else "bring"
        done = ask(do, hard={"die_at": point}, **given)
        assert done["killed"], done

        def repeat(do: str = do, given: dict[str, Any] = given) -> None:
            assert ask(do, **given)["code"] == 0

        landed, before = judged(ask, before, repeat, 1 if kind == "row" else 50)
        outcomes.append(landed)
    assert outcomes == [point in WORST[-2:] for point in points]
    assert before == state(ask, thorough=True)


def test_two_imports_at_once_leave_whole_imports_and_no_row_twice(folder: Path, ask: Ask, tasks: Write) -> None:
    files = [tasks(*lines(0, 400), name="a.csv"), tasks(*lines(200, 400), name="b.csv")]
    words = ["records", "import", "assigned_tasks"]
    running = [
        subprocess.Popen(
            command(folder, *words, str(path), "--source", "so", "--unit", "so", "--json"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for path in files
    ]
    done = [(one.communicate(timeout=400), one.returncode) for one in running]
    codes = [code for _, code in done]
    assert 0 in codes, done
    assert set(codes) <= {0, 2}, done
    for ((_, said), code), path in zip(done, files, strict=True):
        if code == 2:
            assert "Chưa có gì thay đổi" in said
            assert ask("bring", path=str(path))["code"] == 0
    assert state(ask)["count"] == 600


def test_a_worker_and_people_who_write_at_once_never_find_the_database_locked(
    folder: Path, ask: Ask, tasks: Write
) -> None:
    tokens = [
        ask("queue", path=str(tasks(*lines(number * 100, 100), name=f"{number}.csv")), source="tep")["said"]
        for number in range(4)
    ]
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import victims, os;"
        "os.environ.update(PARINDEX_WORKSPACE=sys.argv[2], DJANGO_SETTINGS_MODULE='parindex.settings');"
        "import django; django.setup(); print(victims.save_many(sys.argv[3], 8))"
    )
    here = str(Path(__file__).parent)
    writers = [
        subprocess.Popen(
            [PROGRAM[0], "-c", script, here, str(folder), name],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in "AB"
    ]
    assert ask("work")["code"] == 0
    said = [one.communicate(timeout=400) for one in writers]
    assert [out.strip() for out, _ in said] == ["8", "8"], said
    assert "locked" not in "".join(error for _, error in said)
    assert [ask("job", token=token)["said"]["state"] for token in tokens] == ["done"] * 4
    assert state(ask)["count"] == 400 + 16


def test_a_worker_stops_with_the_process_that_started_it(folder: Path) -> None:
    words = repr([*PROGRAM, "--workspace", str(folder), "worker", "--beside"])
    starter = f"import subprocess, sys; sys.exit(subprocess.run({words}).returncode)"
    parent = subprocess.Popen([PROGRAM[0], "-c", starter])
    try:
        _until(lambda: _locked(folder) or parent.poll() is not None)
        assert parent.poll() is None, "the worker ended by itself"
    finally:
        parent.kill()
        parent.wait(60)
    _until(lambda: not _locked(folder))


def _locked(folder: Path) -> bool:
    import fcntl

    try:
        with (folder / "worker.lock").open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def _until(what: Callable[[], bool], seconds: float = 400) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize("limit", [1, 4096])
def test_a_disk_that_takes_no_more_is_told_and_nothing_is_changed(ask: Ask, tasks: Write, limit: int) -> None:
    """A limit on the size of any file written stands for a full disk: the write fails in the middle."""
    assert ask("bring", path=str(tasks(*lines(0, 50))))["code"] == 0
    before = state(ask)
    path = tasks(*lines(50, 3000), name="lớn.csv")
    for do, given in (("bring", {"path": str(path)}), ("queue", {"path": str(path)}), ("save", {"code": "T-1"})):
        done = ask(do, hard={"file_size": limit}, **given)
        assert done["code"] == 2, done
        assert "kiểm tra" in done["said"], done
        assert state(ask)["rows"] == before["rows"]
    assert ask("bring", path=str(path))["code"] == 0


def test_a_tiny_disk_that_runs_full_is_told_and_nothing_is_changed(office: Path, tmp_path: Path, tasks: Write) -> None:
    place = tmp_path / "đĩa nhỏ"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(place)], capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting a small disk is not permitted here; the limit on file sizes is tested above")
    try:
        shutil.copytree(office, place / "w")
        path = tasks(*((f"NV-{n}", "30/06/2021", "", "so") for n in range(2000)), name="lớn.csv")
        filler = place / "đầy"
        with filler.open("wb", buffering=0) as out:
            while _written(out, b"x" * 4096):
                pass
        done = subprocess.run(
            command(place / "w", "records", "import", "assigned_tasks", str(path), "--source", "so", "--unit", "so"),
            capture_output=True,
            text=True,
            timeout=400,
        )
        assert done.returncode == 2, done.stderr
        assert "kiểm tra" in done.stderr
        filler.unlink()
        assert call(place / "w", "doctor")["ok"] is True
        assert call(place / "w", "records", "rows", "assigned_tasks")["rows"] == []
    finally:
        subprocess.run(["umount", str(place)], check=True)


def _written(out: Any, block: bytes) -> bool:
    try:
        out.write(block)
    except OSError:
        return False
    return True


def test_a_read_only_folder_is_told_and_nothing_is_changed(ask: Ask, folder: Path, tasks: Write) -> None:
    path = tasks(*lines(0, 50))
    assert ask("bring", path=str(path))["code"] == 0
    before = state(ask)
    more = tasks(*lines(50, 50), name="thêm.csv")
    hard: dict[str, Any] = {}
    if os.geteuid() == 0:  # root writes anyway: be somebody else
        hard = {"uid": NOBODY}
        _open_to_all(folder.parents[1], path)
    for one in (folder, *(folder.rglob("*"))):
        one.chmod(0o555 if one.is_dir() else 0o444)
    try:
        for do, given in (("bring", {"path": str(more)}), ("queue", {"path": str(more)}), ("save", {"code": "T-1"})):
            done = ask(do, hard=hard, **given)
            assert done["code"] == 2, done
            assert "quyền ghi" in done["said"] or "cho phép ghi" in done["said"], done
    finally:
        for one in (folder, *(folder.rglob("*"))):
            one.chmod(0o755 if one.is_dir() else 0o644)
    assert state(ask) == before


def _open_to_all(*above: Path) -> None:
    """Let everybody walk down to the files of the test."""
    for path in above:
        for one in (path, *path.parents):
            if str(one).startswith("/tmp/"):  # noqa: S108  # pytest's own folder
                one.chmod(one.stat().st_mode | 0o055)


@pytest.mark.parametrize("part", [0.02, 0.5, 0.98])
def test_a_truncated_workbook_is_refused(ask: Ask, tasks: Write, part: float) -> None:
    rows = [line.split(";") for line in tasks(*lines(0, 200)).read_text(encoding="utf-8").splitlines()]
    path = tasks(name="cụt.xlsx")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    before = state(ask)
    whole = path.read_bytes()
    os.truncate(path, int(len(whole) * part))
    done = ask("bring", path=str(path))
    assert done["code"] == 2, done
    assert path.name in done["said"]
    assert state(ask) == before
    path.write_bytes(whole)
    assert ask("bring", path=str(path))["said"]["accepted"] == 200


@pytest.mark.parametrize("part", [0.005, 0.5, 0.98])
def test_a_truncated_csv_is_refused_or_gives_whole_rows_only(ask: Ask, tasks: Write, part: float) -> None:
    """Nobody can see that lines are wanting at the end; one cut in the middle lacks cells, or only its last ones."""
    path = tasks(*lines(0, 200))
    os.truncate(path, int(path.stat().st_size * part))
    whole = path.read_bytes().count(b"\n") - 1
    done = ask("bring", path=str(path))
    if done["code"] == 0:
        assert done["said"]["accepted"] in (whole, whole + 1)
    else:
        assert done["code"] == 2, done
        assert whole < 1 or "UTF-8" in done["said"], done  # cut inside a letter
    assert state(ask)["count"] == (done["said"]["accepted"] if done["code"] == 0 else 0)


def test_a_batch_truncated_in_the_store_is_told_until_its_bytes_are_back(ask: Ask, folder: Path, tasks: Write) -> None:
    assert ask("bring", path=str(tasks(*lines(0, 300))))["code"] == 0
    sound = state(ask)
    (kept,) = (one for one in (folder / "store").rglob("*") if one.is_file())
    whole = kept.read_bytes()
    os.truncate(kept, len(whole) // 2)
    shutil.rmtree(folder / "derived")
    more = str(tasks(*lines(300, 2), name="thêm.csv"))
    for do, given in (("state", {"thorough": False}), ("bring", {"path": more}), ("save", {"code": "T-1"})):
        done = ask(do, **given)
        assert (done["code"], "doctor" in done["said"]) == (2, True), done
    kept.write_bytes(whole)
    assert state(ask) == sound
