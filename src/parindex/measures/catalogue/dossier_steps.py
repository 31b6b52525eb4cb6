"""The one-stop process as it ran (7.2): dossiers whose steps are in the log, and steps done by their own due moment.

Source: the internal and electronic process of a procedure with its step dates (form phiếu kiểm soát quá trình).
"""

from parindex.measures.columns import STATUS, added, counted_when_due, deadline_status
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

_DUE, _DONE = "CAST(due AS DATE)", "CAST(finished AS DATE)"
ON_TIME = Measure(
    code="dossier_steps.on_time",
    title="Tỷ lệ bước xử lý hồ sơ đúng hạn",
    thing="bước xử lý",
    registers=("dossier_steps",),
    counted=f"""
        SELECT *, CAST(coalesce({_DONE} <= {_DUE} AND {_DONE} <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den,
            {deadline_status(_DUE, _DONE)} AS status
        FROM dossier_steps WHERE {counted_when_due(_DUE, _DONE)}
    """,
    added=(STATUS,),
    policy=Policy(
        "step_due_in_period/day",
        "Bước có hạn trong kỳ và đã đến hạn; so ngày kết thúc bước với hạn của bước, theo ngày; bước không có hạn "
        "không tính.",
    ),
    basis=("Thông tư số 01/2018/TT-VPCP: quy trình nội bộ, phiếu kiểm soát quá trình giải quyết hồ sơ",),
)
RECORDED = Measure(
    code="dossier_steps.recorded",
    title="Tỷ lệ hồ sơ có nhật ký các bước xử lý",
    thing="hồ sơ",
    registers=("dossier_steps", "dossiers"),
    counted="""
        SELECT d.*, coalesce(s.steps, 0) AS steps, CAST(coalesce(s.steps, 0) > 0 AS INTEGER) AS num, 1 AS den
        FROM dossiers AS d LEFT JOIN (
            SELECT dossier, count(*) AS steps FROM dossier_steps WHERE CAST(started AS DATE) <= $as_of GROUP BY dossier
        ) AS s ON s.dossier = d.code
        WHERE CAST(d.received AS DATE) BETWEEN $first AND least($last, $as_of)
    """,
    added=(added("steps", "Số bước ghi nhận", ColumnType.INTEGER),),
    policy=Policy(
        "accepted_in_period/steps_recorded",
        "Hồ sơ tiếp nhận trong kỳ; có ít nhất một bước trong nhật ký xử lý đến ngày tính.",
    ),
    basis=("Thông tư số 01/2018/TT-VPCP: quy trình nội bộ, phiếu kiểm soát quá trình giải quyết hồ sơ",),
)

MEASURES = (ON_TIME, RECORDED)
