"""The measures, one line each. Adding one: its file (or a line in its register's file), and a line here."""

from parindex.measures.catalogue import (
    archive_backlog,
    assigned_tasks,
    case_files,
    communications,
    dossier_steps,
    dossier_tables,
    dossiers,
    dossiers_course,
    dossiers_due,
    dossiers_ended,
    dossiers_reception,
    initiatives,
    inspections,
    leadership,
    legal_documents,
    online_services,
    petitions,
    plan_items,
    postal_services,
    procedure_reviews,
    procedures,
    reports,
    service_766,
    service_766_digital,
    service_766_online,
    service_channels,
    training,
)
from parindex.measures.facts import Fact
from parindex.measures.measure import Measure

MEASURES: dict[str, Measure] = {
    measure.code: measure
    for measure in (
        *plan_items.MEASURES,
        *reports.MEASURES,
        *inspections.MEASURES,
        *communications.MEASURES,
        *initiatives.MEASURES,
        *assigned_tasks.MEASURES,
        *case_files.MEASURES,
        *archive_backlog.MEASURES,
        *legal_documents.MEASURES,
        *procedures.MEASURES,
        *dossiers.MEASURES,
        *dossiers_course.MEASURES,
        *dossiers_due.MEASURES,
        *dossiers_ended.MEASURES,
        *dossiers_reception.MEASURES,
        *dossier_tables.MEASURES,
        *dossier_steps.MEASURES,
        *procedure_reviews.MEASURES,
        *petitions.MEASURES,
        leadership.WITHIN_LIMIT,
        training.COMPLETED,
        *service_channels.MEASURES,
        *service_766.MEASURES,
        *service_766_online.MEASURES,
        *service_766_digital.MEASURES,
        *online_services.MEASURES,
        *postal_services.MEASURES,
    )
}

FACTS: dict[str, Fact] = {
    fact.name: fact
    for measure in MEASURES.values()
    for fact in (*measure.facts, *([measure.target] if measure.target else []))
}
