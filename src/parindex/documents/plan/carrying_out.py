"""Parts I, III and IV: what the plan aims at, where its tasks stand, who carries it out."""

from docx.document import Document

from parindex.documents.official.body import (
    end_body,
    write_dashes,
    write_paragraph,
    write_subheading,
)
from parindex.documents.official.styles import BODY
from parindex.documents.official.writing import add_text, fill
from parindex.documents.plan.figures import count_text
from parindex.plans.draft import OrganisationDuty, PlanDraft


def write_targets(document: Document, draft: PlanDraft) -> None:
    """One line per target, worded by the office."""
    write_dashes(document, tuple(target.text for target in draft.targets), keep_marks=True)


def write_tasks(document: Document, draft: PlanDraft) -> None:
    """Points to the annex."""
    areas = sum(item.is_area for item in draft.annex)
    items = len(draft.annex) - areas
    write_paragraph(
        document,
        f"Nhiệm vụ, giải pháp của {count_text(items)} nội dung thuộc {count_text(areas)} lĩnh vực, đơn vị thực hiện và "
        f"đơn vị phối hợp được nêu tại Phụ lục kèm theo Kế hoạch này.",
    )


def write_duties(document: Document, draft: PlanDraft) -> None:
    """Each addressee with its duties, then the closing sentence that ends the body."""
    for number, duty in enumerate(draft.duties, start=1):
        _write_duty(document, number, duty)
    end_body(write_paragraph(document, draft.closing))


def _write_duty(document: Document, number: int, duty: OrganisationDuty) -> None:
    if len(duty.duties) > 1:
        write_subheading(document, number, duty.who)
        write_dashes(document, duty.duties, keep_marks=True)
        return
    paragraph = fill(document.add_paragraph(), BODY, "")
    add_text(paragraph, f"{number}. {duty.who}:", bold=True)
    add_text(paragraph, " " + " ".join(f"{text.rstrip(' .;')}." for text in duty.duties))
