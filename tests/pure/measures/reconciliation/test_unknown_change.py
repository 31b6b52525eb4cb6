"""A cause that holds, while how far it moves the due day is not known, explains nothing by itself."""

from datetime import date

from measure_rows import Office
from tests.pure.measures.reconciliation.cause_cases import Case, at, by_name, compared

from parindex.measures.reconciliation.model import UNDETERMINED

LATE = {"finished": at(25), "returned": at(25), "result_signed": date(2021, 3, 25)}


def test_a_new_date_beyond_the_calendar_does_not_decide(office: Office) -> None:
    beyond = {**LATE, "extended_to": date(2031, 3, 12), "extended_on": date(2021, 3, 4)}
    found = by_name(compared(office, {"xa": Case(beyond, LATE)}, procedures=[{"code": "P1", "days": 5}]))
    assert (found["xa"].cause, found["xa"].secondary) == (UNDETERMINED, ("C06",))


def test_a_trial_or_a_code_of_one_source_only_decides_and_a_stale_end_after_the_due_day_does_not(
    office: Office,
) -> None:
    late = LATE | {"note": "Hồ sơ thử nghiệm"}
    stale = {"synced": "failed", "finished": at(26), "returned": at(26)}
    cases = {
        "thử": Case({**LATE, "due": at(30, 17)}, late),
        "một nguồn": Case(None, LATE),
        "chưa đồng bộ": Case({**LATE, "due": at(30, 17)}, {**LATE, **stale}),
    }
    found = by_name(compared(office, cases, procedures=[{"code": "P1", "days": 5}]))
    assert found["thử"].cause == found["một nguồn"].cause == "C15"
    assert found["chưa đồng bộ"].cause != "C15"
    assert "C15" in found["chưa đồng bộ"].secondary
