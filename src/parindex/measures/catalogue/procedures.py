"""Procedures decided, published, posted and given an inner process in time (3.1)."""

from parindex.measures.columns import STATUS, added
from parindex.measures.facts import Fact, Step, held
from parindex.measures.measure import Measure, Policy
from parindex.measures.working_days import working_days_after
from parindex.records.schema import ColumnType

_766 = "Mô tả công thức tính của Bộ chỉ số theo Quyết định số 766/QĐ-TTg, nhóm công khai, minh bạch"
DECISION_DAYS = Fact(
    name="procedure_decision_days",
    title="Quyết định công bố TTHC trước ngày văn bản quy định có hiệu lực, ít nhất",
    unit="ngày làm việc",
    steps=(Step(value="5", source=f"{_766} (cấp tỉnh)"),),
)
DATABASE_DAYS = Fact(
    name="procedure_database_days",
    title="Hạn công khai TTHC trên Cơ sở dữ liệu quốc gia sau quyết định công bố",
    unit="ngày làm việc",
    steps=(Step(value="5", source=_766),),
)
DAY_HOURS = Fact(
    name="procedure_day_hours",
    title="Số giờ của một ngày làm việc trong quy trình nội bộ",
    unit="giờ",
    steps=(Step(value="8", source="Cách đổi của phần mềm một cửa: 1 ngày = 8 giờ làm việc"),),
)
_BASIS = (
    "Nghị định số 63/2010/NĐ-CP, được sửa đổi, bổ sung bởi Nghị định số 48/2013/NĐ-CP và Nghị định số 92/2017/NĐ-CP",
    "Quyết định số 766/QĐ-TTg ngày 23/6/2022",
)
_PROCESS_BASIS = ("Nghị định số 61/2018/NĐ-CP, được sửa đổi, bổ sung; từ 01/7/2025: Nghị định số 118/2025/NĐ-CP",)
_IN_FORCE = "(valid_from IS NULL OR valid_from <= $as_of) AND (valid_to IS NULL OR valid_to > $as_of)"
_NOT_KEPT = "sổ chưa ghi nội dung này cho thủ tục nào thì liệt kê nhưng chưa tính"


def _kept(column: str) -> str:
    """SQL: whether the register keeps a column at all: one that is empty in every row is not known, not unmet."""
    return f"EXISTS (SELECT 1 FROM procedures WHERE {column} IS NOT NULL)"


_USED = added("days_between", "Số ngày làm việc", ColumnType.INTEGER)

DECIDED_IN_TIME = Measure(
    code="procedures.decided_in_time",
    title="Tỷ lệ thủ tục hành chính được công bố trước khi văn bản quy định có hiệu lực đủ ngày",
    thing="thủ tục hành chính được công bố",
    registers=("procedures",),
    counted=f"""
        SELECT *, CAST(coalesce(days_between >= needed, FALSE) AS INTEGER) AS num,
            CAST(days_between IS NOT NULL AND needed IS NOT NULL AS INTEGER) AS den
        FROM (
            SELECT *, CAST({working_days_after("published", "basis_effective")} AS INTEGER) AS days_between,
                {held(DECISION_DAYS.name, "published")} AS needed
            FROM procedures WHERE published BETWEEN $first AND least($last, $as_of)
        )
    """,
    added=(added("basis_effective", "Ngày hiệu lực của văn bản quy định", ColumnType.DATE), _USED),
    policy=Policy(
        "decided_in_period/working_days",
        "Thủ tục có quyết định công bố trong kỳ; đếm ngày làm việc từ sau ngày quyết định đến ngày văn bản quy định có hiệu "
        "lực; chưa ghi ngày hiệu lực thì liệt kê nhưng chưa tính.",
    ),
    basis=_BASIS,
    facts=(DECISION_DAYS,),
)

