"""The file that unit trees come in: read by the same importer as any register."""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register

UNIT_KINDS = (
    Choice(value="province", title="UBND tỉnh, thành phố", synonyms=("Tỉnh",)),
    Choice(value="department", title="Sở, cơ quan ngang sở", synonyms=("Sở",)),
    Choice(
        value="district", title="UBND cấp huyện", synonyms=("Huyện", "Thị xã", "Thành phố thuộc tỉnh")
    ),  # to 30/6/2025
    Choice(value="commune", title="UBND xã, phường, đặc khu", synonyms=("Xã", "Phường", "Đặc khu")),
    Choice(value="office", title="Văn phòng"),
    Choice(value="inspectorate", title="Thanh tra"),
    Choice(value="division", title="Phòng chuyên môn", synonyms=("Phòng",)),
    Choice(value="branch", title="Chi cục"),
    Choice(value="public_service_unit", title="Đơn vị sự nghiệp công lập", synonyms=("Trung tâm", "Đơn vị sự nghiệp")),
    Choice(value="one_stop_centre", title="Trung tâm phục vụ hành chính công"),
)

UNIT_FILE = Register(
    name="units",
    title="Danh sách đơn vị",
    criterion="",
    key=("id", "valid_from"),
    columns=(
        Column(name="id", title="Mã đơn vị", type=ColumnType.CODE, required=True, synonyms=("Mã", "Mã định danh")),
        Column(name="name", title="Tên đơn vị", required=True, synonyms=("Tên",)),
        Column(name="abbreviation", title="Tên viết tắt", synonyms=("Viết tắt",)),
        Column(name="kind", title="Loại đơn vị", type=ColumnType.CHOICE, choices=UNIT_KINDS, required=True),
        Column(name="parent", title="Đơn vị cấp trên", type=ColumnType.CODE, synonyms=("Cấp trên", "Trực thuộc")),
        Column(name="valid_from", title="Có từ ngày", type=ColumnType.DATE, required=True, synonyms=("Từ ngày",)),
        Column(name="valid_to", title="Đến ngày", type=ColumnType.DATE, synonyms=("Hết ngày",)),
    ),
    checks=(
        Check(
            code="bad_span",
            column="valid_to",
            holds="valid_to IS NULL OR valid_to >= valid_from",
            message="Ngày kết thúc trước ngày bắt đầu.",
        ),
        Check(
            code="bad_id",
            column="id",
            holds="regexp_full_match(id, '[a-z0-9][a-z0-9-]{0,59}')",
            message="Mã đơn vị chỉ gồm chữ thường không dấu, số và dấu gạch nối, ví dụ so-ldtbxh.",
        ),
    ),
)
