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


def open_workspace(args: argparse.Namespace) -> Path:
    """Load an existing workspace; InputFault when there is none."""
    folder = workspace_folder(args)
    if not (folder / "parindex.sqlite3").is_file():
        raise InputFault(
            f"Chưa có không gian làm việc ở {folder}. Tạo mới bằng `parindex init`, xem thử bằng `parindex demo`, "
            "hoặc chỉ đúng thư mục bằng --workspace."
        )
    load_django(folder)
    return folder


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
    except ValueError as error:
        raise InputFault(f"Thời điểm “{text}” không đọc được; hãy ghi 2021-12-31T16:00 (giờ Việt Nam).") from error
