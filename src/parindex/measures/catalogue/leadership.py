"""Units whose number of deputies is within the decree in force on the scoring date (4.1)."""

from collections.abc import Iterable
from datetime import date

from parindex.measures.columns import added
from parindex.measures.facts import Fact, Step, held, percent_target
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import Choice, Column, ColumnType

_Limit = tuple[str, str, str, str, int, int | None, str]
_Classes = tuple[tuple[str, tuple[tuple[int, int | None], ...]], ...]
# Limits: valid from, valid to, kind of unit, class of province ('' = any), headcount from, deputies allowed, source
# NĐ 107/2020/NĐ-CP amends NĐ 24/2014/NĐ-CP (dates of validity: from the reference, day of effect from memory).
# NĐ 150/2025/NĐ-CP as amended by NĐ 370/2025/NĐ-CP: one ladder for all provinces. A gap in time means "not known".
# A chi cục goes by its inner units instead of its headcount; what NĐ 370/2025/NĐ-CP says of four and more is not known.
_107 = "Nghị định số 107/2020/NĐ-CP"
_45 = "Nghị định số 45/2025/NĐ-CP"
_370 = "Nghị định số 370/2025/NĐ-CP"
_150_ASSUMED = "Nghị định số 150/2025/NĐ-CP, mức theo văn bản của địa phương"
_ALIKE: _Classes = (("", ((0, 1), (10, 2), (15, 3))),)
_BY_CLASS: _Classes = (
    ("special", ((0, 1), (10, 2), (15, 3))),
    ("I", ((0, 1), (9, 2), (15, 3))),
    ("II", ((0, 1), (8, 2), (15, 3))),
    ("III", ((0, 1), (8, 2), (15, 3))),
)
_UNTIL_2025: dict[str, _Classes] = {
    "division": _BY_CLASS,
    "office": _BY_CLASS,
    "inspectorate": (("", ((0, 1), (8, 2))),),
    "branch": (("", ((0, 2), (1, 1), (4, 2))),),
}
_FROM_2026: dict[str, _Classes] = {"division": _ALIKE, "office": _ALIKE, "branch": (("", ((0, 2), (1, 1), (4, None))),)}


def _stretch(first: str, last: str, ladders: dict[str, _Classes], decree: str) -> tuple[_Limit, ...]:
    return tuple(
        (first, last, kind, province_class, headcount, allowed, decree)
        for kind, classes in ladders.items()
        for province_class, ladder in classes
        for headcount, allowed in ladder
    )


LIMITS: tuple[_Limit, ...] = (
    *_stretch("2020-11-25", "2025-02-28", _UNTIL_2025, _107),
    *_stretch("2025-03-01", "2025-06-30", _UNTIL_2025, _45),
    *_stretch("2026-01-01", "9999-12-31", _FROM_2026, _370),
)
# NĐ 150/2025/NĐ-CP before its amendment: its numbers are not known, an office says which ladder its province used.
SECOND_HALF_2025: tuple[_Limit, ...] = (
    *_stretch("2025-07-01", "2025-12-31", _UNTIL_2025, "45"),
    *_stretch("2025-07-01", "2025-12-31", _FROM_2026, "370"),
)

LADDER_2025 = Fact(
    name="leadership.ladder_2025",
    title="Mức cấp phó tối đa từ 01/7/2025 đến 31/12/2025 (Nghị định số 150/2025/NĐ-CP trước khi sửa đổi)",
    steps=(
        Step(
            value="", source="Chưa rõ mức; thường áp dụng như Nghị định số 45/2025/NĐ-CP, cần xác nhận", confirmed=False
        ),
    ),
    choices=(("45", "Như Nghị định số 45/2025/NĐ-CP"), ("370", "Như Nghị định số 370/2025/NĐ-CP")),
)
GRACE_YEARS = Fact(
    name="leadership.grace_years",
    title="Thời gian được vượt số cấp phó sau khi sắp xếp tổ chức",
    unit="năm",
    steps=(Step(value="5", valid_from=date(2025, 3, 1), source="Nghị định số 45/2025/NĐ-CP; số 370/2025/NĐ-CP"),),
)
PROVINCE_CLASS = Fact(
    name="province_class",
    title="Loại đơn vị hành chính của tỉnh",
    steps=(Step(value="II", source="Tỉnh loại II là mức thường gặp; cần văn bản của địa phương", confirmed=False),),
    choices=(("special", "Loại đặc biệt"), ("I", "Loại I"), ("II", "Loại II"), ("III", "Loại III")),
)


