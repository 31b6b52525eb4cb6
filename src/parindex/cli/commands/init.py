"""`init`: a new workspace, or an old one brought up to this version of the software."""

import argparse
import os
import secrets
from pathlib import Path

from parindex.cli.loading import load_django, workspace_folder
from parindex.cli.options import command
from parindex.cli.result import Result
from parindex.errors import InputFault

ADMINISTRATOR = "quan-tri"


def _write_key(folder: Path) -> None:
    """The workspace's own secret, readable by its owner only; it never changes."""
    file = folder / "secret-key"
    if not file.exists():
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_urlsafe(64))


def prepare_folder(folder: Path) -> str | None:
    """Make or migrate the workspace in a folder and load Django; the administrator's password when it is new."""
    try:
        if folder.is_dir() and any(folder.iterdir()) and not (folder / "secret-key").exists():
            raise InputFault(f"Thư mục {folder} đã có tệp khác; hãy chọn một thư mục mới hoặc trống.")
        folder.mkdir(parents=True, exist_ok=True)
        _write_key(folder)  # first: it is what marks the folder as ours when the rest is cut short
        (folder / "tmp").mkdir(exist_ok=True)
    except OSError as error:
        raise InputFault(
            f"Không tạo được thư mục làm việc {folder} ({error.strerror}); hãy kiểm tra đường dẫn và quyền ghi."
        ) from error
    load_django(folder)
    from django.core.management import call_command
    from django.db import DatabaseError

    from parindex.ledger.workspace import workspace
    from parindex.organisations.actions import create_administrator
    from parindex.organisations.queries import has_people

    workspace().make_folders()
    try:
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    except DatabaseError as error:
        raise InputFault(
            f"Không đọc được cơ sở dữ liệu của {folder} ({error}); hãy khôi phục từ bản sao lưu hoặc chọn thư mục mới."
        ) from error
    if has_people():
        return None
    password = secrets.token_urlsafe(12)
    create_administrator(by="parindex init", username=ADMINISTRATOR, password=password)
    return password


def run(args: argparse.Namespace) -> Result:
    """Create or migrate."""
    folder = workspace_folder(args)
    password = prepare_folder(folder)
    lines = [f"Không gian làm việc: {folder}"]
    if password:
        lines += [
            f"Người quản trị: {ADMINISTRATOR}   mật khẩu: {password}",
            "Mật khẩu chỉ hiện một lần; hãy ghi lại.",
            "Tiếp theo: nhập danh sách đơn vị bằng `parindex units import TỆP`, rồi mở trang bằng `parindex serve`.",
        ]
    else:
        lines.append("Đã có sẵn; đã cập nhật theo phiên bản phần mềm này.")
    data: dict[str, object] = {"workspace": str(folder), "index_so_far": None, "files": []}
    return Result(data | ({"administrator": ADMINISTRATOR, "password": password} if password else {}), "\n".join(lines))


def add(parsers: "argparse._SubParsersAction[argparse.ArgumentParser]", text: str) -> None:
    """Declare the command."""
    command(parsers, "init", run, text)
