"""Heads and deputies of the inner units against the number allowed (4.1), one row a unit and date of count.

The base is the headcount of civil servants assigned to the unit (biên chế công chức được giao), not people present.
The thresholds are those of the decree in force on the date: the measure knows them, a row only states facts.
"""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import basis_column, evidence_column, note_column, responsible_column

UNIT_KINDS = (
    Choice(value="division", title="Phòng chuyên môn", synonyms=("Phòng",)),
    Choice(value="office", title="Văn phòng sở", synonyms=("Văn phòng",)),
    Choice(value="inspectorate", title="Thanh tra sở", synonyms=("Thanh tra",)),
    Choice(value="branch", title="Chi cục", synonyms=("Chi cục thuộc sở",)),
)

LEADERSHIP = Register(
    name="leadership",
    title="Cơ cấu số lượng lãnh đạo cấp phòng",
    criterion="4.1",
    key=("unit", "counted"),
    listed=("unit", "unit_kind", "counted", "headcount", "heads", "deputies"),
    columns=(
        unit_column("Phòng, đơn vị", "Tên phòng", "Đơn vị"),
        Column(name="unit_kind", title="Loại đơn vị", type=ColumnType.CHOICE, choices=UNIT_KINDS, required=True),
        Column(
            name="counted",
            title="Ngày thống kê",
            type=ColumnType.DATE,
            required=True,
            synonyms=("Tính đến ngày", "Ngày chốt số liệu"),
        ),
        Column(
            name="headcount",
            title="Biên chế công chức được giao",
            type=ColumnType.INTEGER,
            required=True,
            synonyms=("Biên chế được giao", "Biên chế"),
        ),
        Column(
            name="heads",
            title="Số cấp trưởng",
            type=ColumnType.INTEGER,
            required=True,
            synonyms=("Cấp trưởng", "Trưởng phòng"),
        ),
        Column(
            name="deputies",
            title="Số cấp phó",
            type=ColumnType.INTEGER,
            required=True,
            synonyms=("Cấp phó", "Phó phòng"),
        ),
        Column(
            name="inner_units",
            title="Số phòng trực thuộc",
            type=ColumnType.INTEGER,
            synonyms=("Số phòng thuộc chi cục",),
            hint="Với chi cục: số cấp phó tối đa tính theo số phòng, ghi 0 nếu không có phòng",
        ),
        Column(
            name="reorganised",
            title="Ngày hiệu lực quyết định sắp xếp",
            type=ColumnType.DATE,
            synonyms=("Ngày sắp xếp tổ chức", "Ngày sáp nhập"),
            hint="Chỉ ghi khi đơn vị vừa được sắp xếp, hợp nhất và được vượt có thời hạn",
        ),
        responsible_column(),
        basis_column("Quyết định giao biên chế"),
        evidence_column(),
        note_column("Phương án xử lý"),
    ),
    checks=(
        Check(
            code="negative",
            column="deputies",
            holds="deputies >= 0 AND heads >= 0 AND headcount >= 0",
            message="Số người không thể âm.",
        ),
        Check(
            code="inner_units_missing",
            column="inner_units",
            holds="unit_kind <> 'branch' OR coalesce(inner_units, -1) >= 0",
            message="Chi cục cần số phòng trực thuộc; hãy ghi 0 nếu không có phòng.",
        ),
        Check(
            code="more_than_headcount",
            column="headcount",
            holds="heads + deputies <= headcount",
            message="Số lãnh đạo lớn hơn biên chế được giao; hãy xem lại.",
        ),
    ),
)
