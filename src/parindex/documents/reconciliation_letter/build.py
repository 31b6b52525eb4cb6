"""Puts the letter together: head, numbers, causes, request, signature, annex."""

import re
from collections import Counter

from docx.document import Document

from parindex.documents.official.annex import AnnexRow, write_annex_head, write_annex_table
from parindex.documents.official.body import end_body, write_dashes, write_paragraph, write_subheading
from parindex.documents.official.header import BLANK, Head, write_letter_head
from parindex.documents.official.numbering import roman
from parindex.documents.official.package import save, start
from parindex.documents.official.page import ILLUSTRATIVE_MARK, annex_section, first_section, text_width
from parindex.documents.official.signature import write_signature
from parindex.documents.official.styles import NOTE
from parindex.documents.official.writing import write
from parindex.documents.reconciliation_letter.draft import CauseLine, LetterDraft
from parindex.documents.reconciliation_list.sheet import ListedSide, ListRow
from parindex.documents.wording.numbers import cited_date_text, count_text
from parindex.documents.wording.sides import day_or_moment

MOST_LISTED = 200  # rows in the annex; a longer list goes along as the workbook
_BODY_WIDTHS = (12.0, 62.0, 20.0, 71.0)  # mm, of 165
_ANNEX_WIDTHS = (12.0, 40.0, 34.0, 40.0, 40.0, 86.0)  # mm, of 252
_DAY = re.compile(r"(?<!\d)(\d{2})/0([3-9])/(\d{4})")


def build_difference_letter(draft: LetterDraft) -> bytes:
    """The letter as a .docx file. The same draft gives the same bytes.

    Number, day, month and the signer's name are left blank (NĐ 30/2020/NĐ-CP: the registry and the signer fill them).
    """
    listed = draft.listed
    subject = f"đối chiếu số liệu {listed.thing} giữa hai nguồn {listed.period_title}"
    mark = ILLUSTRATIVE_MARK if listed.illustrative else ""
    document = start(title=f"Công văn {subject}", issuer=listed.unit_name, as_of=listed.as_of)
    first_section(document, mark=mark)
    head = Head(
        superior=draft.superior_name,
        issuer=listed.unit_name,
        symbol=draft.abbreviation,
        place=draft.place,
        year=draft.year,
        kind="",
        summary=subject,
    )
    write_letter_head(document, head, f"{listed.owner.rstrip(' .')}.")
    _write_body(document, draft)
    write_signature(document, recipients=("Như trên",), archive=draft.drafting_unit, signer_title=draft.signer_title)
    _write_annex(document, draft, mark)
    return save(document)


def _many(count: int) -> str:
    return count_text(count, leading_zero=True)


def _write_body(document: Document, draft: LetterDraft) -> None:
    listed = draft.listed
    write_paragraph(
        document,
        f"{listed.unit_name} đã đối chiếu từng mã {listed.thing} {listed.period_title} giữa hai nguồn “{listed.left_title}” "
        f"và “{listed.right_title}”, tính đến ngày {cited_date_text(listed.as_of)}. Kết quả như sau:",
    )
    write_subheading(document, 1, "Số liệu của hai nguồn")
    lines = []
    for one in draft.sources:
        counts = ", ".join(f"{title.lower()} {_many(count)}" for title, count in one.counts)
        lines.append(f"{one.title}: {counts}. Cách đếm: {one.counting[:1].lower()}{one.counting[1:]}")
    only = (f"chỉ có ở {one.title} {_many(count)}" for one, count in zip(draft.sources, draft.only, strict=True))
    lines.append(f"Ghép được {_many(draft.matched)} {listed.thing} theo mã; {'; '.join(only)}")
    write_dashes(document, tuple(lines), keep_marks=True)
    write_subheading(document, 2, "Sai lệch và nguyên nhân")
    settled = ""
    if listed.settled:
        settled = (
            f" Ngoài ra, {_many(listed.settled)} {listed.thing} đã có quyết định nên không nêu lại trong công văn."
        )
    write_paragraph(
        document,
        f"Có {_many(len(listed.rows))} {listed.thing} mà một nguồn tính trễ hạn hoặc quá hạn, nguồn kia không tính.{settled} "
        "Theo số liệu của hai nguồn, nguyên nhân chính của từng trường hợp như sau (danh sách tại Phụ lục kèm theo):",
    )
    rows = [_cause_row(number, one) for number, one in enumerate(draft.causes, start=1)]
    headings = ("TT", "NGUYÊN NHÂN", f"SỐ {listed.thing.upper()}", "ĐỀ NGHỊ")
    write_annex_table(document, headings=headings, widths_mm=_BODY_WIDTHS, rows=rows, merged=False)
    write_subheading(document, 3, "Đề nghị")
    write_paragraph(
        document,
        f"Đề nghị {listed.owner} kiểm tra từng {listed.thing} trong danh sách, cập nhật nguồn do cơ quan quản lý hoặc cho ý "
        f"kiến (thống nhất, không thống nhất, lý do, văn bản căn cứ) và gửi {listed.unit_name} trước ngày "
        f"{cited_date_text(draft.answer_by)}.",
    )
    closing = write_paragraph(
        document,
        "Nguyên nhân nêu trên được xác định theo số liệu để hai bên cùng kiểm tra; số liệu đã ghi ở từng nguồn được giữ "
        "nguyên, tỷ lệ giải quyết đúng hạn chỉ thay đổi khi có quyết định bằng văn bản về từng trường hợp.",
    )
    end_body(closing)


