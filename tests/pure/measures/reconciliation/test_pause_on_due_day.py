"""What was done on the due day itself, after its hour: pauses that the due moment does not have yet are added all the same."""

from datetime import date, datetime, time
from itertools import product
from typing import Any

import pytest
from measure_rows import Office
from tests.pure.measures.reconciliation.cause_cases import USUAL, Case, at, compared, pause
from tests.pure.measures.reconciliation.generator_files import filled
from tests.pure.measures.reconciliation.twin import status

from parindex.measures.reconciliation.comparisons import COMPARISONS
from parindex.measures.reconciliation.counting import Counting

DUE = date(2021, 3, 8)
CLOCKS = (time(0), time(9), time(16), time(17))
ENDS = (at(8, 8, 30), at(8, 9, 0), at(8, 16, 30), at(8, 17, 30), at(9, 8, 30), at(10, 8, 30), at(11, 8, 30), None)
ANSWERS = (None, 3, 4, 8)
AS_OF = date(2021, 3, 8)


def made() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A dossier for every hour of the due day, end and length of the pause; and the log of pauses."""
    rows, log = [], []
    for number, (clock, end, answered) in enumerate(product(CLOCKS, ENDS, ANSWERS)):
        code = f"H-{number:03}"
        due, extra = datetime.combine(DUE, clock), {"finished": end, "result_signed": None, "returned": None}
        rows.append({**USUAL, **extra, "source": "so", "key": code, "code": code, "due": due, "state_text": None})
        if answered:
            stood = pause(at(2), at(answered))
            log.append({"key": code, "dossier": code, "number": 1, "unit": "a", **stood})
    return rows, log


@pytest.mark.parametrize("as_of", [date(2021, 12, 31), AS_OF])
@pytest.mark.parametrize("granularity", ["as_written", "day", "minute"])
def test_each_end_about_the_due_day_has_the_status_of_the_walk(office: Office, granularity: str, as_of: date) -> None:
    rows, log = made()
    filled(office, "dossiers", rows)
    filled(office, "dossier_pauses", log)
    scope, counting = office.scope(as_of=as_of), Counting(pauses="added", granularity=granularity)
    COMPARISONS["dossiers"].make_ready(office.connection, scope)
    sql = COMPARISONS["dossiers"].judged(scope, counting, None)
    found = dict(office.connection.execute(f"SELECT key, status FROM ({sql})").fetchall())
    assert found == {row["code"]: status(row, counting, as_of, log) for row in rows}


def test_late_by_the_clock_alone_is_no_lateness_for_who_adds_the_pause(office: Office) -> None:
    row = {"due": at(8, 16), "finished": at(8, 16, 30), "returned": at(8, 16, 45), "result_signed": DUE}
    (one,) = compared(office, {"H": Case(row, row, pauses=[pause(at(2), at(4))])}, full=False).disagreements
    assert (one.left.status, one.right.status, one.cause) == ("early", "late", "C07")
    assert one.left.judged_due == at(10, 16)
