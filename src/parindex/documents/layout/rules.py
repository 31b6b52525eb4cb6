"""The rules by id, each with what it asks in Vietnamese and the function that looks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from parindex.documents.layout import (
    checks_annex,
    checks_body,
    checks_header,
    checks_numbers,
    checks_page,
    checks_signature,
)
from parindex.documents.layout.anatomy import Anatomy, dissect
from parindex.documents.layout.reading import read_sections


@dataclass(frozen=True)
class LayoutRule:
    """`holds` answers None when the rule has nothing to look at (an annex rule without an annex)."""

    title: str
    holds: Callable[[Anatomy], bool | None]


# Ids as in NĐ 30/2020/NĐ-CP, Phụ lục I, sorted by part: P page, H head, B body, S signature, A annex; N from practice.
LAYOUT_RULES: Mapping[str, LayoutRule] = {
    "P1": LayoutRule("Khổ giấy A4, trang đứng; chỉ phụ lục được đặt ngang", checks_page.paper),
    "P2": LayoutRule("Lề trên, dưới 20–25 mm; trái 30–35 mm; phải 15–20 mm", checks_page.margins),
    "P3": LayoutRule("Phông chữ Times New Roman, màu đen, Unicode dựng sẵn", checks_page.font),
    "P4": LayoutRule("Số trang ở giữa lề trên, đánh từ 1, không hiện ở trang đầu", checks_page.page_number),
    "P5": LayoutRule("Phần đầu là lưới 2×2 không kẻ viền; số và ngày cùng một hàng", checks_page.invisible_grids),
    "H1": LayoutRule("Quốc hiệu: in hoa, đậm, cỡ 12–13, trên một dòng", checks_header.nation),
    "H2": LayoutRule("Tiêu ngữ: đậm, cỡ 13–14, đường kẻ dài bằng dòng chữ", checks_header.motto),
    "H3": LayoutRule("Quốc hiệu và Tiêu ngữ cách nhau dòng đơn", checks_header.single_spacing),
    "H4": LayoutRule("Cơ quan chủ quản: in hoa, không đậm, cỡ 12–13", checks_header.superior),
    "H5": LayoutRule("Cơ quan ban hành: in hoa, đậm, cỡ 12–13, đường kẻ 1/3–1/2", checks_header.issuer),
    "H6": LayoutRule("Số, ký hiệu: đứng, cỡ 13, không có khoảng trắng thừa", checks_header.symbol),
    "H7": LayoutRule("Địa danh, ngày tháng: nghiêng, cỡ 13–14, để trống hoặc đủ số 0", checks_header.place_and_day),
    "H8": LayoutRule("Tên loại văn bản: in hoa, đậm, giữa dòng, cỡ 13–14", checks_header.kind),
    "H9": LayoutRule("Trích yếu: chữ thường, đậm, giữa dòng, đường kẻ 1/3–1/2", checks_header.summary),
    "H10": LayoutRule("Công văn: “V/v …” dưới số, ký hiệu, chữ thường, đứng, cỡ 12–13", checks_header.subject),
    "H11": LayoutRule("“Kính gửi”: chữ thường, đứng, cỡ 13–14, nêu nơi nhận", checks_header.addressee),
    "B1": LayoutRule("Nội dung một cỡ chữ, 13–14", checks_body.one_size),
    "B2": LayoutRule("Nội dung canh đều hai bên", checks_body.justified),
    "B3": LayoutRule("Dòng đầu lùi 1 cm hoặc 1,27 cm", checks_body.first_line),
    "B4": LayoutRule("Khoảng cách giữa các đoạn từ 6 pt", checks_body.paragraph_gap),
    "B5": LayoutRule("Giãn dòng từ đơn đến 1,5", checks_body.line_spacing),
    "B6": LayoutRule("Căn cứ: nghiêng, mỗi căn cứ một dòng, cuối dòng “;”, dòng cuối “.”", checks_body.bases),
    "B7": LayoutRule("Viện dẫn lần đầu đủ số và ngày; luật không ghi số", checks_body.citations),
    "B8": LayoutRule("Kết thúc nội dung bằng “./.”", checks_body.ending),
    "B9": LayoutRule("Đánh số I., 1., a) liên tục, đúng thứ tự chữ cái tiếng Việt", checks_body.numbering),
    "S1": LayoutRule("Nơi nhận và chữ ký hai cột, liền sau nội dung, không tách trang", checks_signature.block),
    "S2": LayoutRule("Quyền hạn, chức vụ người ký: in hoa, đậm, cỡ 13–14", checks_signature.title),
    "S3": LayoutRule("Họ tên người ký: để trống, hoặc chữ thường, đậm, không học hàm", checks_signature.name),
    "S4": LayoutRule("Chừa khoảng 30–40 mm để ký, đóng dấu", checks_signature.room),
    "S6": LayoutRule(
        "Nơi nhận: cỡ 12 đậm nghiêng; từng dòng cỡ 11; dòng cuối “Lưu: VT, …”", checks_signature.recipients
    ),
    "A1": LayoutRule("“Phụ lục”: chữ thường, đậm, cỡ 14, giữa dòng", checks_annex.word),
    "A2": LayoutRule("Tên phụ lục: in hoa, đậm, cỡ 13–14, giữa dòng", checks_annex.title),
    "A3": LayoutRule("“(Kèm theo …)”: nghiêng, giữa dòng, có đường kẻ", checks_annex.reference),
    "A4": LayoutRule("Bảng: tiêu đề lặp lại, hàng không tách trang, canh cột đúng", checks_annex.table),
    "A6": LayoutRule("Nội dung nêu phụ lục; phụ lục đánh số trang riêng", checks_annex.listed_and_renumbered),
    "N1": LayoutRule("Số: dấu chấm hàng nghìn, dấu phẩy thập phân, % viết liền", checks_numbers.separators),
    "N2": LayoutRule("Ngày dưới 10 và tháng 1, 2 có số 0 ở trước", checks_numbers.days),
    "N3": LayoutRule("Mức thay đổi của tỷ lệ ghi “điểm phần trăm”", checks_numbers.percentage_points),
}


def check_layout(docx: bytes) -> dict[str, bool]:
    """Each rule that applies to the document, true where it holds. InputFault when the bytes are not a Word file."""
    found = dissect(read_sections(docx))
    answers = {rule_id: rule.holds(found) for rule_id, rule in LAYOUT_RULES.items()}
    return {rule_id: answer for rule_id, answer in answers.items() if answer is not None}
