"""Results as a table, on the terminal and in docs/performance.md."""

import os
import platform
import re
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import django
import duckdb

from benchmarks.rounds import ROUNDS, Contest

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"


def machine() -> str:
    """What the numbers were made on."""
    model = platform.processor() or platform.machine()
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    except OSError:
        pass
    return (
        f"{os.cpu_count()} cores ({model}), {platform.system()}, Python {platform.python_version()}, "
        f"DuckDB {duckdb.__version__}, SQLite {sqlite3.sqlite_version}, Django {django.__version__}"
    )


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.2f} ms"


def _ratio(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio >= 0.5 else f"{ratio:.3f} (1 : {1 / ratio:.1f})"


def table(one: Contest) -> str:
    """One contest in Markdown."""
    lines = [f"## {one.title}", "", "| | median | ratio | ratio, processor time | goal |", "|---|---|---|---|---|"]
    for name in one.seconds:
        goal = one.goals.get(name)
        ratio = one.ratio(name)
        judged = one.processor_ratio(name) if one.by_processor else ratio
        met = "" if goal is None else f"≤ {goal:g}: {'met' if judged <= goal else 'NOT met'}"
        lines.append(
            f"| {name} | {_time(one.median(name))} | {_ratio(ratio)} | {_ratio(one.processor_ratio(name))} | {met} |"
        )
    rounds = len(one.seconds[one.yardstick])
    said = [one.note, f"Rounds: {rounds} only." if rounds != ROUNDS else ""]
    return "\n".join([*lines, *(["", " ".join(filter(None, said))] if any(said) else [])])


def _mark(name: str) -> str:
    return f"<!-- {name} -->"


def part(name: str, sections: Sequence[str]) -> str:
    """What one benchmark gives to the page."""
    stood = f"*{date.today():%Y-%m-%d}, load {os.getloadavg()[0]:.1f} when done; {machine()}.*"
    return "\n\n".join([_mark(name), *sections, stood])


def page(names: Sequence[str], made: Mapping[str, str]) -> str:
    """The whole page: the parts made now, and of the page as it is those of the other names."""
    parts = dict(made)
    if PAGE.exists():
        for found in re.split(r"(?=^<!-- [a-z]+ -->$)", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            parts.setdefault(found.splitlines()[0].strip("<!- >"), found.rstrip())
    head = [
        "# Performance",
        "",
        "Made by `make bench` (`.venv/bin/python -m benchmarks`), which writes this page anew; nothing here is typed by hand.",
        "`python -m benchmarks NAME…` makes the parts of these names anew. Each part says when and on what it was made.",
        f"Each figure is the median of {ROUNDS} rounds after a warm-up. The contestants of a table take turns within a round, in",
        "one process; a ratio is the median of the rounds' ratios to the first line. Times move with what else the machine does,",
        "ratios much less, and least of all ratios of processor time (all threads). A goal is judged by the clock, in",
        "the tables of scale, peers, refreshing and two sources by processor time. No test looks at a clock.",
        "",
    ]
    return "\n".join(head) + "\n" + "\n\n".join(parts[name] for name in names if name in parts) + "\n"
