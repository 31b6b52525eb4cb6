"""Make the example's record files again: same seed, same bytes.

    .venv/bin/python examples/dong-thap-2021/make_example.py [folder]

Writes into its own folder unless another is given. don-vi.csv, the .yaml files and README.md are written by hand.
"""

import random
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from maker import dossiers, files, office, plans, tasks
from maker.clock import EXPORTED
from maker.dossier import Dossier, Side
from maker.sheets import Sheet, write
from maker.tasks import Task

SEED = 20211231


def main(folder: Path) -> None:
    """Make everything, check the figures that are known, then write."""
    rng = random.Random(SEED)  # noqa: S311 - an example, not a secret
    all_dossiers = dossiers.make(rng)
    all_tasks = tasks.make(rng)
    check_dossiers(all_dossiers)
    check_tasks(all_tasks)
    folder.mkdir(parents=True, exist_ok=True)
    for name, sheet in _sheets(all_tasks).items():
        write(folder / name, sheet)
    files.write_so(folder / "ho-so-so.csv", all_dossiers)
    files.write_software(folder / "ho-so-mot-cua.csv", all_dossiers)
    files.write_causes(folder / "nguyen-nhan-da-gai.csv", all_dossiers)


def _sheets(all_tasks: Sequence[Task]) -> dict[str, Sheet]:
    return {
        "bao-cao.xlsx": office.reports(),
        "nhiem-vu.xlsx": files.tasks_sheet(all_tasks),
        "tai-lieu-ton-dong.xlsx": office.archives(),
        "thu-tuc.xlsx": office.procedures(),
        "ra-soat-tthc.xlsx": office.reviews(),
        "lanh-dao-phong.xlsx": office.leaders(),
        "dao-tao.xlsx": office.training(),
        "ke-hoach-cchc-2021.xlsx": plans.plan_2021(),
        "ke-hoach-2022-phu-luc.xlsx": plans.annex_2022(),
    }


def state(side: Side) -> str:
    """What a side's own dates say at the end of 2021, by the day."""
    if side.finished is None:
        return "pending" if side.due.date() > EXPORTED else "overdue"
    if side.finished.date() > side.due.date():
        return "late"
    return "early" if side.finished.date() < side.due.date() else "on_time"


def check_dossiers(found: Sequence[Dossier]) -> None:
    """The published figures of both sources, and what can never happen; ValueError when any fails."""
    ours, theirs = Counter(state(one.so) for one in found), Counter(state(one.software) for one in found)
    _require(len({one.code for one in found}) == 1670, "1,670 codes")
    _require(ours == {"early": 1663, "late": 1, "pending": 6}, f"department: {ours}")
    _require((theirs["late"], theirs["overdue"], theirs["pending"]) == (30, 12, 6), f"province: {theirs}")
    bad = {"late", "overdue"}
    differing = [one for one in found if (state(one.so) in bad) != (state(one.software) in bad)]
    _require(len(differing) == 41 and all(one.cause for one in differing), "41 disagree, each with its cause")
    for one in found:
        moments = [one.filed, one.received, one.so.finished, one.software.finished, one.software.returned]
        steps = [moment for moment in moments if moment]
        _require(steps == sorted(steps), f"{one.code} runs backwards")
        _require(max(steps).date() <= EXPORTED, f"{one.code} knows the future")


def check_tasks(found: Sequence[Task]) -> None:
    """87 due in 2021, one of them late, of the division that the plan names."""
    due = [task for task in found if task.due and task.due.year == 2021]
    late = [task for task in due if not task.submitted or task.due is None or task.submitted > task.due]
    _require(len(due) == 87 and [task.unit for task in late] == ["ld-vl-bh"], "87 tasks, one late")
    _require(
        all(task.submitted is None or task.submitted <= date(2021, 12, 31) for task in found), "a task in the future"
    )


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise ValueError(f"the example no longer holds: {what}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
