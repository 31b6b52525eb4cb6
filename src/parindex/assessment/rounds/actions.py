"""The writes of a round, in one place for doors and for the test that walks over every action."""

from parindex.assessment.rounds.deadlines import pass_deadlines
from parindex.assessment.rounds.fields import assign_field, withdraw_field
from parindex.assessment.rounds.moving import move, move_many
from parindex.assessment.rounds.opening import open_round
from parindex.assessment.rounds.setting_windows import extend_window, set_window

__all__ = [
    "assign_field",
    "extend_window",
    "move",
    "move_many",
    "open_round",
    "pass_deadlines",
    "set_window",
    "withdraw_field",
]
