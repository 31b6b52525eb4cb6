"""A watch over the database: whatever the product commits, an audit row is in the same transaction.

Statements and transactions are told apart by who asked for them: the nearest frame that is of `src/parindex` or of the
tests. What a test writes by itself, also from within the product, is not looked at.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.transaction import Atomic

PRODUCT = str(Path(__file__).parents[1] / "src" / "parindex")
TESTS = str(Path(__file__).parent)
AUDIT = "organisations_auditevent"
_WRITES = re.compile(r'\s*(INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
# What is no write of anybody's: sessions and sign-in times, the worker's queue and the progress of its imports (the
# order for one is audited), figures and the kept sums of a round (made again from rows at any time).
EXEMPT = re.compile(r"django_\w+|assessment_figure|assessment_steptotal|ledger_importjob")
_SIGNED_IN = re.compile(r'UPDATE "organisations_user" SET "last_login" = ', re.IGNORECASE)
_REHASHING = "django/contrib/auth/base_user.py", "setter"  # a password that was right, hashed anew by newer rules


@dataclass
class _Transaction:
    """A block of the product, from its outermost `atomic` on."""

    of_product: bool
    statements: list[str] = field(default_factory=list)
    audited: bool = False


class Watch:
    """`offences`: statements that were committed without an audit row beside them."""

    def __init__(self, product: str = PRODUCT) -> None:
        self.offences: list[str] = []
        self._product = product
        self._open: list[_Transaction] = []

    def _around(self) -> _Transaction | None:
        """The innermost open block of the product."""
        return next((one for one in reversed(self._open) if one.of_product), None)

    def _asked_by_product(self) -> bool:
        frame = sys._getframe(2)
        while frame is not None:
            name = frame.f_code.co_filename
            if name.startswith(self._product):
                return "/migrations/" not in name  # a new release reshapes rows in nobody's name
            if name.startswith(TESTS) and name != __file__:
                return False
            frame = frame.f_back  # type: ignore[assignment]
        return False

    def _rehashes(self) -> bool:
        frame = sys._getframe(2)
        while frame is not None:
            if frame.f_code.co_name == _REHASHING[1] and frame.f_code.co_filename.endswith(_REHASHING[0]):
                return True
            frame = frame.f_back  # type: ignore[assignment]
        return False

    def entered(self) -> None:
        """A transaction or savepoint begins."""
        self._open.append(_Transaction(self._asked_by_product()))

    def left(self, *, well: bool) -> None:
        """It ends. What an inner block wrote belongs to the block around it, unless it was rolled back."""
        ended = self._open.pop()
        if not well or not ended.of_product:
            return
        around = self._around()
        if around is not None:
            around.statements += ended.statements
            around.audited |= ended.audited
        elif ended.statements and not ended.audited:
            self.offences += ended.statements

    def saw(self, sql: str) -> None:
        """A statement ran."""
        found = _WRITES.match(sql)
        if not found or not self._asked_by_product():
            return
        table = found[2]
        here = self._around()
        if table == AUDIT:
            if here is not None:
                here.audited = True
        elif not EXEMPT.fullmatch(table) and not _SIGNED_IN.match(sql) and not self._rehashes():
            (self.offences if here is None else here.statements).append(f"{found[1]} {table}")


@contextmanager
def watching(watch: Watch) -> Iterator[Watch]:
    """Keep the watch while the block runs."""
    enter, leave = Atomic.__enter__, Atomic.__exit__

    def begin(self: Atomic) -> None:
        enter(self)
        watch.entered()

    def end(self: Atomic, kind: Any, value: Any, traceback: Any) -> None:
        watch.left(well=kind is None)
        leave(self, kind, value, traceback)

    def run(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        watch.saw(sql)
        return execute(sql, params, many, context)

    Atomic.__enter__, Atomic.__exit__ = begin, end  # type: ignore[method-assign]
    try:
        with connection.execute_wrapper(run):
            yield watch
    finally:
        Atomic.__enter__, Atomic.__exit__ = enter, leave  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def writes_are_audited() -> Iterator[Watch]:
    """Fail the test in which the product committed a write without its audit row."""
    with watching(Watch()) as watch:
        yield watch
    assert watch.offences == [], "written without an audit row in the same transaction"
