"""Columns that measures add to a register's own, and the states of work with a deadline."""

from parindex.records.schema import Choice, Column, ColumnType

STATES = (
    Choice(value="early", title="Trước hạn"),
    Choice(value="on_time", title="Đúng hạn"),
    Choice(value="late", title="Trễ hạn"),
    Choice(value="pending", title="Đang giải quyết, trong hạn"),
    Choice(value="overdue", title="Đang giải quyết, quá hạn"),
    Choice(value="suspended", title="Tạm dừng, chờ bổ sung"),
    Choice(value="no_due", title="Không có ngày hẹn trả"),
    Choice(value="met", title="Đạt"),
    Choice(value="unmet", title="Chưa đạt"),
)
STATUS = Column(name="status", title="Tình trạng", type=ColumnType.CHOICE, choices=STATES)


def added(name: str, title: str, kind: ColumnType = ColumnType.TEXT) -> Column:
    """A column that a measure's query computes."""
    return Column(name=name, title=title, type=kind)


def counted_when_due(due: str, done: str) -> str:
    """SQL: whether work counts by the as-of day: what is due in the window, and is due already or done already.

    Work due on the as-of day itself is still in time that day, so that it counts only once the day has passed, or is
    the last of the window: a window's last day is over when its figures are taken.
    """
    return f"({due} BETWEEN $first AND $last AND ({due} < $as_of OR {done} <= $as_of OR $as_of = $last))"


def deadline_status(due: str, done: str) -> str:
    """SQL: the state on the as-of day of work due on a day and done on a day (expressions of type DATE)."""
    return f"""CASE
        WHEN {due} IS NULL THEN 'no_due'
        WHEN {done} <= $as_of AND {done} < {due} THEN 'early'
        WHEN {done} <= $as_of AND {done} = {due} THEN 'on_time'
        WHEN {done} <= $as_of THEN 'late'
        WHEN {due} > $as_of OR ({due} = $as_of AND $as_of < $last) THEN 'pending'
        ELSE 'overdue' END"""
