"""One-stop dossiers in two sources: their sides, their evidence, the causes C01 to C21."""

from parindex.measures.reconciliation.comparison import Comparison
from parindex.measures.reconciliation.dossiers.causes import CAUSES
from parindex.measures.reconciliation.dossiers.dues import TITLES, TOLD, reckoned
from parindex.measures.reconciliation.dossiers.evidence import evidence
from parindex.measures.reconciliation.dossiers.reception import HANDOVER
from parindex.measures.reconciliation.dossiers.sides import judged, make_lookups, moved_sql

SHOWN = (
    "code",
    "procedure",
    "procedure_name",
    "unit",
    "channel",
    "filed",
    "received",
    "days",
    "duration_kind",
    "due",
    "supplement_asked",
    "supplemented",
    "supplement_count",
    "extended_to",
    "extended_on",
    "apology",
    "finished",
    "returned",
    "result",
    "result_signed",
    "stage",
    "state_text",
    "refused",
    "closed",
    "created_at",
    "step",
    "step_due",
    "other_code",
    "synced",
    "note",
)
DOSSIERS = Comparison(
    name="dossiers",
    register="dossiers",
    title="Hồ sơ giải quyết thủ tục hành chính",
    thing="hồ sơ",
    judged=judged,
    lookups=make_lookups,
    moved=moved_sql,
    evidence=evidence,
    causes=CAUSES,
    group="procedure",
    group_title="procedure_name",
    shown=SHOWN,
    added=("ended_as", "ended_at"),
    facts=(HANDOVER,),
    due_titles=TITLES,
    due_told=TOLD,
    reckoned=reckoned,
    alike={"Mã TTHC": "lower(procedure)", "Ngày tiếp nhận": "CAST(received AS DATE)"},
)
