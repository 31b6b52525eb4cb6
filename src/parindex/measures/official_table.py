"""The official table of dossiers: its columns as conditions, its identities, its rates. Form II.06, with what it lacks.

The form has no place for dossiers that wait, that ended without a result, or that have no due date: each has a column
of its own here, inside the sums, so that the identities hold and nothing is quietly called on time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from parindex.errors import InputFault
from parindex.measures.measure import percent_of

OPEN_STATES = "('pending', 'overdue', 'suspended')"
APART_STATES = "('refused', 'withdrawn', 'stopped')"
_IS_OPEN = f"(status IN {OPEN_STATES} OR (status = 'no_due' AND ended_as IS NULL))"


@dataclass(frozen=True)
class Cell:
    """A column of the table: what it is called, and which dossiers it counts (SQL over rows with a status)."""

    title: str
    condition: str


CELLS: dict[str, Cell] = {
    "received": Cell("Tổng tiếp nhận", "TRUE"),
    "online": Cell("Trực tuyến", "NOT carried AND channel = 'online'"),
    "direct": Cell("Trực tiếp", "NOT carried AND coalesce(channel, 'direct') = 'direct'"),
    "postal": Cell("Bưu chính", "NOT carried AND channel = 'postal'"),
    "carried_over": Cell("Kỳ trước chuyển sang", "carried"),
    "resolved": Cell("Tổng đã giải quyết", f"NOT {_IS_OPEN}"),
    "early": Cell("Trước hạn", "status = 'early'"),
    "on_time": Cell("Đúng hạn", "status = 'on_time'"),
    "late": Cell("Trễ hạn", "status = 'late'"),
    "resolved_no_due": Cell("Xong, không có hạn", "status = 'no_due' AND ended_as IS NOT NULL"),
    "apart": Cell("Từ chối, rút, dừng", f"status IN {APART_STATES}"),
    "open": Cell("Tổng đang giải quyết", _IS_OPEN),
    "pending": Cell("Trong hạn", "status = 'pending'"),
    "overdue": Cell("Quá hạn", "status = 'overdue'"),
    "suspended": Cell("Tạm dừng", "status = 'suspended'"),
    "open_no_due": Cell("Đang làm, không có hạn", "status = 'no_due' AND ended_as IS NULL"),
}
IDENTITIES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "received",
        ("online", "direct", "postal", "carried_over"),
        "tiếp nhận = trực tuyến + (trực tiếp + bưu chính) + kỳ trước chuyển sang",
    ),
    (
        "resolved",
        ("early", "on_time", "late", "resolved_no_due", "apart"),
        "đã giải quyết = trước hạn + đúng hạn + trễ hạn + xong, không có hạn + từ chối, rút, dừng",
    ),
    (
        "open",
        ("pending", "overdue", "suspended", "open_no_due"),
        "đang giải quyết = trong hạn + quá hạn + tạm dừng + đang làm, không có hạn",
    ),
    ("received", ("resolved", "open"), "tiếp nhận = đã giải quyết + đang giải quyết"),
)


@dataclass(frozen=True)
class Rate:
    """A rate over cells: numerators and denominators are summed, so that a total is the rate of the sums."""

    title: str
    above: tuple[str, ...]
    below: tuple[str, ...]


_TIMED = ("early", "on_time", "late", "resolved_no_due", "pending", "overdue", "open_no_due")
RATES: dict[str, Rate] = {
    "rate_completed": Rate("Đúng hạn / đã giải quyết", ("early", "on_time"), ("early", "on_time", "late")),
    "rate_received": Rate("Đúng hạn / tiếp nhận", ("early", "on_time"), ("received",)),
    "rate_766": Rate("Đúng hạn và trong hạn (766)", ("early", "on_time", "pending"), _TIMED),
    "rate_workload": Rate(
        "Không trễ, không quá hạn",
        ("early", "on_time", "pending", "suspended"),
        (*_TIMED, "suspended"),
    ),
    "rate_online": Rate("Trực tuyến", ("online",), ("online", "direct", "postal")),
}


def title_of(name: str) -> str:
    """What a column or a rate is called. InputFault for another name."""
    if name not in CELLS and name not in RATES:
        raise InputFault(f"Bảng không có cột “{name}”; các cột: {', '.join((*CELLS, *RATES))}.")
    return CELLS[name].title if name in CELLS else RATES[name].title


def condition_of(name: str) -> str:
    """SQL: the dossiers that a column counts, or that stand under the bar of a rate. InputFault for another name."""
    title_of(name)
    if name in CELLS:
        return CELLS[name].condition
    return " OR ".join(f"({CELLS[cell].condition})" for cell in RATES[name].below)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the table: its group and the count of every cell."""

    key: str
    title: str
    counts: Mapping[str, int]

    def __getitem__(self, cell: str) -> int:
        return self.counts[cell]

    def parts(self, rate: str) -> tuple[int, int]:
        """Numerator and denominator of a rate."""
        one = RATES[rate]
        return sum(self[cell] for cell in one.above), sum(self[cell] for cell in one.below)

    def percent(self, rate: str) -> Decimal | None:
        """A rate in percent to two decimals; None when there is nothing to divide."""
        above, below = self.parts(rate)
        return percent_of(Fraction(above), Fraction(below))


def total_of(lines: Iterable[Line]) -> Line:
    """The line of sums."""
    found = list(lines)
    counts = {cell: sum(line[cell] for line in found) for cell in CELLS}
    return Line(key="", title="Tổng cộng", counts=counts)


def check_identities(lines: Sequence[Line]) -> None:
    """InputFault naming the first line whose sums do not hold, the identity and both numbers."""
    for line in lines:
        for whole, parts, words in IDENTITIES:
            summed = sum(line[part] for part in parts)
            if line[whole] != summed:
                raise InputFault(
                    f"Bảng không khớp ở dòng “{line.title}”: {words}, nhưng {line[whole]} khác {summed} "
                    f"(chênh lệch {line[whole] - summed}). Bảng không được dùng; hãy xem lại các hồ sơ của dòng này."
                )
