"""Public service units on their way to paying for themselves (6.3) and how they use what is left (6.4)."""

from datetime import date

from parindex.measures.columns import added
from parindex.measures.facts import Fact, Step, held, percent_target
from parindex.measures.measure import Measure, Policy
from parindex.records.registers.service_units_autonomy import GROUPS
from parindex.records.schema import Column, ColumnType

_60 = "Nghị định số 60/2021/NĐ-CP"
_BASIS = (f"{_60}, được sửa đổi bởi Nghị định số 111/2025/NĐ-CP",)
_IN_FORCE = date(2021, 8, 15)


def _fact(name: str, title: str, value: str) -> Fact:
    step = Step(value=value, valid_from=_IN_FORCE, source=f"{_60}; mức và ngày hiệu lực cần xác nhận", confirmed=False)
    return Fact(name=f"service_units_autonomy.{name}", title=title, unit="%", steps=(step,))


FULL = _fact("full_from", "Mức tự bảo đảm chi thường xuyên từ đó thuộc nhóm 1, nhóm 2", "100")
PARTLY = _fact("partly_from", "Mức tự bảo đảm chi thường xuyên từ đó thuộc nhóm 3", "10")
# The shares are known from memory only, and their order by group too: an office puts its own over them.
FUNDS = tuple(
    _fact(f"development_fund_{group}", f"Trích tối thiểu quỹ phát triển hoạt động sự nghiệp, nhóm {group}", value)
    for group, value in (("1", "25"), ("2", "20"), ("3", "15"), ("4", "10"))
)

SELF_FINANCED = Measure(
    code="service_units_autonomy.self_financed",
    title="Mức tự bảo đảm chi thường xuyên của các đơn vị sự nghiệp",
    thing="đơn vị sự nghiệp",
    amount="triệu đồng",
    registers=("service_units_autonomy",),
    counted="SELECT *, revenue AS num, expense AS den FROM service_units_autonomy WHERE year = $year",
    may_exceed=True,
    policy=Policy(
        "budget_year/summed", "Nguồn thu tự chủ (A) trên chi thường xuyên (B) của năm; cộng các đơn vị rồi chia."
    ),
    basis=_BASIS,
)

MOVED_UP = Measure(
    code="service_units_autonomy.moved_up",
    title="Tỷ lệ đơn vị sự nghiệp chuyển lên mức tự chủ cao hơn theo lộ trình",
    thing="đơn vị sự nghiệp phải chuyển",
    registers=("service_units_autonomy",),
    counted="""
        SELECT *, CAST(granted_group <= group_planned AS INTEGER) AS num, 1 AS den
        FROM service_units_autonomy WHERE year = $year AND group_planned < group_before
    """,
    policy=Policy(
        "budget_year/planned",
        "Đơn vị có lộ trình lên nhóm cao hơn năm trước (nhóm 1 cao nhất); đạt khi được giao nhóm theo lộ trình hoặc cao hơn.",
    ),
    basis=_BASIS,
    target=percent_target(
        "service_units_autonomy.moved_up", "100", source="Mức thường dùng: đúng lộ trình; cần xác nhận", confirmed=False
    ),
)

GROUP_CONSISTENT = Measure(
    code="service_units_autonomy.group_consistent",
    title="Tỷ lệ đơn vị sự nghiệp được giao nhóm tự chủ đúng mức tự bảo đảm",
    thing="đơn vị sự nghiệp",
    registers=("service_units_autonomy",),
    counted=f"""
        SELECT * EXCLUDE (a, b), CAST(coalesce(granted_group = by_rate
                OR (by_rate = '2' AND granted_group = '1' AND invests IS NULL), FALSE) AS INTEGER) AS num,
            CAST(by_rate IS NOT NULL AS INTEGER) AS den, CAST(revenue * 100 / expense AS DECIMAL(18, 2)) AS rate
        FROM (
            SELECT *, CASE WHEN a IS NULL OR b IS NULL THEN NULL
                WHEN revenue * 100 >= a * expense THEN CASE WHEN invests IS TRUE THEN '1' ELSE '2' END
                WHEN revenue * 100 >= b * expense THEN '3' ELSE '4' END AS by_rate
            FROM (
                SELECT *, {held(FULL.name, "$as_of")} AS a, {held(PARTLY.name, "$as_of")} AS b
                FROM service_units_autonomy WHERE year = $year AND expense > 0
            )
        )
    """,
    added=(
        added("rate", "Mức tự bảo đảm (%)", ColumnType.DECIMAL),
        Column(name="by_rate", title="Nhóm theo mức tự bảo đảm", type=ColumnType.CHOICE, choices=GROUPS),
    ),
    policy=Policy(
        "budget_year/rate",
        "Nhóm được giao so với mức tự bảo đảm A / B của năm theo ngưỡng có hiệu lực tại ngày tính; chưa rõ ngưỡng thì liệt "
        "kê nhưng không tính.",
    ),
    basis=_BASIS,
    facts=(FULL, PARTLY),
)

FUND_SET_ASIDE = Measure(
    code="service_units_autonomy.fund_set_aside",
    title="Tỷ lệ đơn vị sự nghiệp trích đủ quỹ phát triển hoạt động sự nghiệp",
    thing="đơn vị sự nghiệp có chênh lệch thu lớn hơn chi",
    registers=("service_units_autonomy",),
    counted="""
        SELECT u.*, least_share, CAST(least_share IS NOT NULL AS INTEGER) AS den,
            CAST(coalesce(coalesce(development_fund, 0) * 100 >= least_share * surplus, FALSE) AS INTEGER) AS num
        FROM service_units_autonomy AS u LEFT JOIN (SELECT name, number AS least_share, valid_from, valid_to FROM facts) AS f
            ON f.name = 'service_units_autonomy.development_fund_' || granted_group AND $as_of BETWEEN f.valid_from AND f.valid_to
        WHERE year = $year AND surplus > 0
    """,
    added=(added("least_share", "Trích tối thiểu (%)", ColumnType.DECIMAL),),
    policy=Policy(
        "budget_year/least_share",
        "Đơn vị có chênh lệch thu lớn hơn chi trong năm; đạt khi trích quỹ không ít hơn mức tối thiểu của nhóm; chưa rõ mức "
        "thì liệt kê nhưng không tính.",
    ),
    basis=_BASIS,
    facts=FUNDS,
)

MEASURES = (MOVED_UP, SELF_FINANCED, GROUP_CONSISTENT, FUND_SET_ASIDE)
