"""The example documents, built once a run: building takes longer than looking."""

import pytest
from plan_draft_example import DRAFT
from score_sheet_example import SHEET

from parindex.documents.plan import build_plan
from parindex.documents.score_sheet import build_score_sheet


@pytest.fixture(scope="session")
def plan() -> bytes:
    return build_plan(DRAFT)


@pytest.fixture(scope="session")
def score_sheet() -> bytes:
    return build_score_sheet(SHEET)
