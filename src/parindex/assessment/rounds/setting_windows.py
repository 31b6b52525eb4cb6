"""Setting the windows of a round's steps, and lengthening one for one unit."""

from datetime import UTC, date, datetime

from django.db import transaction

from parindex.assessment.rounds.models import RoundUnit, Window
from parindex.assessment.rounds.reading import round_named, round_tree
from parindex.assessment.rounds.round_rights import check_over_all
from parindex.assessment.rounds.states import STEP_TITLES, Step
from parindex.assessment.rounds.windows import Span, checked_days, windows_of
from parindex.assessment.rounds.words import LONGEST_REASON, needed_reason
from parindex.errors import InputFault
from parindex.organisations import audit
from parindex.organisations.models import User
from parindex.organisations.queries import today
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right


def set_window(
    *,
    by: User,
    round: str,  # noqa: A002
    step: Step,
    opens: date,
    closes: date,
    reason: str = "",
) -> Span:
    """Say from when to when a step takes writes, both days included, for every unit of the round; the newest word counts.

    NotAllowed without the right to run rounds in every unit; InputFault for days that cannot be, and without a reason
    where another window was set before. Saying the same again adds nothing.
    """
    one = round_named(round)
    units = RoundUnit.objects.filter(round=one).values_list("unit_id", flat=True)
    check_over_all(by, Right.ROUND, units, round_tree(one))
    first, last = checked_days(step, opens, closes)
    wanted, words = Span(opens=first, closes=last), reason.strip()
    with transaction.atomic():
        before = windows_of(round).common.get(step)
        if before == wanted:
            return wanted
        if before is not None or len(words) > LONGEST_REASON:
            words = needed_reason(words, "lý do đặt lại thời gian của bước")
        Window.objects.create(
            round=one, step=step.value, opens=first, closes=last, reason=words, by=by, at=datetime.now(UTC)
        )
        audit.record(
            by=by,
            action="round.window_set",
            subject=f"{round}: {step.value}",
            payload={
                "opens": first,
                "closes": last,
                "reason": words,
                "before": [before.opens, before.closes] if before else None,
            },
        )
    return wanted


def extend_window(*, by: User, round: str, unit: str, step: Step, closes: date, reason: str) -> Span:  # noqa: A002
    """Keep a step open for one unit up to `closes`, that day included; the newest extension counts, and never shortens the
    window that everybody has. Returns the unit's window as it now is.

    NotAllowed without the right to run rounds in the unit; InputFault without a reason, for a unit that is not in the
    round, a step that has no window yet, or a day that does not lengthen it.
    """
    one = round_named(round)
    tree = round_tree(one)
    if not RoundUnit.objects.filter(round=one, unit=unit).exists():
        raise InputFault(f"Đơn vị “{unit}” không ở trong đợt “{round}”.")
    check_may(by, Right.ROUND, unit, tree=tree, on=today())
    reason = needed_reason(reason, "lý do gia hạn")
    with transaction.atomic():
        windows = windows_of(round)
        common = windows.common.get(step)
        if common is None:
            raise InputFault(f"Chưa đặt thời gian cho bước “{STEP_TITLES[step]}”; hãy đặt thời gian chung trước.")
        if closes <= common.closes:
            raise InputFault(
                f"Bước “{STEP_TITLES[step]}” của cả đợt mở đến hết ngày {common.closes:%d/%m/%Y}; ngày gia hạn phải sau ngày đó."
            )
        checked_days(step, common.opens, closes)
        before = windows.of(step, unit)
        wanted = Span(opens=common.opens, closes=closes, extension=reason)
        if before == wanted:
            return wanted
        Window.objects.create(
            round=one,
            step=step.value,
            unit_id=unit,
            opens=common.opens,
            closes=closes,
            reason=reason,
            by=by,
            at=datetime.now(UTC),
        )
        audit.record(
            by=by,
            action="round.window_extended",
            unit=unit,
            subject=f"{round}: {step.value}",
            payload={"closes": closes, "reason": reason, "before": before.closes if before else None},
        )
    return wanted
