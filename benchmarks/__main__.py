"""`python -m benchmarks [NAME…]` (see `_BENCHMARKS`): all by default; only a full run writes docs/performance.md."""

import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from benchmarks import (
    importing,
    million,
    reconciling,
    register_page,
    report,
    scale,
    scale_ours,
    scale_report,
    scoring,
    sheet_page,
    workbook,
)
from benchmarks.example_workspace import open_example
from benchmarks.rounds import Contest


def _scale(place: Path, images: Path) -> list[str]:
    found = []
    for size in scale.sizes(place, scale.PLAN):
        print(f"\n{report.table(size.contest)}\n{size.memory} MiB", flush=True)
        found.append(size)
    return scale_report.scale(found, images)


def _tables(contests: Iterable[Contest]) -> list[str]:
    return [report.table(one) for one in contests]


# name → sections of the page; a place for files, and one for charts
_BENCHMARKS: Mapping[str, Callable[[Path, Path], list[str]]] = {
    "score": lambda place, images: _tables([scoring.run(), scoring.run_stored()]),
    "page": lambda place, images: _tables([sheet_page.run()]),
    "import": lambda place, images: _tables([importing.run(place)]),
    "million": lambda place, images: _tables([million.run(place)]),
    "workbook": lambda place, images: _tables([workbook.run(place)]),
    "register": lambda place, images: _tables(register_page.runs(place)),
    "scale": _scale,
    "peers": lambda place, images: [scale_report.peers(*scale_ours.peers(place), images)],
    "reconcile": lambda place, images: _tables([reconciling.run(place)]),
}


def _sections(chosen: list[str], images: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="parindex-bench-") as folder:
        place = Path(folder)
        open_example(place)
        for name in chosen:
            began = time.perf_counter()
            for section in _BENCHMARKS[name](place, images):
                print(f"\n{section}", flush=True)
                yield section
            print(f"\n({name}: {time.perf_counter() - began:.0f} s)", flush=True)


def main(asked: list[str]) -> int:
    """Run what is asked for and print it."""
    if unknown := set(asked) - set(_BENCHMARKS):
        print(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(_BENCHMARKS)}", file=sys.stderr)
        return 2
    print(report.machine(), flush=True)
    if asked:
        with tempfile.TemporaryDirectory(prefix="parindex-charts-") as images:
            list(_sections(asked, Path(images)))
        return 0
    report.PAGE.write_text(report.page(list(_sections(list(_BENCHMARKS), scale_report.IMAGES))), encoding="utf-8")
    print(f"\n{report.PAGE.relative_to(Path.cwd()) if report.PAGE.is_relative_to(Path.cwd()) else report.PAGE}")
    return 0


sys.exit(main(sys.argv[1:]))
