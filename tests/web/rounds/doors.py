"""The doors of rounds, criteria sets and reorganisation: who may open each, written down by hand from the design.

`tests/web/test_web_access.py` has the table of the other addresses; together they must name every address of the site.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from parindex.assessment.rounds.states import State
from parindex.organisations.roles import Role

R = Role
EVERYBODY = frozenset(Role)
NOBODY: frozenset[Role] = frozenset()
ENTERS = frozenset({R.COORDINATOR, R.HEAD, R.ADMINISTRATOR})
SENDS = frozenset({R.HEAD, R.ADMINISTRATOR})
APPRAISES = frozenset({R.APPRAISER, R.SECRETARIAT, R.ADMINISTRATOR})
DECIDES = frozenset({R.COUNCIL, R.ADMINISTRATOR})
RUNS = frozenset({R.SECRETARIAT, R.ADMINISTRATOR})
ANNOUNCES = frozenset({R.APPROVER, R.ADMINISTRATOR})
MANAGES = frozenset({R.ADMINISTRATOR})

CONTRIBUTES = frozenset({R.CONTRIBUTOR})

# need → who may by a role in the unit itself, in the office over it, in a division of the unit
NEEDS: Mapping[str, tuple[frozenset[Role], frozenset[Role], frozenset[Role]]] = {
    "view": (EVERYBODY, EVERYBODY, EVERYBODY),
    "enter": (ENTERS, ENTERS, NOBODY),
    "speak": (ENTERS | CONTRIBUTES, ENTERS, CONTRIBUTES),  # papers and explanations: also those who work there
    "send": (SENDS, SENDS, NOBODY),
    "appraise": (NOBODY, APPRAISES, NOBODY),  # nobody appraises the office he belongs to
    "see the column": (APPRAISES, APPRAISES, NOBODY),  # the page says which rows are not his to write
    "decide": (NOBODY, DECIDES, NOBODY),
    "vote": (NOBODY, frozenset({R.COUNCIL}), NOBODY),  # members only: who administers the system is none
    "ask to conclude": (DECIDES, DECIDES, NOBODY),  # the condition “not one's own unit” is said on the page
    "dispute": (SENDS, SENDS | APPRAISES, NOBODY),
    "dispute at the council": (SENDS, SENDS | APPRAISES | frozenset({R.COUNCIL}), NOBODY),
    "inspect": (NOBODY, APPRAISES | DECIDES, NOBODY),
    "withdraw a check": (NOBODY, RUNS, NOBODY),  # who kept it may too
    "run": (RUNS, RUNS, NOBODY),
    "run all": (NOBODY, RUNS, NOBODY),  # of the whole round: one needs the right in all its units
    "announce": (ANNOUNCES, ANNOUNCES, NOBODY),
    "choose sets": (RUNS, RUNS, NOBODY),
    "manage": (MANAGES, MANAGES, NOBODY),
}
DAY = date(2021, 7, 1)


@dataclass(frozen=True)
class Door:
    """An address: what a GET and a POST of `data` need while the unit stands in `state`. `parts`: what the address names;
    a "?" in them is the number of a row of that kind, made by the test.
    """

    name: str
    parts: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    get: str = "view"
    post: str = "view"
    data: Mapping[str, str] = field(default_factory=dict)
    state: State = State.SELF_SCORING


ROUND = {"round": "2021"}
LEAF = ROUND | {"leaf": "1.3.1"}
SET = {"bo": "bo-thu"}
COLUMN = LEAF | {"block": "so"}
FIRST, SECOND, COUNCIL = State.FIRST_APPRAISAL, State.SECOND_APPRAISAL, State.COUNCIL
CHECK = ROUND | {"number": "?check"}
RULE = {"quorum": "all", "tie": "again", "document": "Quy chế số 1"}
SCORE = {"viec": "diem", "level": "in_time", "note": "theo kế hoạch"}


def _move(name: str, need: str, state: State) -> Door:
    data = {"buoc": name, "don_vi": "so-y-te", "xac_nhan": "1", "reason": "lý do", "document": "QĐ số 1"}
    return Door("round_move", ROUND, f"?buoc={name}&don_vi=so-y-te", get=need, post=need, data=data, state=state)


MOVES = (
    _move("submit", "send", State.SELF_SCORING),
    _move("lock", "run", State.SELF_SCORING),
    _move("unlock", "run", State.SUBMITTED),
    _move("start_appraisal", "run", State.SUBMITTED),
    _move("ask_explanation", "run", FIRST),
    _move("explain", "send", State.EXPLAINING),
    _move("end_explanation", "run", State.EXPLAINING),
    _move("to_council", "run", SECOND),
    _move("conclude", "ask to conclude", COUNCIL),
    _move("back_to_council", "run", State.FINAL),
    _move("announce", "announce", State.FINAL),
    _move("withdraw", "run", State.SELF_SCORING),
    _move("succeed", "run", State.SELF_SCORING),
    _move("join", "run", State.OUT),
)
DOORS = (
    Door("rounds"),
    Door("round_open", get="run", post="run"),
    Door("round_steps"),
    Door("round", ROUND),
    *MOVES,
    Door("round_unit_add", ROUND, get="run all", post="run all"),
    Door("round_cancel", ROUND, get="run all", post="run all"),
    Door("round_moves", ROUND),
    Door("round_windows", ROUND),
    Door("round_window", ROUND | {"step": "self"}, get="run all", post="run all"),
    Door("round_extension", ROUND, get="run", post="run"),
    Door("round_fields", ROUND, post="run all"),
    Door("round_sheet", ROUND, post="enter"),
    Door("round_sheet", ROUND, post="appraise", state=FIRST),
    Door("round_one_page", ROUND, get="enter", post="enter"),
    Door("round_one_page", ROUND, get="enter", post="send", data={"gui": "1"}),
    Door("round_one_page", ROUND, get="speak", post="speak", state=State.EXPLAINING),
    Door("round_leaf", LEAF, post="enter", data=SCORE),
    Door("round_leaf", LEAF, post="appraise", data=SCORE, state=FIRST),
    Door("round_leaf", LEAF, post="decide", data=SCORE, state=COUNCIL),
    Door("round_evidence_withdraw", LEAF | {"number": "?evidence"}, post="speak", data={"reason": "ghi nhầm"}),
    Door("round_evidence_file", ROUND | {"number": "?evidence"}),
    Door("round_columns", ROUND),
    Door("round_column", COLUMN, post="see the column", state=FIRST),
    Door("round_column_file", COLUMN, state=FIRST),
    Door("round_column_import", COLUMN, get="see the column", post="see the column", state=FIRST),
    Door("round_consistency", ROUND),
    Door("round_council", ROUND),
    Door("round_council_rule", ROUND, get="run all", post="run all", data=RULE),
    Door("round_dispute_new", ROUND, get="dispute", post="dispute", state=SECOND),
    Door("round_dispute_new", ROUND, get="dispute at the council", post="dispute at the council", state=COUNCIL),
    Door(
        "round_dispute",
        ROUND | {"number": "?dispute"},
        post="vote",
        data={"viec": "bieu-quyet", "points": "1", "reason": "theo hồ sơ"},
        state=COUNCIL,
    ),
    Door("round_dispute_file", ROUND | {"number": "?dispute"}),
    Door("round_check_new", ROUND, get="inspect", post="inspect", state=FIRST),
    Door("round_check_withdraw", CHECK, get="inspect", post="withdraw a check", data={"reason": "nhầm"}, state=FIRST),
    Door("round_check_file", ROUND | {"number": "?check"}),
    Door("criteria_sets"),
    Door("criteria_copy", get="choose sets", post="choose sets"),
    Door("criteria_file", get="choose sets", post="choose sets"),
    Door("criteria_compare"),
    Door("criteria_set", SET),
    Door("criteria_yaml", SET),
    Door("criteria_text", SET, get="choose sets", post="choose sets"),
    Door("criteria_adopt", SET, post="choose sets"),
    Door("criteria_head", SET, get="choose sets", post="choose sets"),
    Door("criteria_add", SET, get="choose sets", post="choose sets"),
    Door("criteria_confirm", SET, get="choose sets", post="choose sets"),
    Door("criteria_item", SET | {"code": "1.3"}, get="choose sets", post="choose sets"),
    Door("criteria_do", SET | {"code": "1.3"}, post="choose sets", data={"viec": "len", "ban": "1"}),
    Door("round_amend", ROUND, get="run", post="run"),
    Door("round_amend_read", ROUND, post="enter"),
    Door("years"),
    Door("lineage"),
    Door("reorganise", get="run", post="run"),
    Door("reorganise", get="run", post="manage", data={"tep": "00000000-0000-4000-8000-000000000000"}),
    Door("hand_over", {"number": "?line"}, get="manage", post="manage"),
)
ROUND_DOORS = frozenset(door.name for door in DOORS)
