"""Units whose number of deputies is within the decree in force on the scoring date (4.1)."""

from parindex.measures.columns import added
from parindex.measures.facts import Fact, Step, held
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

# valid from, valid to, kind of unit, class of province ('' = any), headcount from, deputies allowed, source
# NĐ 107/2020/NĐ-CP amends NĐ 24/2014/NĐ-CP (dates of validity: from the reference, day of effect from memory).
# NĐ 150/2025/NĐ-CP as amended by NĐ 370/2025/NĐ-CP: one ladder for all provinces. A gap in time means "not known".
_107 = "Nghị định số 107/2020/NĐ-CP"
_370 = "Nghị định số 370/2025/NĐ-CP"
LIMITS: tuple[tuple[str, str, str, str, int, int, str], ...] = (
    *(
        ("2020-11-25", "2025-06-30", kind, province_class, headcount, allowed, _107)
        for kind in ("division", "office")
        for province_class, ladder in (
            ("special", ((0, 1), (10, 2), (15, 3))),
            ("I", ((0, 1), (9, 2), (15, 3))),
            ("II", ((0, 1), (8, 2), (15, 3))),
            ("III", ((0, 1), (8, 2), (15, 3))),
        )
        for headcount, allowed in ladder
    ),
    ("2020-11-25", "2025-06-30", "inspectorate", "", 0, 1, _107),
    ("2020-11-25", "2025-06-30", "inspectorate", "", 8, 2, _107),
    *(
        ("2026-01-01", "9999-12-31", kind, "", headcount, allowed, _370)
        for kind in ("division", "office")
        for headcount, allowed in ((0, 1), (10, 2), (15, 3))
    ),
)

PROVINCE_CLASS = Fact(
    name="province_class",
    title="Loại đơn vị hành chính của tỉnh",
    steps=(Step(value="II", source="Tỉnh loại II là mức thường gặp; cần văn bản của địa phương", confirmed=False),),
    choices=(("special", "Loại đặc biệt"), ("I", "Loại I"), ("II", "Loại II"), ("III", "Loại III")),
)


def _values() -> str:
    rows = (
        f"(DATE '{first}', DATE '{last}', '{kind}', '{cls}', {headcount}, {allowed}, '{source}')"
        for first, last, kind, cls, headcount, allowed, source in LIMITS
    )
    return ", ".join(rows)


WITHIN_LIMIT = Measure(
    code="leadership.within_limit",
    title="Tỷ lệ phòng, đơn vị có số lượng cấp phó đúng quy định",
    thing="phòng, đơn vị",
    registers=("leadership",),
    counted=f"""
        WITH limits(valid_from, valid_to, kind, province_class, headcount_from, allowed, decree) AS (VALUES {_values()}),
        counted AS (
            SELECT * FROM leadership WHERE leadership.counted <= $as_of
            QUALIFY row_number() OVER (PARTITION BY unit ORDER BY leadership.counted DESC) = 1
        )
        SELECT counted.*, allowed, CASE WHEN allowed IS NOT NULL THEN greatest(deputies - allowed, 0) END AS excess,
            decree, CAST(coalesce(deputies <= allowed, FALSE) AS INTEGER) AS num,
            CAST(allowed IS NOT NULL AS INTEGER) AS den
        FROM counted LEFT JOIN limits ON kind = unit_kind AND $as_of BETWEEN valid_from AND valid_to
            AND limits.province_class IN ('', {held("province_class", "$as_of", "value")}) AND headcount >= headcount_from
        QUALIFY row_number() OVER (PARTITION BY unit ORDER BY headcount_from DESC) = 1
    """,
    policy=Policy(
        "on_last_day/headcount_assigned",
        "Tại ngày cuối kỳ; số cấp phó tối đa theo biên chế công chức được giao và nghị định có hiệu lực tại ngày đó; "
        "đơn vị chưa rõ mức tối đa thì liệt kê nhưng không tính.",
    ),
    basis=(
        "Nghị định số 24/2014/NĐ-CP, được sửa đổi bởi Nghị định số 107/2020/NĐ-CP",
        "Nghị định số 150/2025/NĐ-CP, được sửa đổi bởi Nghị định số 370/2025/NĐ-CP",
    ),
    added=(
        added("allowed", "Số cấp phó tối đa", ColumnType.INTEGER),
        added("excess", "Vượt", ColumnType.INTEGER),
        added("decree", "Theo"),
    ),
    facts=(PROVINCE_CLASS,),
)