def _values(limits: Iterable[_Limit]) -> str:
    rows = (
        f"(DATE '{first}', DATE '{last}', '{kind}', '{cls}', {headcount}, {'NULL' if allowed is None else allowed}, '{source}')"
        for first, last, kind, cls, headcount, allowed, source in limits
    )
    return ", ".join(rows)


_COLUMNS = "(valid_from, valid_to, kind, province_class, headcount_from, allowed, decree)"
_LIMITS = f"""
    SELECT * FROM (VALUES {_values(LIMITS)}) AS shipped{_COLUMNS} UNION ALL
    SELECT * REPLACE ('{_150_ASSUMED}' AS decree) FROM (VALUES {_values(SECOND_HALF_2025)}) AS chosen{_COLUMNS}
        WHERE decree = {held(LADDER_2025.name, "$as_of", "value")}
"""


WITHIN_LIMIT = Measure(
    code="leadership.within_limit",
    title="Tỷ lệ phòng, đơn vị có số lượng cấp phó đúng quy định",
    thing="phòng, đơn vị",
    registers=("leadership",),
    counted=f"""
        WITH limits AS ({_LIMITS}), counted AS (
            SELECT * FROM leadership WHERE leadership.counted <= $as_of
            QUALIFY row_number() OVER (PARTITION BY unit ORDER BY leadership.counted DESC) = 1
        )
        SELECT *, CASE WHEN allowed IS NULL THEN 'no_limit' WHEN excess = 0 THEN 'met' WHEN grace_until >= $as_of THEN 'grace'
                ELSE 'unmet' END AS status,
            CAST(coalesce(excess = 0 OR grace_until >= $as_of, FALSE) AS INTEGER) AS num,
            CAST(allowed IS NOT NULL AS INTEGER) AS den
        FROM (
            SELECT counted.*, allowed, CASE WHEN allowed IS NOT NULL THEN greatest(deputies - allowed, 0) END AS excess,
                CAST(reorganised + to_years(CAST({held(GRACE_YEARS.name, "$as_of")} AS INTEGER)) - INTERVAL 1 DAY AS DATE)
                    AS grace_until, decree
            FROM counted LEFT JOIN limits ON kind = unit_kind AND $as_of BETWEEN valid_from AND valid_to
                AND limits.province_class IN ('', {held("province_class", "$as_of", "value")})
                AND CASE WHEN unit_kind = 'branch' THEN inner_units ELSE headcount END >= headcount_from
            QUALIFY row_number() OVER (PARTITION BY unit ORDER BY headcount_from DESC) = 1
        )
    """,
    policy=Policy(
        "on_last_day/headcount_assigned",
        "Tại ngày cuối kỳ; số cấp phó tối đa theo biên chế công chức được giao và nghị định có hiệu lực tại ngày đó; "
        "đơn vị chưa rõ mức tối đa thì liệt kê nhưng không tính; chi cục xét theo số phòng; đơn vị sắp xếp được vượt trong "
        "thời gian nghị định cho phép.",
    ),
    basis=(
        "Nghị định số 24/2014/NĐ-CP, được sửa đổi bởi Nghị định số 107/2020/NĐ-CP",
        "Nghị định số 150/2025/NĐ-CP, được sửa đổi bởi Nghị định số 370/2025/NĐ-CP",
    ),
    added=(
        added("allowed", "Số cấp phó tối đa", ColumnType.INTEGER),
        added("excess", "Vượt", ColumnType.INTEGER),
        added("decree", "Theo"),
        added("grace_until", "Được vượt đến ngày", ColumnType.DATE),
        Column(
            name="status",
            title="Tình trạng",
            type=ColumnType.CHOICE,
            choices=(
                Choice(value="met", title="Đúng quy định"),
                Choice(value="unmet", title="Vượt"),
                Choice(value="grace", title="Vượt, trong thời gian cho phép sau sắp xếp"),
                Choice(value="no_limit", title="Chưa rõ mức tối đa"),
            ),
        ),
    ),
    facts=(PROVINCE_CLASS, LADDER_2025, GRACE_YEARS),
    target=percent_target("leadership.within_limit", "100", source="Mọi đơn vị trong mức của nghị định"),
)
