"""Evaluations of officials (5.5): one row a person and period, the person by a code of the office, never by name.

Until 2025 once a year (NĐ 90/2020, 48/2023); from 2026 by month or quarter with a score (NĐ 335/2025). Everybody who has
to be evaluated has a row, also before it happens.
"""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import evidence_column, note_column, responsible_column

GROUPS = (
    Choice(value="leader", title="Lãnh đạo, quản lý", synonyms=("Công chức lãnh đạo, quản lý", "Lãnh đạo")),
    Choice(value="civil", title="Công chức không giữ chức vụ", synonyms=("Công chức", "Công chức chuyên môn")),
    Choice(value="service_leader", title="Viên chức quản lý"),
    Choice(value="service", title="Viên chức không giữ chức vụ", synonyms=("Viên chức",)),
    Choice(value="contract", title="Người lao động", synonyms=("Hợp đồng", "Lao động hợp đồng")),
)
CLASSES = (
    Choice(
        value="excellent", title="Hoàn thành xuất sắc nhiệm vụ", synonyms=("Hoàn thành xuất sắc", "Xuất sắc", "HTXSNV")
    ),
    Choice(value="good", title="Hoàn thành tốt nhiệm vụ", synonyms=("Hoàn thành tốt", "Tốt", "HTTNV")),
    Choice(value="completed", title="Hoàn thành nhiệm vụ", synonyms=("Hoàn thành", "HTNV")),
    Choice(value="failed", title="Không hoàn thành nhiệm vụ", synonyms=("Không hoàn thành", "KHTNV")),
)
_DAY = ColumnType.DATE

STAFF_EVALUATIONS = Register(
    name="staff_evaluations",
    title="Đánh giá, xếp loại công chức, viên chức",
    criterion="5.5",
    key=("code", "period"),
    key_year=("ended",),
    listed=("code", "unit", "staff_group", "period", "evaluated", "score", "classification"),
    columns=(
        Column(
            name="code",
            title="Mã công chức, viên chức",
            type=ColumnType.CODE,
            required=True,
            synonyms=("Mã CBCCVC", "Mã số", "Số hiệu công chức"),
        ),
        Column(
            name="person",
            title="Họ và tên",
            personal=True,
            synonyms=("Họ tên",),
            hint="Được đọc rồi bỏ ngay, không lưu vào hệ thống",
        ),
        unit_column("Phòng, đơn vị", "Đơn vị công tác"),
        Column(
            name="staff_group",
            title="Nhóm đối tượng",
            type=ColumnType.CHOICE,
            choices=GROUPS,
            required=True,
            synonyms=("Nhóm", "Đối tượng"),
        ),
        Column(
            name="period",
            title="Kỳ đánh giá",
            required=True,
            synonyms=("Kỳ",),
            hint="Ví dụ: Năm 2021; từ năm 2026: Tháng 01/2026, Quý I/2026",
        ),
        Column(
            name="ended",
            title="Ngày cuối kỳ",
            type=_DAY,
            required=True,
            synonyms=("Kỳ đến ngày", "Đến ngày"),
            hint="Ngày cuối của kỳ được đánh giá; quy định áp dụng theo ngày này",
        ),
        Column(name="due", title="Hạn đánh giá", type=_DAY, synonyms=("Hạn", "Hạn xếp loại")),
        Column(
            name="evaluated", title="Ngày đánh giá", type=_DAY, synonyms=("Ngày xếp loại", "Ngày quyết định xếp loại")
        ),
        Column(name="score", title="Điểm", type=ColumnType.DECIMAL, synonyms=("Điểm đánh giá", "Tổng điểm")),
        Column(
            name="classification",
            title="Mức xếp loại",
            type=ColumnType.CHOICE,
            choices=CLASSES,
            synonyms=("Xếp loại", "Mức xếp loại chất lượng", "Kết quả xếp loại"),
        ),
        responsible_column(),
        evidence_column(),
        note_column("Lý do"),
    ),
    checks=(
        Check(
            code="classification_missing",
            column="classification",
            holds="(evaluated IS NULL) = (classification IS NULL)",
            message="Ngày đánh giá và mức xếp loại phải cùng có hoặc cùng để trống; hãy ghi nốt ô còn thiếu.",
        ),
        Check(
            code="out_of_range",
            column="score",
            holds="score IS NULL OR score BETWEEN 0 AND 100",
            message="Điểm phải từ 0 đến 100; hãy xem lại dấu phẩy của phần lẻ.",
        ),
    ),
)
