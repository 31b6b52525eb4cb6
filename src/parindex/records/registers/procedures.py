"""Administrative procedures that the office offers (3.1, 7.3, 7.4).

Levels 3 and 4 are the words in force until 14/8/2022; "một phần" and "toàn trình" replaced them (NĐ 42/2022).
"""

from parindex.records.schema import Choice, Column, ColumnType, Register, unit_column

LEVELS = (
    Choice(value="none", title="Không cung cấp", synonyms=("Không", "2", "Mức độ 2", "Mức 2")),
    Choice(value="3", title="Mức độ 3", synonyms=("Mức 3", "3")),
    Choice(value="4", title="Mức độ 4", synonyms=("Mức 4", "4")),
    Choice(value="partial", title="Một phần"),
    Choice(value="full", title="Toàn trình"),
)

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
        Column(name="published_by", title="Quyết định công bố", synonyms=("Số quyết định công bố",)),
        Column(name="published", title="Ngày công bố", type=ColumnType.DATE),
        Column(name="valid_from", title="Có hiệu lực từ", type=ColumnType.DATE, synonyms=("Hiệu lực từ",)),
        Column(name="valid_to", title="Hết hiệu lực từ", type=ColumnType.DATE, synonyms=("Ngày bãi bỏ",)),
        Column(name="note", title="Ghi chú"),
    ),
)
