"""One dossier as two offices hold it: the department's register and the province's one-stop software."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from maker import people
from maker.clock import CLOSED, CLOSURE, at_work, legal_due, seconds, software_due
from maker.procedures import Procedure

NEED_A_VISIT = frozenset({"2.000189", "1.000389", "1.000167", "1.001865"})  # stopped by the closure
TOO_SHORT = "1.002741"  # the software was set to an older, shorter limit: cause C09
TOO_SHORT_DAYS, TOO_SHORT_UNTIL = 5, date(2021, 5, 31)


@dataclass
class Side:
    """What one of the two sources says. No `finished`: open."""

    days: int
    due: datetime
    finished: datetime | None = None
    returned: datetime | None = None
    asked: datetime | None = None
    supplemented: datetime | None = None
    extended_to: date | None = None
    apology: str = ""
    result_known: bool = True
    note: str = ""

    @property
    def state(self) -> str:
        """The word on the software's screen."""
        if self.returned:
            return "Đã trả kết quả"
        return "Đã xử lý xong" if self.finished else "Đang xử lý"


@dataclass
class Dossier:
    """A dossier; `so` and `software` are the two sides, `cause` why they disagree, if they were made to."""

    procedure: Procedure
    received: datetime
    so: Side
    software: Side
    signed: date | None = None
    cause: str = ""
    channel: str = "direct"
    return_channel: str = "direct"
    filed: datetime = field(init=False)
    applicant: str = ""
    code: str = ""
    result: str = ""

    def __post_init__(self) -> None:
        self.filed = self.received


def accepted(rng: random.Random, procedure: Procedure, day: date) -> Dossier:
    """A dossier accepted on `day`, with the due moment that each side works out for itself."""
    received = seconds(rng, at_work(rng, day, until=time(16, 30)))
    stopped = procedure.code in NEED_A_VISIT and received.date() <= CLOSURE[1]
    due = legal_due(received, procedure.days, CLOSED) if stopped else legal_due(received, procedure.days)
    set_to = procedure.days
    if procedure.code == TOO_SHORT and day <= TOO_SHORT_UNTIL:
        set_to = TOO_SHORT_DAYS
    by_employer = procedure.unit in {"ld-vl-bh", "gdnn"} and procedure.field != "Quản lý lao động ngoài nước"
    return Dossier(
        procedure,
        received,
        Side(procedure.days, due),
        Side(set_to, software_due(received, set_to)),
        applicant=people.employer(rng) if by_employer else people.person(rng),
    )


def hand_over(rng: random.Random, dossier: Dossier, day: date) -> None:
    """The applicant collects on `day`: both sides write it down, minutes apart."""
    latest = max(side.finished for side in (dossier.so, dossier.software) if side.finished)
    moment = at_work(rng, day, latest + timedelta(minutes=5))
    dossier.so.returned = moment
    dossier.software.returned = seconds(rng, moment)
