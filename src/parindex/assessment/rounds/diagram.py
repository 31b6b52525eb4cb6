"""The states of a round as text that documentation shows: made from the table of transitions, never written by hand."""

from collections.abc import Iterable, Mapping

from parindex.assessment.rounds.states import STATE_TITLES, TRANSITIONS, State, Transition
from parindex.organisations.roles import ROLE_RIGHTS, ROLE_TITLES, Right, Role

CHECK_WORDS: Mapping[str, str] = {
    "window_open": "bước đang trong thời gian nhận",
    "window_open_for_target": "bước trở lại còn trong thời gian nhận",
    "window_closed": "bước đã hết hạn",
    "self_scored": "mọi mục đơn vị tự chấm đã có điểm",
    "appraised": "mọi mục phải thẩm định đã có điểm",
    "requests_answered": "mọi đề nghị giải trình đã có trả lời",
    "all_scored": "mọi mục phải chấm, kể cả mục điều tra, đã có điểm ở một bước",
    "disputes_settled": "mọi kiến nghị đã có kết luận của Hội đồng",
    "not_own_unit": "người làm không thuộc đơn vị được chấm",
    "unit_there": "đơn vị còn hoạt động đến hết kỳ",
    "heir_in_round": "đơn vị đã sáp nhập, chia tách; đơn vị kế thừa đang được chấm trong đợt",
    "round_runs": "đợt chưa bị hủy",
    "free_in_period": "đơn vị không ở đợt khác của kỳ",
}
_HEAD = """\
# Các bước của một đợt đánh giá

Tệp này do `parindex rounds diagram -o docs/rounds.md` viết ra từ bảng chuyển bước (`assessment/rounds/states.py`); không sửa tay.

```mermaid
stateDiagram-v2
"""


def holders(right: Right) -> str:
    """Who has a right by his role, the administrator apart."""
    roles: list[Role] = [
        role for role, rights in ROLE_RIGHTS.items() if right in rights and role is not Role.ADMINISTRATOR
    ]
    return ", ".join(ROLE_TITLES[role] for role in roles)


def conditions(way: Transition) -> str:
    """What must hold or be given, in words; "" when nothing."""
    words = [CHECK_WORDS[check] for check in way.checks]
    words += ["có lý do"] if way.reason else []
    words += ["có văn bản"] if way.document else []
    words += ["người thứ hai duyệt, hoặc ghi “tự xác nhận”"] if way.second_person else []
    return "; ".join(words)


def who(way: Transition) -> str:
    """Who does it; at a deadline also nobody."""
    return f"tự động khi hết hạn, hoặc {holders(way.right)}" if way.by_deadline else holders(way.right)


def sources(way: Transition) -> str:
    """The states that it leads from, in words; a long list is said by its two ends."""
    titles = [STATE_TITLES[one] for one in way.sources]
    return ", ".join(titles) if len(titles) < 3 else f"từ “{titles[0]}” đến “{titles[-1]}”"


def _drawn(ways: Iterable[Transition]) -> str:
    states = [f"    state “{title}” as {state.value}" for state, title in STATE_TITLES.items()]
    arrows = [f"    {one.value} --> {way.target.value}: {way.title}" for way in ways for one in way.sources]
    first, last = State.SELF_SCORING, State.ANNOUNCED
    text = "\n".join([*states, f"    [*] --> {first.value}", *arrows, f"    {last.value} --> [*]"])
    return text.replace("“", '"').replace("”", '"')


def document() -> str:
    """The whole of docs/rounds.md: a diagram (Mermaid) and a table that says the same."""
    ways = tuple(TRANSITIONS.values())
    rows = "\n".join(
        f"| {way.title} | {sources(way)} | {STATE_TITLES[way.target]} | {who(way)} | {conditions(way)} |"
        for way in ways
    )
    head = "| Việc | Từ trạng thái | Sang trạng thái | Ai làm | Điều kiện |\n|---|---|---|---|---|\n"
    return f"{_HEAD}{_drawn(ways)}\n```\n\n{head}{rows}\n"
