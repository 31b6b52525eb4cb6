"""What a unit past its own step still has to score after an amended set, and until when."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from django.db.models import Exists, OuterRef

from parindex.assessment.rounds.judging import NOT_SCORED
from parindex.assessment.rounds.models import RoundBlock, RoundUnit, ScoreAgain, StepScore
from parindex.assessment.rounds.states import STEP_TITLES, State, Step
from parindex.assessment.rounds.windows import NotOpen, checked_days
from parindex.errors import InputFault
from parindex.organisations.models import User
from parindex.organisations.queries import today

SENT = (State.SUBMITTED, State.FIRST_APPRAISAL, State.EXPLAINING, State.SECOND_APPRAISAL, State.COUNCIL)


def open_again(units: Iterable[int], blocks: Iterable[RoundBlock]) -> dict[int, dict[str, date]]:
    """Leaves of units (numbers in the round) that wait for them, with the last day, by unit; of the sets in force given.

    One query; none where no set was amended.
    """
    amended = [one.pk for one in blocks if one.version > 1]
    if not amended:
        return {}
    said = StepScore.objects.filter(
        of=OuterRef("of"),
        block=OuterRef("block"),
        leaf=OuterRef("leaf"),
        step=Step.SELF.value,
        replaced_by__isnull=True,
    ).exclude(state=NOT_SCORED)
    rows = ScoreAgain.objects.filter(
        ~Exists(said), of__in=list(units), of__state__in=[one.value for one in SENT], block__in=amended
    )
    found: dict[int, dict[str, date]] = {}
    for number, leaf, closes in rows.order_by("id").values_list("of", "leaf", "closes"):
        found.setdefault(number, {})[leaf] = closes
    return found


def still_open(again: Mapping[str, date], day: date) -> dict[str, date]:
    """Those that may still be scored on a day."""
    return {leaf: closes for leaf, closes in again.items() if closes >= day}


def check_again(again: Mapping[str, date]) -> frozenset[str]:
    """The leaves that may be scored today. NotOpen when their last day has passed."""
    found = frozenset(still_open(again, today()))
    if not found:
        last = max(again.values())
        raise NotOpen(
            f"Hạn chấm lại theo bộ tiêu chí sửa đổi đã hết ngày {last:%d/%m/%Y}. Chưa có gì thay đổi; cơ quan thẩm định chấm "
            "các mục này."
        )
    return found


def checked_until(units: int, until: date | None) -> date | None:
    """The last day for so many units that must score again; None where none must.

    InputFault when there are such units and no day is given, or one that has passed.
    """
    if not units:
        return None
    if until is None:
        raise InputFault(
            f"{units} đơn vị đã gửi bản tự chấm còn phải chấm lại theo bộ tiêu chí sửa đổi; hãy ghi hạn chấm lại."
        )
    if until < today():
        raise InputFault(f"Hạn chấm lại {until:%d/%m/%Y} đã qua; hãy ghi một ngày từ hôm nay trở đi.")
    return checked_days(Step.SELF, today(), until)[1]


def ask_again(asked: Mapping[RoundUnit, Iterable[str]], made: RoundBlock, until: date | None, by: User) -> None:
    """Open the leaves of units past their own step. Inside the transaction of the amendment."""
    if until is None:
        return
    now = datetime.now(UTC)
    ScoreAgain.objects.bulk_create(
        ScoreAgain(of=of, block=made, leaf=leaf, closes=until, by=by, at=now)
        for of, leaves in asked.items()
        for leaf in leaves
    )


def barred(again: Iterable[str], leaf: str) -> InputFault:
    """Why a leaf that no amendment asks for stays as it is."""
    return InputFault(
        f"Đơn vị đã gửi bản tự chấm; bước “{STEP_TITLES[Step.SELF]}” chỉ còn nhận: {', '.join(sorted(again))}, theo bộ tiêu "
        f"chí sửa đổi. Tiêu chí {leaf} không đổi được nữa."
    )
