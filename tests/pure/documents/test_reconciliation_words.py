"""What a row of two sources is called: a report has no code, and its key is not for people."""

from parindex.documents.reconciliation_words import key_title, row_title
from parindex.measures.reconciliation.model import MISSING, Difference, Side

KEY = "báo cáo cchc|quý i|sở nội vụ|2021"
SAID = {"kind": "Báo cáo CCHC", "period": "Quý I", "receiver": "Sở Nội vụ"}
NAMED = "Báo cáo CCHC, Quý I năm 2021, gửi Sở Nội vụ"


def test_a_report_is_called_by_its_kind_its_period_with_the_year_and_its_receiver() -> None:
    assert key_title("reports", KEY, SAID) == NAMED
    assert key_title("reports", KEY, SAID | {"period": "Năm 2021"}) == "Báo cáo CCHC, Năm 2021, gửi Sở Nội vụ"
    assert key_title("reports", KEY, {}) == KEY
    assert key_title("dossiers", "H-1", {}) == "H-1"


def test_a_row_that_one_source_lacks_is_called_as_the_other_has_it() -> None:
    here, gone = Side(key=KEY, status="late", values=SAID), Side(key="", status=MISSING)
    for left, right in ((here, gone), (gone, here)):
        one = Difference(key=KEY, unit="", group="", group_title="", left=left, right=right, cause="R01")
        assert row_title("reports", one) == NAMED
