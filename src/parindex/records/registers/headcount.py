"""Posts assigned and used (4.2): one row a unit, kind of staff and day of count.

Civil servants (biên chế công chức) and people working in public service units (số lượng người làm việc) are counted
apart. The row of a base year (2015, 2021) stands beside the others: the reduction is computed from both.
"""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import basis_column, evidence_column, note_column, responsible_column

KINDS = (
    Choice(
        value="civil",
        title="Biên chế công chức",
        synonyms=("Công chức", "Biên chế hành chính", "Hành chính"),
    ),
    Choice(
        value="service",
        title="Số lượng người làm việc",
        synonyms=("Viên chức", "Sự nghiệp", "Biên chế sự nghiệp", "Người làm việc"),
    ),
)
_NUMBER = ColumnType.INTEGER

HEADCOUNT = Register(
    name="headcount",
    title="Sử dụng biên chế, số lượng người làm việc",
    criterion="4.2",
    key=("unit", "kind", "counted"),
    listed=("unit", "kind", "year", "counted", "assigned", "used", "contract", "basis"),
    columns=(
        unit_column("Phòng, đơn vị", "Tên phòng"),
        Column(name="kind", title="Loại biên chế", type=ColumnType.CHOICE, choices=KINDS, required=True),
        Column(name="year", title="Năm giao", type=_NUMBER, required=True, synonyms=("Năm", "Năm kế hoạch")),
        Column(
            name="counted",
            title="Ngày thống kê",
            type=ColumnType.DATE,
            required=True,
            synonyms=("Tính đến ngày", "Ngày chốt số liệu"),
        ),
        Column(
            name="assigned",
            title="Được giao (người)",
            type=_NUMBER,
            required=True,
            synonyms=("Biên chế được giao", "Được giao", "Số được giao"),
        ),
        Column(
            name="used",
            title="Có mặt (người)",
            type=_NUMBER,
            required=True,
            synonyms=("Biên chế có mặt", "Có mặt", "Đã sử dụng", "Hiện có"),
        ),
        Column(
            name="contract",
            title="Hợp đồng lao động (người)",
            type=_NUMBER,
            synonyms=("Hợp đồng", "Hợp đồng 111", "Hợp đồng 68", "Hợp đồng theo Nghị định 111/2022/NĐ-CP"),
            hint="Không tính vào số có mặt",
        ),
        Column(
            name="streamlined",
            title="Tinh giản trong năm (người)",
            type=_NUMBER,
            synonyms=("Tinh giản biên chế", "Tinh giản", "Đã tinh giản"),
        ),
        basis_column("Quyết định giao", "Quyết định giao biên chế", "Số quyết định"),
        responsible_column(),
        evidence_column(),
        note_column("Lý do"),
    ),
    checks=(
        Check(
            code="negative",
            column="used",
            holds="assigned >= 0 AND used >= 0 AND coalesce(contract, 0) >= 0 AND coalesce(streamlined, 0) >= 0",
            message="Số người không thể âm; hãy xem lại các cột số của dòng này.",
        ),
        Check(
            code="other_year",
            column="year",
            holds="year BETWEEN year(counted) - 1 AND year(counted) + 1",
            message="Năm giao cách xa ngày thống kê; hãy xem lại năm hoặc ngày.",
        ),
    ),
)
