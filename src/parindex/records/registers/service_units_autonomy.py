"""Financial autonomy of public service units (6.3, 6.4; NĐ 60/2021): one row a unit and year, in million đồng.

Mức tự bảo đảm = A / B: A the revenue that the unit disposes of itself, B its regular spending. Group 1 is the highest.
"""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import basis_column, evidence_column, note_column, responsible_column

GROUPS = (
    Choice(value="1", title="Nhóm 1", synonyms=("Tự bảo đảm chi thường xuyên và chi đầu tư", "Nhóm I")),
    Choice(value="2", title="Nhóm 2", synonyms=("Tự bảo đảm chi thường xuyên", "Nhóm II")),
    Choice(value="3", title="Nhóm 3", synonyms=("Tự bảo đảm một phần chi thường xuyên", "Nhóm III")),
    Choice(value="4", title="Nhóm 4", synonyms=("Do ngân sách bảo đảm chi thường xuyên", "Nhóm IV")),
)
_MONEY = ColumnType.DECIMAL


def _group(name: str, title: str, *synonyms: str, required: bool = False) -> Column:
    return Column(name=name, title=title, type=ColumnType.CHOICE, choices=GROUPS, required=required, synonyms=synonyms)


SERVICE_UNITS_AUTONOMY = Register(
    name="service_units_autonomy",
    title="Tự chủ tài chính của đơn vị sự nghiệp công lập",
    criterion="6.3, 6.4",
    key=("unit", "year"),
    listed=("unit", "year", "granted_group", "group_before", "group_planned", "revenue", "expense", "basis"),
    note="Số tiền ghi theo triệu đồng.",
    columns=(
        unit_column("Đơn vị sự nghiệp", "Tên đơn vị"),
        Column(name="year", title="Năm", type=ColumnType.INTEGER, required=True, synonyms=("Năm ngân sách",)),
        Column(
            name="stable_period",
            title="Thời kỳ ổn định",
            synonyms=("Giai đoạn ổn định",),
            hint="Ví dụ: 2021–2025",
        ),
        basis_column("Quyết định giao tự chủ", "Số quyết định giao quyền tự chủ"),
        _group("granted_group", "Nhóm được giao", "Nhóm tự chủ", "Mức độ tự chủ", required=True),
        _group("group_before", "Nhóm năm trước", "Nhóm trước khi chuyển"),
        _group("group_planned", "Nhóm theo lộ trình", "Nhóm theo kế hoạch", "Lộ trình"),
        Column(
            name="revenue",
            title="Nguồn thu tự chủ (A) (triệu đồng)",
            type=_MONEY,
            required=True,
            synonyms=("Nguồn thu tự chủ", "Nguồn thu (A)", "A"),
        ),
        Column(
            name="expense",
            title="Chi thường xuyên (B) (triệu đồng)",
            type=_MONEY,
            required=True,
            synonyms=("Chi thường xuyên", "Chi (B)", "B"),
        ),
        Column(
            name="invests",
            title="Tự bảo đảm chi đầu tư",
            type=ColumnType.BOOLEAN,
            synonyms=("Bảo đảm chi đầu tư",),
        ),
        Column(
            name="surplus",
            title="Chênh lệch thu, chi (triệu đồng)",
            type=_MONEY,
            synonyms=("Chênh lệch thu chi", "Kết quả tài chính"),
            hint="Phần thu lớn hơn chi được phân phối trong năm",
        ),
        Column(
            name="development_fund",
            title="Trích quỹ phát triển hoạt động sự nghiệp (triệu đồng)",
            type=_MONEY,
            synonyms=("Quỹ phát triển hoạt động sự nghiệp", "Quỹ PTHĐSN"),
        ),
        Column(
            name="other_funds",
            title="Trích các quỹ khác (triệu đồng)",
            type=_MONEY,
            synonyms=("Các quỹ khác", "Quỹ bổ sung thu nhập, khen thưởng, phúc lợi"),
        ),
        responsible_column(),
        evidence_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="negative",
            column="revenue",
            holds="revenue >= 0 AND expense > 0 AND coalesce(development_fund, 0) >= 0 AND coalesce(other_funds, 0) >= 0",
            message="Chi thường xuyên phải lớn hơn 0, nguồn thu và các quỹ không thể âm.",
        ),
        Check(
            code="more_than_surplus",
            column="development_fund",
            holds="coalesce(development_fund, 0) + coalesce(other_funds, 0) <= greatest(coalesce(surplus, 0), 0)",
            message="Tổng số trích quỹ lớn hơn chênh lệch thu, chi; hãy xem lại các số này.",
        ),
    ),
)
