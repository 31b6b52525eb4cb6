"""Finding the workspace, and loading Django for the commands that need it."""

import argparse
import os
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from parindex.errors import InputFault

if TYPE_CHECKING:
    from parindex.organisations.models import User


def workspace_folder(args: argparse.Namespace) -> Path:
    """The workspace asked for: `--workspace`, else PARINDEX_WORKSPACE, else ./workspace."""
    named = args.workspace or os.environ.get("PARINDEX_WORKSPACE") or "workspace"
    return Path(named).absolute()


def load_django(folder: Path) -> None:
    """Set Django up for a workspace folder. Only one workspace a process."""
    os.environ["PARINDEX_WORKSPACE"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parindex.settings")
    import django

    django.setup()


def open_workspace(args: argparse.Namespace, *, check: bool = True) -> Path:
    """Load an existing workspace; InputFault when there is none, or (`check`) when its database cannot be used."""
    folder = workspace_folder(args)
    try:
        found = (folder / "parindex.sqlite3").is_file()
    except OSError as error:
        raise InputFault(f"Không mở được thư mục làm việc {folder} ({error.strerror}).") from error
    if not found:
        raise InputFault(
            f"Chưa có không gian làm việc ở {folder}. Tạo mới bằng `parindex init`, xem thử bằng `parindex demo`, "
            "hoặc chỉ đúng thư mục bằng --workspace."
        )
    load_django(folder)
    if check and (trouble := database_trouble()):
        raise InputFault(f"Không gian làm việc {folder} chưa dùng được: {trouble}.")
    return folder


def database_trouble() -> str | None:
    """Why the loaded workspace's database cannot be used by this version of the software; None when it can."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    from parindex.ledger.store import disk_fault

    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        if told := disk_fault(error):
            return str(told).rstrip(".")
        return f"không đọc được cơ sở dữ liệu parindex.sqlite3 ({error}); hãy khôi phục từ bản sao lưu"
    return f"còn {len(behind)} bước nâng cấp; hãy chạy `parindex init`" if behind else None


def unit_or_default(unit: str | None) -> str:
    """The unit named, else the one that the workspace assesses, else its only office."""
    from parindex.assessment.queries import assessed_units
    from parindex.organisations.queries import default_unit

    if unit:
        return unit
    assessed = assessed_units()
    return assessed[0] if len(assessed) == 1 else default_unit()


def acting_user(args: argparse.Namespace) -> "User":
    """The person in whose name the command writes: `--by`, else the workspace's administrator."""
    from parindex.organisations.queries import person

    return person(args.by)


def day(text: str) -> date:
    """A day on the command line: 2021-12-31 or 31/12/2021."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise InputFault(f"Ngày “{text}” không đọc được; hãy ghi 2021-12-31 hoặc 31/12/2021.")


def moment(text: str) -> datetime:
    """A moment on the command line, local time: 2021-12-31T16:00 or 31/12/2021 16:00."""
    for form in (
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%d/%m/%Y %H:%M",
        "%d/%m/%Y %H:%M:%S",
        "%Y-%m-%d",
        "%d/%m/%Y",
    ):
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    try:
        from zoneinfo import ZoneInfo

        aware = datetime.fromisoformat(text)
        return aware.astimezone(ZoneInfo("Asia/Ho_Chi_Minh")).replace(tzinfo=None)
    except (ValueError, OverflowError) as error:
        raise InputFault(f"Thời điểm “{text}” không đọc được; hãy ghi 2021-12-31T16:00 (giờ Việt Nam).") from error
