"""`records rows`, `records history`: the current rows of a register, and everything that was ever said of one row."""

import argparse
from typing import Any

from parindex.cli.loading import open_workspace
from parindex.cli.options import command
from parindex.cli.result import Result, text_table
from parindex.cli.unit_names import unit_names
from parindex.documents.wording.cells import cell_text
from parindex.documents.wording.numbers import moment_text
from parindex.documents.wording.writes import WRITE_KINDS

_SHOWN = 50  # rows of the list that people see


def _rows(args: argparse.Namespace) -> Result:
    open_workspace(args)
    from parindex.ledger.queries import current_file, register_named
    from parindex.ledger.workspace import workspace
    from parindex.records.engine import connect
    from parindex.records.listing import all_rows

    register = register_named(args.register)
    with connect(workspace().temporary) as connection:
        found = all_rows(connection, current_file(register))
    rows = [
        row
        for row in found
        if row["state"] == "present"
        and (args.source is None or row["source"] == args.source)
        and (args.key is None or row["key"] == args.key)
    ]
    columns = register.list_columns
    name_of = unit_names()
    listed = [
        (row["source"], *(cell_text(column, row[column.name], name_of) for column in columns)) for row in rows[:_SHOWN]
    ]
    text = text_table(("Nguồn", *(column.title for column in columns)), listed)
    if len(rows) > _SHOWN:
        text += f"\n… và {len(rows) - _SHOWN} dòng khác; xuất hết bằng `parindex records export`."
    return Result({"rows": rows}, text)


def _history(args: argparse.Namespace) -> Result:
    open_workspace(args)
    from django.utils import timezone

    from parindex.errors import InputFault
    from parindex.ledger.history import row_history

    versions = row_history(args.register, args.source, args.key)
    if not versions:
        raise InputFault(f"Sổ “{args.register}” chưa từng có dòng “{args.key}” từ nguồn “{args.source}”.")
    data: list[dict[str, Any]] = [
        {
            "batch": one.number,
            "kind": one.kind,
            "at": one.at,
            "by": one.by,
            "file_name": one.file_name,
            "reason": one.reason,
            "in_force": one.in_force,
            "values": dict(one.values),
        }
        for one in versions
    ]
    lines = [
        (
            str(one.number),
            WRITE_KINDS.get(one.kind, one.kind),
            moment_text(timezone.localtime(one.at).replace(tzinfo=None)),
            one.by,
            one.file_name or one.reason,
            "còn hiệu lực" if one.in_force else "đã hoàn tác",
        )
        for one in versions
    ]
    return Result({"versions": data}, text_table(("Lần", "Việc", "Lúc", "Người", "Tệp, lý do", "Trạng thái"), lines))


def add(inner: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the commands under `records`."""
    rows = command(inner, "rows", _rows, "liệt kê các dòng hiện hành")
    rows.add_argument("register", metavar="REGISTER")
    rows.add_argument("--source", metavar="S", help="chỉ một nguồn")
    rows.add_argument("--key", metavar="K", help="chỉ dòng có mã này")
    history = command(inner, "history", _history, "mọi lần ghi của một dòng, mới nhất trước")
    history.add_argument("register", metavar="REGISTER")
    history.add_argument("key", metavar="KEY")
    history.add_argument("--source", required=True, metavar="S", help="nguồn của dòng")
