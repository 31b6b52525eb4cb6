"""A comparison made by hand, without rows or database: who is strict, who is asked first, and what a terminal prints."""

from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from parindex.assessment.reconciliation_asked import Asked
from parindex.assessment.reconciliation_said import Decision, Said
from parindex.assessment.reconciling import Compared
from parindex.cli import reconciliation_text
from parindex.cli.reconciliation_text import comparison_text
from parindex.documents.reconciliation_letter.filling import DAYS_TO_ANSWER, answer_day
from parindex.documents.reconciliation_list.filling import cause_words, group_words, of_owner, owner_to_ask
from parindex.errors import InputFault
from parindex.ledger.sources import SourceFacts
from parindex.measures.period import parse_period
from parindex.measures.reconciliation.comparisons import COMPARISONS
from parindex.measures.reconciliation.counting import OWNER, SOFTWARE
from parindex.measures.reconciliation.model import UNDETERMINED, Difference, Evidence, Reconciliation, Side

pytestmark = pytest.mark.dear(2)

SO = SourceFacts(source="so", title="Sổ của Sở", primary=True, owner="so", owner_name="Sở", counting=None)
MOT_CUA = SourceFacts(source="mot_cua", title="Một cửa", primary=False, owner="tt", owner_name="TTHCC", counting=None)
LONG = "Kết quả có ngày 16/04/2021, trong hạn 19/04/2021; bên tính trễ hạn vẫn ghi “đang xử lý” đến ngày 31/12/2021."


def one(key: str, left: str, right: str, cause: str = "C01", **rest: Any) -> Difference:
    known: dict[str, Any] = {
        "unit": "ncc",
        "group": "1.001257",
        "group_title": "Trợ cấp",
        "evidence": (Evidence(cause=cause, text=LONG),),
    }
    return Difference(
        key=key, left=Side(key=key, status=left), right=Side(key=key, status=right), cause=cause, **(known | rest)
    )


DIFFERENCES = (
    one("H1", "early", "overdue"),
    one("H2", "on_time", "late", "C04", secondary=("C02",)),
    one("H3", "late", "early", "C06"),
    one("H4", "late", "overdue"),
    one("H5", "missing", "late", UNDETERMINED, evidence=(), lacking=("Không rõ giờ.", "Không có sổ bước.")),
)
BOTH = one("H9", "late", "late", "C19")


def excused(key: str) -> Decision:
    return Decision(
        number=1,
        pair=(key, key),
        verdict="excused",
        cause="C01",
        proposed="C01",
        document="Công văn số 45",
        note="",
        owner="tt",
        source="mot_cua",
        digest=key,
        by="Giang",
        at=datetime(2022, 1, 10),
    )


def compared(*differences: Difference, decided: tuple[str, ...] = (), **counts: dict[str, int]) -> Compared:
    given = differences or DIFFERENCES
    question: Any = SimpleNamespace(period=parse_period("2021"), as_of=date(2021, 12, 31), snapshot=7)
    return Compared(
        asked=Asked(kind="dossiers", left="so", right="mot_cua", unit="so", period="2021"),
        question=question,
        comparison=COMPARISONS["dossiers"],
        left=SO,
        right=MOT_CUA,
        left_counting=OWNER,
        right_counting=SOFTWARE,
        found=Reconciliation(
            kind="dossiers",
            matched=1670,
            only_left=("H7",),
            only_right=(),
            left_counts=counts.get("left", {"early": 1600, "on_time": 60, "late": 3}),
            right_counts=counts.get("right", {"early": 1600, "on_time": 40, "late": 21, "overdue": 2}),
            disagreements=given,
            agreed=(BOTH,),
            proposals=(),
        ),
        said=Said(matches={}, sent={}, decisions={(key, key): (excused(key),) for key in decided}),
        digests={(item.key, item.key): item.key for item in (*given, BOTH)},
    )


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Callable[[Compared], str]:
    """What the terminal shows; names of units are not looked up."""
    names = {"so": "Sở Lao động", "ncc": "Phòng Người có công với cách mạng và xã hội"}
    monkeypatch.setattr(reconciliation_text, "unit_names", lambda: lambda unit: names.get(unit, unit))
    return comparison_text


@pytest.mark.parametrize(
    ("key", "strict"), [("H1", "mot_cua"), ("H2", "mot_cua"), ("H3", "so"), ("H4", "mot_cua"), ("H5", "mot_cua")]
)
def test_the_strict_source_has_it_late_and_of_one_late_and_one_overdue_it_is_the_open_one(
    key: str, strict: str
) -> None:
    it = compared()
    assert it.strict(it.by_key[key]).source == strict


def test_turned_round_the_same_source_is_strict() -> None:
    it = compared(one("H4", "overdue", "late"))
    assert it.strict(it.by_key["H4"]) == SO


def test_each_owner_is_asked_about_what_his_source_has_late_and_not_about_what_both_have() -> None:
    it = compared()
    assert [item.key for item in of_owner(it, MOT_CUA)] == ["H1", "H2", "H4", "H5"]
    assert [item.key for item in of_owner(it, SO)] == ["H3"]
    assert [item.key for item in of_owner(it, SO, (*DIFFERENCES[2:4], BOTH))] == ["H3"]


