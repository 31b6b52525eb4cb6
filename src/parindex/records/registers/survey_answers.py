"""Answers of satisfaction surveys in long form: one row a ballot and criterion. Nothing here says who answered.

An empty level means: not answered. The official index (SIPAS) is computed from ballots by its own method, not here.
"""

from parindex.records.schema import Check, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import note_column

SURVEY_ANSWERS = Register(
    name="survey_answers",
    title="Phiếu khảo sát mức độ hài lòng",
    criterion="3.2",
    key=("questionnaire", "ballot", "criterion"),
    key_year=("answered",),
    listed=("ballot", "questionnaire", "stratum", "criterion", "level", "unit", "answered"),
    note="Không ghi tên, số điện thoại, địa chỉ hay mã hồ sơ của người trả lời.",
    columns=(
        Column(name="questionnaire", title="Bộ câu hỏi", required=True, synonyms=("Mẫu phiếu", "Đợt khảo sát")),
        Column(name="ballot", title="Mã phiếu", type=ColumnType.CODE, required=True, synonyms=("Số phiếu", "Phiếu")),
        Column(name="stratum", title="Nhóm khảo sát", synonyms=("Tầng", "Lĩnh vực", "Nhóm")),
        unit_column("Đơn vị được khảo sát"),
        Column(
            name="criterion",
            title="Tiêu chí",
            type=ColumnType.CODE,
            required=True,
            synonyms=("Mã tiêu chí", "Câu hỏi", "Câu"),
        ),
        Column(
            name="level",
            title="Mức trả lời",
            type=ColumnType.INTEGER,
            synonyms=("Mức", "Mức độ hài lòng", "Trả lời"),
            hint="1 Rất không hài lòng … 5 Rất hài lòng; để trống nếu không trả lời",
        ),
        Column(name="answered", title="Ngày trả lời", type=ColumnType.DATE, required=True, synonyms=("Ngày khảo sát",)),
        note_column(),
    ),
    checks=(
        Check(
            code="out_of_scale",
            column="level",
            holds="level IS NULL OR level BETWEEN 1 AND 5",
            message="Mức trả lời phải từ 1 đến 5; để trống nếu không trả lời.",
        ),
    ),
)
