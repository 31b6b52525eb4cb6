"""What the lines of a reorganisation may not say, given the trees of the day before and of its first day (pure)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from parindex.accents import fold
from parindex.errors import InputFault
from parindex.organisations.lineage import ENDS, FIELDWISE, KIND_TITLES, MOVES, SAME, LineageFact, LineageKind
from parindex.organisations.tree import UnitFact, UnitTree
from parindex.records.text import clean

EARLIEST, LATEST = date(2000, 1, 2), date(2100, 12, 31)


def _words(line: LineageFact) -> str:
    parts = (line.came_from or "", "→" if line.became else "", line.became or "")
    return f"“{KIND_TITLES[line.kind]}” ({' '.join(filter(None, parts))}, {line.effective:%d/%m/%Y})"


def check_form(lines: Sequence[LineageFact]) -> None:
    """InputFault unless the lines are of one decision and day, each with the units and the field that its kind needs."""
    if not lines:
        raise InputFault("Chưa nêu việc sắp xếp nào; hãy ghi ít nhất một dòng.")
    if len({(line.decision, line.effective) for line in lines}) > 1:
        raise InputFault("Mỗi lần ghi là một quyết định với một ngày hiệu lực; hãy tách các quyết định ra.")
    first = lines[0]
    if not first.decision.strip() or len(first.decision) > 300:
        raise InputFault("Cần nêu số, ký hiệu, ngày của quyết định sắp xếp, không quá 300 ký tự.")
    if not EARLIEST <= first.effective <= LATEST:
        raise InputFault(f"Ngày hiệu lực {first.effective:%d/%m/%Y} phải từ năm 2000 đến năm 2100; hãy xem lại ngày.")
    for line in lines:
        _check_units(line)


def _check_units(line: LineageFact) -> None:
    needs_from, needs_to = line.kind is not LineageKind.CREATE, line.kind is not LineageKind.ABOLISH
    if bool(line.came_from) is not needs_from or bool(line.became) is not needs_to:
        wanted = "cả hai đơn vị" if needs_from and needs_to else "đơn vị cũ" if needs_from else "đơn vị mới"
        raise InputFault(f"{_words(line)}: hãy ghi {wanted}, để trống ô còn lại nếu có.")
    if (line.came_from == line.became) is not (line.kind in SAME):
        how = "giữ nguyên mã đơn vị" if line.kind in SAME else "cần hai đơn vị khác nhau"
        raise InputFault(f"{_words(line)}: việc này {how}; hãy xem lại hai mã.")
    if (line.kind in FIELDWISE) is not bool(line.domain):
        how = (
            "cần nêu lĩnh vực, mỗi lĩnh vực một dòng"
            if line.kind in FIELDWISE
            else "không theo lĩnh vực; hãy để trống ô đó"
        )
        raise InputFault(f"{_words(line)}: {how}.")
    if len(line.domain) > 200:
        raise InputFault(f"{_words(line)}: tên lĩnh vực dài hơn 200 ký tự; hãy ghi ngắn lại.")


def check_trees(lines: Iterable[LineageFact], before: UnitTree, after: UnitTree) -> None:
    """InputFault when a unit is not there on the day that a line needs it, or still there when it should not be."""
    for line in lines:
        if line.came_from and line.came_from not in before.by_id:
            raise InputFault(f"{_words(line)}: không có đơn vị “{line.came_from}” vào ngày {before.day:%d/%m/%Y}.")
        if line.became and line.became not in after.by_id:
            raise InputFault(
                f"{_words(line)}: không có đơn vị “{line.became}” vào ngày {after.day:%d/%m/%Y}; hãy ghi tên, loại, "
                "cấp trên của đơn vị mới, hoặc chọn đơn vị không kết thúc cùng ngày."
            )
        if line.kind in ENDS and line.came_from in after.by_id:
            raise InputFault(f"{_words(line)}: “{line.came_from}” còn một giai đoạn về sau; hãy bỏ giai đoạn đó trước.")
        if line.kind is LineageKind.CREATE and line.became in before.by_id:
            raise InputFault(f"{_words(line)}: “{line.became}” đã có từ trước; hãy chọn việc khác.")
        if line.kind in SAME and line.became:
            _check_changed(line, before.by_id[line.became], after.by_id[line.became])
    _check_left_over(before, after)


def _check_changed(line: LineageFact, before: UnitFact, after: UnitFact) -> None:
    renamed = line.kind is LineageKind.RENAME
    if (before.name == after.name) if renamed else (before.parent == after.parent):
        what = "tên" if renamed else "cơ quan cấp trên"
        raise InputFault(f"{_words(line)}: {what} vẫn như cũ; hãy ghi {what} mới.")


def _check_left_over(before: UnitTree, after: UnitTree) -> None:
    """Units may not stay under an office that is gone: it must be said of each where it goes."""
    left = [
        fact.id
        for fact in after.facts
        if fact.parent and fact.parent in before.by_id and fact.parent not in after.by_id
    ]
    if left:
        gone = after.by_id[left[0]].parent
        raise InputFault(
            f"“{gone}” kết thúc mà còn đơn vị trực thuộc: {', '.join(left[:12])}; hãy nêu từng đơn vị chuyển đi đâu hoặc "
            "kết thúc."
        )


def check_said(lines: Iterable[LineageFact], opened: Iterable[UnitFact]) -> None:
    """InputFault for a new state of a unit that no line speaks of."""
    named = {line.became for line in lines}
    for fact in opened:
        if fact.id not in named:
            raise InputFault(f"“{fact.id}” có tên hoặc cấp trên mới mà không dòng nào nói vì sao; hãy thêm một dòng.")


def check_together(lines: Sequence[LineageFact], known: Iterable[LineageFact]) -> None:
    """InputFault when work goes to two units at once, or in a circle, on one day."""
    day = lines[0].effective
    moving = [line for line in dict.fromkeys((*known, *lines)) if line.effective == day and line.kind in MOVES]
    towards: dict[tuple[str, str], LineageFact] = {}
    whole = {line.came_from: line for line in moving if line.kind is LineageKind.MERGE}
    for line in moving:
        key = (line.came_from or "", fold(clean(line.domain)))
        other = towards.setdefault(key, line)
        if other.became != line.became:
            raise InputFault(f"{_words(line)}: cùng việc, cùng ngày đã chuyển cho “{other.became}”; hãy chọn một nơi.")
        if line.kind is LineageKind.SPLIT and line.came_from in whole:
            raise InputFault(f"{_words(line)}: đơn vị này đã nhập trọn vào “{whole[line.came_from].became}”.")
    _check_circles({key: line.became or "" for key, line in towards.items()})


def _check_circles(towards: Mapping[tuple[str, str], str]) -> None:
    for unit, field in towards:
        at, seen = unit, {unit}
        while following := towards.get((at, field)):
            if following in seen:
                raise InputFault(
                    f"Việc của “{unit}” đi một vòng rồi trở lại “{following}” trong một ngày; hãy xem lại."
                )
            seen.add(following)
            at = following
