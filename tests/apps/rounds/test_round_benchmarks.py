"""The benchmarks of a round share one: each finds the rows that it begins with, whichever ran before."""

import sys
from collections.abc import Callable, Mapping
from types import SimpleNamespace

import pytest
from benchmarks import round_data, round_sheet
from benchmarks.round_column import _score_column
from benchmarks.rounds import Contest

from parindex.assessment.rounds.models import StepScore
from parindex.organisations.models import User


def test_a_column_is_measured_after_scores_were_saved_on_the_same_round(
    admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tried(title: str, contestants: Mapping[str, Callable[[], object]], **_: object) -> Contest:
        save = list(contestants.values())[-1]
        for _number in range(round_data.LEAVES):  # every leaf that it saves at all
            save()
        return Contest(title, {}, {}, {})

    bare = SimpleNamespace(saving=lambda: None)  # its models are no business of other tests
    monkeypatch.setitem(sys.modules, "benchmarks.round_bare", bare)
    monkeypatch.setattr(round_data, "UNITS", 3)
    monkeypatch.setattr(round_sheet, "contest", tried)
    made = round_data.measured_round.__wrapped__()
    round_sheet._save(made)
    assert StepScore.objects.filter(replaces__isnull=False).count() == round_data.LEAVES
    _score_column(made)
    assert StepScore.objects.filter(leaf=round_data.COLUMN, step="self").count() == 3
