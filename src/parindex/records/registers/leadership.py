"""Heads and deputies of the inner units against the number allowed (4.1), one row a unit and date of count.

The base is the headcount of civil servants assigned to the unit (biên chế công chức được giao), not people present.
The thresholds are those of the decree in force on the date: the measure knows them, a row only states facts.
"""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column

UNIT_KINDS = (
    Choice(value="division", title="Phòng chuyên môn", synonyms=("Phòng",)),
    Choice(value="office", title="Văn phòng sở", synonyms=("Văn phòng",)),
    Choice(value="inspectorate", title="Thanh tra sở", synonyms=("Thanh tra",)),
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
        Column(name="note", title="Ghi chú"),
    ),
    checks=(
        Check(
            code="negative",
            column="deputies",
            holds="deputies >= 0 AND heads >= 0 AND headcount >= 0",
            message="Số người không thể âm.",
        ),
        Check(
            code="more_than_headcount",
            column="headcount",
            holds="heads + deputies <= headcount",
            message="Số lãnh đạo lớn hơn biên chế được giao; hãy xem lại.",
        ),
    ),
)
