"""Feedback and petitions of people and organisations on administrative rules and acts (PAKN, 3.4).

On how officials behave and on the rules themselves are two kinds, never added up unseen (Nghị định số 20/2008/NĐ-CP,
amended by Nghị định số 48/2013/NĐ-CP and 92/2017/NĐ-CP). Who sent it is a personal column: read, then dropped.
"""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import evidence_column, note_column, responsible_column

CHANNELS = (
    Choice(value="portal", title="Cổng Dịch vụ công quốc gia", synonyms=("Cổng DVCQG", "Cổng quốc gia")),
    Choice(value="province", title="Hệ thống của tỉnh", synonyms=("Cổng dịch vụ công tỉnh", "Phần mềm của tỉnh")),
    Choice(value="phone", title="Điện thoại, đường dây nóng", synonyms=("Điện thoại", "Đường dây nóng", "1022")),
    Choice(value="letter", title="Văn bản, thư điện tử", synonyms=("Văn bản", "Thư điện tử", "Email", "Bưu điện")),
    Choice(value="direct", title="Trực tiếp", synonyms=("Tại trụ sở", "Tiếp công dân")),
)
KINDS = (
    Choice(
        value="behaviour",
        title="Hành vi hành chính",
        synonyms=("Hành vi", "Về hành vi của cán bộ, công chức, viên chức", "Về cán bộ, công chức"),
    ),
    Choice(
        value="rules",
        title="Quy định hành chính",
        synonyms=("Quy định", "Về quy định hành chính", "Nội dung quy định hành chính"),
    ),
)
RATINGS = (
    Choice(value="like", title="Hài lòng", synonyms=("Thích", "Like")),
    Choice(value="dislike", title="Không hài lòng", synonyms=("Không thích", "Dislike", "Chưa hài lòng")),
)
D = ColumnType.DATE


def _after(column: str, earlier: str, words: str) -> Check:
    return Check(
        code="wrong_order",
        column=column,
        holds=f"{column} IS NULL OR {earlier} IS NULL OR {column} >= {earlier}",
        message=f"{words}; hãy xem lại hai ngày này.",
    )


PETITIONS = Register(
    name="petitions",
    title="Phản ánh, kiến nghị của cá nhân, tổ chức",
    criterion="3.4",
    key=("code",),
    listed=("code", "kind", "unit", "received", "answered", "published", "rating", "content"),
    columns=(
        Column(
            name="code",
            title="Mã phản ánh, kiến nghị",
            type=ColumnType.CODE,
            required=True,
            synonyms=("Mã PAKN", "Mã", "Số PAKN", "Mã số"),
        ),
        Column(
            name="channel",
            title="Kênh tiếp nhận",
            type=ColumnType.CHOICE,
            choices=CHANNELS,
            synonyms=("Kênh", "Hình thức", "Nguồn tiếp nhận"),
        ),
        Column(
            name="sender",
            title="Người gửi",
            personal=True,
            synonyms=("Tên cá nhân, tổ chức", "Người phản ánh", "Cá nhân, tổ chức", "Họ và tên"),
            hint="Được đọc rồi bỏ ngay, không lưu vào hệ thống",
        ),
        Column(
            name="content",
            title="Nội dung phản ánh, kiến nghị",
            required=True,
            synonyms=("Nội dung", "Nội dung PAKN", "Tóm tắt nội dung"),
        ),
        Column(
            name="kind",
            title="Loại phản ánh, kiến nghị",
            type=ColumnType.CHOICE,
            choices=KINDS,
            required=True,
            synonyms=("Loại", "Loại PAKN", "Phân loại"),
        ),
        Column(name="procedure", title="Mã TTHC", type=ColumnType.CODE, synonyms=("Mã thủ tục", "TTHC liên quan")),
        unit_column("Đơn vị xử lý", "Phòng xử lý", "Đơn vị giải quyết"),
        Column(
            name="received",
            title="Ngày gửi",
            type=D,
            required=True,
            synonyms=("Ngày tiếp nhận", "Ngày phản ánh", "Ngày nhận"),
        ),
        Column(
            name="transferred",
            title="Ngày chuyển đến",
            type=D,
            synonyms=("Ngày được chuyển đến", "Ngày nhận chuyển"),
            hint="Lần chuyển đến gần nhất; để trống nếu gửi thẳng đến đơn vị",
        ),
        Column(name="assigned", title="Ngày giao xử lý", type=D, synonyms=("Ngày phân công", "Ngày giao")),
        Column(name="refused", title="Ngày từ chối, chuyển trả", type=D, synonyms=("Ngày từ chối", "Ngày chuyển trả")),
        Column(name="supplement_asked", title="Ngày yêu cầu bổ sung", type=D, synonyms=("Yêu cầu bổ sung",)),
        Column(name="supplemented", title="Ngày bổ sung", type=D, synonyms=("Ngày nhận bổ sung",)),
        Column(
            name="answered",
            title="Ngày trả lời",
            type=D,
            synonyms=("Ngày xử lý xong", "Ngày hoàn thành", "Ngày có kết quả"),
        ),
        Column(name="document", title="Văn bản trả lời", synonyms=("Số văn bản trả lời", "Số, ký hiệu")),
        Column(name="published", title="Ngày công khai kết quả", type=D, synonyms=("Ngày công khai", "Ngày đăng tải")),
        Column(
            name="rating",
            title="Đánh giá của người gửi",
            type=ColumnType.CHOICE,
            choices=RATINGS,
            synonyms=("Đánh giá", "Mức độ hài lòng"),
            hint="Để trống khi người gửi không đánh giá",
        ),
        Column(
            name="refiled",
            title="Mã gửi lại",
            type=ColumnType.CODE,
            synonyms=("Gửi lại", "Phản ánh lại", "Mã PAKN gửi lại"),
            hint="Mã của phản ánh, kiến nghị gửi lại vì chưa đồng ý với trả lời",
        ),
        responsible_column(),
        evidence_column(),
        note_column(),
    ),
    checks=(
        _after("answered", "received", "Ngày trả lời trước ngày gửi"),
        _after("transferred", "received", "Ngày chuyển đến trước ngày gửi"),
        _after("refused", "received", "Ngày từ chối, chuyển trả trước ngày gửi"),
        _after("supplemented", "supplement_asked", "Ngày bổ sung trước ngày yêu cầu bổ sung"),
        _after("published", "answered", "Ngày công khai trước ngày trả lời"),
        Check(
            code="two_ends",
            column="refused",
            holds="refused IS NULL OR answered IS NULL",
            message="Đã từ chối, chuyển trả thì không có ngày trả lời; hãy chỉ giữ một trong hai ngày.",
        ),
        Check(
            code="not_asked",
            column="supplemented",
            holds="supplemented IS NULL OR supplement_asked IS NOT NULL",
            message="Có ngày bổ sung thì cần ngày yêu cầu bổ sung.",
        ),
        Check(
            code="not_answered",
            column="published",
            holds="published IS NULL OR answered IS NOT NULL",
            message="Chưa có ngày trả lời thì chưa công khai kết quả được; hãy ghi ngày trả lời.",
        ),
        Check(
            code="document_missing",
            column="document",
            holds="answered IS NULL OR document IS NOT NULL",
            message="Đã trả lời thì cần số, ký hiệu văn bản trả lời.",
        ),
    ),
)
