"""`measures compute --by`: the official table of dossiers, one line a group, beside the figures."""

import argparse
from textwrap import shorten
from typing import TYPE_CHECKING

from parindex.cli.result import Result, text_table
from parindex.documents.wording.numbers import percent_text
from parindex.measures.dossier_status import WINDOWS
from parindex.measures.grouping import AXES, BEFORE, Grouping, OfficialTable
from parindex.measures.official_table import CELLS, RATES, Line
from parindex.worktime.clock import DUES, EXTENSIONS, GRANULARITIES, PAUSE_RULES, DossierClock

if TYPE_CHECKING:
    from parindex.assessment.figures import Question

_ALWAYS = {"received", "resolved", "open"}
_TITLES = {BEFORE: "Kỳ trước chuyển sang", "": "(để trống)"}


def group_options(parser: argparse.ArgumentParser) -> None:
    """The options of the table; without `--by` there is none."""
    parser.add_argument("--by", choices=AXES, help="thêm bảng hồ sơ theo đơn vị, thủ tục, lĩnh vực, kênh, quý, tháng")
    table = parser.add_argument_group("bảng hồ sơ (với --by)")
    table.add_argument("--window", choices=WINDOWS, default="accepted", help="hồ sơ nào (mặc định: accepted)")
    table.add_argument("--due", choices=DUES, default="file", help="hạn dùng để xét (mặc định: file)")
    table.add_argument("--pauses", choices=PAUSE_RULES, default="PAUSE", help="cách tính tạm dừng")
    table.add_argument("--extension", choices=EXTENSIONS, default="original", help="có tính gia hạn hay không")
    table.add_argument("--granularity", choices=GRANULARITIES, default="DAY", help="so theo ngày hay phút")


def _line(line: Line) -> dict[str, object]:
    rates = {}
    for rate in RATES:
        above, below = line.parts(rate)
        percent = line.percent(rate)
        rates[rate] = {"numerator": above, "denominator": below, "value": None if percent is None else str(percent)}
    return {"key": line.key, "title": _TITLES.get(line.title, line.title), **line.counts, "rates": rates}


def _text(table: OfficialTable) -> str:
    cells = [cell for cell in CELLS if table.total[cell] or cell in _ALWAYS]
    lines = []
    for line in (*table.lines, table.total):
        percents = (line.percent(rate) for rate in RATES)
        shown = [percent_text(percent) if percent is not None else "" for percent in percents]
        title = shorten(_TITLES.get(line.title, line.title), 40, placeholder="…")
        lines.append([title, *(str(line[cell]) for cell in cells), *shown])
    titles = [AXES[table.grouping.by][0], *(CELLS[cell].title for cell in cells)]
    titles += [rate.title for rate in RATES.values()]
    return f"{table.grouping.policy.text}\n" + text_table(titles, lines, right=range(1, len(titles)))


def with_groups(result: Result, asked: "Question", args: argparse.Namespace) -> Result:
    """The result with the key `groups`, and the table under its text; as it was when `--by` was not given."""
    if args.by is None:
        return result
    from parindex.assessment.dossier_statistics import dossier_table

    clock = DossierClock(due=args.due, pauses=args.pauses, extension=args.extension, granularity=args.granularity)
    table = dossier_table(asked, Grouping(by=args.by, window=args.window, clock=clock))
    policy = table.grouping.policy
    groups = {
        "by": args.by,
        "policy": policy.name,
        "policy_text": policy.text,
        "lines": [_line(line) for line in table.lines],
        "total": _line(table.total),
    }
    return Result({**result.data, "groups": groups}, f"{result.text}\n\n{_text(table)}", result.ok)
