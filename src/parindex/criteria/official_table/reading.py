"""A file to an outline: the tables that look like a criteria set, one after the other."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from parindex.criteria.official_table.columns import Columns, find_columns
from parindex.criteria.official_table.grid import Grid, tables
from parindex.criteria.official_table.lines import Line, Lines, lines_of
from parindex.criteria.official_table.outline import AreaOutline, CriterionOutline, LeafOutline, Outline
from parindex.criteria.official_table.places import Placed, place
from parindex.errors import InputFault

_TITLE_LINES = 6


def read_table(data: bytes, name: str) -> Outline:
    """The outline of the set in a .docx or .xlsx. InputFault: no table of criteria, codes twice, no points anywhere."""
    grids = tables(data, name)
    lines, title = _all_lines(grids)
    if not lines.lines:
        raise InputFault(
            f"Không thấy bảng tiêu chí trong {name}: cần một hàng tiêu đề có cột “Lĩnh vực/Tiêu chí” và cột “Điểm tối đa” "
            "(hoặc “Điểm chuẩn”), và các dòng có STT như 1, 1.1, 1.1.1. Trang tính đang ẩn không được đọc."
        )
    return _outline(title, lines)


def _all_lines(grids: Sequence[Grid]) -> tuple[Lines, str]:
    """A table without a header goes on where the one before it, with as many columns, stopped at the end of a page."""
    found, title, columns = Lines(), "", None
    for grid in grids:
        header = find_columns(grid.rows)
        if header is not None:
            columns, first = header
            title = title or " ".join(grid.before[-_TITLE_LINES:]) or _above(grid, first)
        elif columns is not None and _as_wide(grid, columns):
            first = 0
        else:
            continue
        more = lines_of(grid.rows, columns, first)
        found.lines += more.lines
        found.total = more.total if more.total is not None else found.total
    return found, title


def _above(grid: Grid, first: int) -> str:
    """What stands in the sheet over the header."""
    said = [" ".join(filter(None, row)).strip() for row in grid.rows[: max(first - 1, 0)]]
    return " ".join(text for text in said[-_TITLE_LINES:] if text)


def _as_wide(grid: Grid, columns: Columns) -> bool:
    return bool(grid.rows) and max(map(len, grid.rows)) > max(columns.name, columns.max)


def _outline(title: str, lines: Lines) -> Outline:
    placed = place(lines.lines)
    remarks = list(_unequal(placed))
    areas = tuple(
        AreaOutline(area.code, area.line.name, tuple(_criterion(one) for one in area.under)) for area in placed
    )
    outline = Outline(title, areas, sum((area.points for area in placed), Decimal(0)), ())
    if lines.total is not None and lines.total != outline.total:
        remarks.append(f"Dòng tổng ghi {lines.total} điểm, các tiêu chí cộng lại {outline.total} điểm.")
    return Outline(title, areas, outline.total, tuple(remarks))


def _criterion(criterion: Placed) -> CriterionOutline:
    return CriterionOutline(criterion.code, criterion.line.name, tuple(_leaves(criterion, "")))


def _leaves(one: Placed, above: str) -> Iterator[LeafOutline]:
    """Deeper parts than components stand side by side, each with the name of what it is a part of."""
    name = f"{above} – {one.line.name}" if above else one.line.name
    if not one.under:
        line = one.line
        yield LeafOutline(one.code, name, one.points, _text(line), tuple(line.evidence), line.survey, line.row)
    for part in one.under:
        yield from _leaves(part, "" if one.depth == 2 else name)


def _text(line: Line) -> str:
    return "\n".join(line.texts)


def _unequal(placed: Sequence[Placed]) -> Iterator[str]:
    """Where a line's points are not the sum of those under it."""
    for one in placed:
        if one.under:
            if one.line.points is not None and one.line.points != one.points:
                yield (
                    f"Dòng {one.line.row}, mã {one.code} ghi {one.line.points} điểm, các mục bên dưới cộng lại {one.points}."
                )
            yield from _unequal(one.under)
