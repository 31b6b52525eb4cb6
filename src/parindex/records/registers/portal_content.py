"""Contents of the agency's web portal (7.1), one row an item that had to be put up or brought up to date.

The day on which the reason arose decides which decree judges it: NĐ 43/2011 until 14/8/2022, NĐ 42/2022 from then on.
"""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import basis_column, evidence_column, note_column, responsible_column

CATEGORIES = (
    Choice(value="introduction", title="Giới thiệu cơ quan", synonyms=("Giới thiệu", "Cơ cấu tổ chức")),
    Choice(value="news", title="Tin tức, sự kiện", synonyms=("Tin tức", "Tin, bài", "Tin")),
    Choice(value="directives", title="Thông tin chỉ đạo, điều hành", synonyms=("Chỉ đạo, điều hành",)),
    Choice(value="legal_documents", title="Văn bản", synonyms=("Văn bản quy phạm pháp luật", "Văn bản QPPL")),
    Choice(value="procedures", title="Thủ tục hành chính", synonyms=("TTHC", "Dịch vụ công trực tuyến")),
    Choice(value="planning", title="Chiến lược, quy hoạch, kế hoạch", synonyms=("Quy hoạch", "Kế hoạch")),
    Choice(value="budget", title="Công khai ngân sách", synonyms=("Ngân sách", "Dự án, đấu thầu")),
    Choice(value="statistics", title="Thông tin thống kê", synonyms=("Thống kê", "Báo cáo thống kê")),
    Choice(value="information_access", title="Tiếp cận thông tin", synonyms=("Thông tin phải công khai",)),
    Choice(value="questions", title="Hỏi đáp, góp ý", synonyms=("Hỏi đáp", "Lấy ý kiến góp ý")),
)
_DAY = ColumnType.DATE

PORTAL_CONTENT = Register(
    name="portal_content",
    title="Nội dung trang thông tin điện tử",
    criterion="7.1",
    key=("category", "item", "arose"),
    listed=("item", "category", "unit", "arose", "published", "complete", "link"),
    columns=(
        Column(
            name="category",
            title="Chuyên mục",
            type=ColumnType.CHOICE,
            choices=CATEGORIES,
            required=True,
            synonyms=("Mục", "Nhóm thông tin"),
        ),
        Column(name="item", title="Nội dung", required=True, synonyms=("Tên tin, bài", "Tiêu đề", "Thông tin")),
        unit_column("Đơn vị cung cấp", "Đơn vị phụ trách"),
        Column(
            name="required",
            title="Nội dung bắt buộc",
            type=ColumnType.BOOLEAN,
            required=True,
            synonyms=("Bắt buộc",),
            hint="Có: nằm trong danh mục phải cung cấp theo nghị định",
        ),
        Column(
            name="arose",
            title="Ngày phát sinh",
            type=_DAY,
            required=True,
            synonyms=("Ngày có thay đổi", "Ngày ban hành", "Ngày sự kiện"),
            hint="Ngày có văn bản, sự kiện hoặc thay đổi phải đưa lên trang",
        ),
        Column(name="published", title="Ngày đăng, cập nhật", type=_DAY, synonyms=("Ngày đăng", "Ngày cập nhật")),
        Column(
            name="complete",
            title="Đủ nội dung",
            type=ColumnType.BOOLEAN,
            synonyms=("Đầy đủ", "Đủ nội dung theo quy định"),
        ),
        Column(name="link", title="Đường dẫn", synonyms=("Liên kết", "Địa chỉ")),
        basis_column(),
        responsible_column(),
        evidence_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="before_arose",
            column="published",
            holds="published IS NULL OR published >= arose",
            message="Ngày đăng trước ngày phát sinh; hãy xem lại hai ngày này.",
        ),
        Check(
            code="not_published",
            column="complete",
            holds="complete IS DISTINCT FROM TRUE OR published IS NOT NULL",
            message="Ghi đủ nội dung thì cần ngày đăng; hãy ghi ngày đăng, cập nhật.",
        ),
    ),
)
