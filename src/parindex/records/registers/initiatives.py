"""Initiatives and new ways of working in administrative reform (1.5), from the proposal to its recognition."""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import evidence_column, note_column, responsible_column

RESULTS = (
    Choice(value="recognised", title="Được công nhận", synonyms=("Công nhận", "Đạt")),
    Choice(value="refused", title="Không được công nhận", synonyms=("Không công nhận", "Không đạt")),
)
LEVELS = (
    Choice(value="office", title="Cấp cơ sở", synonyms=("Cơ sở", "Cấp sở")),
    Choice(value="province", title="Cấp tỉnh", synonyms=("Tỉnh",)),
    Choice(value="nation", title="Toàn quốc", synonyms=("Cấp bộ", "Cấp quốc gia")),
)
D = ColumnType.DATE

INITIATIVES = Register(
    name="initiatives",
    title="Sáng kiến, giải pháp mới trong cải cách hành chính",
    criterion="1.5",
    key=("year", "name"),
    listed=("name", "unit", "year", "proposed", "result", "decided", "first_in_province"),
    columns=(
        Column(name="year", title="Năm", type=ColumnType.INTEGER, required=True, synonyms=("Năm đề nghị",)),
        Column(
            name="name",
            title="Tên sáng kiến",
            required=True,
            synonyms=("Tên sáng kiến, giải pháp", "Tên giải pháp", "Sáng kiến", "Mô hình"),
        ),
        unit_column("Đơn vị đề xuất", "Đơn vị áp dụng"),
        Column(name="authors", title="Tác giả", synonyms=("Nhóm tác giả", "Đồng tác giả")),
        Column(name="problem", title="Vấn đề giải quyết", synonyms=("Vấn đề", "Thực trạng", "Mục đích")),
        Column(name="applied_from", title="Áp dụng từ ngày", type=D, synonyms=("Ngày áp dụng", "Áp dụng từ")),
        Column(
            name="effect",
            title="Hiệu quả",
            synonyms=("Kết quả áp dụng", "Hiệu quả áp dụng"),
            hint="Nêu con số: ngày rút ngắn, giấy tờ bớt, kinh phí tiết kiệm",
        ),
        Column(name="proposed", title="Ngày đề nghị công nhận", type=D, synonyms=("Ngày đề nghị", "Ngày gửi hồ sơ")),
        Column(name="council", title="Hội đồng xét", synonyms=("Hội đồng", "Hội đồng sáng kiến")),
        Column(
            name="result",
            title="Kết quả xét",
            type=ColumnType.CHOICE,
            choices=RESULTS,
            synonyms=("Kết quả", "Kết quả công nhận"),
        ),
        Column(name="decided", title="Ngày quyết định", type=D, synonyms=("Ngày công nhận", "Ngày xét")),
        Column(
            name="document",
            title="Quyết định công nhận",
            synonyms=("Số quyết định", "Số quyết định công nhận", "Số, ký hiệu"),
        ),
        Column(
            name="level",
            title="Cấp công nhận",
            type=ColumnType.CHOICE,
            choices=LEVELS,
            synonyms=("Cấp", "Phạm vi"),
        ),
        Column(
            name="first_in_province",
            title="Lần đầu áp dụng trong tỉnh",
            type=ColumnType.BOOLEAN,
            synonyms=("Lần đầu áp dụng", "Áp dụng lần đầu"),
        ),
        responsible_column(),
        evidence_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="decision_missing",
            column="document",
            holds="result IS DISTINCT FROM 'recognised' OR (document IS NOT NULL AND decided IS NOT NULL)",
            message="Sáng kiến được công nhận thì cần số và ngày quyết định công nhận.",
        ),
        Check(
            code="before_proposed",
            column="decided",
            holds="decided IS NULL OR proposed IS NULL OR decided >= proposed",
            message="Ngày quyết định trước ngày đề nghị; hãy xem lại hai ngày này.",
        ),
        Check(
            code="effect_missing",
            column="effect",
            holds="result IS DISTINCT FROM 'recognised' OR effect IS NOT NULL",
            message="Sáng kiến được công nhận thì cần nêu hiệu quả bằng con số.",
        ),
    ),
)
