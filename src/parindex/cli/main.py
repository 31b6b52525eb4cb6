"""Entry point: parse, run one command, present, choose the exit code (0 done, 2 the input is at fault, 1 our fault)."""

import argparse
import io
import os
import sys
import traceback
from collections.abc import Collection, Sequence
from importlib import import_module
from typing import NoReturn

from parindex.cli.commands import COMMANDS
from parindex.cli.parser import Parser
from parindex.cli.result import as_json
from parindex.errors import InputFault
from parindex.ledger.store import disk_fault


def build_parser(asked: Collection[str] = COMMANDS) -> argparse.ArgumentParser:
    """The command line; of the commands that are not `asked` for only their names, since some take long to load."""
    parser = Parser(
        prog="parindex", description="Chỉ số cải cách hành chính: từ số liệu đến điểm, giải trình, kế hoạch."
    )
    parser.add_argument("--workspace", metavar="DIR", help="thư mục làm việc (mặc định ./workspace)")
    commands = parser.add_subparsers(title="lệnh", required=True, metavar="LỆNH", parser_class=Parser)
    for name, text in COMMANDS.items():
        if name in asked:
            import_module(f"parindex.cli.commands.{name}").add(commands, text)
        else:
            commands.add_parser(name, help=text)
    return parser


def _speak_utf8() -> None:
    """Vietnamese and JSON leave as UTF-8 whatever the terminal says; a file name that is not UTF-8 goes out as it is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")


def main(argv: Sequence[str]) -> int:
    """Run one command line; the exit code."""
    _speak_utf8()
    args = build_parser(argv).parse_args(argv)
    try:
        result = args.run(args)
        if result is not None:
            in_json = getattr(args, "json", False)
            print(as_json(result.data) if in_json else result.text, flush=True)
            if in_json and not result.ok:
                print(result.text, file=sys.stderr)
            return 0 if result.ok else 2
    except InputFault as fault:
        print(f"Không thực hiện được: {fault}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu.", file=sys.stderr)
        return 1
    except Exception as error:
        if told := disk_fault(error):
            print(f"Không thực hiện được: {told}", file=sys.stderr)
            return 2
        traceback.print_exc()
        print("Lỗi của phần mềm, không phải của dữ liệu. Hãy gửi các dòng trên cho người phát triển.", file=sys.stderr)
        return 1
    return 0


def entry() -> NoReturn:
    """The `parindex` command."""
    sys.exit(main(sys.argv[1:]))
