"""The file that a reorganisation comes in: one line a unit and field, with the new unit's own facts where it is new."""

from parindex.organisations.lineage import KIND_TITLES, LineageKind
from parindex.organisations.unit_file import UNIT_KINDS
from parindex.records.schema import Check, Choice, Column, ColumnType, Register

_SYNONYMS = {
    LineageKind.RENAME: ("Đổi tên gọi",),
    LineageKind.MERGE: ("Sáp nhập", "Hợp nhất", "Nhập vào"),
    LineageKind.SPLIT: ("Chia", "Chia tách"),
    LineageKind.ABSORB: ("Chuyển lĩnh vực", "Nhận lĩnh vực", "Tách lĩnh vực"),
    LineageKind.TRANSFER: ("Chuyển cấp trên", "Chuyển nguyên trạng"),
    LineageKind.ABOLISH: ("Giải thể", "Kết thúc hoạt động"),
    LineageKind.CREATE: ("Thành lập",),
}
_ID = "{} IS NULL OR regexp_full_match({}, '[a-z0-9][a-z0-9-]{{0,59}}')"


def _id_check(column: str) -> Check:
    return Check(
        code="bad_id",
        column=column,
        holds=_ID.format(column, column),
        message="Mã đơn vị chỉ gồm chữ thường không dấu, số và dấu gạch nối, ví dụ so-ldtbxh.",
    )


LINEAGE_FILE = Register(
    name="lineage",
    title="Sắp xếp tổ chức",
    criterion="",
    key=("number",),  # either unit may be empty, so that only the number of a line tells it apart
    columns=(
        Column(name="number", title="STT", type=ColumnType.INTEGER, required=True, synonyms=("TT", "Số thứ tự")),
        Column(name="decision", title="Quyết định", required=True, synonyms=("Văn bản", "Số quyết định", "Nghị quyết")),
        Column(
            name="effective",
            title="Ngày hiệu lực",
            type=ColumnType.DATE,
            required=True,
            synonyms=("Từ ngày", "Hiệu lực"),
        ),
        Column(
            name="kind",
            title="Việc",
            type=ColumnType.CHOICE,
            required=True,
            choices=tuple(
                Choice(value=kind.value, title=title, synonyms=_SYNONYMS[kind]) for kind, title in KIND_TITLES.items()
            ),
            synonyms=("Hình thức", "Việc sắp xếp"),
        ),
        Column(name="came_from", title="Đơn vị cũ", type=ColumnType.CODE, synonyms=("Mã đơn vị cũ", "Từ đơn vị")),
        Column(name="became", title="Đơn vị mới", type=ColumnType.CODE, synonyms=("Mã đơn vị mới", "Thành đơn vị")),
        Column(name="domain", title="Lĩnh vực", synonyms=("Lĩnh vực chuyển",)),
        Column(name="name", title="Tên mới", synonyms=("Tên đơn vị mới",)),
        Column(name="abbreviation", title="Tên viết tắt mới", synonyms=("Viết tắt",)),
        Column(name="unit_kind", title="Loại đơn vị", type=ColumnType.CHOICE, choices=UNIT_KINDS),
        Column(name="parent", title="Cấp trên mới", type=ColumnType.CODE, synonyms=("Đơn vị cấp trên", "Cấp trên")),
    ),
    checks=(_id_check("came_from"), _id_check("became")),
)
