"""Lines put under one another by their codes: 1 → 1.1 → 1.1.1, or I → 1 → 1.1."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from parindex.criteria.official_table.lines import Line
from parindex.errors import InputFault

_SHOWN = 10


@dataclass
class Placed:
    """A line with its whole code and the lines under it. `depth`: 1 area, 2 criterion, 3 and more component."""

    code: str
    depth: int
    line: Line
    under: list["Placed"] = field(default_factory=list)

    @property
    def points(self) -> Decimal:
        """The sum below it, or its own."""
        if self.under:
            return sum((one.points for one in self.under), Decimal(0))
        return self.line.points or Decimal(0)


def place(lines: Sequence[Line]) -> list[Placed]:
    """The areas in order. InputFault: a code twice, a code that belongs under none, a leaf without points."""
    areas: list[Placed] = []
    by_code: dict[str, Placed] = {}
    lettered = any(_is_letter(line.code) for line in lines)
    for line in lines:
        parts = _parts(line.code, areas[-1].code if lettered and areas else "")
        parent = by_code.get(".".join(parts[:-1])) if len(parts) > 1 else None
        if len(parts) > 1 and parent is None:
            raise InputFault(f"Dòng {line.row}: mã {line.code} không có dòng cha {'.'.join(parts[:-1])} phía trên.")
        beside = areas if parent is None else parent.under
        code = _whole(parts, beside)
        if code in by_code:
            raise InputFault(
                f"Dòng {line.row}: mã {code} đã có ở dòng {by_code[code].line.row}. Hãy sửa STT trong tệp; ô số của Excel "
                "đọc 1.10 thành 1.1, nên để cột STT là văn bản (Text)."
            )
        by_code[code] = Placed(code, len(parts), line)
        beside.append(by_code[code])
    _check_points(areas)
    return areas


def _is_letter(code: str) -> bool:
    return bool(re.fullmatch("[A-Z]+", code))


def _parts(code: str, area: str) -> list[str]:
    """The code as steps from the area down; numbers under I, II… begin anew in each area."""
    return code.split(".") if not area or _is_letter(code) else [area, *code.split(".")]


def _whole(parts: list[str], beside: Sequence[Placed]) -> str:
    """The code; a number cell lost the zero of 1.10, which then follows 1.9."""
    last, following = parts[-1], str(len(beside) + 1)
    if last != following and following.rstrip("0") == last:
        last = following
    return ".".join([*parts[:-1], last])


def _check_points(areas: Sequence[Placed]) -> None:
    bare = next((area for area in areas if not area.under), None)
    if bare is not None:
        raise InputFault(
            f"Dòng {bare.line.row}: Lĩnh vực {bare.code} “{bare.line.name}” không có tiêu chí nào bên dưới; hãy ghi STT của "
            f"tiêu chí, ví dụ {bare.code}.1."
        )
    lacking = [one for one in _ends(areas) if not one.points]
    if lacking:
        named = ", ".join(f"{one.code} (dòng {one.line.row})" for one in lacking[:_SHOWN])
        more = f" và {len(lacking) - _SHOWN} mục khác" if len(lacking) > _SHOWN else ""
        raise InputFault(
            f"Không đọc được điểm tối đa của: {named}{more}. Hãy ghi một số vào cột điểm tối đa của từng mục."
        )


def _ends(placed: Sequence[Placed]) -> Iterator[Placed]:
    for one in placed:
        if one.under:
            yield from _ends(one.under)
        else:
            yield one
