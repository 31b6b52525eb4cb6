"""How one difference stands between the owners of the two sources (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass

from parindex.assessment.reconciliation_asked import Pair
from parindex.assessment.reconciliation_said import Decision, Said, Sent

STATES: Mapping[str, str] = {
    "open": "Chưa gửi",
    "sent": "Đã gửi chủ nguồn",
    "agreed": "Đã thống nhất",
    "disputed": "Còn tranh chấp",
    "stale": "Số liệu đã đổi sau quyết định",
}


@dataclass(frozen=True, kw_only=True)
class Settlement:
    """`state` is one of STATES. `decision`: the newest one, unless it was taken back; `history`, `sent`: oldest first."""

    state: str
    decision: Decision | None
    history: tuple[Decision, ...]
    sent: tuple[Sent, ...]

    @property
    def state_text(self) -> str:
        """The state as screens say it."""
        return STATES[self.state]

    @property
    def excuses(self) -> bool:
        """Whether the row does not count as late any more."""
        return self.state == "agreed" and self.decision is not None and self.decision.verdict == "excused"


def settlement(said: Said, pair: Pair, digests: Mapping[Pair, str]) -> Settlement:
    """The state of one difference. A decision whose rows say something else by now is shown, but does not count."""
    history, sent = said.decisions.get(pair, ()), said.sent.get(pair, ())
    decision = history[-1] if history and history[-1].verdict != "withdrawn" else None
    if decision is None:
        state = "sent" if sent else "open"
    elif decision.digest != digests[pair]:
        state = "stale"
    else:
        state = "disputed" if decision.verdict == "disputed" else "agreed"
    return Settlement(state=state, decision=decision, history=history, sent=sent)