ON_DATABASE_IN_TIME = Measure(
    code="procedures.on_database_in_time",
    title="Tỷ lệ thủ tục hành chính công khai trên Cơ sở dữ liệu quốc gia đúng hạn",
    thing="thủ tục hành chính được công bố",
    registers=("procedures",),
    counted=f"""
        SELECT *, CAST(status IN ('early', 'on_time') AS INTEGER) AS num,
            CAST(status NOT IN ('pending', 'no_due') AND {_kept("on_database")} AS INTEGER) AS den
        FROM (
            SELECT *, CASE WHEN days_between IS NULL OR allowed IS NULL THEN 'no_due'
                WHEN on_database <= $as_of AND days_between < allowed THEN 'early'
                WHEN on_database <= $as_of AND days_between = allowed THEN 'on_time'
                WHEN on_database <= $as_of THEN 'late'
                WHEN days_between <= allowed THEN 'pending' ELSE 'overdue' END AS status
            FROM (
                SELECT *, {held(DATABASE_DAYS.name, "published")} AS allowed, CAST(
                    {working_days_after("published", "least(coalesce(on_database, $as_of), $as_of)")} AS INTEGER
                ) AS days_between
                FROM procedures WHERE published BETWEEN $first AND least($last, $as_of)
            )
        )
    """,
    added=(added("on_database", "Ngày công khai", ColumnType.DATE), _USED, STATUS),
    policy=Policy(
        "decided_in_period/published/working_days",
        "Thủ tục có quyết định công bố trong kỳ; đếm ngày làm việc từ sau ngày quyết định đến ngày công khai; chưa công khai "
        f"mà còn trong hạn thì liệt kê nhưng chưa tính; {_NOT_KEPT}.",
    ),
    basis=_BASIS,
    facts=(DATABASE_DAYS,),
)


def _has(name: str, title: str, column: str, condition: str, words: str, basis: tuple[str, ...]) -> Measure:
    return Measure(
        code=f"procedures.{name}",
        title=title,
        thing="thủ tục hành chính",
        registers=("procedures",),
        counted=f"""
            SELECT *, CAST(coalesce({condition}, FALSE) AS INTEGER) AS num, CAST({_kept(column)} AS INTEGER) AS den
            FROM procedures WHERE {_IN_FORCE}
        """,
        policy=Policy(f"in_force/{name}", f"Thủ tục còn hiệu lực tại ngày cuối kỳ; {words}; {_NOT_KEPT}."),
        basis=basis,
    )


AT_COUNTER = _has(
    "at_counter",
    "Tỷ lệ thủ tục hành chính được niêm yết tại Bộ phận Một cửa",
    "at_counter",
    "at_counter <= $as_of",
    "đạt khi đã niêm yết tại Bộ phận Một cửa",
    _BASIS,
)
WITH_PROCESS = _has(
    "with_process",
    "Tỷ lệ thủ tục hành chính có quy trình nội bộ",
    "process_document",
    "process_document IS NOT NULL AND coalesce(process_date <= $as_of, TRUE)",
    "đạt khi đã có quyết định quy trình nội bộ",
    _PROCESS_BASIS,
)
WITH_E_PROCESS = _has(
    "with_e_process",
    "Tỷ lệ thủ tục hành chính có quy trình điện tử",
    "e_process",
    "e_process",
    "đạt khi đã có quy trình điện tử trên phần mềm một cửa",
    _PROCESS_BASIS,
)

PROCESS_FITS = Measure(
    code="procedures.process_fits",
    title="Tỷ lệ quy trình nội bộ có tổng thời gian bằng thời hạn công bố",
    thing="thủ tục có quy trình nội bộ",
    registers=("procedures",),
    counted=f"""
        SELECT *, CAST(process_hours = published_hours AS INTEGER) AS num, 1 AS den FROM (
            SELECT *, days * {held(DAY_HOURS.name, "$as_of")} AS published_hours FROM procedures
            WHERE process_hours IS NOT NULL AND days > 0 AND {_IN_FORCE}
        ) WHERE published_hours IS NOT NULL
    """,
    added=(
        added("process_hours", "Tổng số giờ các bước", ColumnType.DECIMAL),
        added("published_hours", "Thời hạn công bố (giờ)", ColumnType.DECIMAL),
    ),
    policy=Policy(
        "in_force/hours",
        "Thủ tục còn hiệu lực có ghi tổng số giờ của quy trình nội bộ; đạt khi bằng thời hạn công bố đổi ra giờ.",
    ),
    basis=_PROCESS_BASIS,
    facts=(DAY_HOURS,),
)

MEASURES = (DECIDED_IN_TIME, ON_DATABASE_IN_TIME, AT_COUNTER, WITH_PROCESS, WITH_E_PROCESS, PROCESS_FITS)
