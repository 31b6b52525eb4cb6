"""Tasks given by the province (1.6): by the unit's own submission date, and by the date the assigner accepted.

Tasks given back or passed on, and tasks without a deadline, are in no rate; they are listed apart.
"""

from parindex.measures.columns import STATUS, added, counted_when_due, deadline_status
from parindex.measures.facts import Fact, Step, held, percent_target
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

WHICH_DUE = Fact(
    name="assigned_task_due",
    title="Hạn dùng để đánh giá nhiệm vụ được giao",
    steps=(
        Step(
            value="current",
            source="Hạn sau gia hạn khi người giao đã đồng ý bằng văn bản; cần xác nhận",
            confirmed=False,
        ),
    ),
    choices=(("current", "Hạn sau gia hạn"), ("original", "Hạn giao ban đầu")),
)
_BACK = "coalesce(returned <= $as_of, FALSE)"
_TASKS = f"""
    SELECT *, CASE WHEN extension IS NULL OR {held(WHICH_DUE.name, "assigned", "value")} = 'original' THEN due
        ELSE coalesce(extended_to, due) END AS due_current
    FROM assigned_tasks WHERE NOT {_BACK}
"""
_DUE = added("due_current", "Hạn đánh giá", ColumnType.DATE)


def _judged(done: str) -> str:
    return f"""
        SELECT *, coalesce({done} <= due_current AND {done} <= $as_of, FALSE) AS in_time,
            {deadline_status("due_current", done)} AS status
        FROM ({_TASKS}) WHERE {counted_when_due("due_current", done)}
    """


def _rate(name: str, title: str, done: str, policy: Policy, *, den: str = "1") -> Measure:
    return Measure(
        code=f"assigned_tasks.{name}",
        title=title,
        thing="nhiệm vụ được giao",
        registers=("assigned_tasks",),
        added=(STATUS, _DUE),
        counted=f"SELECT * EXCLUDE (in_time), CAST(in_time AS INTEGER) AS num, {den} AS den FROM ({_judged(done)})",
        policy=policy,
        facts=(WHICH_DUE,),
        target=percent_target(
            f"assigned_tasks.{name}",
            "100",
            source="Mức thường dùng: mọi nhiệm vụ sớm và đúng hạn; cần xác nhận",
            confirmed=False,
        ),
    )


def _count(name: str, title: str, words: str) -> Measure:
    return Measure(
        code=f"assigned_tasks.{name}",
        title=title,
        thing="nhiệm vụ được giao",
        registers=("assigned_tasks",),
        added=(STATUS, _DUE),
        counted=f"""
            SELECT * EXCLUDE (in_time), 1 AS num, CAST(NULL AS INTEGER) AS den
            FROM ({_judged("submitted")}) WHERE status = '{name}'
        """,
        policy=Policy("due_in_period/submitted/day", words),
        facts=(WHICH_DUE,),
        is_count=True,
        costs="num > 0",
    )


ON_TIME = _rate(
    "on_time",
    "Tỷ lệ nhiệm vụ được giao hoàn thành sớm và đúng hạn",
    "submitted",
    Policy(
        "due_in_period/submitted/day",
        "Nhiệm vụ có hạn trong kỳ và đã đến hạn; so ngày đơn vị hoàn thành với hạn (hạn sau gia hạn khi được đồng ý bằng văn "
        "bản), theo ngày; nhiệm vụ không có thời hạn, trả lại hoặc chuyển không tính.",
    ),
)
ACCEPTED_ON_TIME = _rate(
    "accepted_on_time",
    "Tỷ lệ nhiệm vụ được giao được xác nhận hoàn thành sớm và đúng hạn",
    "accepted",
    Policy(
        "due_in_period/accepted/day",
        "Nhiệm vụ có hạn trong kỳ và đã đến hạn; so ngày người giao xác nhận với hạn, theo ngày; chưa xác nhận là chưa hoàn "
        "thành; sổ không ghi ngày xác nhận nào thì liệt kê nhưng chưa tính.",
    ),
    den="CAST(EXISTS (SELECT 1 FROM assigned_tasks WHERE accepted IS NOT NULL) AS INTEGER)",
)
LATE = _count(
    "late",
    "Số nhiệm vụ được giao hoàn thành trễ hạn",
    "Nhiệm vụ có hạn trong kỳ, đơn vị hoàn thành sau hạn, theo ngày.",
)
OVERDUE = _count(
    "overdue",
    "Số nhiệm vụ được giao chưa hoàn thành, đã quá hạn",
    "Nhiệm vụ có hạn trong kỳ, đã qua hạn mà chưa hoàn thành.",
)
NOT_COUNTED = Measure(
    code="assigned_tasks.not_counted",
    title="Số nhiệm vụ được giao không tính đúng hạn hay trễ hạn",
    thing="nhiệm vụ được giao",
    registers=("assigned_tasks",),
    added=(added("reason", "Vì sao không tính"),),
    counted=f"""
        SELECT *, CASE WHEN {_BACK} THEN 'trả lại, chuyển' ELSE 'không có thời hạn' END AS reason,
            1 AS num, CAST(NULL AS INTEGER) AS den
        FROM assigned_tasks WHERE assigned BETWEEN $first AND least($last, $as_of) AND (due IS NULL OR {_BACK})
    """,
    policy=Policy(
        "assigned_in_period",
        "Nhiệm vụ giao trong kỳ mà văn bản không nêu thời hạn, hoặc đã trả lại, chuyển cơ quan khác.",
    ),
    is_count=True,
    costs="FALSE",
)

MEASURES = (ON_TIME, ACCEPTED_ON_TIME, LATE, OVERDUE, NOT_COUNTED)
