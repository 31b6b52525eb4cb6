"""Satisfied answers among all answers of surveys: pooled, and not the official index of satisfaction (SIPAS)."""

from parindex.measures.facts import Fact, Step, held
from parindex.measures.measure import Measure, Policy

SATISFIED_FROM = Fact(
    name="survey_answers.satisfied_from",
    title="Mức trả lời từ đó là hài lòng (thang 5 mức)",
    unit="mức",
    steps=(
        Step(value="4", source="Thang 5 mức: 4 Hài lòng, 5 Rất hài lòng; cần xác nhận theo phiếu", confirmed=False),
    ),
)

SATISFIED = Measure(
    code="survey_answers.satisfied",
    title="Tỷ lệ câu trả lời hài lòng (cách tính gộp, không phải SIPAS chính thức)",
    thing="câu trả lời",
    registers=("survey_answers",),
    counted=f"""
        SELECT * EXCLUDE (edge), CAST(coalesce(level >= edge, FALSE) AS INTEGER) AS num, CAST(edge IS NOT NULL AS INTEGER) AS den
        FROM (SELECT *, {held(SATISFIED_FROM.name, "answered")} AS edge FROM survey_answers)
        WHERE level IS NOT NULL AND answered BETWEEN $first AND least($last, $as_of)
    """,
    policy=Policy(
        "answered_in_period/pooled",
        "Câu trả lời trong kỳ, bỏ câu để trống; gộp mọi phiếu, mọi tiêu chí: số câu hài lòng trên số câu trả lời. Mức “Bình "
        "thường” không phải hài lòng. Không phải cách tính chỉ số SIPAS chính thức.",
    ),
    basis=("Cách tính gộp (pooled); chỉ số SIPAS dùng phương pháp riêng của Bộ Nội vụ và của tỉnh",),
    facts=(SATISFIED_FROM,),
)

MEASURES = (SATISFIED,)
