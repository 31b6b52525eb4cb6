"""What stands around every page: unit, year, role, the navigation in the order of the flow, the breadcrumb."""

from collections.abc import Mapping
from dataclasses import dataclass

SECTIONS: tuple[tuple[str, str], ...] = (
    ("overview", "Tổng quan"),
    ("scores", "Bảng điểm"),
    ("rounds", "Đợt đánh giá"),
    ("figures", "Chỉ tiêu"),
    ("records", "Số liệu"),
    ("reconciliation", "Đối chiếu"),
    ("rules", "Quy định"),
    ("history", "Lịch sử"),
    ("plan", "Kế hoạch"),
)
"""Names and titles of the sections, in the order of the work."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the navigation."""

    title: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the breadcrumb; the last has no link."""

    title: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of a page for a signed-in person. Templates find it as `shell`.

    `year` is the period as printed after "Kỳ đánh giá": "2021", "quý I năm 2021". `as_of` is the day the figures stand for,
    ready to print; `illustrative` shows the quiet banner on every page.
    """

    unit: str
    year: str
    role: str
    person: str
    navigation: tuple[NavItem, ...]
    as_of: str = ""
    illustrative: bool = False


def navigation(hrefs: Mapping[str, str], *, current: str = "") -> tuple[NavItem, ...]:
    """Return the sections that have an address in `hrefs`, in the fixed order; `current` is the section shown."""
    return tuple(NavItem(title, hrefs[name], name == current) for name, title in SECTIONS if name in hrefs)
