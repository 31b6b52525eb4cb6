"""Assigned tasks in two lists: the unit's own, by the day it reported, and the assigning office's, by the day it confirmed.

`Counting.end` is `finished` for the day of the report and `returned` for that of the confirmation. One list that has both days
is compared with itself.
"""

from parindex.measures.reconciliation.comparison import Comparison
from parindex.measures.reconciliation.counting import OWNER
from parindex.measures.reconciliation.tasks.causes import CAUSES
from parindex.measures.reconciliation.tasks.evidence import evidence
from parindex.measures.reconciliation.tasks.sides import ASSIGNER, counting_text, judged

__all__ = ["ASSIGNER", "TASKS"]

TASKS = Comparison(
    name="tasks",
    register="assigned_tasks",
    title="Nhiệm vụ được giao",
    thing="nhiệm vụ",
    judged=judged,
    evidence=evidence,
    causes=CAUSES,
    group="assigned_by",
    group_title="assigned_by",
    shown=(
        "task",
        "assigned_by",
        "assigned",
        "received",
        "extension",
        "extended_to",
        "submitted",
        "accepted",
        "returned",
        "result",
    ),
    countings=(OWNER, ASSIGNER),
    counting_text=counting_text,
    itself=True,
    alike={"Văn bản giao": "assigned_by", "Ngày giao": "assigned"},
)
