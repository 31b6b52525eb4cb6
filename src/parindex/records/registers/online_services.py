"""Public services online (7.3), one row a service and year: what was planned for it, and what was reported of it.

Which services are offered stands in one place only, the list of procedures with its level and dates of validity; which were
used is counted from dossiers. This register holds what neither says: the target set for a service, how it can be paid, the
totals that the one-stop software reports, whom it was made known to, and why nobody filed online. An office that fills only
`procedures` loses nothing of the shares of services used; one that fills only this register gets no such share at all.
Levels 3 and 4 are the words in force until 14/8/2022; "một phần" and "toàn trình" those from 15/8/2022 (NĐ 42/2022).
"""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import evidence_column, note_column, responsible_column

LEVELS = (
    Choice(value="3", title="Mức độ 3", synonyms=("Mức 3", "3")),
    Choice(value="4", title="Mức độ 4", synonyms=("Mức 4", "4")),
    Choice(value="partial", title="Một phần", synonyms=("Trực tuyến một phần",)),
    Choice(value="full", title="Toàn trình", synonyms=("Trực tuyến toàn trình",)),
)
D, N = ColumnType.DATE, ColumnType.INTEGER

ONLINE_SERVICES = Register(
    name="online_services",
    title="Dịch vụ công trực tuyến",
    criterion="7.3",
    key=("year", "procedure"),
    listed=("procedure", "procedure_name", "unit", "level", "target", "dossiers", "online", "reason"),
    columns=(
        Column(name="year", title="Năm", type=N, required=True, synonyms=("Năm kế hoạch",)),
        Column(
            name="procedure",
            title="Mã TTHC",
            type=ColumnType.CODE,
            required=True,
            synonyms=("Mã thủ tục", "Mã số TTHC", "Mã dịch vụ công"),
        ),
        Column(
            name="procedure_name",
            title="Tên TTHC",
            synonyms=("Tên thủ tục", "Tên thủ tục hành chính", "Tên dịch vụ công"),
        ),
        unit_column("Đơn vị giải quyết", "Phòng giải quyết"),
        Column(
            name="level",
            title="Mức độ cung cấp",
            type=ColumnType.CHOICE,
            choices=LEVELS,
            required=True,
            synonyms=("Mức độ", "Mức độ DVCTT"),
        ),
        Column(name="offered_from", title="Cung cấp từ ngày", type=D, synonyms=("Ngày cung cấp", "Cung cấp từ")),
        Column(name="offered_to", title="Ngừng cung cấp từ ngày", type=D, synonyms=("Ngày ngừng", "Ngừng cung cấp")),
        Column(
            name="decision",
            title="Quyết định danh mục",
            synonyms=("Quyết định phê duyệt danh mục", "Số quyết định"),
        ),
        Column(
            name="payable",
            title="Có nghĩa vụ tài chính",
            type=ColumnType.BOOLEAN,
            synonyms=("Có phí, lệ phí", "Phí, lệ phí"),
        ),
        Column(
            name="paid_online",
            title="Thanh toán trực tuyến được",
            type=ColumnType.BOOLEAN,
            synonyms=("Thanh toán trực tuyến",),
        ),
        Column(
            name="target",
            title="Chỉ tiêu hồ sơ trực tuyến (%)",
            type=ColumnType.DECIMAL,
            synonyms=("Chỉ tiêu", "Chỉ tiêu (%)"),
        ),
        Column(name="dossiers", title="Tổng số hồ sơ", type=N, synonyms=("Số hồ sơ", "Tổng hồ sơ")),
        Column(name="online", title="Số hồ sơ trực tuyến", type=N, synonyms=("Hồ sơ trực tuyến",)),
        Column(
            name="communicated",
            title="Ngày tuyên truyền",
            type=D,
            synonyms=("Ngày hướng dẫn, tuyên truyền",),
        ),
        Column(
            name="reason",
            title="Lý do chưa phát sinh",
            synonyms=("Lý do", "Lý do không phát sinh hồ sơ trực tuyến"),
        ),
        responsible_column(),
        evidence_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="old_level",
            column="level",
            holds="level NOT IN ('3', '4') OR (year <= 2022 AND coalesce(offered_from, DATE '2022-01-01') < DATE '2022-08-15')",
            message="Từ 15/8/2022 mức độ 3, 4 được thay bằng một phần, toàn trình; hãy ghi theo cách mới.",
        ),
        Check(
            code="new_level",
            column="level",
            holds="level NOT IN ('partial', 'full') OR year >= 2022",
            message="Một phần, toàn trình có từ 15/8/2022; các năm trước hãy ghi mức độ 3 hoặc 4.",
        ),
        Check(
            code="wrong_order",
            column="offered_to",
            holds="offered_to IS NULL OR offered_from IS NULL OR offered_to > offered_from",
            message="Ngày ngừng cung cấp phải sau ngày cung cấp; hãy xem lại hai ngày này.",
        ),
        Check(
            code="more_than_all",
            column="online",
            holds="coalesce(dossiers, 0) >= 0 AND coalesce(online, 0) >= 0"
            " AND (dossiers IS NULL OR coalesce(online, 0) <= dossiers)",
            message="Số hồ sơ trực tuyến nhiều hơn tổng số hồ sơ, hoặc âm; hãy xem lại hai số này.",
        ),
        Check(
            code="not_percent",
            column="target",
            holds="target BETWEEN 0 AND 100",
            message="Chỉ tiêu từ 0 đến 100 (%).",
        ),
        Check(
            code="not_payable",
            column="paid_online",
            holds="paid_online IS DISTINCT FROM TRUE OR payable IS DISTINCT FROM FALSE",
            message="Không có nghĩa vụ tài chính thì không có thanh toán trực tuyến; hãy xem lại hai ô này.",
        ),
    ),
)