def _cause_row(number: int, one: CauseLine) -> AnnexRow:
    name = f"{one.title} ({one.code})" if one.code else one.title
    return AnnexRow(cells=(str(number), name, _many(one.count), one.proposal))


def _side(one: ListedSide) -> str:
    """One source's view in a cell: its status, the due day, the end."""
    due, end = day_or_moment(one.due), day_or_moment(one.end)
    parts = [one.status, f"hạn {due}" if due else "", f"kết thúc {end}" if end else ""]
    return _cited("; ".join(part for part in parts if part))


def _cited(text: str) -> str:
    """Days as documents write them: 09/8/2021."""
    return _DAY.sub(r"\1/\2/\3", text)


def _write_annex(document: Document, draft: LetterDraft, mark: str) -> None:
    listed = draft.listed
    section = annex_section(document, landscape=True, mark=mark)
    write_annex_head(
        document,
        title=f"Danh sách {listed.thing} có sai lệch giữa hai nguồn",
        reference=(
            f"(Kèm theo Công văn số{BLANK}/{draft.abbreviation} ngày{BLANK}tháng{BLANK}năm {draft.year} "
            f"của {listed.unit_name})"
        ),
        room_mm=text_width(section),
    )
    left, right = listed.left_title, listed.right_title
    notes = []
    if left == right:  # one source that holds both days
        notes.append(f"(1): {listed.left_counting}; (2): {listed.right_counting}.")
        left, right = f"{left} (1)", f"{right} (2)"
    headings = ("TT", "MÃ", "ĐƠN VỊ", left.upper(), right.upper(), "BẰNG CHỨNG TRONG SỐ LIỆU")
    write_annex_table(document, headings=headings, widths_mm=_ANNEX_WIDTHS, rows=_annex_rows(listed.rows), merged=False)
    if len(listed.rows) > MOST_LISTED:
        notes.append(
            f"Phụ lục nêu {_many(MOST_LISTED)} trong {_many(len(listed.rows))} {listed.thing}; toàn bộ danh sách gửi kèm "
            "ở tệp .xlsx."
        )
    if listed.illustrative:
        notes.append(
            "Các dòng dữ liệu là dữ liệu minh họa; bản này không phải văn bản chính thức và không có giá trị thi hành."
        )
    if notes:
        write(document, NOTE, f"Ghi chú: {' '.join(notes)}")


def _annex_rows(rows: tuple[ListRow, ...]) -> list[AnnexRow]:
    """The rows under their causes, in the order in which the causes first come; beside a cause how many rows have it, and
    how many of them are listed when that is fewer.
    """
    shown, every = rows[:MOST_LISTED], Counter(row.cause for row in rows)
    causes = list(dict.fromkeys(row.cause for row in shown))
    found, number = [], 0
    for at, cause in enumerate(causes, start=1):
        held = [row for row in shown if row.cause == cause]
        title = f"{cause[:1].upper()}{cause[1:]}: {_many(every[cause])}"
        if len(held) < every[cause]:
            title += f" (nêu {_many(len(held))})"
        found.append(AnnexRow(cells=(roman(at), title, *("",) * (len(_ANNEX_WIDTHS) - 2)), is_area=True))
        for row in held:
            number += 1
            cells = (str(number), row.code, row.unit, _side(row.left), _side(row.right), _cited(row.evidence))
            found.append(AnnexRow(cells=cells))
    return found
