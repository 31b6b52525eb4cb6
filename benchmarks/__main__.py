"""`python -m benchmarks [NAME…]` (see `_BENCHMARKS`, all by default): each writes its part of docs/performance.md."""

import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from benchmarks import (
    importing,
    million,
    reconciling,
    refreshing,
    register_page,
    report,
    round_column,
    round_sheet,
    scale,
    scale_ours,
    scale_report,
    scoring,
    sheet_page,
    workbook,
)
from benchmarks.example_workspace import open_example
from benchmarks.rounds import Contest


def _scale(place: Path) -> list[str]:
    found = []
    for size in scale.sizes(place, scale.PLAN):
        print(f"\n{report.table(size.contest)}\n{size.memory} MiB", flush=True)
        found.append(size)
    return scale_report.scale(found)


def _tables(contests: Iterable[Contest]) -> list[str]:
    return [report.table(one) for one in contests]


# name → sections of the page, of a place for files; in the order of the page
_BENCHMARKS: Mapping[str, Callable[[Path], list[str]]] = {
    "score": lambda place: _tables([scoring.run(), scoring.run_stored()]),
    "page": lambda place: _tables([sheet_page.run()]),
    "import": lambda place: _tables([importing.run(place)]),
    "million": lambda place: _tables([million.run(place)]),
    "workbook": lambda place: _tables([workbook.run(place)]),
    "register": lambda place: _tables(register_page.runs(place)),
    "round": lambda place: _tables(round_sheet.runs()),
    "column": lambda place: _tables([round_column.run()]),
    "scale": _scale,
    "peers": lambda place: [scale_report.peers(*scale_ours.peers(place))],
    "refresh": lambda place: _tables(refreshing.run(place, millions) for millions in refreshing.MILLIONS),
    "reconcile": lambda place: _tables([reconciling.run(place)]),
}


def main(asked: list[str]) -> int:
    """Run what is asked for, print it, and put each part on the page when it is there."""
    if unknown := set(asked) - set(_BENCHMARKS):
        print(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(_BENCHMARKS)}", file=sys.stderr)
        return 2
    print(report.machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="parindex-bench-") as folder:
        place = Path(folder)
        open_example(place)
        for name in asked or _BENCHMARKS:
            began = time.perf_counter()
            sections = _BENCHMARKS[name](place)
            print("\n" + "\n\n".join(sections), f"\n\n({name}: {time.perf_counter() - began:.0f} s)", flush=True)
            made = report.page(tuple(_BENCHMARKS), {name: report.part(name, sections)})
            report.PAGE.write_text(made, encoding="utf-8")
    return 0


sys.exit(main(sys.argv[1:]))
