"""Real processes on one workspace: two writers at once, and a writer that is killed at a random moment."""

import json
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from command_line import command
from tests.conftest import FULL

Write = Callable[..., Path]
OFFICE = "Mã đơn vị;Tên đơn vị;Loại đơn vị;Đơn vị cấp trên;Có từ ngày;Đến ngày\nso;Sở Lao động;Sở;;01/01/2008;\n"
KILLS = 25 if FULL else 3


def call(folder: Path, *words: str) -> dict[str, Any]:
    done = subprocess.run(command(folder, *words, "--json"), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def importing(folder: Path, path: Path) -> list[str]:
    return command(folder, "records", "import", "assigned_tasks", str(path), "--source", "so", "--unit", "so", "--json")


def keys(folder: Path, into: Path) -> Counter[str]:
    call(folder, "records", "export", "assigned_tasks", "-o", str(into))
    return Counter(row[0] for row in duckdb.sql(f"SELECT key FROM '{into.as_posix()}'").fetchall())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Hồ sơ năm 2021 #1"
    call(made, "init")
    (tmp_path / "don-vi.csv").write_text(OFFICE, encoding="utf-8")
    call(made, "units", "import", str(tmp_path / "don-vi.csv"))
    return made


def lines(start: int, count: int) -> list[tuple[str, str, str]]:
    return [(f"NV-{number:05}", "30/06/2021", "29/06/2021") for number in range(start, start + count)]


def test_two_processes_at_once_leave_whole_imports_and_no_row_twice(folder: Path, tasks: Write, tmp_path: Path) -> None:
    files = [tasks(*lines(0, 400), name="a.csv"), tasks(*lines(200, 400), name="b.csv")]
    running = [
        subprocess.Popen(importing(folder, path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for path in files
    ]
    done = [(one.communicate(timeout=120), one.returncode) for one in running]
    codes = [code for _, code in done]
    assert 0 in codes, done
    assert set(codes) <= {0, 2}, done
    for ((_, said), code), path in zip(done, files, strict=True):
        if code == 2:
            assert "Chưa có gì thay đổi" in said
            subprocess.run(importing(folder, path), check=True, capture_output=True, timeout=60)
    assert keys(folder, tmp_path / "het.parquet") == Counter(code for code, *_ in lines(0, 600))
    assert call(folder, "doctor")["ok"] is True


@pytest.mark.kill
def test_a_killed_import_leaves_the_old_or_the_new_state(folder: Path, tasks: Write, tmp_path: Path) -> None:
    chance = random.Random(2021)
    old: Counter[str] = Counter()
    started = time.monotonic()
    subprocess.run(importing(folder, tasks(*lines(90_000, 1), name="do.csv")), check=True, capture_output=True)
    takes = time.monotonic() - started
    old["NV-90000"] = 1
    for number in range(KILLS):
        path = tasks(*lines(number * 500, 500), name=f"{number}.csv")
        new = old + Counter(code for code, *_ in lines(number * 500, 500))
        running = subprocess.Popen(importing(folder, path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 1.1) * takes)
        running.send_signal(signal.SIGKILL)
        running.wait(timeout=30)
        assert call(folder, "doctor")["ok"] is True
        assert keys(folder, tmp_path / "sau.parquet") in (old, new)
        subprocess.run(importing(folder, path), check=True, capture_output=True, timeout=60)
        assert keys(folder, tmp_path / "lai.parquet") == new
        old = new
