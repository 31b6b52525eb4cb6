"""`criteria check`: whether a criteria set can be used as it is. Needs no workspace."""

import argparse

from parindex.cli.commands.criteria_import import add_import
from parindex.cli.files import read_file
from parindex.cli.loading import acting_user, open_workspace
from parindex.cli.options import command, group
from parindex.cli.result import Result
from parindex.cli.sets import as_written, problems_of, set_path
from parindex.criteria.document import decode
from parindex.criteria.loading import SetFault
from parindex.documents.wording.numbers import percent_text


def _check(args: argparse.Namespace) -> Result:
    path = set_path(args.file)
    problems = problems_of(read_file(path), path.name)
    errors = [{"code": one.code, "where": one.where, "message": one.message, "line": one.line} for one in problems]
    if not errors:
        share = percent_text(as_written(args.file).share_of_surveys)
        return Result({"errors": []}, f"{path.name}: dùng được, không có lỗi. Phần điều tra: {share} thang điểm.")
    return Result({"errors": errors}, str(SetFault(path.name, problems)), ok=False)


def _adopt(args: argparse.Namespace) -> Result:
    path = set_path(args.set)
    document = decode(read_file(path), name=path.name)
    open_workspace(args)
    from parindex.assessment.actions import adopt_set

    adoption = adopt_set(by=acting_user(args), unit=args.unit, period=args.period, document=document, name=path.stem)
    data = {"criteria_set": adoption.set_id, "digest": adoption.digest}
    return Result(data, f"{args.unit}, kỳ {adoption.period}: chấm theo {adoption.set_id}.")


def add(parsers: "argparse._SubParsersAction[argparse.ArgumentParser]", text: str) -> None:
    """Declare the commands."""
    inner = group(parsers, "criteria", text)
    adopt = command(inner, "adopt", _adopt, "chọn bộ tiêu chí để chấm một đơn vị trong kỳ", writes=True)
    adopt.add_argument("set", metavar="ID-or-FILE")
    adopt.add_argument("--unit", required=True, metavar="U")
    adopt.add_argument("--period", required=True, metavar="P")
    check = command(inner, "check", _check, "kiểm tra một bộ tiêu chí (.yaml)")
    check.add_argument("file", metavar="FILE")
    add_import(inner)
