"""Options that several commands share."""

import argparse
from collections.abc import Callable

from parindex.cli.result import Result

type_of_run = Callable[[argparse.Namespace], Result | None]


def command(
    parsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: type_of_run,
    text: str,
    *,
    writes: bool = False,
) -> argparse.ArgumentParser:
    """A command with `--json`; one that writes also takes `--by`."""
    parser: argparse.ArgumentParser = parsers.add_parser(name, help=text, description=text)
    parser.add_argument("--json", action="store_true", help="in một đối tượng JSON, không in gì khác")
    if writes:
        parser.add_argument("--by", metavar="USER", help="người thực hiện (mặc định: người quản trị)")
    parser.set_defaults(run=run)
    return parser


def group(
    parsers: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, text: str
) -> "argparse._SubParsersAction[argparse.ArgumentParser]":
    """A command that has sub-commands."""
    parser: argparse.ArgumentParser = parsers.add_parser(name, help=text, description=text)
    return parser.add_subparsers(title="lệnh", required=True, metavar="LỆNH", parser_class=type(parser))


def scope_options(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Whose figures, of when, from where."""
    parser.add_argument("--unit", required=required, metavar="U", help="mã đơn vị (gồm cả đơn vị bên dưới)")
    parser.add_argument("--period", required=required, metavar="P", help="kỳ: 2021, 2021-Q1, 2021-H1, 2021-9M")
    parser.add_argument("--as-of", metavar="D", help="tính đến ngày (mặc định: cuối kỳ, hoặc hôm nay nếu sớm hơn)")
    parser.add_argument("--source", metavar="S", help="nguồn số liệu (mặc định: nguồn chính của mỗi sổ)")
