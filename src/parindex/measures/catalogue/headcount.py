"""Posts used against posts assigned, and the reduction since the base year (4.2); civil servants and others apart."""

from datetime import date

from parindex.measures.columns import added
from parindex.measures.facts import Fact, Step, held, percent_target
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

BASE_YEAR = Fact(
    name="headcount.base_year",
    title="Năm gốc để tính mức giảm biên chế",
    unit="năm",
    steps=(
        Step(value="2015", source="Giai đoạn đến năm 2021 tính so với năm 2015; cần xác nhận", confirmed=False),
        Step(
            value="2021",
            valid_from=date(2022, 1, 1),
            source="Giai đoạn từ năm 2022 tính so với năm 2021; cần xác nhận",
            confirmed=False,
        ),
    ),
)
_WORDS = {"civil": "biên chế công chức", "service": "số lượng người làm việc trong đơn vị sự nghiệp"}
_BASIS = ("Quyết định giao biên chế, số lượng người làm việc hằng năm của cấp có thẩm quyền",)


def _newest(kind: str, year: str) -> str:
    return f"""SELECT * FROM headcount WHERE kind = '{kind}' AND year = {year} AND counted <= $as_of
        QUALIFY row_number() OVER (PARTITION BY unit ORDER BY counted DESC) = 1"""


def _within(code: str, kind: str) -> Measure:
    return Measure(
        code=code,
        title=f"Tỷ lệ đơn vị sử dụng {_WORDS[kind]} không vượt số được giao",
        thing="phòng, đơn vị",
        registers=("headcount",),
        counted=f"""
            SELECT *, greatest(assigned - used, 0) AS vacant, greatest(used - assigned, 0) AS excess,
                CAST(used <= assigned AS INTEGER) AS num, 1 AS den
            FROM ({_newest(kind, "$year")})
        """,
        added=(added("vacant", "Chưa sử dụng", ColumnType.INTEGER), added("excess", "Vượt", ColumnType.INTEGER)),
        policy=Policy(
            "year/newest_count",
            "Số giao của năm, lần thống kê mới nhất đến ngày tính; đạt khi số có mặt không lớn hơn số được giao, "
            "không tính hợp đồng lao động.",
        ),
        basis=_BASIS,
        target=percent_target(code, "100", source="Sử dụng không vượt số được giao"),
    )


def _reduced(code: str, kind: str) -> Measure:
    return Measure(
        code=code,
        title=f"Tỷ lệ giảm {_WORDS[kind]} so với năm gốc",
        thing="phòng, đơn vị",
        amount="người",
        registers=("headcount",),
        counted=f"""
            SELECT now.*, base, base - assigned AS reduced,
                CASE WHEN sum(base - assigned) OVER () > 0 THEN coalesce(base - assigned, 0) ELSE 0 END AS num,
                coalesce(base, 0) AS den
            FROM ({_newest(kind, "$year")}) AS now LEFT JOIN (
                SELECT unit, assigned AS base FROM ({_newest(kind, held(BASE_YEAR.name, "$as_of"))})
            ) AS before USING (unit)
        """,
        added=(added("base", "Được giao năm gốc", ColumnType.INTEGER), added("reduced", "Đã giảm", ColumnType.INTEGER)),
        policy=Policy(
            "year/base_year",
            "Số được giao của năm so với số được giao của năm gốc; cộng các đơn vị có cả hai số rồi chia, nơi tăng bù "
            "nơi giảm; cả khối tăng thì tính là 0.",
        ),
        basis=_BASIS,
        facts=(BASE_YEAR,),
        costs="reduced < 0",
    )


MEASURES = (
    _within("headcount.within_assigned", "civil"),
    _within("headcount.service_within_assigned", "service"),
    _reduced("headcount.reduced", "civil"),
    _reduced("headcount.service_reduced", "service"),
)
