"""`plan draft`: the improvement plan as an official document."""

import argparse
from pathlib import Path

from parindex.cli.files import write_bytes
from parindex.cli.loading import acting_user, open_workspace
from parindex.cli.options import command, group
from parindex.cli.result import Result
from parindex.cli.sets import read_set
from parindex.errors import InputFault


def _draft(args: argparse.Namespace) -> Result:
    criteria_set = read_set(args.criteria_set)
    open_workspace(args)
    from parindex.documents.layout import LAYOUT_RULES, check_layout
    from parindex.documents.plan import build_plan
    from parindex.plans.queries import plan_draft

    document = build_plan(plan_draft(args.unit, args.year, criteria_set))
    into = Path(args.output)
    write_bytes(into, document)
    checks = check_layout(document)
    lines = [f"Đã ghi dự thảo kế hoạch vào {into}.", "Thể thức theo Nghị định số 30/2020/NĐ-CP:"]
    lines += [f"  {'đạt' if ok else 'CHƯA ĐẠT':9}{rule}  {LAYOUT_RULES[rule].title}" for rule, ok in checks.items()]
    return Result({"file": str(into), "checks": checks}, "\n".join(lines))


def _outline(args: argparse.Namespace) -> Result:
    document = _text(Path(args.file))
    open_workspace(args)
    from parindex.plans.actions import save_outline

    plan = save_outline(by=acting_user(args), unit=args.unit, year=args.year, document=document)
    return Result({"digest": plan.digest}, f"Đã ghi đề cương kế hoạch năm {args.year} của {args.unit}.")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputFault(f"Không đọc được {path} như tệp văn bản UTF-8; hãy kiểm tra đường dẫn và bảng mã.") from error


def add(parsers: "argparse._SubParsersAction[argparse.ArgumentParser]", text: str) -> None:
    """Declare the commands."""
    inner = group(parsers, "plan", text)
    outline = command(
        inner, "outline", _outline, "ghi đề cương kế hoạch (.yaml): căn cứ, mục tiêu, nguyên nhân", writes=True
    )
    outline.add_argument("file", metavar="FILE.yaml")
    outline.add_argument("--unit", required=True, metavar="U")
    outline.add_argument("--year", required=True, type=int, metavar="Y", help="năm của kế hoạch")
    draft = command(inner, "draft", _draft, "dự thảo kế hoạch cải thiện Chỉ số CCHC (.docx)")
    draft.add_argument("--unit", required=True, metavar="U")
    draft.add_argument("--year", required=True, type=int, metavar="Y", help="năm của kế hoạch")
    draft.add_argument("--criteria-set", required=True, metavar="ID")
    draft.add_argument("-o", "--output", required=True, metavar="FILE.docx")
