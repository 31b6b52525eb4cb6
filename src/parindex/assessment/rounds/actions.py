"""The writes that run a round, in one place for doors; those of scores, papers and the council stand with their subject."""

from parindex.assessment.rounds.amended import note_amendment_read
from parindex.assessment.rounds.amending import amend_block
from parindex.assessment.rounds.column import save_rows
from parindex.assessment.rounds.council import raise_dispute, step_back, take_back_dispute, vote
from parindex.assessment.rounds.council_rules import set_council_rule
from parindex.assessment.rounds.deadlines import pass_deadlines
from parindex.assessment.rounds.deciding import decide_dispute
from parindex.assessment.rounds.fields import assign_field, withdraw_field
from parindex.assessment.rounds.joining import add_unit, cancel_round
from parindex.assessment.rounds.moving import move, move_many
from parindex.assessment.rounds.opening import open_round
from parindex.assessment.rounds.setting_windows import extend_window, set_window
from parindex.assessment.rounds.site_checks import record_site_check, withdraw_site_check

__all__ = [
    "add_unit",
    "amend_block",
    "assign_field",
    "cancel_round",
    "decide_dispute",
    "extend_window",
    "move",
    "move_many",
    "note_amendment_read",
    "open_round",
    "pass_deadlines",
    "raise_dispute",
    "record_site_check",
    "save_rows",
    "set_council_rule",
    "set_window",
    "step_back",
    "take_back_dispute",
    "vote",
    "withdraw_field",
    "withdraw_site_check",
]
