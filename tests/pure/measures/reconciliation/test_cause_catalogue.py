"""The three lists of causes as people meet them: every code once, in words of its own, and one way out at the end."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from parindex.errors import InputFault
from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.comparisons import COMPARISONS
from parindex.measures.reconciliation.dossiers import causes as dossier_causes

CATALOGUE = {  # one-stop-deadlines, part 5, word by word
    "C01": "NOT_CLOSED",
    "C02": "LATE_CLICK",
    "C03": "HANDOVER_DATE",
    "C04": "PAUSE_NOT_RECORDED",
    "C05": "PAUSE_RULE",
    "C06": "EXTENSION",
    "C07": "CLOCK",
    "C08": "CALENDAR",
    "C09": "DURATION_CONFIG",
    "C10": "AFTER_HOURS",
    "C11": "SCOPE_UNIT",
    "C12": "SCOPE_PERIOD",
    "C13": "STEP_LATE",
    "C14": "TERMINAL_STATES",
    "C15": "SYNC",
    "C16": "BACKDATED",
    "C17": "NO_DUE",
    "C18": "SPECIAL_EVENT",
    "C19": "REALLY_LATE",
    "C20": "SUPPLEMENT_TWICE",
    "C21": "LATE_ACCEPTANCE",
}
ALL = [(kind, cause) for kind, home in COMPARISONS.items() for cause in home.causes]
EVERY = pytest.mark.parametrize(("kind", "cause"), ALL, ids=[f"{kind} {cause.code}" for kind, cause in ALL])


def test_dossiers_have_the_causes_of_the_catalogue_and_no_others() -> None:
    assert {cause.code: cause.name for cause in COMPARISONS["dossiers"].causes} == CATALOGUE
    assert len(COMPARISONS["dossiers"].causes) == len(CATALOGUE)


def test_each_cause_of_dossiers_is_a_file_named_after_it() -> None:
    folder = Path(dossier_causes.__file__).parent
    for code, name in CATALOGUE.items():
        stem = f"{code.lower()}_{name.lower()}"
        assert (folder / f"{stem}.py").is_file()
        module = import_module(f"{dossier_causes.__name__}.{stem}")
        assert getattr(module, name).code == code
        assert f'"""{code}: ' in (folder / f"{stem}.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", COMPARISONS)
def test_really_late_comes_last_and_is_what_remains(kind: str) -> None:
    *others, last = COMPARISONS[kind].causes
    assert last.name == "REALLY_LATE"
    assert "REALLY_LATE" not in {cause.name for cause in others}


@pytest.mark.parametrize("kind", COMPARISONS)
@pytest.mark.parametrize("field", ["code", "name", "title", "proposal"])
def test_no_two_causes_of_a_list_say_the_same(kind: str, field: str) -> None:
    said = [getattr(cause, field) for cause in COMPARISONS[kind].causes]
    assert len({*said}) == len(said)


@EVERY
def test_a_cause_speaks_as_an_office_does(kind: str, cause: Cause) -> None:
    assert re.fullmatch(r"[CTRBN]\d\d", cause.code), kind
    assert cause.title[0].isupper() and not cause.title.endswith(".")
    assert cause.proposal.startswith("Đề nghị ") and cause.proposal.endswith(".")
    assert not cause.lacking or (cause.lacking[0].isupper() and cause.lacking.endswith("."))


@EVERY
def test_a_test_that_may_not_tell_says_what_is_missing(kind: str, cause: Cause) -> None:
    """A CASE with a way to NULL, or with no ELSE, must have the words for it."""
    may_be_open = re.search(r"THEN NULL|ELSE NULL", cause.holds) or (
        "CASE" in cause.holds and cause.holds.count("CASE") > cause.holds.count("ELSE")
    )
    assert bool(cause.lacking) or not may_be_open, kind


@pytest.mark.parametrize("kind", COMPARISONS)
@pytest.mark.parametrize("code", ["", "C99", "c01", "C1", "chưa đủ căn cứ"])
def test_an_unknown_code_is_refused_with_the_list(kind: str, code: str) -> None:
    home = COMPARISONS[kind]
    with pytest.raises(InputFault) as refused:
        home.cause(code)
    assert all(cause.code in str(refused.value) for cause in home.causes)
    assert home.thing in str(refused.value)


@pytest.mark.parametrize("kind", COMPARISONS)
def test_every_way_of_counting_is_said_in_a_sentence_of_that_thing(kind: str) -> None:
    home = COMPARISONS[kind]
    texts = [home.counting_text(counting) for counting in home.countings]
    assert all(text[0].isupper() for text in texts)
    assert home.countings[0] == home.countings[1] or len({*texts}) == 2
