"""How one difference stands between the owners of the two sources (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass

from parindex.assessment.reconciliation_asked import Pair
from parindex.assessment.reconciliation_said import Decision, Said, Sent
from parindex.ledger.sources import SourceFacts

STATES: Mapping[str, str] = {
    "open": "Chưa gửi",
    "sent": "Đã gửi chủ nguồn",
    "agreed": "Đã thống nhất",
    "disputed": "Còn tranh chấp",
    "stale": "Đã đổi sau quyết định",
}


@dataclass(frozen=True, kw_only=True)
class Settlement:
    """`state` is one of STATES; `changed`: of a stale one, what is not as it was. `decision`: the newest one, unless it
    was taken back; `history`, `sent`: oldest first, also those that were taken back.
    """

    state: str
    changed: str = ""
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


def _changed(decision: Decision, pair: Pair, digest: str, strict: SourceFacts) -> str:
    """What is not as it was when the decision was taken; "" for nothing."""
    if decision.pair != pair:
        return "Khi quyết định, dòng này chỉ có ở một nguồn hoặc được ghép với mã khác"
    if decision.source not in {"", strict.source}:
        return "Khi quyết định, bên tính trễ hạn là nguồn kia"
    if decision.owner != strict.owner:
        return "Chủ nguồn đã đổi sau khi quyết định"
    if decision.digest != digest:
        return "Số liệu, sổ theo dõi kèm theo, ngày làm việc hoặc cách đếm của một nguồn đã đổi sau khi quyết định"
    return ""


def settlement(said: Said, pair: Pair, digest: str, strict: SourceFacts) -> Settlement:
    """The state of one difference that `strict` has late. A decision that was taken of other rows, of what they said
    before, or for another owner is shown, but does not count.
    """
    history, sent = said.decided(pair), said.went(pair)
    decision = history[-1] if history and history[-1].verdict != "withdrawn" else None
    changed = ""
    if decision is None:
        state = "sent" if any(one.withdrawn is None for one in sent) else "open"
    elif changed := _changed(decision, pair, digest, strict):
        state = "stale"
    else:
        state = "disputed" if decision.verdict == "disputed" else "agreed"
    return Settlement(state=state, changed=changed, decision=decision, history=history, sent=sent)
