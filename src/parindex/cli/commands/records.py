"""`records`: registers, templates, import, undo, export."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parindex.cli.commands import records_rows, records_sources
from parindex.cli.loading import acting_user, open_workspace, unit_or_default
from parindex.cli.options import command, group
from parindex.cli.result import Result, text_table
from parindex.errors import InputFault
from parindex.records.prepared import EMPTY
from parindex.records.reading.choices import HeaderFault, ReadingChoices
from parindex.records.registers import REGISTERS
from parindex.records.schema import Register
from parindex.records.text import header_key

if TYPE_CHECKING:
    from parindex.ledger.actions import ImportReport

_EDITS_SHOWN, _ERRORS_SHOWN = 10, 20  # rows


def _register(name: str) -> Register:
    if name not in REGISTERS:
        raise InputFault(f"Không có sổ “{name}”. Các sổ: {', '.join(REGISTERS)}.")
    return REGISTERS[name]


def _registers(args: argparse.Namespace) -> Result:
    listing = [
        {
            "name": register.name,
            "title": register.title,
            "criterion": register.criterion,
            "columns": [
                {"name": column.name, "title": column.title, "type": column.type.value, "required": column.required}
                for column in register.columns
            ],
        }
        for register in REGISTERS.values()
    ]
    rows = [(one.name, one.title, one.criterion, str(len(one.columns))) for one in REGISTERS.values()]
    return Result({"registers": listing}, text_table(("Sổ", "Tên", "Tiêu chí", "Số cột"), rows, right=(3,)))


def _template(args: argparse.Namespace) -> Result:
    from parindex.records.template import write_template

    into = Path(args.output)
    if into.suffix.lower() != ".xlsx":
        raise InputFault(f"Mẫu nhập là một tệp .xlsx; hãy đổi tên “{into.name}”.")
    write_template(_register(args.register), into)
    return Result({"file": str(into)}, f"Đã ghi mẫu nhập vào {into}.")


def _column(register: Register, word: str) -> str:
    """The column that a name or title means; "" stays "": not read."""
    for column in register.columns:
        if header_key(word) in (header_key(column.name), header_key(column.title)):
            return column.name
    if not word.strip():
        return ""
    raise InputFault(
        f"Sổ “{register.name}” không có cột “{word}”. Các cột: {', '.join(column.name for column in register.columns)}."
    )


def _choices(register: Register, args: argparse.Namespace) -> ReadingChoices | None:
    """What the command line says of how to read the file; None when it says nothing."""
    if not (args.mapping or args.month_first or args.day_first):
        return None
    columns = {}
    for one in args.mapping:
        label, mark, word = one.rpartition("=")
        if not mark or not label.strip():
            raise InputFault(f'--mapping “{one}” chưa đúng; hãy ghi "Nhãn cột trong tệp=tên_cột".')
        columns[header_key(label)] = _column(register, word)
    return ReadingChoices(
        columns=columns,
        month_first=frozenset(_column(register, word) for word in args.month_first),
        day_first=frozenset(_column(register, word) for word in args.day_first),
    )


def _edits(report: "ImportReport") -> list[str]:
    """The first rows that would change: before and after."""
    shown = report.changes[:_EDITS_SHOWN]
    lines = ["Các dòng sẽ sửa: cũ → mới"] if shown else []
    for change in shown:
        cells = "; ".join(f"{cell.title}: {cell.old or EMPTY} → {cell.new or EMPTY}" for cell in change.cells)
        lines.append(f"  Dòng {change.row} ({change.key_words}): {cells}")
    if report.updated > len(shown):
        lines.append(f"  … và {report.updated - len(shown)} dòng sửa khác.")
    return lines


def _import_data(report: "ImportReport") -> dict[str, Any]:
    return {
        "read": report.read,
        "accepted": report.accepted,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "rejected": report.rejected,
        "skipped": report.skipped,
        "errors": [
            {"row": e.row, "column": e.column, "value": e.value, "code": e.code, "message": e.message}
            for e in report.errors
        ],
        "notices": [*report.warnings, *report.notices],
        "changes": [
            {
                "row": change.row,
                "key": change.key_words,
                "column": cell.column,
                "title": cell.title,
                "old": cell.old,
                "new": cell.new,
            }
            for change in report.changes
            for cell in change.cells
        ],
        "headers": [{"label": one.label, "column": one.column} for one in report.headers],
        "questions": [
            {"column": one.column, "title": one.title, "examples": list(one.examples)} for one in report.questions
        ],
        "error_sheet": str(report.error_sheet) if report.error_sheet else None,
        "batch": report.batch,
    }


def _import_lines(report: "ImportReport", *, dry_run: bool) -> list[str]:
    lines = [
        f"Đọc {report.read} dòng: {'sẽ' if dry_run else 'đã'} nhận {report.accepted} dòng mới, {report.updated} dòng sửa; "
        f"{report.unchanged} dòng không đổi; {report.rejected} dòng bị trả lại."
    ]
    lines += [f"  Dòng {e.row}, cột “{e.column}”: {e.message}" for e in report.errors[:_ERRORS_SHOWN]]
    if len(report.errors) > _ERRORS_SHOWN:
        lines.append(f"  … và {len(report.errors) - _ERRORS_SHOWN} lỗi khác trong tệp lỗi.")
    if dry_run:
        lines += _edits(report)
    for asked in report.questions:
        lines.append(
            f"Cột “{asked.title}”: chưa rõ ngày hay tháng đứng trước ({', '.join(asked.examples)}); nhập lại với "
            f"--day-first {asked.column} hoặc --month-first {asked.column}."
        )
    if report.error_sheet:
        lines.append(f"Các dòng bị trả lại, kèm lý do: {report.error_sheet}")
    if report.batch:
        lines.append(f"Lần nhập số {report.batch}; hoàn tác bằng `parindex records undo {report.batch}`.")
    return [*lines, *report.warnings, *report.notices]


def _import(args: argparse.Namespace) -> Result:
    register = _register(args.register)
    choices = _choices(register, args)
    open_workspace(args)
    from parindex.ledger.actions import import_file

    try:
        report = import_file(
            by=acting_user(args),
            register=register.name,
            path=Path(args.file),
            source=args.source,
            unit=unit_or_default(args.unit),
            dry_run=args.dry_run,
            choices=choices,
        )
    except HeaderFault as fault:
        raise InputFault(f'{fault} Trên dòng lệnh: --mapping "nhãn trong tệp=tên cột".') from fault
    return Result(_import_data(report), "\n".join(_import_lines(report, dry_run=args.dry_run)))


def _undo(args: argparse.Namespace) -> Result:
    open_workspace(args)
    from parindex.ledger.actions import undo_batch

    undo = undo_batch(by=acting_user(args), number=args.batch, reason=args.reason)
    data = {"rows": undo.rows, "batch": undo.number}
    return Result(data, f"Đã hoàn tác lần nhập số {args.batch}: {undo.rows} dòng không còn hiệu lực.")


def _export(args: argparse.Namespace) -> Result:
    register = _register(args.register)
    open_workspace(args)
    from parindex.ledger.queries import current_file, sources
    from parindex.ledger.workspace import workspace
    from parindex.records.engine import connect
    from parindex.records.exporting import export_rows

    if args.source and args.source not in sources(register.name):
        known = ", ".join(sources(register.name)) or "chưa có"
        raise InputFault(f"Sổ “{register.name}” chưa có số liệu từ nguồn “{args.source}”. Các nguồn: {known}.")
    into = Path(args.output)
    with connect(workspace().temporary) as connection:
        rows = export_rows(
            connection, register, current_file(register), into, sources=[args.source] if args.source else None
        )
    return Result({"rows": rows, "file": str(into)}, f"Đã xuất {rows} dòng ra {into}.")


def add(parsers: "argparse._SubParsersAction[argparse.ArgumentParser]", text: str) -> None:
    """Declare the commands."""
    inner = group(parsers, "records", text)
    command(inner, "registers", _registers, "liệt kê các sổ và cột của từng sổ")
    template = command(inner, "template", _template, "ghi mẫu nhập .xlsx của một sổ")
    template.add_argument("register", metavar="REGISTER")
    template.add_argument("-o", "--output", required=True, metavar="FILE.xlsx")
    importing = command(inner, "import", _import, "nhập một tệp vào sổ", writes=True)
    importing.add_argument("register", metavar="REGISTER")
    importing.add_argument("file", metavar="FILE")
    importing.add_argument("--source", required=True, metavar="S", help="nguồn số liệu, ví dụ so")
    importing.add_argument(
        "--unit", metavar="U", help="đơn vị của số liệu (mặc định: cơ quan được chấm, hoặc cơ quan duy nhất)"
    )
    importing.add_argument(
        "--mapping",
        action="append",
        default=[],
        metavar='"NHÃN=CỘT"',
        help="cột của tệp là cột nào của sổ (dùng nhiều lần được; nhớ cho các lần nhập sau của nguồn này)",
    )
    importing.add_argument(
        "--month-first", action="append", default=[], metavar="COLUMN", help="cột ngày ghi tháng trước ngày"
    )
    importing.add_argument(
        "--day-first", action="append", default=[], metavar="COLUMN", help="cột ngày ghi ngày trước tháng"
    )
    importing.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi")
    undo = command(inner, "undo", _undo, "hoàn tác một lần nhập", writes=True)
    undo.add_argument("batch", type=int, metavar="BATCH")
    undo.add_argument("--reason", default="", help="lý do")
    export = command(inner, "export", _export, "xuất các dòng hiện hành (.xlsx, .csv, .parquet)")
    export.add_argument("register", metavar="REGISTER")
    export.add_argument("-o", "--output", required=True, metavar="FILE")
    export.add_argument("--source", metavar="S", help="chỉ một nguồn")
    records_rows.add(inner)
    records_sources.add(inner)
