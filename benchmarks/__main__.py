"""`python -m benchmarks [score] [page] [import]`: all by default; only a full run writes docs/performance.md."""

import sys
import tempfile
from pathlib import Path

from benchmarks import importing, report, scoring, sheet_page
from benchmarks.example_workspace import open_example

NAMES = ("score", "page", "import")


def main(asked: list[str]) -> int:
    """Run what is asked for and print it."""
    if unknown := set(asked) - set(NAMES):
        print(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    chosen = asked or list(NAMES)
    print(report.machine(), flush=True)
    contests = []
    with tempfile.TemporaryDirectory(prefix="parindex-bench-") as folder:
        open_example(Path(folder))
        for name, run in (
            ("score", scoring.run),
            ("score", scoring.run_stored),
            ("page", sheet_page.run),
            ("import", lambda: importing.run(Path(folder))),
        ):
            if name in chosen:
                contests.append(run())
                print("\n" + report.table(contests[-1]), flush=True)
    if set(chosen) == set(NAMES):
        report.PAGE.write_text(report.page(contests), encoding="utf-8")
        print(f"\n{report.PAGE.relative_to(Path.cwd()) if report.PAGE.is_relative_to(Path.cwd()) else report.PAGE}")
    return 0


sys.exit(main(sys.argv[1:]))
