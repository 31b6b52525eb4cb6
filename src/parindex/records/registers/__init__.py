"""The registers, one line each. Adding one: its file, and a line here."""

from parindex.records.registers.appointments import APPOINTMENTS
from parindex.records.registers.archive_backlog import ARCHIVE_BACKLOG
from parindex.records.registers.assigned_tasks import ASSIGNED_TASKS
from parindex.records.registers.budget_autonomy import BUDGET_AUTONOMY
from parindex.records.registers.case_files import CASE_FILES
from parindex.records.registers.communications import COMMUNICATIONS
from parindex.records.registers.delegation_checks import DELEGATION_CHECKS
from parindex.records.registers.dossier_pauses import DOSSIER_PAUSES
from parindex.records.registers.dossier_steps import DOSSIER_STEPS
from parindex.records.registers.dossier_tables import DOSSIER_TABLES
from parindex.records.registers.dossiers import DOSSIERS
from parindex.records.registers.e_documents import E_DOCUMENTS
from parindex.records.registers.headcount import HEADCOUNT
from parindex.records.registers.initiatives import INITIATIVES
from parindex.records.registers.inspections import INSPECTIONS
from parindex.records.registers.iso_audits import ISO_AUDITS
from parindex.records.registers.iso_processes import ISO_PROCESSES
from parindex.records.registers.it_plan import IT_PLAN
from parindex.records.registers.job_positions import JOB_POSITIONS
from parindex.records.registers.leadership import LEADERSHIP
from parindex.records.registers.legal_documents import LEGAL_DOCUMENTS
from parindex.records.registers.online_services import ONLINE_SERVICES
from parindex.records.registers.petitions import PETITIONS
from parindex.records.registers.plan_items import PLAN_ITEMS
from parindex.records.registers.portal_content import PORTAL_CONTENT
from parindex.records.registers.postal_services import POSTAL_SERVICES
from parindex.records.registers.procedure_reviews import PROCEDURE_REVIEWS
from parindex.records.registers.procedures import PROCEDURES
from parindex.records.registers.recruitments import RECRUITMENTS
from parindex.records.registers.reports import REPORTS
from parindex.records.registers.service_units_autonomy import SERVICE_UNITS_AUTONOMY
from parindex.records.registers.staff_discipline import STAFF_DISCIPLINE
from parindex.records.registers.staff_evaluations import STAFF_EVALUATIONS
from parindex.records.registers.survey_answers import SURVEY_ANSWERS
from parindex.records.registers.training import TRAINING
from parindex.records.schema import Register

REGISTERS: dict[str, Register] = {
    register.name: register
    for register in (
        PLAN_ITEMS,
        REPORTS,
        INSPECTIONS,
        COMMUNICATIONS,
        INITIATIVES,
        ASSIGNED_TASKS,
        CASE_FILES,
        ARCHIVE_BACKLOG,
        LEGAL_DOCUMENTS,
        PROCEDURES,
        DOSSIERS,
        DOSSIER_PAUSES,
        DOSSIER_TABLES,
        PROCEDURE_REVIEWS,
        PETITIONS,
        LEADERSHIP,
        HEADCOUNT,
        DELEGATION_CHECKS,
        JOB_POSITIONS,
        STAFF_DISCIPLINE,
        RECRUITMENTS,
        APPOINTMENTS,
        STAFF_EVALUATIONS,
        TRAINING,
        BUDGET_AUTONOMY,
        SERVICE_UNITS_AUTONOMY,
        IT_PLAN,
        E_DOCUMENTS,
        PORTAL_CONTENT,
        DOSSIER_STEPS,
        ONLINE_SERVICES,
        POSTAL_SERVICES,
        ISO_PROCESSES,
        ISO_AUDITS,
        SURVEY_ANSWERS,
    )
}
