"""`units`: list and import the unit tree; reorganise it, and ask what became of a unit."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from parindex.cli.loading import acting_user, open_workspace
from parindex.cli.options import command, group
from parindex.cli.result import Result, text_table
from parindex.errors import InputFault

if TYPE_CHECKING:
    from parindex.organisations.lineage import LineageFact


def _list(args: argparse.Namespace) -> Result:
    open_workspace(args)
    from parindex.organisations.queries import unit_facts

    units = [
        {
            "id": fact.id,
            "name": fact.name,
            "kind": fact.kind,
            "valid_from": fact.valid_from.isoformat(),
            "valid_to": fact.valid_to.isoformat() if fact.valid_to else None,
            "parent": fact.parent,
            "abbreviation": fact.abbreviation,
        }
        for fact in unit_facts()
    ]
    rows = [
        (
            fact.id,
            fact.name,
            fact.parent or "",
            f"{fact.valid_from:%d/%m/%Y}",
            f"{fact.valid_to:%d/%m/%Y}" if fact.valid_to else "",
        )
        for fact in unit_facts()
    ]
    return Result({"units": units}, text_table(("Mã", "Tên", "Cấp trên", "Từ ngày", "Đến ngày"), rows))


def _import(args: argparse.Namespace) -> Result:
    open_workspace(args)
    from parindex.organisations.unit_import import import_units

    units = import_units(by=acting_user(args), path=Path(args.file))
    listing = [
        {
            "id": fact.id,
            "name": fact.name,
            "kind": fact.kind,
            "valid_from": fact.valid_from.isoformat(),
            "valid_to": fact.valid_to.isoformat() if fact.valid_to else None,
            "parent": fact.parent,
        }
        for fact in units
    ]
    return Result({"units": listing}, f"Đã ghi {len(units)} đơn vị.")


def _line(line: "LineageFact") -> dict[str, object]:
    return {
        "kind": line.kind.value,
        "from": line.came_from,
        "to": line.became,
        "effective": line.effective.isoformat(),
        "domain": line.domain,
        "decision": line.decision,
    }


def _text(lines: "Sequence[LineageFact]") -> str:
    from parindex.organisations.lineage import KIND_TITLES

    rows = [
        (
            f"{line.effective:%d/%m/%Y}",
            KIND_TITLES[line.kind],
            line.came_from or "",
            line.became or "",
            line.domain,
            line.decision,
        )
        for line in lines
    ]
    return text_table(("Hiệu lực", "Việc", "Đơn vị cũ", "Đơn vị mới", "Lĩnh vực", "Quyết định"), rows)


def _reorganise(args: argparse.Namespace) -> Result:
    open_workspace(args)
    from parindex.assessment.rounds.touched import rounds_touched
    from parindex.organisations.lineage_import import import_lineage

    lines = import_lineage(by=acting_user(args), path=Path(args.file))
    touched = rounds_touched(lines)
    data = {
        "lines": [_line(line) for line in lines],
        "rounds": [{"unit": one.unit, "round": one.round} for one in touched],
    }
    said = "\n".join(("", *map(str, touched)))
    return Result(data, f"Đã ghi {len(lines)} việc sắp xếp.\n{_text(lines)}{said}")


def _lineage(args: argparse.Namespace) -> Result:
    open_workspace(args)
    from parindex.organisations.lineage import walk
    from parindex.organisations.lineage_queries import lineage_lines
    from parindex.organisations.queries import all_units_ever

    if args.unit not in all_units_ever().by_id:
        raise InputFault(f"Không có đơn vị “{args.unit}”; xem danh sách bằng `parindex units list`.")
    known = lineage_lines()
    before, after = ([line for _, line in walk(args.unit, known, back=back)] for back in (True, False))
    text = f"Từ đâu mà có:\n{_text(before)}\n\nVề sau thành gì:\n{_text(after)}"
    return Result({"before": [_line(line) for line in before], "after": [_line(line) for line in after]}, text)


def add(parsers: "argparse._SubParsersAction[argparse.ArgumentParser]", text: str) -> None:
    """Declare the commands."""
    inner = group(parsers, "units", text)
    command(inner, "list", _list, "liệt kê đơn vị, mỗi giai đoạn một dòng")
    importing = command(inner, "import", _import, "nhập danh sách đơn vị (.csv, .xlsx)", writes=True)
    importing.add_argument("file", metavar="FILE")
    changing = command(
        inner, "reorganise", _reorganise, "ghi quyết định sắp xếp tổ chức từ tệp (.csv, .xlsx)", writes=True
    )
    changing.add_argument("file", metavar="FILE")
    told = command(inner, "lineage", _lineage, "đơn vị từ đâu mà có, về sau thành gì")
    told.add_argument("unit", metavar="UNIT")
