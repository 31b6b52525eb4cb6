"""`users`: who signs in, in which roles, and where they work."""

import argparse
import secrets
from datetime import date

from parindex.cli.loading import acting_user, day, open_workspace
from parindex.cli.options import command, group
from parindex.cli.result import Result, text_table
from parindex.errors import InputFault


def _role(text: str) -> str:
    """The name of a role. Loaded late, so that `--help` asks for no Django."""
    from parindex.organisations.roles import ROLE_TITLES, Role

    if text not in set(Role):
        known = ", ".join(f"{role.value} ({title})" for role, title in ROLE_TITLES.items())
        raise InputFault(f"Không có vai trò “{text}”. Các vai trò: {known}.")
    return text


def _since(args: argparse.Namespace) -> date:
    from parindex.organisations.queries import today

    return day(args.since) if args.since else today()


def _list(args: argparse.Namespace) -> Result:
    open_workspace(args)
    from parindex.organisations.people import people_on
    from parindex.organisations.queries import today
    from parindex.organisations.roles import ROLE_TITLES, Role

    found = people_on(today())
    rows = [
        (
            one.username,
            one.name,
            ", ".join(f"{ROLE_TITLES[held.role]}: {held.unit}" for held in one.held if held.role is not Role.MEMBER),
            one.office,
        )
        for one in found
    ]
    data = [
        {
            "username": one.username,
            "name": one.name,
            "roles": [{"role": held.role.value, "unit": held.unit} for held in one.held],
            "office": one.office or None,
        }
        for one in found
    ]
    return Result({"users": data}, text_table(("Tên đăng nhập", "Họ tên", "Vai trò", "Làm việc ở"), rows))


def _add(args: argparse.Namespace) -> Result:
    open_workspace(args)
    from parindex.organisations.actions import create_user
    from parindex.organisations.roles import Role

    password = secrets.token_urlsafe(12)
    user = create_user(
        by=acting_user(args),
        username=args.username,
        display_name=args.name,
        password=password,
        unit=args.unit,
        role=Role(_role(args.role)),
        valid_from=_since(args),
        office=args.office,
    )
    text = f"Đã tạo “{user}”, tên đăng nhập {user.username}, mật khẩu {password} (chỉ hiện một lần; hãy ghi lại)."
    return Result({"username": user.username, "password": password}, text)


def _grant(args: argparse.Namespace) -> Result:
    open_workspace(args)
    from parindex.organisations.actions import grant_role
    from parindex.organisations.roles import ROLE_TITLES, Role

    role = Role(_role(args.role))
    grant_role(
        by=acting_user(args),
        username=args.username,
        unit=args.unit,
        role=role,
        valid_from=_since(args),
        office=args.office,
    )
    data = {"username": args.username, "role": role.value, "unit": args.unit}
    return Result(data, f"{args.username}: {ROLE_TITLES[role]}, {args.unit}.")


def _office(args: argparse.Namespace) -> Result:
    open_workspace(args)
    from parindex.organisations.actions import set_office

    set_office(by=acting_user(args), username=args.username, unit=args.unit, valid_from=_since(args))
    return Result({"username": args.username, "office": args.unit}, f"{args.username} làm việc ở {args.unit}.")


def _about(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--unit", required=True, metavar="U", help="mã đơn vị; vai trò có hiệu lực ở cả các đơn vị bên dưới"
    )
    parser.add_argument(
        "--role", required=True, metavar="R", help="vai trò, ví dụ coordinator, head, appraiser, council"
    )
    parser.add_argument(
        "--office",
        default="",
        metavar="U",
        help="cơ quan nơi người này làm việc; phải nêu khi vai trò thẩm định, quyết định về nhiều cơ quan",
    )


def add(parsers: "argparse._SubParsersAction[argparse.ArgumentParser]", text: str) -> None:
    """Declare the commands."""
    inner = group(parsers, "users", text)
    command(inner, "list", _list, "liệt kê người dùng, vai trò và nơi làm việc hôm nay")
    adding = command(inner, "add", _add, "tạo người dùng với một vai trò; mật khẩu chỉ hiện một lần", writes=True)
    granting = command(inner, "grant", _grant, "cấp thêm một vai trò", writes=True)
    moving = command(inner, "office", _office, "ghi người dùng làm việc ở cơ quan nào", writes=True)
    for parser in (adding, granting, moving):
        parser.add_argument("username", metavar="USERNAME", help="tên đăng nhập")
        parser.add_argument("--since", metavar="D", help="từ ngày (mặc định: hôm nay)")
    adding.add_argument("--name", required=True, metavar="N", help="họ tên, như hiện trên màn hình")
    _about(adding)
    _about(granting)
    moving.add_argument("unit", metavar="UNIT", help="mã cơ quan")
