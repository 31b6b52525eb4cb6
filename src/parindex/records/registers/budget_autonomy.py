"""Money of agencies under khoán biên chế, kinh phí (6.1, 6.2): one row a unit and year, in million đồng.

Nghị định số 130/2005/NĐ-CP, amended by 117/2013/NĐ-CP.
"""

from parindex.records.schema import Check, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import evidence_column, note_column, responsible_column

_DAY, _MONEY = ColumnType.DATE, ColumnType.DECIMAL

BUDGET_AUTONOMY = Register(
    name="budget_autonomy",
    title="Tự chủ kinh phí quản lý hành chính",
    criterion="6.1, 6.2",
    key=("unit", "year"),
    listed=("unit", "year", "assigned", "spent", "saved", "added_income", "rules", "reported"),
    note="Số tiền ghi theo triệu đồng.",
    columns=(
        unit_column("Cơ quan, đơn vị"),
        Column(name="year", title="Năm", type=ColumnType.INTEGER, required=True, synonyms=("Năm ngân sách",)),
        Column(
            name="assigned",
            title="Kinh phí được giao (triệu đồng)",
            type=_MONEY,
            required=True,
            synonyms=("Kinh phí được giao", "Kinh phí giao tự chủ", "Dự toán giao tự chủ"),
        ),
        Column(
            name="spent",
            title="Đã chi (triệu đồng)",
            type=_MONEY,
            required=True,
            synonyms=("Đã chi", "Kinh phí đã sử dụng", "Quyết toán"),
        ),
        Column(
            name="saved",
            title="Tiết kiệm (triệu đồng)",
            type=_MONEY,
            required=True,
            synonyms=("Tiết kiệm", "Kinh phí tiết kiệm", "Số tiết kiệm được"),
        ),
        Column(
            name="added_income",
            title="Chi thu nhập tăng thêm (triệu đồng)",
            type=_MONEY,
            synonyms=("Thu nhập tăng thêm", "Bổ sung thu nhập"),
        ),
        Column(name="rewards", title="Chi khen thưởng (triệu đồng)", type=_MONEY, synonyms=("Khen thưởng",)),
        Column(name="welfare", title="Chi phúc lợi (triệu đồng)", type=_MONEY, synonyms=("Phúc lợi",)),
        Column(
            name="reserve",
            title="Trích quỹ dự phòng ổn định thu nhập (triệu đồng)",
            type=_MONEY,
            synonyms=("Quỹ dự phòng ổn định thu nhập", "Dự phòng"),
        ),
        Column(
            name="salary_fund",
            title="Quỹ lương ngạch bậc, chức vụ (triệu đồng)",
            type=_MONEY,
            synonyms=("Quỹ tiền lương", "Quỹ lương"),
            hint="Để tính hệ số thu nhập tăng thêm",
        ),
        Column(
            name="rules",
            title="Quy chế chi tiêu nội bộ",
            synonyms=("Số quy chế chi tiêu nội bộ", "Quy chế"),
            hint="Số, ký hiệu quyết định ban hành",
        ),
        Column(name="rules_issued", title="Ngày ban hành quy chế", type=_DAY, synonyms=("Ngày quy chế",)),
        Column(name="report_due", title="Hạn báo cáo", type=_DAY, synonyms=("Hạn gửi báo cáo",)),
        Column(name="reported", title="Ngày báo cáo", type=_DAY, synonyms=("Ngày gửi báo cáo",)),
        responsible_column(),
        evidence_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="negative",
            column="saved",
            holds="assigned > 0 AND spent >= 0 AND saved >= 0 AND coalesce(added_income, 0) >= 0"
            " AND coalesce(rewards, 0) >= 0 AND coalesce(welfare, 0) >= 0 AND coalesce(reserve, 0) >= 0",
            message="Kinh phí được giao phải lớn hơn 0, các số tiền khác không thể âm.",
        ),
        Check(
            code="more_than_assigned",
            column="saved",
            holds="spent + saved <= assigned",
            message="Đã chi cộng tiết kiệm lớn hơn kinh phí được giao; hãy xem lại ba số này.",
        ),
        Check(
            code="more_than_saved",
            column="added_income",
            holds="coalesce(added_income, 0) + coalesce(rewards, 0) + coalesce(welfare, 0) + coalesce(reserve, 0) <= saved",
            message="Tổng các khoản sử dụng kinh phí tiết kiệm lớn hơn số tiết kiệm; hãy xem lại các khoản này.",
        ),
        Check(
            code="rules_missing",
            column="rules",
            holds="rules_issued IS NULL OR rules IS NOT NULL",
            message="Đã có ngày ban hành thì cần số quy chế chi tiêu nội bộ.",
        ),
    ),
)
