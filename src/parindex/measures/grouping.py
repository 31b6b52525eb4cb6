"""Statuses and rates of dossiers by unit, procedure, field, channel, quarter or month: exact sums.

Counts come from `dossier_counts`, the rows of a cell from `dossier_status`; a test holds that they agree, cell by cell.
"""

from dataclasses import dataclass, field
from datetime import date

from parindex.errors import InputFault
from parindex.measures.compute import Rows
from parindex.measures.dossier_counts import MONTH
from parindex.measures.dossier_daily import Keeping, counts_sql
from parindex.measures.dossier_status import WINDOWS, make_ready, statused_sql
from parindex.measures.measure import Policy, Scope
from parindex.measures.official_table import CELLS, Line, check_identities, condition_of, total_of
from parindex.measures.relations import parameters
from parindex.records.engine import Connection
from parindex.worktime.clock import DossierClock

BEFORE = "truoc"  # the group of what was received before the window, when groups are times
_TIME = "CASE WHEN carried THEN 'truoc' ELSE {} END"
# name → (title, SQL of the group, SQL of a name for people or NULL, what the counts have to be told apart by)
AXES: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "unit": ("Đơn vị", "coalesce(unit, '')", "NULL", ("unit",)),
    "procedure": ("Thủ tục", "procedure", "min(procedure_name)", ("procedure", "procedure_name")),
    "field": ("Lĩnh vực", "coalesce(field, '')", "NULL", ("field",)),
    "channel": ("Kênh", "coalesce(channel, 'direct')", "NULL", ("channel",)),
    "quarter": (
        "Quý tiếp nhận",
        _TIME.format("strftime(received_on, '%Y') || '-Q' || quarter(received_on)"),
        "NULL",
        (MONTH,),
    ),
    "month": ("Tháng tiếp nhận", _TIME.format("strftime(received_on, '%Y-M%m')"), "NULL", (MONTH,)),
}


@dataclass(frozen=True, kw_only=True)
class Grouping:
    """By what, which dossiers, judged how. InputFault for a choice that does not exist."""

    by: str
    window: str = "accepted"
    clock: DossierClock = field(default_factory=DossierClock)

    def __post_init__(self) -> None:
        """Refuse a choice that does not exist."""
        for value, choices in ((self.by, AXES), (self.window, WINDOWS)):
            if value not in choices:
                raise InputFault(f"Không có cách nhóm “{value}”; hãy chọn một trong: {', '.join(choices)}.")

    @property
    def policy(self) -> Policy:
        """The way of counting, to be printed with every number of the table."""
        return Policy(
            f"{self.window}/{self.clock.name}",
            f"Gồm {WINDOWS[self.window]}. {self.clock.text.rstrip('.')}. "
            "Hồ sơ đang chờ người nộp, hồ sơ không có ngày hẹn trả, hồ sơ "
            "từ chối, rút, dừng (theo quy định tại ngày tiếp nhận) đứng ở cột riêng; kênh để trống tính là trực tiếp.",
        )


@dataclass(frozen=True, kw_only=True)
class OfficialTable:
    """The lines, in the order of their groups, and their sum. The identities of every line have been checked."""

    grouping: Grouping
    lines: tuple[Line, ...]
    total: Line
    as_of: date


def grouped(connection: Connection, scope: Scope, grouping: Grouping, keeping: Keeping | None = None) -> OfficialTable:
    """The table of a scope; with `keeping`, what no later day changes is not judged again.

    InputFault naming the line when an identity does not hold.
    """
    _, group, name, axes = AXES[grouping.by]
    counted = counts_sql(connection, scope, grouping.clock, grouping.window, axes, keeping)
    counts = ", ".join(
        f'CAST(coalesce(sum(n) FILTER ({cell.condition}), 0) AS BIGINT) AS "{key}"' for key, cell in CELLS.items()
    )
    found = connection.execute(
        f"SELECT {group} AS line, {name} AS name, {counts} FROM ({counted}) GROUP BY line ORDER BY line"
    ).fetchall()
    lines = tuple(
        Line(key=row[0], title=row[1] or row[0], counts=dict(zip(CELLS, row[2:], strict=True))) for row in found
    )
    whole = total_of(lines)
    check_identities((*lines, whole))
    return OfficialTable(grouping=grouping, lines=lines, total=whole, as_of=scope.as_of)


def counted_rows(
    connection: Connection,
    scope: Scope,
    grouping: Grouping,
    *,
    cell: str,
    group: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Rows:
    """The dossiers behind a number of the table; behind a rate, those it divides by. `group` None: of all lines."""
    condition = condition_of(cell)
    make_ready(connection, scope)
    asked = f" AND {AXES[grouping.by][1]} = $group" if group is not None else ""
    sql = (
        f"SELECT * FROM ({statused_sql(scope, grouping.clock, grouping.window)})"
        f" WHERE ({condition}){asked} ORDER BY key"
    )
    values = parameters(scope, sql) | ({"group": group} if group is not None else {})
    total = connection.execute(f"SELECT count(*) FROM ({sql})", values).fetchone()
    page = "" if limit is None else f" LIMIT {int(limit)} OFFSET {int(offset)}"
    cursor = connection.execute(sql + page, values)
    columns = tuple(column[0] for column in cursor.description or ())
    return Rows(columns, tuple(cursor.fetchall()), total[0] if total else 0)
