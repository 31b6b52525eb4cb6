"""`rounds`: list the rounds, open one from a file, and write down how a round goes."""

import argparse
from pathlib import Path

from parindex.cli.files import read_file
from parindex.cli.loading import acting_user, open_workspace
from parindex.cli.options import command, group
from parindex.cli.result import Result, text_table
from parindex.cli.sets import set_path
from parindex.errors import InputFault

_OPENED_BY = """\
tệp YAML, ví dụ: {round: "2026", title: Đợt năm 2026, period: "2026", blocks: [{code: so, title: Khối sở, set: mau-cap-so-2026,
units: [so-y-te]}], windows: {self: {opens: 2026-11-01, closes: 2026-11-30}}}"""


def _list(args: argparse.Namespace) -> Result:
    open_workspace(args)
    from parindex.assessment.rounds.listing import rounds_in_full

    found = rounds_in_full()
    data = [
        {
            "id": one.id,
            "title": one.title,
            "period": one.period,
            "states": {state.value: number for state, number in one.states.items()},
            "blocks": [
                {"code": block.code, "title": block.title, "criteria_set": block.set_id, "units": list(block.units)}
                for block in one.blocks
            ],
            "windows": {
                step.value: {"opens": span.opens.isoformat(), "closes": span.closes.isoformat()}
                for step, span in one.windows.items()
            },
        }
        for one in found
    ]
    from parindex.assessment.rounds.states import STATE_TITLES

    rows = [
        (
            one.id,
            one.title,
            one.period,
            str(sum(one.states.values())),
            ", ".join(f"{number} {STATE_TITLES[state].lower()}" for state, number in one.states.items()),
        )
        for one in found
    ]
    return Result({"rounds": data}, text_table(("Mã", "Tên", "Kỳ", "Đơn vị", "Đang ở bước"), rows, right=(3,)))


def _set_text(name: str, beside: Path) -> str:
    """The text of a set named in an order file: a file beside it, else as everywhere."""
    near = beside.parent / name
    path = near if near.is_file() else set_path(name)
    try:
        return read_file(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputFault(f"Tệp bộ tiêu chí “{path.name}” không phải UTF-8; hãy lưu lại với bảng mã UTF-8.") from error


def _open(args: argparse.Namespace) -> Result:
    open_workspace(args)
    from parindex.assessment.rounds.actions import open_round
    from parindex.assessment.rounds.order_file import read_order

    path = Path(args.file)
    try:
        order = read_order(read_file(path).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputFault(f"Tệp “{path.name}” không phải UTF-8; hãy lưu lại với bảng mã UTF-8.") from error
    opened = open_round(
        by=acting_user(args),
        round=order.round,
        title=order.title,
        period=order.period,
        blocks={block.code: (block.title, _set_text(block.set, path)) for block in order.blocks},
        units={unit: block.code for block in order.blocks for unit in block.units},
        windows={step: (one.opens, one.closes) for step, one in order.windows.items()},
    )
    units = sum(len(block.units) for block in order.blocks)
    return Result({"round": opened.pk, "units": units}, f"Đã mở {opened.title}: {units} đơn vị.")


def _diagram(args: argparse.Namespace) -> Result:
    from parindex.assessment.rounds.diagram import document

    text = document()
    if args.output is None:
        return Result({"diagram": text}, text.rstrip("\n"))
    path = Path(args.output)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputFault(f"Không ghi được tệp “{path}” ({error.strerror}).") from error
    return Result({"file": str(path)}, f"Đã ghi {path}.")


def add(parsers: "argparse._SubParsersAction[argparse.ArgumentParser]", text: str) -> None:
    """Declare the commands."""
    inner = group(parsers, "rounds", text)
    command(inner, "list", _list, "liệt kê các đợt đánh giá")
    opening = command(inner, "open", _open, "mở một đợt đánh giá từ tệp", writes=True)
    opening.add_argument("file", metavar="FILE", help=_OPENED_BY)
    drawing = command(inner, "diagram", _diagram, "viết ra các bước của một đợt (Markdown, sơ đồ Mermaid)")
    drawing.add_argument("-o", "--output", metavar="FILE", help="ghi vào tệp thay vì in ra")
