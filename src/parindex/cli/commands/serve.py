"""`serve`: the pages, on this machine only unless told otherwise."""

import argparse
import os
import socket
from pathlib import Path
from typing import Any

from parindex.cli.commands.worker import worker_beside
from parindex.cli.loading import open_workspace
from parindex.cli.options import command
from parindex.cli.result import Result
from parindex.errors import InputFault


def check_address(host: str, port: int) -> None:
    """InputFault when the server could not listen there: another program does, or the address is not this machine's."""
    if not 1 <= port <= 65535:
        raise InputFault(f"Cổng {port} không hợp lệ; hãy chọn từ 1024 đến 65535.")
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputFault(
            f"Không mở được trang ở {host}, cổng {port} ({reason}); hãy chọn --port khác (ví dụ {port % 60000 + 1000}) "
            "hoặc dừng chương trình đang dùng cổng này."
        ) from error


def serve(folder: Path, host: str, port: int) -> None:
    """Run the web server until it is stopped (Ctrl+C). InputFault when the address cannot be used."""
    check_address(host, port)
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from gunicorn.app.base import BaseApplication

    from parindex.assessment.refreshing import refresh_stale

    refresh_stale()
    settings.BACKGROUND = True
    application = get_wsgi_application()

    where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"

    class _Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            self.cfg.set("bind", where)
            self.cfg.set("workers", min(4, os.cpu_count() or 2))
            self.cfg.set("threads", 4)
            self.cfg.set("worker_tmp_dir", str(folder / "tmp"))
            self.cfg.set("loglevel", "warning")
            self.cfg.set("timeout", 120)

        def load(self) -> Any:
            return application

    from django.db import connections

    connections.close_all()
    with worker_beside(folder):
        print(f"Mở trình duyệt tại http://{where}/  (dừng: Ctrl+C)", flush=True)
        _Server().run()


def _run(args: argparse.Namespace) -> Result | None:
    serve(open_workspace(args), args.host, args.port)
    return None


def add(parsers: "argparse._SubParsersAction[argparse.ArgumentParser]", text: str) -> None:
    """Declare the command."""
    parser = command(parsers, "serve", _run, text)
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ (mặc định 127.0.0.1: chỉ máy này)")
    parser.add_argument("--port", type=int, default=8000, help="cổng (mặc định 8000)")
