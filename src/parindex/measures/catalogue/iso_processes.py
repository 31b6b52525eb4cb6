"""Processes of the quality system: procedures covered, updated in time after a change, announced (7.5)."""

from parindex.measures.columns import STATUS, added, counted_when_due, deadline_status
from parindex.measures.deadlines import nth_working_day
from parindex.measures.facts import Fact, Step, held, percent_target
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

_BASIS = ("Quyết định số 19/2014/QĐ-TTg; TCVN ISO 9001:2015", "Thông tư số 26/2014/TT-BKHCN")
_NEWEST = """
    SELECT * FROM iso_processes WHERE issued <= $as_of AND (withdrawn IS NULL OR withdrawn > $as_of)
    QUALIFY row_number() OVER (PARTITION BY code ORDER BY issued DESC, key DESC) = 1
"""
UPDATE_DAYS = Fact(
    name="iso_processes.update_days",
    title="Thời gian cập nhật quy trình ISO sau khi thủ tục thay đổi",
    unit="ngày làm việc",
    steps=(Step(value="", source="Theo quy định nội bộ của cơ quan; chưa khai", confirmed=False),),
)

COVERED = Measure(
    code="iso_processes.covered",
    title="Tỷ lệ thủ tục hành chính có quy trình ISO",
    thing="thủ tục hành chính",
    registers=("iso_processes", "procedures"),
    counted=f"""
        SELECT p.*, q.process, CAST(q.process IS NOT NULL AS INTEGER) AS num, 1 AS den
        FROM procedures AS p LEFT JOIN (
            SELECT procedure, min(code) AS process FROM ({_NEWEST}) GROUP BY procedure
        ) AS q ON q.procedure = p.code
        WHERE (valid_from IS NULL OR valid_from <= $as_of) AND (valid_to IS NULL OR valid_to > $as_of)
    """,
    added=(added("process", "Quy trình"),),
    policy=Policy("in_force/issued", "Thủ tục còn hiệu lực tại ngày tính; có quy trình đã ban hành và còn hiệu lực."),
    basis=_BASIS,
    target=percent_target(
        "iso_processes.covered",
        "100",
        source="Phạm vi áp dụng là mọi thủ tục thuộc thẩm quyền (Quyết định số 19/2014/QĐ-TTg)",
    ),
)

UPDATED = Measure(
    code="iso_processes.updated",
    title="Tỷ lệ quy trình ISO được cập nhật kịp thời khi thủ tục thay đổi",
    thing="lần thay đổi của thủ tục",
    registers=("iso_processes",),
    counted=f"""
        SELECT *, CAST(coalesce(issued <= judged_due AND issued <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den,
            {deadline_status("judged_due", "issued")} AS status
        FROM (
            SELECT *, coalesce(due, {nth_working_day("changed", held(UPDATE_DAYS.name, "changed"))}) AS judged_due
            FROM iso_processes WHERE changed IS NOT NULL
        ) WHERE {counted_when_due("judged_due", "issued")}
    """,
    added=(added("judged_due", "Hạn được xét", ColumnType.DATE), STATUS),
    policy=Policy(
        "due_in_period/day",
        "Lần ban hành do thủ tục thay đổi, có hạn cập nhật trong kỳ và đã đến hạn; hạn ghi ở dòng, không ghi thì theo quy "
        "định nội bộ; chưa rõ hạn thì không tính.",
    ),
    basis=_BASIS,
    facts=(UPDATE_DAYS,),
    target=percent_target(
        "iso_processes.updated", "100", source="Mức thường dùng: cập nhật mọi thay đổi; cần xác nhận", confirmed=False
    ),
)

ANNOUNCED = Measure(
    code="iso_processes.announced",
    title="Tỷ lệ quy trình ISO đã công bố phù hợp tiêu chuẩn",
    thing="quy trình ISO",
    registers=("iso_processes",),
    counted=f"""
        SELECT *, CAST(coalesce(announced >= issued AND announced <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den
        FROM ({_NEWEST})
    """,
    policy=Policy(
        "in_force/announced",
        "Lần ban hành mới nhất còn hiệu lực của mỗi quy trình; đã công bố sau khi ban hành, đến ngày tính.",
    ),
    basis=_BASIS,
    target=percent_target("iso_processes.announced", "100", source="Công bố lại khi phạm vi thay đổi", confirmed=False),
)

MEASURES = (COVERED, UPDATED, ANNOUNCED)
