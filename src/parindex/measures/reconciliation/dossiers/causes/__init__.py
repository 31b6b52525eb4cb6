"""The causes of one-stop dossiers, in the fixed order: the most specific evidence first, “really late” at the end.

Adding one: its file, and a line here.
"""

from parindex.measures.reconciliation.dossiers.causes.c01_not_closed import NOT_CLOSED
from parindex.measures.reconciliation.dossiers.causes.c02_late_click import LATE_CLICK
from parindex.measures.reconciliation.dossiers.causes.c03_handover_date import HANDOVER_DATE
from parindex.measures.reconciliation.dossiers.causes.c04_pause_not_recorded import PAUSE_NOT_RECORDED
from parindex.measures.reconciliation.dossiers.causes.c05_pause_rule import PAUSE_RULE
from parindex.measures.reconciliation.dossiers.causes.c06_extension import EXTENSION
from parindex.measures.reconciliation.dossiers.causes.c07_clock import CLOCK
from parindex.measures.reconciliation.dossiers.causes.c08_calendar import CALENDAR
from parindex.measures.reconciliation.dossiers.causes.c09_duration_config import DURATION_CONFIG
from parindex.measures.reconciliation.dossiers.causes.c10_after_hours import AFTER_HOURS
from parindex.measures.reconciliation.dossiers.causes.c11_scope_unit import SCOPE_UNIT
from parindex.measures.reconciliation.dossiers.causes.c12_scope_period import SCOPE_PERIOD
from parindex.measures.reconciliation.dossiers.causes.c13_step_late import STEP_LATE
from parindex.measures.reconciliation.dossiers.causes.c14_terminal_states import TERMINAL_STATES
from parindex.measures.reconciliation.dossiers.causes.c15_sync import SYNC
from parindex.measures.reconciliation.dossiers.causes.c16_backdated import BACKDATED
from parindex.measures.reconciliation.dossiers.causes.c17_no_due import NO_DUE
from parindex.measures.reconciliation.dossiers.causes.c18_special_event import SPECIAL_EVENT
from parindex.measures.reconciliation.dossiers.causes.c19_really_late import REALLY_LATE
from parindex.measures.reconciliation.dossiers.causes.c20_supplement_twice import SUPPLEMENT_TWICE
from parindex.measures.reconciliation.dossiers.causes.c21_late_acceptance import LATE_ACCEPTANCE

CAUSES = (
    SCOPE_UNIT,
    SCOPE_PERIOD,
    SYNC,
    TERMINAL_STATES,
    NO_DUE,
    CLOCK,
    NOT_CLOSED,
    BACKDATED,
    HANDOVER_DATE,
    LATE_CLICK,
    EXTENSION,
    SPECIAL_EVENT,
    LATE_ACCEPTANCE,
    STEP_LATE,
    AFTER_HOURS,
    SUPPLEMENT_TWICE,
    PAUSE_RULE,
    PAUSE_NOT_RECORDED,
    DURATION_CONFIG,
    CALENDAR,
    REALLY_LATE,
)
