"""Codes that are one row, or two: said of several at once, taken back, and by hand of what nobody proposed."""

from typing import Any

import pytest
from two_sources import ASKED, BROKEN, LEFT, RIGHT

from parindex.assessment.models import CodeMatch
from parindex.assessment.reconciliation_actions import Overtaken, match_codes
from parindex.assessment.reconciling import comparison
from parindex.errors import InputFault
from parindex.organisations.models import AuditEvent, User

pytestmark = pytest.mark.usefixtures("two_sources")
SAME = {"pairs": [BROKEN], "verdict": "same", "reason": "Chữ O thay số 0"}


def counts() -> list[int]:
    return [model.objects.count() for model in (CodeMatch, AuditEvent)]


def test_confirmed_codes_are_compared_as_one_row_and_refused_ones_are_not_proposed_again(admin: User) -> None:
    match_codes(by=admin, asked=ASKED, **(SAME | {"verdict": "apart"}))
    compared = comparison(ASKED)
    assert (compared.found.proposals, compared.found.matched) == ((), 4)
    with pytest.raises(Overtaken, match="kết luận: là hai hồ sơ"):
        match_codes(by=admin, asked=ASKED, **SAME)
    match_codes(by=admin, asked=ASKED, **(SAME | {"verdict": "withdrawn"}))
    match_codes(by=admin, asked=ASKED, **SAME)
    compared = comparison(ASKED)
    assert (compared.found.matched, compared.found.only_left, compared.found.only_right) == (5, (), ())
    assert match_codes(by=admin, asked=ASKED, **SAME) == 0
    with pytest.raises(Overtaken, match="đang có hiệu lực nên không ghi thêm"):
        match_codes(by=admin, asked=ASKED, **(SAME | {"reason": "Lý do khác"}))
    match_codes(by=admin, asked=ASKED, **(SAME | {"verdict": "withdrawn"}))
    assert [(one.left, one.right) for one in comparison(ASKED).found.proposals] == [BROKEN]
    assert list(CodeMatch.objects.values_list("verdict", flat=True)) == ["apart", "withdrawn", "same", "withdrawn"]


def test_pairs_are_joined_at_once_with_one_audit_row_and_what_nobody_proposed_only_by_hand(
    admin: User, bring_dossiers: Any
) -> None:
    bring_dossiers("so", LEFT[0].replace("H-1", "K-1"))
    bring_dossiers("mot_cua", RIGHT[2].replace("H-3", "M-9"))
    pair, before = ("K-1", "M-9"), counts()
    with pytest.raises(InputFault, match="Ghép tay"):
        match_codes(by=admin, asked=ASKED, **(SAME | {"pairs": [BROKEN, pair]}))
    assert counts() == before
    assert match_codes(by=admin, asked=ASKED, **(SAME | {"pairs": [pair], "by_hand": True})) == 1
    assert CodeMatch.objects.latest("pk").reason == "Ghép tay: Chữ O thay số 0"
    assert match_codes(by=admin, asked=ASKED, **(SAME | {"pairs": [BROKEN], "by_hand": False})) == 1
    both = SAME | {"pairs": [BROKEN, pair], "verdict": "withdrawn"}
    assert match_codes(by=admin, asked=ASKED, **both) == 2
    assert AuditEvent.objects.latest("number").payload["pairs"] == [[*BROKEN], [*pair]]
    assert AuditEvent.objects.filter(action="codes.matched").count() == 3
