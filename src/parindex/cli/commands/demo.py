"""`demo`: build the example workspace, show what comes out of it, write its documents."""

import argparse
import sys
import time
from decimal import Decimal
from typing import TYPE_CHECKING

from parindex.cli.commands.init import ADMINISTRATOR, prepare_folder
from parindex.cli.commands.serve import check_address, serve
from parindex.cli.files import write_bytes
from parindex.cli.loading import workspace_folder
from parindex.cli.options import command
from parindex.cli.result import Result, text_table
from parindex.documents.wording.numbers import percent_text, points_text
from parindex.documents.wording.score_json import plain_percent
from parindex.measures.catalogue import MEASURES
from parindex.shipped import shipped_folder

if TYPE_CHECKING:
    from parindex.assessment.queries import Picture
    from parindex.cli.example import Built

EXAMPLE = "dong-thap-2021"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _documents(built: "Built", picture: "Picture") -> list[str]:
    """Write the plan and the score sheet into the workspace's output folder."""
    from parindex.documents.plan import build_plan
    from parindex.documents.score_sheet import build_score_sheet
    from parindex.documents.score_sheet.filling import filled_sheet
    from parindex.ledger.workspace import workspace
    from parindex.plans.queries import plan_draft

    output = workspace().output
    plan = output / f"ke-hoach-{built.plan_year}.docx"
    write_bytes(plan, build_plan(plan_draft(built.unit, built.plan_year, picture.criteria_set)))
    sheet = output / f"bang-cham-diem-{built.period}.xlsx"
    write_bytes(sheet, build_score_sheet(filled_sheet(picture)))
    return [str(plan), str(sheet)]


def _overview(picture: "Picture") -> str:
    """The table that a person reads: index so far, areas, losses, threats."""
    from parindex.documents.wording.explaining import explain
    from parindex.documents.wording.threats import threat_text
    from parindex.ledger.queries import SourceTitles

    score, titles = picture.score.score, SourceTitles()
    areas = [
        (
            area.area.code,
            area.area.name,
            points_text(area.points, fixed=True),
            points_text(area.scored_max_points, fixed=True),
            points_text(area.max_points, fixed=True),
            percent_text(area.share_so_far),
        )
        for area in score.areas
    ]
    so_far = "chưa có" if score.index_so_far is None else percent_text(score.index_so_far)
    lines = [
        f"{score.criteria_set.title}",
        f"Chỉ số đến nay: {so_far} (đã chấm {points_text(score.scored_max_points)}/{points_text(score.max_points)} điểm; "
        f"được {points_text(score.points)} điểm). Bộ tiêu chí mẫu, không xếp hạng, không phải kết quả công bố.",
        "",
        text_table(("", "Lĩnh vực", "Điểm", "Đã chấm", "Tối đa", "Điểm/đã chấm"), areas, right=(2, 3, 4, 5)),
        "",
        f"Các nội dung mất điểm năm {picture.period.year}",
    ]
    for one in picture.lost:
        lines.append(
            f"  {points_text(-one.lost, fixed=True):>6}  {one.leaf.leaf.code:6} {one.leaf.leaf.name}: {explain(one.leaf)}"
        )
    lines += ["", f"Nguy cơ mất điểm năm {picture.period.year + 1}"]
    for threat in picture.threats:
        stake = "" if threat.points is None else f" (có thể mất {points_text(threat.points)} điểm)"
        source = titles.of(MEASURES[threat.measure].registers[0], threat.source) if threat.source else ""
        where = f" [{source}]" if source else ""
        lines.append(f"  {threat.criterion:4} {threat_text(threat, MEASURES[threat.measure].title)}{where}{stake}")
    if score.unscored:
        lines += [
            "",
            f"Chưa chấm: {len(score.unscored)} tiêu chí thành phần (điều tra xã hội học): {', '.join(score.unscored)}",
        ]
    return "\n".join(lines)


def _people(built: "Built", password: str | None) -> str:
    from parindex.organisations.roles import ROLE_TITLES

    rows = [(p.username, p.password, ROLE_TITLES[p.role], p.name) for p in built.people]
    if password:
        rows.append((ADMINISTRATOR, password, "Quản trị hệ thống", ""))
    if not rows:
        return (
            "Người dùng của ví dụ đã tạo từ lần chạy trước; mật khẩu chỉ hiện lần đó. Xóa thư mục làm việc để tạo lại."
        )
    head = "Người dùng hư cấu của ví dụ, mỗi vai trò ít nhất một người (mật khẩu chỉ hiện lần này):\n"
    return head + text_table(("Tên đăng nhập", "Mật khẩu", "Vai trò", "Họ tên"), rows)


def _run(args: argparse.Namespace) -> Result | None:
    started = time.monotonic()
    folder = workspace_folder(args)
    if args.serve:
        check_address("127.0.0.1", args.port)
    _say(f"Dựng không gian làm việc ví dụ ở {folder}")
    password = prepare_folder(folder)
    from parindex.assessment.queries import picture
    from parindex.cli.example import ExampleBuilder

    built = ExampleBuilder(shipped_folder("examples") / EXAMPLE, _say).build()
    found = picture(built.unit, built.period)
    files = _documents(built, found)
    text = "\n".join(
        [
            "",
            _overview(found),
            "",
            _people(built, password),
            "",
            "Văn bản đã ghi: " + ", ".join(files),
            f'Mở trang: parindex --workspace "{folder}" serve (hoặc make demo SERVE=1), rồi vào http://127.0.0.1:8000/',
            f"Xong sau {Decimal(time.monotonic() - started):.1f} giây.",
        ]
    )
    if args.serve:
        print(text, flush=True)
        serve(folder, "127.0.0.1", args.port)
        return None
    data = {
        "workspace": str(folder),
        "index_so_far": plain_percent(found.score.score.index_so_far),
        "files": files,
        "people": [{"username": p.username, "password": p.password, "role": p.role.value} for p in built.people],
    }
    return Result(data, text)


def add(parsers: "argparse._SubParsersAction[argparse.ArgumentParser]", text: str) -> None:
    """Declare the command."""
    parser = command(parsers, "demo", _run, text)
    parser.add_argument("--serve", action="store_true", help="mở trang sau khi dựng xong")
    parser.add_argument("--port", type=int, default=8000, help="cổng khi --serve (mặc định 8000)")