def test_the_owner_with_more_to_answer_is_asked_first() -> None:
    assert owner_to_ask(compared()) == MOT_CUA
    assert owner_to_ask(compared(), DIFFERENCES[2:3]) == SO
    assert owner_to_ask(compared(), ()) == MOT_CUA, "nothing to answer: the other office, not one's own"


def test_only_a_decision_that_stands_excuses_and_moves_the_counts() -> None:
    it = compared(decided=("H1", "H2"))
    assert it.excused == {"H1", "H2"}
    left, right = it.rates
    assert (left.excused, right.excused) == (0, 2)
    assert (right.counts["overdue"], right.counts_after["overdue"]) == (2, 1)
    assert (right.counts_after["late"], right.counts_after["early"]) == (20, 1601)
    assert left.counts_after == left.counts
    assert sum(right.counts_after.values()) == sum(right.counts.values())


def test_causes_and_groups_are_said_with_their_titles() -> None:
    it = compared()
    assert cause_words(it, "C01").startswith("C01 – Đã có kết quả")
    assert cause_words(it, UNDETERMINED) == "Chưa đủ căn cứ"
    assert group_words(DIFFERENCES[0]) == "1.001257 – Trợ cấp"
    assert group_words(one("H1", "early", "late", group_title="1.001257")) == "1.001257"
    assert group_words(one("H1", "early", "late", group="", group_title="")) == "(để trống)"


def test_the_day_to_answer_by_lies_ahead() -> None:
    now = date(2022, 1, 5)
    assert answer_day(date(2022, 1, 6), now) == date(2022, 1, 6)
    assert (answer_day(None, now) - now).days == DAYS_TO_ANSWER
    for day in (now, date(2021, 12, 31)):
        with pytest.raises(InputFault, match=f"{day:%d/%m/%Y}"):
            answer_day(day, now)


def test_the_terminal_says_what_was_compared_up_to_when_and_of_which_rows(printed: Callable[[Compared], str]) -> None:
    head, matched, *_ = printed(compared()).split("\n\n")
    assert head == ("Hồ sơ giải quyết thủ tục hành chính: Sở Lao động, năm 2021, tính đến 31/12/2021, ảnh chụp số 7")
    assert matched.startswith("Có ở cả hai nguồn: 1670; chỉ ở “Sổ của Sở”: 1; chỉ ở “Một cửa”: 0; mã hỏng")


def test_counts_stand_side_by_side_and_a_status_of_neither_has_no_line(printed: Callable[[Compared], str]) -> None:
    table = printed(compared()).split("\n\n")[2].splitlines()
    lines = {line.split("  ")[0]: line.split()[-2:] for line in table[2:]}
    assert lines == {
        "Trước hạn": ["1600", "1600"],
        "Đúng hạn": ["60", "40"],
        "Trễ hạn": ["3", "21"],
        "Quá hạn": ["0", "2"],
    }


def test_rates_before_and_after_stand_with_their_numbers_and_their_policy(printed: Callable[[Compared], str]) -> None:
    rates = printed(compared(decided=("H1",))).split("\n\n")[3]
    assert "1640/1661 = 98,74%" in rates
    assert "1641/1662 = 98,74%" in rates
    assert "Theo nguồn “Một cửa”" in rates
    assert "1 sai lệch có quyết định không tính trễ hạn" in rates
    assert "chưa có quyết định nào làm đổi số của nguồn này" in rates


def test_nothing_to_divide_is_a_dash_and_no_error(printed: Callable[[Compared], str]) -> None:
    rates = printed(compared(left={}, right={"overdue": 1})).split("\n\n")[3]
    assert "0/0 = –" in rates


def test_causes_are_counted_with_what_cannot_be_told_last(printed: Callable[[Compared], str]) -> None:
    causes = printed(compared()).split("\n\n")[5].splitlines()[2:]
    assert [line.split("  ")[0] for line in causes] == ["C01", "C04", "C06", UNDETERMINED]
    assert [line.split()[-1] for line in causes] == ["2", "1", "1", "1"]


def test_each_difference_is_a_line_and_long_words_are_cut(printed: Callable[[Compared], str]) -> None:
    table = printed(compared()).split("\n\n")[6].splitlines()[2:]
    assert [line.split()[0] for line in table] == ["H1", "H2", "H3", "H4", "H5"]
    assert "Phòng Người có công với cách…" in table[0]
    assert "C04, C02" in table[1]
    assert table[0].endswith("…") and LONG not in table[0]
    assert table[4].endswith("Không rõ giờ. Không có sổ bước.")


def test_without_differences_there_is_no_table_of_causes(printed: Callable[[Compared], str]) -> None:
    it = compared()
    quiet = Compared(**{**it.__dict__, "found": Reconciliation(**{**it.found.__dict__, "disagreements": ()})})
    parts = printed(quiet).split("\n\n")
    assert parts[-1] == "Sai lệch: 0; hai nguồn cùng tính trễ hạn: 1."
    assert "Nguyên nhân" not in "".join(parts)
