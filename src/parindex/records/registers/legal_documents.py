"""Legal documents: drafting (2.1 on schedule, 2.2 by the full procedure), and review of those in force.

A row is one text of a year's programme. Steps are dates; a step that the procedure does not ask for stays empty. Texts
that are only reviewed have no programme deadline. How the law is carried out (theo dõi thi hành pháp luật) is a plan and a
report: rows of `plan_items` and `reports`.
"""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import basis_column, evidence_column, note_column, responsible_column

KINDS = (
    Choice(value="resolution", title="Nghị quyết của HĐND tỉnh", synonyms=("Nghị quyết", "NQ", "NQ HĐND")),
    Choice(value="decision", title="Quyết định của UBND tỉnh", synonyms=("Quyết định", "QĐ", "QĐ UBND")),
    Choice(value="chairman", title="Quyết định của Chủ tịch UBND tỉnh", synonyms=("QĐ Chủ tịch UBND",)),
    Choice(value="other", title="Văn bản khác", synonyms=("Khác",)),
)
RESULTS = (
    Choice(value="fits", title="Còn phù hợp", synonyms=("Tiếp tục thực hiện", "Phù hợp")),
    Choice(value="amend", title="Đề nghị sửa đổi, bổ sung", synonyms=("Sửa đổi, bổ sung", "Sửa đổi")),
    Choice(value="replace", title="Đề nghị thay thế", synonyms=("Thay thế", "Ban hành mới")),
    Choice(value="abolish", title="Đề nghị bãi bỏ", synonyms=("Bãi bỏ",)),
    Choice(value="expired", title="Đã hết hiệu lực", synonyms=("Hết hiệu lực",)),
)
D, B = ColumnType.DATE, ColumnType.BOOLEAN


def _after(column: str, earlier: str, words: str) -> Check:
    return Check(
        code="wrong_order",
        column=column,
        holds=f"{column} IS NULL OR {earlier} IS NULL OR {column} >= {earlier}",
        message=f"{words}; hãy xem lại hai ngày này.",
    )


