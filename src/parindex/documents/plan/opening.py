"""What the plan stands on: legal bases, published results as history, and why it is written."""

from decimal import Decimal

from docx.document import Document

from parindex.documents.official.body import write_bases, write_paragraph
from parindex.documents.plan.citations import Citations, find_named
from parindex.documents.plan.figures import count_text
from parindex.documents.wording.numbers import cited_date_text, number_text, percent_text
from parindex.plans.draft import PlanDraft, PublishedResult

INDEX_NAMES = {
    "par_index": "Chỉ số cải cách hành chính (CCHC)",
    "satisfaction": "Chỉ số hài lòng của cá nhân, tổ chức",
}


def write_opening(document: Document, draft: PlanDraft, citations: Citations) -> None:
    """Bases in italic, one paragraph per published result, then the sentence that leads into part I."""
    write_bases(document, tuple(f"Căn cứ {citations.cite(basis)}" for basis in draft.bases))
    for result in draft.results:
        write_paragraph(document, _result(result, draft, citations))
    write_paragraph(
        document,
        f"Để khắc phục những hạn chế đã được chỉ ra, giữ vững các nội dung đạt kết quả tốt và chủ động thực hiện các "
        f"nội dung được đánh giá trong năm {draft.year}, {draft.unit_name} ban hành kế hoạch với các nội dung sau:",
    )


def _result(result: PublishedResult, draft: PlanDraft, citations: Citations) -> str:
    basis = find_named(draft.bases, result.decision)
    if basis is not None:
        source = citations.cite(basis)
    elif "ngày" in result.decision or result.day is None:
        source = citations.note(result.decision)
    else:
        source = f"{citations.note(result.decision)} ngày {cited_date_text(result.day)}"
    parts = [f"đạt {percent_text(result.percent)}"]
    if result.rank is not None:
        of = f"/{count_text(result.rank_of)}" if result.rank_of is not None else ""
        parts.append(f"xếp hạng {count_text(result.rank)}{of}")
    changes = _changes(result)
    name = INDEX_NAMES.get(result.index, result.index)
    text = f"Theo {source}, {name} năm {result.year} của {draft.unit_name} {', '.join(parts)}"
    return f"{text}{', ' + changes + f' so với năm {result.year - 1}' if changes else ''}."


def _changes(result: PublishedResult) -> str:
    found = []
    if result.change_rank:
        found.append(f"{_direction(result.change_rank)} {count_text(abs(result.change_rank))} bậc")
    if result.change_points:
        amount = number_text(abs(result.change_points))
        found.append(f"{_direction(result.change_points)} {amount} điểm phần trăm")
    return " và ".join(found)


def _direction(change: int | Decimal) -> str:
    return "tăng" if change > 0 else "giảm"
