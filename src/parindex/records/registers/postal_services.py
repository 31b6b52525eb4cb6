"""Procedures by public post (7.4, Quyết định số 45/2016/QĐ-TTg), one row a procedure and year: plan and reported totals.

Which procedures are offered by post stands in the list of procedures, which were used is counted from dossiers (see
`online_services`, which is built alike). Here: whether dossiers may come in, results may go out, the target and what was
reported, and why nobody used it.
"""

from parindex.records.schema import Check, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import evidence_column, note_column, responsible_column

D, N, B = ColumnType.DATE, ColumnType.INTEGER, ColumnType.BOOLEAN

POSTAL_SERVICES = Register(
    name="postal_services",
    title="Tiếp nhận, trả kết quả qua bưu chính công ích",
    criterion="7.4",
    key=("year", "procedure"),
    listed=("procedure", "procedure_name", "unit", "target", "dossiers", "received", "returned", "reason"),
    columns=(
        Column(name="year", title="Năm", type=N, required=True, synonyms=("Năm kế hoạch",)),
        Column(
            name="procedure",
            title="Mã TTHC",
            type=ColumnType.CODE,
            required=True,
            synonyms=("Mã thủ tục", "Mã số TTHC"),
        ),
        Column(name="procedure_name", title="Tên TTHC", synonyms=("Tên thủ tục", "Tên thủ tục hành chính")),
        unit_column("Đơn vị giải quyết", "Phòng giải quyết"),
        Column(name="receives", title="Tiếp nhận qua bưu chính", type=B, synonyms=("Tiếp nhận", "Nhận hồ sơ")),
        Column(name="returns", title="Trả kết quả qua bưu chính", type=B, synonyms=("Trả kết quả",)),
        Column(name="offered_from", title="Thực hiện từ ngày", type=D, synonyms=("Ngày thực hiện", "Từ ngày")),
        Column(name="offered_to", title="Ngừng thực hiện từ ngày", type=D, synonyms=("Ngày ngừng", "Ngừng thực hiện")),
        Column(name="decision", title="Quyết định danh mục", synonyms=("Số quyết định",)),
        Column(
            name="target",
            title="Chỉ tiêu hồ sơ qua bưu chính (%)",
            type=ColumnType.DECIMAL,
            synonyms=("Chỉ tiêu", "Chỉ tiêu (%)"),
        ),
        Column(name="dossiers", title="Tổng số hồ sơ", type=N, synonyms=("Số hồ sơ", "Tổng hồ sơ")),
        Column(name="received", title="Số hồ sơ nhận qua bưu chính", type=N, synonyms=("Hồ sơ nhận qua BCCI",)),
        Column(name="returned", title="Số kết quả trả qua bưu chính", type=N, synonyms=("Kết quả trả qua BCCI",)),
        Column(name="communicated", title="Ngày tuyên truyền", type=D, synonyms=("Ngày hướng dẫn, tuyên truyền",)),
        Column(name="reason", title="Lý do chưa phát sinh", synonyms=("Lý do",)),
        responsible_column(),
        evidence_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="offers_nothing",
            column="receives",
            holds="receives IS DISTINCT FROM FALSE OR returns IS DISTINCT FROM FALSE",
            message="Không tiếp nhận và không trả kết quả qua bưu chính thì không ghi vào sổ này.",
        ),
        Check(
            code="wrong_order",
            column="offered_to",
            holds="offered_to IS NULL OR offered_from IS NULL OR offered_to > offered_from",
            message="Ngày ngừng thực hiện phải sau ngày thực hiện; hãy xem lại hai ngày này.",
        ),
        Check(
            code="more_than_all",
            column="received",
            holds="least(coalesce(dossiers, 0), coalesce(received, 0), coalesce(returned, 0)) >= 0"
            " AND (dossiers IS NULL OR greatest(coalesce(received, 0), coalesce(returned, 0)) <= dossiers)",
            message="Số hồ sơ nhận hoặc trả qua bưu chính nhiều hơn tổng số hồ sơ, hoặc âm; hãy xem lại.",
        ),
        Check(
            code="not_percent",
            column="target",
            holds="target BETWEEN 0 AND 100",
            message="Chỉ tiêu từ 0 đến 100 (%).",
        ),
    ),
)
