"""Administrative procedures that the office offers (3.1, 7.3, 7.4): what each is, and how it was made public.

Levels 3 and 4 are the words in force until 14/8/2022; "một phần" and "toàn trình" replaced them (NĐ 42/2022). This list is
the one place that says which services are offered online or by post; the yearly plans for them are registers of their own.
"""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import basis_column, evidence_column, note_column, responsible_column

LEVELS = (
    Choice(value="none", title="Không cung cấp", synonyms=("Không", "2", "Mức độ 2", "Mức 2")),
    Choice(value="3", title="Mức độ 3", synonyms=("Mức 3", "3")),
    Choice(value="4", title="Mức độ 4", synonyms=("Mức 4", "4")),
    Choice(value="partial", title="Một phần"),
    Choice(value="full", title="Toàn trình"),
)
D = ColumnType.DATE

PROCEDURES = Register(
    name="procedures",
    title="Danh mục thủ tục hành chính",
    criterion="3.1, 7.3, 7.4",
    key=("code",),
    listed=("code", "name", "unit", "days", "online_level", "postal"),
    columns=(
        Column(
            name="code",
            title="Mã TTHC",
            type=ColumnType.CODE,
            required=True,
            synonyms=("Mã thủ tục", "Mã số TTHC"),
        ),
        Column(name="name", title="Tên TTHC", required=True, synonyms=("Tên thủ tục", "Tên thủ tục hành chính")),
        Column(name="field", title="Lĩnh vực", required=True),
        unit_column("Đơn vị giải quyết", "Phòng giải quyết", "Đơn vị phụ trách"),
        Column(
            name="days",
            title="Thời hạn giải quyết (ngày làm việc)",
            type=ColumnType.INTEGER,
            synonyms=("Thời hạn giải quyết", "Thời hạn"),
        ),
        Column(
            name="online_level",
            title="Mức độ dịch vụ công trực tuyến",
            type=ColumnType.CHOICE,
            choices=LEVELS,
            required=True,
            synonyms=("Mức độ", "DVCTT", "Mức độ DVCTT"),
        ),
        Column(
            name="postal",
            title="Qua bưu chính công ích",
            type=ColumnType.BOOLEAN,
            required=True,
            synonyms=("BCCI", "Bưu chính công ích"),
        ),
        basis_column("Văn bản quy định thủ tục", "Văn bản QPPL quy định", "Căn cứ công bố"),
        Column(
            name="basis_effective",
            title="Ngày hiệu lực của văn bản quy định thủ tục",
            type=D,
            synonyms=("Ngày hiệu lực văn bản QPPL", "Ngày văn bản có hiệu lực"),
        ),
        Column(name="published_by", title="Quyết định công bố", synonyms=("Số quyết định công bố",)),
        Column(name="published", title="Ngày công bố", type=D),
        Column(name="valid_from", title="Có hiệu lực từ", type=D, synonyms=("Hiệu lực từ",)),
        Column(name="valid_to", title="Hết hiệu lực từ", type=D, synonyms=("Ngày bãi bỏ",)),
        Column(
            name="on_database",
            title="Ngày công khai trên Cơ sở dữ liệu quốc gia",
            type=D,
            synonyms=("Ngày công khai CSDLQG", "Ngày công khai", "Ngày đăng CSDL quốc gia"),
        ),
        Column(
            name="at_counter",
            title="Ngày niêm yết tại Bộ phận Một cửa",
            type=D,
            synonyms=("Ngày niêm yết", "Niêm yết tại Bộ phận Một cửa"),
        ),
        Column(
            name="process_document",
            title="Quyết định quy trình nội bộ",
            synonyms=("Quy trình nội bộ", "Số quyết định quy trình nội bộ"),
        ),
        Column(
            name="process_date", title="Ngày ban hành quy trình nội bộ", type=D, synonyms=("Ngày quy trình nội bộ",)
        ),
        Column(
            name="process_hours",
            title="Tổng số giờ các bước",
            type=ColumnType.DECIMAL,
            synonyms=("Tổng giờ quy trình", "Số giờ quy trình nội bộ"),
            hint="Cộng giờ làm việc của mọi bước trong quy trình nội bộ",
        ),
        Column(
            name="e_process",
            title="Có quy trình điện tử",
            type=ColumnType.BOOLEAN,
            synonyms=("Quy trình điện tử",),
        ),
        responsible_column(),
        evidence_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="negative",
            column="days",
            holds="days >= 0",
            message="Thời hạn giải quyết không thể âm; thủ tục giải quyết ngay thì ghi 0.",
        ),
        Check(
            code="wrong_order",
            column="valid_to",
            holds="valid_to IS NULL OR valid_from IS NULL OR valid_to > valid_from",
            message="Ngày hết hiệu lực phải sau ngày có hiệu lực; hãy xem lại hai ngày này.",
        ),
        Check(
            code="not_published",
            column="on_database",
            holds="on_database IS NULL OR published IS NULL OR on_database >= published",
            message="Ngày công khai trước ngày quyết định công bố; hãy xem lại hai ngày này.",
        ),
        Check(
            code="process_missing",
            column="process_document",
            holds="(process_date IS NULL AND process_hours IS NULL) OR process_document IS NOT NULL",
            message="Có ngày hoặc số giờ của quy trình nội bộ thì cần số quyết định ban hành quy trình.",
        ),
        Check(
            code="hours_not_positive",
            column="process_hours",
            holds="process_hours > 0",
            message="Tổng số giờ các bước phải lớn hơn 0.",
        ),
    ),
)
