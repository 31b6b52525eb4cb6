"""Which wording a measure has. Adding one: its file, and a line in the table."""

from collections.abc import Mapping

from parindex.documents.plan.sentences.archive_backlog import unsorted_records
from parindex.documents.plan.sentences.assigned_tasks import late_tasks
from parindex.documents.plan.sentences.dossiers import counted_dossiers
from parindex.documents.plan.sentences.general import lost_points, other_rates
from parindex.documents.plan.sentences.leadership import units_over_limit
from parindex.documents.plan.sentences.reports import late_reports
from parindex.documents.plan.sentences.services import unused_online_services, unused_postal_services
from parindex.documents.plan.sentences.statement import Sentences, Setting, Statement
from parindex.documents.plan.sentences.training import short_lines
from parindex.plans.draft import Shortfall

SENTENCES: Mapping[str, Sentences] = {
    "reports.on_time": late_reports,
    "reports.late": late_reports,
    "assigned_tasks.on_time": late_tasks,
    "archive_backlog.processed": unsorted_records,
    "dossiers.received": counted_dossiers,
    "dossiers.early": counted_dossiers,
    "dossiers.on_time": counted_dossiers,
    "dossiers.late": counted_dossiers,
    "dossiers.pending": counted_dossiers,
    "dossiers.overdue": counted_dossiers,
    "dossiers.rate_completed": counted_dossiers,
    "dossiers.rate_received": counted_dossiers,
    "dossiers.rate_766": counted_dossiers,
    "dossiers.rate_online": counted_dossiers,
    "leadership.within_limit": units_over_limit,
    "training.completed": short_lines,
    "online_services.used": unused_online_services,
    "postal_services.used": unused_postal_services,
}


def say(shortfall: Shortfall, setting: Setting) -> Statement:
    """The statement about one shortfall: each wording once, in the order of its measures."""
    wordings = dict.fromkeys(SENTENCES[name] for name in shortfall.measures if name in SENTENCES)
    found = [statement for wording in wordings if (statement := wording(shortfall, setting)) is not None]
    if not found:
        return lost_points(shortfall, setting)
    text = " ".join(statement.text for statement in found)
    if counted_dossiers not in wordings and (others := other_rates(shortfall)):
        text = f"{others} {text}"  # before the rest: a list may follow the last sentence
    return Statement(text=text, items=tuple(item for statement in found for item in statement.items))
