"""argparse that speaks Vietnamese: its headings, its help, its complaints."""

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

# argparse says these in English; what is not listed here is shown as it is.
_COMPLAINTS = (
    (r"the following arguments are required: (.+)", r"còn thiếu \1"),
    (r"unrecognized arguments: (.+)", r"không có tham số \1"),
    (r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.+)\)", r"\1 không nhận “\2”; hãy chọn một trong: \3"),
    (r"argument (.+?): invalid int value: '(.*)'", r"\1 phải là số nguyên, không phải “\2”"),
    (r"argument (.+?): expected one argument", r"\1 cần một giá trị đi kèm"),
    (r"argument (.+?): ignored explicit argument '(.*)'", r"\1 không nhận giá trị, bỏ “\2”"),
    (r"ambiguous option: (.+?) could match (.+)", r"\1 viết tắt không rõ, có thể là: \2"),
)


def complaint(message: str) -> str:
    """What argparse complains about, in Vietnamese."""
    for pattern, words in _COMPLAINTS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return found.expand(words).replace("'", "")
    return message


class _Help(argparse.HelpFormatter):
    """Help whose first word is Vietnamese too."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser of ours; sub-commands use the same class."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(formatter_class=_Help, add_help=False, **kwargs)
        self._optionals.title = "tùy chọn"
        self._positionals.title = "tham số"
        self.add_argument("-h", "--help", action="help", help="in hướng dẫn này rồi thôi")

    def error(self, message: str) -> NoReturn:
        """Complain on stderr, exit code 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"Câu lệnh chưa đúng: {complaint(message)}. Xem cách dùng: {self.prog} --help\n")
