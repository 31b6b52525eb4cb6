"""Processes of the quality system ISO 9001:2015 (7.5), one row a version of a process.

A version names what made it necessary: the decision that changed the procedure, and by when it had to follow.
"""

from parindex.records.schema import Check, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import evidence_column, note_column, responsible_column

_DAY = ColumnType.DATE

ISO_PROCESSES = Register(
    name="iso_processes",
    title="Quy trình ISO 9001:2015",
    criterion="7.5",
    key=("code", "version"),
    listed=("code", "name", "version", "procedure", "unit", "changed", "due", "issued"),
    columns=(
        Column(name="code", title="Mã quy trình", type=ColumnType.CODE, required=True, synonyms=("Ký hiệu quy trình",)),
        Column(name="name", title="Tên quy trình", required=True, synonyms=("Quy trình",)),
        Column(
            name="version",
            title="Lần ban hành",
            type=ColumnType.CODE,
            required=True,
            synonyms=("Phiên bản", "Lần sửa đổi"),
        ),
        Column(
            name="procedure",
            title="Mã TTHC",
            type=ColumnType.CODE,
            synonyms=("Mã thủ tục", "Mã thủ tục hành chính"),
            hint="Để trống với quy trình nội bộ không gắn với thủ tục",
        ),
        unit_column("Đơn vị áp dụng", "Phòng áp dụng"),
        Column(
            name="basis",
            title="Quyết định thay đổi TTHC",
            synonyms=("Văn bản căn cứ", "Quyết định công bố TTHC"),
            hint="Lý do phải ban hành lần này; để trống với lần đầu",
        ),
        Column(name="changed", title="Ngày TTHC thay đổi", type=_DAY, synonyms=("Ngày thay đổi", "Ngày công bố TTHC")),
        Column(name="due", title="Hạn cập nhật", type=_DAY, synonyms=("Hạn sửa đổi quy trình", "Hạn")),
        Column(name="issued", title="Ngày ban hành", type=_DAY, synonyms=("Ngày ban hành quy trình", "Ngày sửa đổi")),
        Column(name="withdrawn", title="Hết hiệu lực từ", type=_DAY, synonyms=("Ngày bãi bỏ",)),
        Column(
            name="announcement",
            title="Văn bản công bố",
            synonyms=("Quyết định công bố ISO", "Bản công bố"),
            hint="Số, ký hiệu quyết định công bố hệ thống phù hợp tiêu chuẩn",
        ),
        Column(name="announced", title="Ngày công bố", type=_DAY, synonyms=("Ngày công bố ISO",)),
        Column(
            name="sent_to_science",
            title="Ngày gửi Sở Khoa học và Công nghệ",
            type=_DAY,
            synonyms=("Gửi Sở KH&CN", "Ngày gửi Sở KHCN"),
        ),
        responsible_column(),
        evidence_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="before_changed",
            column="due",
            holds="due IS NULL OR changed IS NULL OR due >= changed",
            message="Hạn cập nhật trước ngày TTHC thay đổi; hãy xem lại hai ngày này.",
        ),
        Check(
            code="announcement_missing",
            column="announcement",
            holds="announced IS NULL OR announcement IS NOT NULL",
            message="Đã có ngày công bố thì cần số văn bản công bố.",
        ),
        Check(
            code="before_issued",
            column="withdrawn",
            holds="withdrawn IS NULL OR issued IS NULL OR withdrawn >= issued",
            message="Ngày hết hiệu lực trước ngày ban hành; hãy xem lại hai ngày này.",
        ),
    ),
)
