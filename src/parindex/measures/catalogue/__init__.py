"""The measures, one line each. Adding one: its file (or a line in its register's file), and a line here."""

from parindex.measures.catalogue import (
    archive_backlog,
    assigned_tasks,
    dossiers,
    leadership,
    plan_items,
    procedure_reviews,
    reports,
    service_channels,
    training,
)
from parindex.measures.facts import Fact
from parindex.measures.measure import Measure

MEASURES: dict[str, Measure] = {
    measure.code: measure
    for measure in (
        plan_items.DONE,
        reports.ON_TIME,
        reports.LATE,
        assigned_tasks.ON_TIME,
        archive_backlog.PROCESSED,
        *dossiers.MEASURES,
        procedure_reviews.REVIEWED,
        procedure_reviews.WITH_PROPOSAL,
        leadership.WITHIN_LIMIT,
        training.COMPLETED,
        service_channels.ONLINE,
        service_channels.POSTAL,
    )
}

FACTS: dict[str, Fact] = {
    fact.name: fact
    for measure in MEASURES.values()
    for fact in (*measure.facts, *([measure.target] if measure.target else []))
}
