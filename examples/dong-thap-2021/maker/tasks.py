"""The tasks that the province assigned: 87 due in 2021, one of them late; and a few due later, or never."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from maker.clock import after, before
from maker.numbering import Knot, numbers
from maker.tables import rows

YEAR = 2021
LATE = "Báo cáo tổng hợp lao động từ các tỉnh trở về địa phương và nhu cầu hỗ trợ việc làm"
# Sent on the last day, and accepted by the assigning office a day or two later: the usual dispute.
ACCEPTED_AFTER_DUE = frozenset(
    {
        "Báo cáo tình hình sử dụng lao động, ngừng việc tại các khu công nghiệp do dịch COVID-19",
        "Báo cáo tiến độ sắp xếp trung tâm giáo dục nghề nghiệp cấp huyện",
        "Báo cáo kết quả hỗ trợ gạo cho hộ nghèo, hộ khó khăn do giãn cách xã hội",
    }
)
OPENING, CLOSING = date(2021, 1, 1), date(2022, 1, 1)
# The province's series; the two numbers inside the year are of decisions that are public.
PROVINCE: dict[str, tuple[str, tuple[Knot, ...]]] = {
    "CV": ("Công văn số {}/UBND-THVX", ((OPENING, 0), (CLOSING, 620))),
    "TB": ("Thông báo số {}/TB-VPUBND", ((OPENING, 0), (CLOSING, 410))),
    "KH": ("Kế hoạch số {}/KH-UBND", ((OPENING, 0), (CLOSING, 345))),
    "QĐ": (
        "Quyết định số {}/QĐ-UBND-HC",
        ((OPENING, 0), (date(2021, 9, 11), 1389), (date(2021, 10, 21), 1602), (CLOSING, 2010)),
    ),
}
# The department's own series, through the documents that other files of the example name.
REPORTS: tuple[Knot, ...] = (
    (date(2021, 3, 9), 21),
    (date(2021, 3, 17), 26),
    (date(2021, 6, 3), 64),
    (date(2021, 6, 18), 71),
    (date(2021, 9, 6), 103),
    (date(2021, 9, 16), 108),
    (date(2021, 11, 24), 142),
    (date(2021, 12, 14), 153),
    (date(2021, 12, 16), 155),
)
PLANS: tuple[Knot, ...] = ((date(2021, 1, 15), 5), (date(2021, 1, 29), 12), (date(2021, 2, 22), 18))
LETTERS: tuple[Knot, ...] = ((date(2021, 7, 30), 1386), (date(2021, 8, 18), 1512), (date(2021, 9, 22), 1742))
OWN: dict[str, tuple[str, tuple[Knot, ...]]] = {
    "BC": ("Báo cáo số {}/BC-SLĐTBXH", ((OPENING, 0), *REPORTS, (CLOSING, 170))),
    "KH": ("Kế hoạch số {}/KH-SLĐTBXH", ((OPENING, 0), *PLANS, (CLOSING, 118))),
    "TTr": ("Tờ trình số {}/TTr-SLĐTBXH", ((OPENING, 0), (CLOSING, 96))),
    "CV": ("Công văn số {}/SLĐTBXH-{}", ((OPENING, 0), *LETTERS, (CLOSING, 2460))),
}
DESKS = {
    "van-phong": "VP",
    "thanh-tra": "TTr",
    "tc-kt": "TCKT",
    "gdnn": "GDNN",
    "ld-vl-bh": "LĐVLBH",
    "ncc": "NCC",
    "btxh-pctnxh": "BTXH",
    "te-bdg": "TEBĐG",
}


@dataclass
class Task:
    """One task; `due` is None when the paper set no date, `submitted` and `accepted` are None while it is open."""

    unit: str
    paper: str
    assigned: date
    due: date | None
    answer: str
    text: str
    submitted: date | None = None
    accepted: date | None = None
    code: str = ""
    assigned_by: str = ""
    result: str = ""
    note: str = ""


def make(rng: random.Random) -> list[Task]:
    """All tasks, by the day they were assigned."""
    tasks = [_task(rng, *cells) for cells in rows("tasks.txt")]
    tasks.sort(key=lambda task: (task.assigned, task.unit))
    number = 11
    for task in tasks:
        number += 3 + int(rng.random() * 14)
        task.code = f"NV21-{number:05d}"
    for kind in PROVINCE:
        _number_papers(kind, [task for task in tasks if task.paper == kind])
    for kind in OWN:
        answered = [task for task in tasks if task.answer == kind and task.submitted]
        _number_answers(kind, sorted(answered, key=lambda task: (task.submitted or OPENING, task.code)))
    return tasks


def _task(rng: random.Random, unit: str, paper: str, due: str, given: str, answer: str, text: str) -> Task:
    day = date.fromisoformat(due) if due else None
    task = Task(unit, paper, before(day or date(2021, 10, 29), int(given)), day, answer, text)
    if day is None:
        task.note = "Văn bản không nêu thời hạn"
    elif day.year == YEAR:
        _finish(rng, task, day, int(given))
    return task


def _finish(rng: random.Random, task: Task, due: date, given: int) -> None:
    if task.text == LATE:
        task.submitted, task.accepted = after(due, 4), after(due, 6)
        task.note = "Chờ số liệu của 3 huyện"
    elif task.text in ACCEPTED_AFTER_DUE:
        task.submitted, task.accepted = due, after(due, 1 + len(task.text) % 2)
    elif rng.random() < 0.15:
        task.submitted = task.accepted = due
    else:
        task.submitted = before(due, 1 + int(rng.random() * min(5, given // 2)))
        task.accepted = min(due, after(task.submitted, 1 + int(rng.random() * 2)))


def _number_papers(kind: str, tasks: Sequence[Task]) -> None:
    wording, knots = PROVINCE[kind]
    for task, number in zip(tasks, numbers([task.assigned for task in tasks], knots), strict=True):
        task.assigned_by = wording.format(f"{number:02d}")


def _number_answers(kind: str, tasks: Sequence[Task]) -> None:
    wording, knots = OWN[kind]
    found = numbers([task.submitted or OPENING for task in tasks], knots)
    for task, number in zip(tasks, found, strict=True):
        task.result = wording.format(f"{number:02d}", DESKS[task.unit])
