"""`units`: list and import the unit tree."""

import argparse
from pathlib import Path

from parindex.cli.loading import acting_user, open_workspace
from parindex.cli.options import command, group
from parindex.cli.result import Result, text_table


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


def add(parsers: "argparse._SubParsersAction[argparse.ArgumentParser]", text: str) -> None:
    """Declare the commands."""
    inner = group(parsers, "units", text)
    command(inner, "list", _list, "liệt kê đơn vị, mỗi giai đoạn một dòng")
    importing = command(inner, "import", _import, "nhập danh sách đơn vị (.csv, .xlsx)", writes=True)
    importing.add_argument("file", metavar="FILE")