LEGAL_DOCUMENTS = Register(
    name="legal_documents",
    title="Xây dựng, rà soát văn bản quy phạm pháp luật",
    criterion="2.1, 2.2",
    key=("year", "name"),
    listed=("name", "kind", "unit", "due", "submitted", "issued", "document", "effective"),
    columns=(
        Column(name="year", title="Năm", type=ColumnType.INTEGER, required=True, synonyms=("Năm chương trình",)),
        Column(
            name="name",
            title="Tên văn bản",
            required=True,
            synonyms=("Trích yếu", "Tên gọi, trích yếu", "Tên dự thảo", "Tên văn bản QPPL"),
        ),
        Column(
            name="kind",
            title="Loại văn bản",
            type=ColumnType.CHOICE,
            choices=KINDS,
            required=True,
            synonyms=("Hình thức văn bản", "Loại", "Cơ quan ban hành"),
        ),
        unit_column("Đơn vị soạn thảo", "Đơn vị chủ trì soạn thảo", "Phòng soạn thảo", "Đơn vị rà soát"),
        basis_column("Văn bản giao", "Chương trình, kế hoạch", "Chương trình"),
        Column(
            name="due",
            title="Thời hạn theo chương trình",
            type=D,
            synonyms=("Thời hạn", "Hạn trình", "Thời gian trình", "Thời hạn ban hành"),
        ),
        Column(
            name="needs_proposal",
            title="Phải lập đề nghị xây dựng",
            type=B,
            synonyms=("Lập đề nghị", "Có đề nghị xây dựng"),
        ),
        Column(
            name="proposed",
            title="Ngày thông qua đề nghị xây dựng",
            type=D,
            synonyms=("Ngày thông qua chính sách", "Ngày đề nghị xây dựng"),
        ),
        Column(
            name="shortened",
            title="Trình tự, thủ tục rút gọn",
            type=B,
            synonyms=("Rút gọn", "Theo thủ tục rút gọn"),
        ),
        Column(
            name="posted_from",
            title="Đăng lấy ý kiến từ ngày",
            type=D,
            synonyms=("Ngày đăng lấy ý kiến", "Lấy ý kiến từ"),
        ),
        Column(
            name="posted_to",
            title="Đăng lấy ý kiến đến ngày",
            type=D,
            synonyms=("Lấy ý kiến đến", "Ngày kết thúc lấy ý kiến"),
        ),
        Column(
            name="comments",
            title="Văn bản tổng hợp, giải trình ý kiến",
            synonyms=("Tổng hợp ý kiến", "Bảng tổng hợp, tiếp thu ý kiến"),
        ),
        Column(
            name="appraisal_sent",
            title="Ngày gửi thẩm định",
            type=D,
            synonyms=("Gửi thẩm định", "Ngày gửi Sở Tư pháp"),
        ),
        Column(
            name="appraised",
            title="Ngày báo cáo thẩm định",
            type=D,
            synonyms=("Thẩm định", "Ngày thẩm định"),
        ),
        Column(name="appraisal", title="Báo cáo thẩm định", synonyms=("Số báo cáo thẩm định",)),
        Column(name="submitted", title="Ngày trình", type=D, synonyms=("Ngày trình UBND tỉnh", "Ngày tờ trình")),
        Column(name="issued", title="Ngày ban hành", type=D, synonyms=("Ngày ký ban hành",)),
        Column(
            name="document",
            title="Số, ký hiệu văn bản",
            synonyms=("Số, ký hiệu", "Số ký hiệu", "Số văn bản"),
        ),
        Column(name="effective", title="Ngày có hiệu lực", type=D, synonyms=("Hiệu lực từ", "Ngày hiệu lực")),
        Column(
            name="gazetted",
            title="Ngày đăng Công báo",
            type=D,
            synonyms=("Ngày đăng Công báo, cơ sở dữ liệu", "Đăng Công báo"),
        ),
        Column(
            name="higher_text",
            title="Văn bản được quy định chi tiết",
            synonyms=("Văn bản cấp trên", "Văn bản giao quy định chi tiết"),
            hint="Điều, khoản của luật, nghị định, thông tư giao quy định chi tiết",
        ),
        Column(
            name="higher_effective",
            title="Ngày hiệu lực của văn bản được quy định chi tiết",
            type=D,
            synonyms=("Ngày hiệu lực văn bản cấp trên",),
        ),
        Column(name="review_due", title="Hạn rà soát", type=D, synonyms=("Thời hạn rà soát",)),
        Column(name="reviewed", title="Ngày rà soát xong", type=D, synonyms=("Ngày rà soát",)),
        Column(
            name="review_result",
            title="Kết quả rà soát",
            type=ColumnType.CHOICE,
            choices=RESULTS,
            synonyms=("Kiến nghị sau rà soát",),
        ),
        Column(
            name="review_handled",
            title="Ngày xử lý sau rà soát",
            type=D,
            synonyms=("Ngày xử lý kiến nghị", "Xử lý sau rà soát"),
        ),
        responsible_column(),
        evidence_column(),
        note_column("Lý do chậm"),
    ),
    checks=(
        _after("posted_to", "posted_from", "Ngày kết thúc lấy ý kiến trước ngày bắt đầu"),
        _after("appraised", "appraisal_sent", "Ngày báo cáo thẩm định trước ngày gửi thẩm định"),
        _after("issued", "submitted", "Ngày ban hành trước ngày trình"),
        _after("effective", "issued", "Ngày có hiệu lực trước ngày ban hành"),
        _after("review_handled", "reviewed", "Ngày xử lý trước ngày rà soát xong"),
        Check(
            code="posting_start_missing",
            column="posted_from",
            holds="posted_to IS NULL OR posted_from IS NOT NULL",
            message="Có ngày kết thúc lấy ý kiến thì cần ngày bắt đầu đăng.",
        ),
        Check(
            code="document_missing",
            column="document",
            holds="issued IS NULL OR document IS NOT NULL",
            message="Đã ban hành thì cần số, ký hiệu văn bản.",
        ),
        Check(
            code="higher_date_missing",
            column="higher_effective",
            holds="higher_text IS NULL OR higher_effective IS NOT NULL",
            message="Văn bản quy định chi tiết thì cần ngày hiệu lực của văn bản được quy định chi tiết.",
        ),
        Check(
            code="result_missing",
            column="review_result",
            holds="reviewed IS NULL OR review_result IS NOT NULL",
            message="Đã rà soát thì cần kết quả rà soát.",
        ),
    ),
)
