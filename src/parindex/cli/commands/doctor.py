"""`doctor`: whether a workspace is sound."""

import argparse
from collections.abc import Callable, Mapping

from parindex.cli.loading import database_trouble, open_workspace
from parindex.cli.options import command
from parindex.cli.result import Result


def _database() -> str | None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check")
        found = cursor.fetchone()
    return None if found and found[0] == "ok" else f"cơ sở dữ liệu hỏng: {found}"


def _audit() -> str | None:
    from parindex.organisations.audit import first_broken_row

    broken = first_broken_row()
    return f"nhật ký không khớp từ dòng số {broken}" if broken else None


def _store() -> str | None:
    from parindex.ledger.queries import damaged_files

    damaged = damaged_files()
    if not damaged:
        return None
    return f"thiếu hoặc bị sửa {len(damaged)} tệp số liệu ({damaged[0][:12]}…); khôi phục từ bản sao lưu"


def _documents() -> str | None:
    from parindex.assessment.totals import damaged_documents

    damaged = damaged_documents()
    if not damaged:
        return None
    return f"thiếu hoặc bị sửa {len(damaged)} văn bản kèm số tổng ({damaged[0]}); khôi phục từ bản sao lưu"


def _evidence() -> str | None:
    from parindex.assessment.rounds.evidence import damaged_files

    damaged = damaged_files()
    if not damaged:
        return None
    return f"thiếu hoặc bị sửa {len(damaged)} tài liệu kiểm chứng, biên bản ({damaged[0]}); khôi phục từ bản sao lưu"


def _figures() -> str | None:
    from parindex.assessment.refreshing import stale_periods

    behind = [f"{unit} {period}" for unit, period in stale_periods()]
    return f"con số chờ tính lại: {', '.join(behind)}; tự tính khi chạy `parindex serve`" if behind else None


def _offices() -> str | None:
    from parindex.organisations.home_offices import judges_without_office
    from parindex.organisations.queries import today

    found = judges_without_office(today())
    if not found:
        return None
    return (
        f"{len(found)} người thẩm định, biểu quyết, điều hành đợt chưa ghi nơi làm việc ({', '.join(found[:5])}), nên có thể "
        "chấm chính cơ quan mình; ghi bằng `parindex users office`"
    )


CHECKS: tuple[tuple[str, str, Callable[[], str | None]], ...] = (
    ("migrations", "Cơ sở dữ liệu đọc được, đúng phiên bản phần mềm", database_trouble),
    ("database", "Cơ sở dữ liệu nguyên vẹn", _database),
    ("audit", "Nhật ký ghi nối tiếp, không bị sửa", _audit),
    ("store", "Tệp số liệu đủ và đúng mã băm", _store),
    ("documents", "Văn bản kèm số tổng đủ và đúng mã băm", _documents),
    ("evidence", "Tài liệu kiểm chứng, biên bản của các đợt đánh giá đủ và đúng mã băm", _evidence),
    ("figures", "Con số đã tính theo số liệu mới nhất", _figures),
)


WARNINGS: tuple[tuple[str, str, Callable[[], str | None]], ...] = (
    ("offices", "Người thẩm định, Hội đồng, thường trực đều có nơi làm việc", _offices),
)
"""What deserves a look and breaks nothing: the workspace is sound all the same."""


def _run(args: argparse.Namespace) -> Result:
    open_workspace(args, check=False)
    checks = []
    for name, title, check in CHECKS:
        trouble = check()
        checks.append({"name": name, "title": title, "ok": trouble is None, "message": trouble})
        if name == "migrations" and trouble:
            break
    ok = all(one["ok"] for one in checks)
    readable = checks[-1]["name"] != "migrations"
    warnings = [{"name": name, "title": title, "message": check()} for name, title, check in WARNINGS if readable]
    lines: list[tuple[str, Mapping[str, object]]] = [("đạt" if one["ok"] else "LỖI", one) for one in checks]
    lines += [("đạt" if one["message"] is None else "NHẮC", one) for one in warnings]
    text = "\n".join(
        f"{word:5} {one['title']}" + (f": {one['message']}" if one["message"] else "") for word, one in lines
    )
    return Result({"ok": ok, "checks": checks, "warnings": warnings}, text, ok=ok)


def add(parsers: "argparse._SubParsersAction[argparse.ArgumentParser]", text: str) -> None:
    """Declare the command."""
    command(parsers, "doctor", _run, text)
