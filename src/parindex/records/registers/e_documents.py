"""Documents sent and received through the document system (7.1), one row a document.

Only the number of a secret document is kept, never what it says: such a document does not travel this way.
"""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import note_column, responsible_column

DIRECTIONS = (
    Choice(value="out", title="Văn bản đi", synonyms=("Đi", "Phát hành")),
    Choice(value="in", title="Văn bản đến", synonyms=("Đến", "Nhận")),
)
FORMS = (
    Choice(value="electronic", title="Điện tử", synonyms=("Văn bản điện tử", "ĐT")),
    Choice(value="paper", title="Giấy", synonyms=("Văn bản giấy", "Bản giấy")),
    Choice(value="both", title="Song song", synonyms=("Điện tử và giấy", "Cả hai")),
)
_DAY, _YES_NO = ColumnType.DATE, ColumnType.BOOLEAN

E_DOCUMENTS = Register(
    name="e_documents",
    title="Văn bản đi, văn bản đến",
    criterion="7.1",
    key=("direction", "issuer", "number", "issued"),
    listed=("direction", "number", "issued", "issuer", "unit", "form", "due", "done"),
    columns=(
        Column(
            name="direction",
            title="Chiều văn bản",
            type=ColumnType.CHOICE,
            choices=DIRECTIONS,
            required=True,
            synonyms=("Loại sổ", "Đi/đến"),
        ),
        Column(
            name="number",
            title="Số, ký hiệu",
            type=ColumnType.CODE,
            required=True,
            synonyms=("Số ký hiệu", "Số văn bản"),
        ),
        Column(
            name="issued",
            title="Ngày văn bản",
            type=_DAY,
            required=True,
            synonyms=("Ngày ban hành", "Ngày ký", "Ngày, tháng, năm văn bản"),
        ),
        Column(
            name="issuer",
            title="Cơ quan ban hành",
            required=True,
            synonyms=("Tác giả văn bản", "Nơi gửi", "Cơ quan gửi"),
        ),
        unit_column("Đơn vị xử lý", "Đơn vị soạn", "Phòng xử lý"),
        Column(
            name="summary",
            title="Trích yếu",
            synonyms=("Trích yếu nội dung", "Nội dung"),
            hint="Để trống với văn bản mật",
        ),
        Column(name="secret", title="Văn bản mật", type=_YES_NO, synonyms=("Mật", "Độ mật")),
        Column(
            name="form",
            title="Hình thức",
            type=ColumnType.CHOICE,
            choices=FORMS,
            required=True,
            synonyms=("Hình thức gửi", "Hình thức văn bản"),
        ),
        Column(
            name="signed_by_person",
            title="Chữ ký số cá nhân",
            type=_YES_NO,
            synonyms=("Ký số cá nhân", "Chữ ký số của người có thẩm quyền"),
        ),
        Column(
            name="signed_by_agency",
            title="Chữ ký số cơ quan",
            type=_YES_NO,
            synonyms=("Ký số cơ quan", "Chữ ký số của cơ quan, tổ chức"),
        ),
        Column(name="sent", title="Ngày gửi trên trục", type=_DAY, synonyms=("Ngày gửi", "Ngày liên thông")),
        Column(name="received", title="Ngày đến", type=_DAY, synonyms=("Ngày nhận", "Ngày tiếp nhận")),
        Column(name="due", title="Hạn xử lý", type=_DAY, synonyms=("Thời hạn giải quyết", "Hạn")),
        Column(name="done", title="Ngày xử lý xong", type=_DAY, synonyms=("Ngày giải quyết", "Ngày hoàn thành")),
        responsible_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="secret_text",
            column="summary",
            holds="secret IS DISTINCT FROM TRUE OR summary IS NULL",
            message="Văn bản mật không được ghi trích yếu vào đây; hãy xóa trích yếu, chỉ để số và ngày.",
        ),
        Check(
            code="secret_sent",
            column="sent",
            holds="secret IS DISTINCT FROM TRUE OR sent IS NULL",
            message="Văn bản mật không gửi trên trục liên thông; hãy xem lại dấu mật hoặc ngày gửi.",
        ),
        Check(
            code="before_issued",
            column="sent",
            holds="sent IS NULL OR sent >= issued",
            message="Ngày gửi trước ngày văn bản; hãy xem lại hai ngày này.",
        ),
        Check(
            code="before_received",
            column="done",
            holds="done IS NULL OR received IS NULL OR done >= received",
            message="Ngày xử lý xong trước ngày đến; hãy xem lại hai ngày này.",
        ),
    ),
)
