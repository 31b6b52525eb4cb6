"""Fixtures of the manual: a set with one leaf, and what that leaf gets for a value."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from parindex.criteria.loading import load
from parindex.criteria.model import CriteriaSet
from parindex.documents.wording.explaining import explain
from parindex.scoring.check import check_set
from parindex.scoring.score import LeafScore, score
from parindex.scoring.values import parse_value

MEASURES = ("plan_items.done", "reports.late", "assigned_tasks.on_time")


def document(rule: dict[str, Any], max_points: str, **leaf: Any) -> dict[str, Any]:
    """A whole criteria set of one leaf, coded 1.1."""
    one = {"code": "1.1", "name": "Tiêu chí", "max_points": max_points, "scored_by": "unit", "rule": rule} | leaf
    return {
        "id": "mot-tieu-chi",
        "title": "Một tiêu chí",
        "nature": "model",
        "decision": None,
        "year": 2021,
        "block": "so",
        "scale": max_points,
        "rounding": {"points": 2, "index": 2},
        "areas": [{"code": "1", "name": "Lĩnh vực", "criteria": [one]}],
    }


def build(rule: dict[str, Any], max_points: str, **leaf: Any) -> CriteriaSet:
    """The same, read by the real loader (JSON is YAML)."""
    return load(json.dumps(document(rule, max_points, **leaf)), name="spec")


@pytest.fixture
def leaf_score() -> Callable[..., LeafScore]:
    """leaf_score(rule, value, max_points) → the scored leaf; the set must pass every check first."""

    def scored(rule: dict[str, Any], value: object, max_points: str, **leaf: Any) -> LeafScore:
        criteria_set = build(rule, max_points, **leaf)
        assert check_set(criteria_set, measures=MEASURES) == ()
        return score(criteria_set, {"1.1": parse_value(value, code="1.1")}).leaves()[0]

    return scored


@pytest.fixture
def points(leaf_score: Callable[..., LeafScore]) -> Callable[..., Decimal | None]:
    """points(rule, value, max_points) → the points of the leaf."""
    return lambda rule, value, max_points, **leaf: leaf_score(rule, value, max_points, **leaf).points


@pytest.fixture
def explained(leaf_score: Callable[..., LeafScore]) -> Callable[..., str]:
    """explained(rule, value, max_points) → the sentence an official reads beside the points."""
    return lambda rule, value, max_points, **leaf: explain(leaf_score(rule, value, max_points, **leaf))


@pytest.fixture
def faults() -> Callable[..., list[str]]:
    """faults(rule, max_points) → codes of what `criteria check` reports about the set."""

    def found(rule: dict[str, Any], max_points: str, **leaf: Any) -> list[str]:
        return [problem.code for problem in check_set(build(rule, max_points, **leaf), measures=MEASURES)]

    return found


@pytest.fixture
def spec_files() -> Path:
    """Folder of the worked example."""
    return Path(__file__).parent / "fixtures"
