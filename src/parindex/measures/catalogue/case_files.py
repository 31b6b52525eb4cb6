"""Work files (1.7): opened as listed, closed complete, handed to the agency's archive in time (NĐ 30/2020/NĐ-CP, Điều 28–31)."""

from datetime import date

from parindex.measures.columns import STATUS, added, counted_when_due, deadline_status
from parindex.measures.facts import Fact, Step, held
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

_DECREE = "Nghị định số 30/2020/NĐ-CP, Điều 28 đến Điều 31"
_BASIS = (_DECREE, "Luật Lưu trữ năm 2011; từ 01/7/2025: Luật Lưu trữ số 33/2024/QH15")
_IN_FORCE, _NEW_LAW = date(2020, 3, 5), date(2025, 7, 1)


def _fact(name: str, title: str, unit: str, value: str) -> Fact:
    """What the decree says, and the same under the archive law of 2024 until somebody confirms or corrects it."""
    return Fact(
        name=name,
        title=title,
        unit=unit,
        steps=(
            Step(value=value, valid_from=_IN_FORCE, source=_DECREE),
            Step(
                value=value,
                valid_from=_NEW_LAW,
                source="Luật Lưu trữ số 33/2024/QH15 và văn bản hướng dẫn; cần xác nhận",
                confirmed=False,
            ),
        ),
    )


MONTHS = _fact("case_file_months", "Hạn nộp lưu hồ sơ từ ngày công việc kết thúc", "tháng", "12")
CONSTRUCTION_MONTHS = _fact(
    "case_file_months_construction", "Hạn nộp lưu hồ sơ công trình từ ngày quyết toán", "tháng", "3"
)
KEEP_YEARS = _fact("case_file_keep_years", "Thời gian được giữ lại hồ sơ sau hạn nộp lưu, nhiều nhất", "năm", "2")
RETENTION = _fact("case_file_retention", "Thời hạn bảo quản từ đó phải nộp lưu", "năm", "5")

OPENED = Measure(
    code="case_files.opened",
    title="Tỷ lệ hồ sơ trong danh mục đã được mở",
    thing="hồ sơ trong danh mục",
    registers=("case_files",),
    counted="""
        SELECT *, CAST(coalesce(opened <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den FROM case_files WHERE year = $year
    """,
    policy=Policy("list_of_year/opened", "Hồ sơ trong danh mục hồ sơ của năm; đạt khi đã mở."),
    basis=_BASIS,
)

CLOSED_COMPLETE = Measure(
    code="case_files.closed_complete",
    title="Tỷ lệ hồ sơ công việc kết thúc được lập đầy đủ",
    thing="hồ sơ có công việc kết thúc",
    registers=("case_files",),
    counted="""
        SELECT *, CAST(coalesce(closed <= $as_of, FALSE) AND complete IS TRUE AS INTEGER) AS num, 1 AS den
        FROM case_files WHERE ended BETWEEN $first AND least($last, $as_of)
    """,
    added=(added("complete", "Đủ tài liệu và mục lục", ColumnType.BOOLEAN),),
    policy=Policy(
        "ended_in_period/closed_complete",
        "Hồ sơ có công việc kết thúc trong kỳ; đạt khi hồ sơ đã kết thúc, đủ tài liệu và mục lục.",
    ),
    basis=_BASIS,
)

HANDED_ON_TIME = Measure(
    code="case_files.handed_on_time",
    title="Tỷ lệ hồ sơ nộp lưu vào lưu trữ cơ quan đúng hạn",
    thing="hồ sơ đến hạn nộp lưu",
    registers=("case_files",),
    counted=f"""
        SELECT *, CAST(coalesce(handed <= due AND handed <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den,
            {deadline_status("due", "handed")} AS status
        FROM (
            SELECT *, CASE WHEN first_due IS NULL OR kept_until IS NULL OR consent IS NULL THEN first_due ELSE greatest(first_due,
                least(kept_until, CAST(first_due + to_years(CAST(keep_years AS INTEGER)) AS DATE))) END AS due
            FROM (
                SELECT *, {held(KEEP_YEARS.name, "ended")} AS keep_years, {held(RETENTION.name, "ended")} AS least_years,
                    CAST(ended + to_months(CAST(CASE WHEN work = 'construction'
                        THEN {held(CONSTRUCTION_MONTHS.name, "ended")} ELSE {held(MONTHS.name, "ended")} END
                        AS INTEGER)) AS DATE) AS first_due
                FROM case_files WHERE ended <= $as_of
            ) WHERE retention = 'permanent' OR TRY_CAST(retention AS INTEGER) >= least_years
        ) WHERE {counted_when_due("due", "handed")}
    """,
    added=(added("due", "Hạn nộp lưu", ColumnType.DATE), STATUS),
    policy=Policy(
        "hand_over_due_in_period/day",
        "Hồ sơ có thời hạn bảo quản phải nộp lưu, hạn nộp trong kỳ và đã đến hạn; hạn tính từ ngày công việc kết thúc (công "
        "trình: ngày quyết toán), lùi theo văn bản đồng ý giữ lại nhưng không quá mức tối đa.",
    ),
    basis=_BASIS,
    facts=(MONTHS, CONSTRUCTION_MONTHS, KEEP_YEARS, RETENTION),
)

MEASURES = (OPENED, CLOSED_COMPLETE, HANDED_ON_TIME)
