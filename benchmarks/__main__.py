"""`python -m benchmarks [NAME…]` (see NAMES): all by default; only a full run writes docs/performance.md."""

import sys
import tempfile
from pathlib import Path

from benchmarks import importing, million, register_page, report, scoring, sheet_page, workbook
from benchmarks.example_workspace import open_example

NAMES = ("score", "page", "import", "million", "workbook", "register")


def main(asked: list[str]) -> int:
    """Run what is asked for and print it."""
    if unknown := set(asked) - set(NAMES):
        print(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    chosen = asked or list(NAMES)
    print(report.machine(), flush=True)
    contests = []
    with tempfile.TemporaryDirectory(prefix="parindex-bench-") as folder:
        place = Path(folder)
        open_example(place)
        for name, run in (
            ("score", lambda: [scoring.run(), scoring.run_stored()]),
            ("page", lambda: [sheet_page.run()]),
            ("import", lambda: [importing.run(place)]),
            ("million", lambda: [million.run(place)]),
            ("workbook", lambda: [workbook.run(place)]),
            ("register", lambda: register_page.runs(place)),
        ):
            if name in chosen:
                for one in run():
                    contests.append(one)
                    print("\n" + report.table(one), flush=True)
    if set(chosen) == set(NAMES):
        report.PAGE.write_text(report.page(contests), encoding="utf-8")
        print(f"\n{report.PAGE.relative_to(Path.cwd()) if report.PAGE.is_relative_to(Path.cwd()) else report.PAGE}")
    return 0


sys.exit(main(sys.argv[1:]))
