"""Part II: what cost points in the year before, per area and criterion."""

from itertools import groupby

from docx.document import Document

from parindex.documents.official.body import write_dashes, write_paragraph, write_point, write_subheading
from parindex.documents.official.numbering import POINT_LETTERS
from parindex.documents.plan.figures import count_text
from parindex.documents.plan.sentences import say
from parindex.documents.plan.sentences.statement import Setting
from parindex.documents.wording.numbers import cited_date_text, points_text
from parindex.plans.draft import PlanDraft, Shortfall

_MOST_UNITS = 5  # named one by one


def write_shortcomings(document: Document, draft: PlanDraft, setting: Setting) -> None:
    """An opening paragraph, then each area with its criteria; letters only where an area has several."""
    write_paragraph(
        document,
        f"Số liệu tại Mục này được tổng hợp từ các sổ theo dõi của {setting.office}, tính đến ngày "
        f"{cited_date_text(setting.as_of)}. Điểm ghi trong ngoặc tính theo {draft.criteria_set_title}, dùng để "
        f"nhận diện nội dung cần cải thiện, không thay cho kết quả do cơ quan có thẩm quyền công bố.",
    )
    known = {item.code for item in draft.annex if not item.is_area}
    areas = groupby(draft.shortfalls, key=lambda shortfall: (shortfall.area_code, shortfall.area_name))
    for number, ((_, area_name), group) in enumerate(areas, start=1):
        write_subheading(document, number, area_name)
        shortfalls = list(group)
        for position, shortfall in enumerate(shortfalls, start=1):
            letter = position if 1 < len(shortfalls) <= len(POINT_LETTERS) else None
            _write_one(document, shortfall, setting, letter, known)


def _write_one(document: Document, shortfall: Shortfall, setting: Setting, letter: int | None, known: set[str]) -> None:
    statement = say(shortfall, setting)
    reasons = _reasons(shortfall, statement.text + " ".join(statement.items))
    lead = _lead(shortfall, known)
    if statement.items:
        write_point(document, letter, lead, statement.text)
        write_dashes(document, statement.items)
        if reasons:
            write_paragraph(document, reasons)
    else:
        write_point(document, letter, lead, f"{statement.text} {reasons}".rstrip())


def _lead(shortfall: Shortfall, known: set[str]) -> str:
    """`Nội dung 1.8 – Văn thư lưu trữ (mục 1.7 của Phụ lục; đạt 1,5/2 điểm).`"""
    name = f"Nội dung {shortfall.cited_as} – {shortfall.name}" if shortfall.cited_as else shortfall.name
    place = _annex_code(shortfall.code, known)
    notes = [f"mục {place} của Phụ lục"] if place is not None and place != shortfall.cited_as else []
    if shortfall.points is not None:
        notes.append(f"đạt {points_text(shortfall.points)}/{points_text(shortfall.max_points)} điểm")
    return f"{name} ({'; '.join(notes)})." if notes else f"{name}."


def _annex_code(code: str, known: set[str]) -> str | None:
    """The line of the annex that a criterion or component belongs to: itself or the nearest above it."""
    parts = code.split(".")
    for length in range(len(parts), 0, -1):
        if (above := ".".join(parts[:length])) in known:
            return above
    return None


def _reasons(shortfall: Shortfall, said: str) -> str:
    found = []
    if shortfall.objective_causes:
        found.append(f"Nguyên nhân khách quan: {_joined(shortfall.objective_causes)}.")
    if shortfall.subjective_causes:
        found.append(f"Nguyên nhân chủ quan: {_joined(shortfall.subjective_causes)}.")
    unsaid = [unit for unit in shortfall.units if unit not in said]
    if unsaid:
        found.append(f"Đơn vị liên quan: {_listed(unsaid)}.")
    return " ".join(found)


def _listed(units: list[str]) -> str:
    if len(units) <= _MOST_UNITS:
        return ", ".join(units)
    shown = units[: _MOST_UNITS - 1]
    return f"{', '.join(shown)} và {count_text(len(units) - len(shown))} đơn vị khác"


def _joined(causes: tuple[str, ...]) -> str:
    return "; ".join(cause.rstrip(" .;") for cause in causes)
