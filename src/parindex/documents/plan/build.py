"""Puts the plan together, part by part, in the order of the paper."""

from parindex.documents.official.body import write_heading
from parindex.documents.official.header import Head, write_head
from parindex.documents.official.package import save, start
from parindex.documents.official.page import ILLUSTRATIVE_MARK, first_section
from parindex.documents.official.signature import write_signature
from parindex.documents.plan.annex import write_annex
from parindex.documents.plan.carrying_out import write_duties, write_targets, write_tasks
from parindex.documents.plan.citations import Citations
from parindex.documents.plan.opening import write_opening
from parindex.documents.plan.sentences.statement import Setting
from parindex.documents.plan.shortcomings import write_shortcomings
from parindex.plans.draft import PlanDraft

_COMMON_NAMES = ("Sở", "Ban", "Văn phòng", "Ủy ban nhân dân")


def build_plan(draft: PlanDraft) -> bytes:
    """The improvement plan as a .docx file. The same draft gives the same bytes.

    Number, day, month and the signer's name are left blank (NĐ 30/2020/NĐ-CP: the registry and the signer fill them).
    """
    summary = f"Cải thiện Chỉ số cải cách hành chính, Chỉ số hài lòng năm {draft.year}"
    mark = ILLUSTRATIVE_MARK if draft.illustrative else ""
    citations = Citations()
    setting = Setting(year=draft.year - 1, as_of=draft.as_of, office=_office(draft.unit_name), citations=citations)
    document = start(title=f"Kế hoạch {summary}", issuer=draft.unit_name, as_of=draft.as_of)
    first_section(document, mark=mark)
    head = Head(
        superior=draft.superior_name,
        issuer=draft.unit_name,
        symbol=f"KH-{draft.abbreviation}",
        place=draft.place,
        year=draft.year,
        kind="Kế hoạch",
        summary=summary,
    )
    write_head(document, head)
    write_opening(document, draft, citations)
    write_heading(document, 1, "Mục tiêu")
    write_targets(document, draft)
    write_heading(document, 2, f"Những hạn chế trong năm {setting.year}")
    write_shortcomings(document, draft, setting)
    write_heading(document, 3, "Nhiệm vụ, giải pháp")
    write_tasks(document, draft)
    write_heading(document, 4, "Tổ chức thực hiện")
    write_duties(document, draft)
    write_signature(
        document,
        recipients=draft.recipients,
        archive=draft.drafting_unit,
        signer_title=draft.signer_title,
    )
    write_annex(document, draft, mark=mark)
    return save(document)


def _office(unit_name: str) -> str:
    """How the office calls itself in running text: `Sở` for a department, else its full name."""
    return next((name for name in _COMMON_NAMES if unit_name.startswith(f"{name} ")), unit_name)
