"""What must hold across the whole tree: codes told apart, points that add up, exclusions that name something.

Works on the values as read, so that these are found in the same run as mistakes inside single fields.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from parindex.criteria.document import Document, Path
from parindex.criteria.fields import NUMBER
from parindex.criteria.problems import Problem
from parindex.criteria.translation import place

_LEAF_ONLY = ("max_points", "scored_by", "measure", "when_empty", "rule", "scoring_text", "evidence", "legal_basis")


def tree_problems(document: Document) -> Iterator[Problem]:
    """Every problem across fields of the document."""
    yield from _both(document)
    yield from _codes(document)
    yield from _sum(document)
    yield from _decision(document)


def _blocks(data: object, path: Path, *names: str) -> Iterator[tuple[Path, Mapping[str, object]]]:
    """Blocks under `path` along list fields `names`, skipping whatever is not a block."""
    if not isinstance(data, Mapping):
        return
    if not names:
        yield path, data
        return
    items = data.get(names[0])
    for index, item in enumerate(items if isinstance(items, tuple) else ()):
        yield from _blocks(item, (*path, names[0], index), *names[1:])


def _criteria(document: Document) -> Iterator[tuple[Path, Mapping[str, object]]]:
    return _blocks(document.data, (), "areas", "criteria")


def _leaves(document: Document) -> Iterator[tuple[Path, Mapping[str, object]]]:
    for path, criterion in _criteria(document):
        if "components" in criterion:
            yield from _blocks(criterion, path, "components")
        else:
            yield path, criterion


def _extra_lines(document: Document) -> Iterator[tuple[Path, Mapping[str, object]]]:
    """Lines of bonus and penalty points; their codes stand beside those of the tree."""
    for name in ("bonus", "penalty"):
        block = document.data.get(name) if isinstance(document.data, Mapping) else None
        yield from _blocks(block, (name,), "lines")


def _both(document: Document) -> Iterator[Problem]:
    for path, criterion in _criteria(document):
        extra = [name for name in _LEAF_ONLY if name in criterion]
        if "components" in criterion and extra:
            message = f"Đã có components thì không có {', '.join(extra)}; điểm và quy tắc ghi ở từng thành phần."
            line = document.line((*path, extra[0]))
            yield Problem("components_and_rule", place(document.data, path), message, line)


def _codes(document: Document) -> Iterator[Problem]:
    first: dict[str, int | None] = {}
    blocks = [*_blocks(document.data, (), "areas"), *_criteria(document)]
    blocks += list(_blocks(document.data, (), "areas", "criteria", "components"))
    in_tree = len(blocks)
    blocks += list(_extra_lines(document))
    asked: set[str] = set()
    for number, (path, block) in enumerate(blocks):
        code = block.get("code")
        if not isinstance(code, str):
            continue
        line = document.line((*path, "code"))
        if code in first:
            message = f"Mã {code} đã dùng ở dòng {first[code]}; mỗi mã chỉ dùng một lần."
            yield Problem("duplicate_code", place(document.data, path), message, line)
        first.setdefault(code, line)
        if number < in_tree:
            asked.add(code)
    for path, block in _blocks(document.data, (), "exclusions"):
        codes = block.get("codes")
        for index, code in enumerate(codes if isinstance(codes, tuple) else ()):
            if isinstance(code, str) and code not in asked:
                where = (*path, "codes", index)
                message = f"Bộ tiêu chí không có mã {code}."
                yield Problem("unknown_code", place(document.data, where), message, document.line(where))


def _points(value: object) -> Decimal | None:
    return Decimal(value) if isinstance(value, str) and NUMBER.fullmatch(value) else None


def _said(points: Decimal) -> str:
    return f"{points.normalize():f}".replace(".", ",")


def _sum(document: Document) -> Iterator[Problem]:
    scale = _points(document.data.get("scale")) if isinstance(document.data, Mapping) else None
    by_area: dict[str, Decimal] = {}
    for path, leaf in _leaves(document):
        points = _points(leaf.get("max_points"))
        if points is None:
            return  # already reported where it stands; a sum without it would only confuse
        area = place(document.data, path[:2])
        by_area[area] = by_area.get(area, Decimal(0)) + points
    total = sum(by_area.values(), Decimal(0))
    if scale is not None and by_area and total != scale:
        parts = "; ".join(f"{area}: {_said(points)}" for area, points in by_area.items())
        message = f"Tổng điểm tối đa các tiêu chí là {_said(total)}, khác thang điểm {_said(scale)} ({parts})."
        yield Problem("points_do_not_add_up", "scale", message, document.line(("scale",)))


def _decision(document: Document) -> Iterator[Problem]:
    data = document.data
    if isinstance(data, Mapping) and data.get("nature") == "official" and data.get("decision", 0) is None:
        message = (
            "Bộ chính thức (nature: official) phải ghi quyết định ban hành; nếu là bộ minh họa, ghi nature: model."
        )
        yield Problem("decision_missing", "decision", message, document.line(("decision",)))
