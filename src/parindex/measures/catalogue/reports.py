"""Periodic reports sent in time (1.2). A report is late when it was sent after the day it was due.

It is late too when the reporting software has it after that day, unless the local fact says that the software does not count.
"""

from parindex.measures.columns import STATUS, added, counted_when_due
from parindex.measures.expected_reports import DUE_DAY, code_sql, expected_sql
from parindex.measures.facts import Fact, Step, held
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

SOFTWARE = Fact(
    name="report_software_entry",
    title="Báo cáo nhập phần mềm sau hạn",
    steps=(Step(value="counts", source="Công văn số 581/BNV-CCHC: gửi văn bản và nhập phần mềm trong hạn"),),
    choices=(("counts", "Tính là trễ hạn"), ("ignored", "Chỉ xét ngày gửi văn bản")),
)
_POLICY = Policy(
    "due_in_period/day",
    "Báo cáo có hạn gửi trong kỳ và đã đến hạn; đúng hạn khi ngày gửi, và ngày nhập phần mềm nếu có ghi, không sau hạn, so "
    "theo ngày.",
)
_BASIS = ("Công văn 581/BNV-CCHC: mỗi báo cáo có một hạn gửi do cơ quan nhận ấn định",)
_ENTERED_LATE = f"coalesce(entered > due AND {held(SOFTWARE.name, 'due', 'value')} = 'counts', FALSE)"
_DUE = f"""
    SELECT *, coalesce(sent <= due AND sent <= $as_of, FALSE) AND NOT {_ENTERED_LATE} AS in_time
    FROM reports WHERE {counted_when_due("due", "sent")}
"""

ON_TIME = Measure(
    code="reports.on_time",
    title="Tỷ lệ báo cáo gửi đúng hạn",
    thing="báo cáo",
    registers=("reports",),
    counted=f"SELECT *, CAST(in_time AS INTEGER) AS num, 1 AS den FROM ({_DUE})",
    policy=_POLICY,
    basis=_BASIS,
    facts=(SOFTWARE,),
)

LATE = Measure(
    code="reports.late",
    title="Số báo cáo gửi trễ hạn hoặc không gửi",
    thing="báo cáo",
    registers=("reports",),
    counted=f"SELECT *, CAST(NOT in_time AS INTEGER) AS num, CAST(NULL AS INTEGER) AS den FROM ({_DUE})",
    policy=_POLICY,
    basis=_BASIS,
    facts=(SOFTWARE,),
    is_count=True,
    costs="num > 0",
)

# Reports of administrative reform by their regime, or by their name where that is empty; not self-scoring, not plans.
_NAME = "lower(strip_accents(kind))"
_CCHC = f"""(regime = 'cchc' OR (regime IS NULL AND regexp_matches({_NAME}, 'cchc|cai cach hanh chinh')
    AND NOT regexp_matches({_NAME}, 'chi so|cham .i.m|ke hoach|chuyen .e')))"""

EXPECTED_SENT = Measure(
    code="reports.expected_sent",
    title="Tỷ lệ báo cáo CCHC định kỳ phải có đã gửi đúng hạn",
    thing="báo cáo CCHC phải có",
    registers=("reports",),
    counted=f"""
        WITH expected AS ({expected_sql(held(DUE_DAY.name, "make_date($year, month, 1)"))}),
        recorded AS (
            SELECT *, {code_sql("period")} AS code, NOT {_ENTERED_LATE} AS entered_in_time
            FROM reports WHERE {_CCHC} AND date_part('year', due) = $year
        ), found AS (
            SELECT code, min(key) AS key, min(row) AS row, min(kind) AS kind, min(receiver) AS receiver, min(unit) AS unit,
                min(due) AS due, max(sent) AS sent, count(*) = count(sent) AS all_sent, min(document) AS document,
                bool_and(coalesce(sent <= due, FALSE) AND entered_in_time) AS in_time
            FROM recorded WHERE code IS NOT NULL GROUP BY code
        ), judged AS (
            SELECT coalesce(found.key, 'Báo cáo CCHC|' || expected.code) AS key, found.row,
                coalesce(kind, 'Báo cáo CCHC') AS kind, expected.period, receiver, unit, cut_from, cut_to,
                least(found.due, expected.due) AS due, CASE WHEN all_sent AND sent <= $as_of THEN sent END AS sent, document,
                found.key IS NOT NULL AS recorded, coalesce(in_time, FALSE) AS in_time
            FROM expected LEFT JOIN found ON expected.code = $year || '-' || found.code
            WHERE EXISTS (SELECT 1 FROM reports)
        )
        SELECT * EXCLUDE (in_time), CAST(coalesce(in_time AND sent <= due, FALSE) AS INTEGER) AS num, 1 AS den,
            CASE WHEN NOT recorded THEN 'unmet' WHEN sent IS NULL THEN 'overdue' WHEN NOT in_time OR sent > due THEN 'late'
                WHEN sent = due THEN 'on_time' ELSE 'early' END AS status
        FROM judged WHERE {counted_when_due("due", "sent")}
    """,
    added=(
        added("recorded", "Có trong sổ", ColumnType.BOOLEAN),
        added("cut_from", "Số liệu từ ngày", ColumnType.DATE),
        added("cut_to", "Số liệu đến ngày", ColumnType.DATE),
        STATUS,
    ),
    policy=Policy(
        "expected_of_year/due_in_period/day",
        "Bốn báo cáo CCHC của năm (quý I, 6 tháng, quý III, năm) của cơ quan, tính theo hạn chung hoặc hạn ghi trong sổ nếu "
        "sớm hơn, có hạn trong kỳ và đã đến hạn; báo cáo không có trong sổ là chưa đạt.",
    ),
    basis=("Công văn số 581/BNV-CCHC của Bộ Nội vụ: kỳ số liệu và hạn gửi báo cáo CCHC",),
    facts=(DUE_DAY, SOFTWARE),
)

COMPLETE = Measure(
    code="reports.complete",
    title="Tỷ lệ báo cáo đủ nội dung theo đề cương",
    thing="báo cáo đã gửi",
    registers=("reports",),
    counted="""
        SELECT *, CAST(complete IS TRUE AS INTEGER) AS num, CAST(complete IS NOT NULL AS INTEGER) AS den
        FROM reports WHERE sent BETWEEN $first AND least($last, $as_of)
    """,
    added=(added("complete", "Đủ nội dung theo đề cương", ColumnType.BOOLEAN),),
    policy=Policy(
        "sent_in_period/checked", "Báo cáo gửi trong kỳ; chưa kiểm tra nội dung thì liệt kê nhưng chưa tính."
    ),
    basis=_BASIS,
)

MEASURES = (ON_TIME, LATE, EXPECTED_SENT, COMPLETE)
