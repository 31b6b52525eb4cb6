"""`criteria import`: a set out of the official table, Word or Excel; `criteria diff`: what two sets ask differently."""

import argparse
import re
from datetime import date
from pathlib import Path
from typing import Any

from parindex.cli.files import read_file, write_bytes
from parindex.cli.options import command
from parindex.cli.result import Result, text_table
from parindex.cli.sets import as_written
from parindex.criteria.comparing import differences
from parindex.criteria.loading import load
from parindex.criteria.official_table import Outline, read_table
from parindex.criteria.official_table.columns import bare
from parindex.documents.wording.rules import rule_in_words
from parindex.documents.wording.set_changes import said_changes
from parindex.errors import InputFault
from parindex.scoring.check import check_set
from parindex.scoring.from_table import About, Proposed, as_yaml, propose
from parindex.scoring.official_text.plain import said


def _about(args: argparse.Namespace, outline: Outline) -> About:
    """What the table does not say of itself; the year out of its title where it is there."""
    named = re.search(r"năm (20\d\d)\b", outline.title, re.I)
    year = args.year or (int(named[1]) if named else date.today().year)
    default = re.sub(r"[^a-z0-9]+", "-", bare(Path(args.output).stem)).strip("-") or "bo-tieu-chi"
    return About(
        id=args.id or default[:80].strip("-"),
        title=args.title or outline.title or f"Bộ tiêu chí nhập từ {Path(args.table).name}",
        year=year,
        block=args.block,
    )


def _import(args: argparse.Namespace) -> Result:
    path, output = Path(args.table), Path(args.output)
    if output.suffix.lower() not in (".yaml", ".yml"):
        raise InputFault(f"Bộ tiêu chí là một tệp .yaml; hãy đổi tên “{output.name}”.")
    outline = read_table(read_file(path), path.name)
    proposed = propose(outline)
    document = as_yaml(_about(args, outline), outline, proposed)
    problems = check_set(load(document, name=output.name), measures=())
    write_bytes(output, document.encode())
    unread = [one for one in proposed if one.reading.rule is None]
    data_out: dict[str, Any] = {
        "file": str(output),
        "criteria": [_one(one) for one in proposed],
        "unparsed": [
            {"code": one.leaf.code, "row": one.leaf.row, "text": one.leaf.text, "reason": one.reading.why}
            for one in unread
        ],
        "remarks": [*outline.remarks, *(problem.message for problem in problems)],
    }
    return Result(data_out, _told(data_out, proposed, unread))


def _one(one: Proposed) -> dict[str, Any]:
    """A proposal beside its text."""
    return {
        "code": one.leaf.code,
        "name": one.leaf.name,
        "max_points": said(one.leaf.max_points),
        "text": one.leaf.text,
        "rule": one.rule,
        "in_words": rule_in_words(one.rule, one.leaf.max_points),
        "to_confirm": list(one.reading.open),
    }


def _told(data: dict[str, Any], proposed: tuple[Proposed, ...], unread: list[Proposed]) -> str:
    lines = [
        f"Đã ghi {data['file']}: {len(proposed)} mục, đọc được cách chấm của {len(proposed) - len(unread)} mục.",
        "",
    ]
    rows = [
        (one.leaf.code, one.leaf.text.replace("\n", " | ")[:60], rule_in_words(one.rule, one.leaf.max_points)[:80])
        for one in proposed
    ]
    lines.append(text_table(("Mã", "Cách chấm trong bảng", "Đọc thành quy tắc"), rows))
    if unread:
        lines += ["", "Để nhận định, chưa đọc thành quy tắc:"]
        lines += [f"  {one.leaf.code} (dòng {one.leaf.row}): {one.reading.why}" for one in unread]
    asked = [(one.leaf.code, text) for one in proposed for text in one.reading.open]
    if asked:
        lines += ["", "Cần xác nhận:", *(f"  {code}: {text}" for code, text in asked)]
    if data["remarks"]:
        lines += ["", "Bảng chưa khớp:", *(f"  {text}" for text in data["remarks"])]
    lines += [
        "",
        f"Hãy đọc lại từng quy tắc bên cạnh câu gốc (scoring_text), rồi: parindex criteria check {data['file']}",
    ]
    return "\n".join(lines)


def _diff(args: argparse.Namespace) -> Result:
    before, after = as_written(args.before), as_written(args.after)
    changes = differences(before, after)
    data = {
        "changes": [
            {"code": c.code, "kind": c.kind, "field": c.field, "before": c.before, "after": c.after} for c in changes
        ]
    }
    if not changes:
        return Result(data, "Hai bộ tiêu chí hỏi và chấm như nhau.")
    return Result(
        data, text_table(("Mã", "Khác ở", "Trước", "Sau"), [tuple(one) for one in said_changes(before, after)])
    )


def add_import(inner: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the commands in the group."""
    taken = command(inner, "import", _import, "đọc bảng tiêu chí đã ban hành (.docx, .xlsx) thành một bộ tiêu chí")
    taken.add_argument("table", metavar="TABLE")
    taken.add_argument("-o", "--output", required=True, metavar="FILE.yaml")
    taken.add_argument("--id", metavar="ID", help="mã của bộ (mặc định: theo tên tệp)")
    taken.add_argument("--title", metavar="T", help="tên của bộ (mặc định: dòng chữ trên bảng)")
    taken.add_argument("--year", type=int, metavar="N", help="năm (mặc định: năm trong tên bảng, hoặc năm nay)")
    taken.add_argument("--block", default="so", metavar="K", help="khối được chấm (mặc định: so)")
    diff = command(inner, "diff", _diff, "so hai bộ tiêu chí: thêm, bỏ, đổi điểm, đổi quy tắc")
    diff.add_argument("before", metavar="A")
    diff.add_argument("after", metavar="B")
