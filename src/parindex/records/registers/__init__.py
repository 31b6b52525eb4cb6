"""The registers, one line each. Adding one: its file, and a line here."""

from parindex.records.registers.archive_backlog import ARCHIVE_BACKLOG
from parindex.records.registers.assigned_tasks import ASSIGNED_TASKS
from parindex.records.registers.dossiers import DOSSIERS
from parindex.records.registers.leadership import LEADERSHIP
from parindex.records.registers.plan_items import PLAN_ITEMS
from parindex.records.registers.procedure_reviews import PROCEDURE_REVIEWS
from parindex.records.registers.procedures import PROCEDURES
from parindex.records.registers.reports import REPORTS
from parindex.records.registers.training import TRAINING
from parindex.records.schema import Register

REGISTERS: dict[str, Register] = {
    register.name: register
    for register in (
        PLAN_ITEMS,
        REPORTS,
        ASSIGNED_TASKS,
        ARCHIVE_BACKLOG,
        PROCEDURES,
        DOSSIERS,
        PROCEDURE_REVIEWS,
        LEADERSHIP,
        TRAINING,
    )
}
