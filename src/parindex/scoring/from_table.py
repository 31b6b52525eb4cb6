"""A criteria set out of an official table: every leaf with a rule read from its text, or a judgement in its words."""

from collections.abc import Mapping
from dataclasses import dataclass

from parindex.criteria.official_table import CriterionOutline, LeafOutline, Outline
from parindex.criteria.writing import written
from parindex.scoring.official_text import Reading, read_rule
from parindex.scoring.official_text.plain import said


@dataclass(frozen=True)
class Proposed:
    """One leaf of the table and what its text was read as."""

    leaf: LeafOutline
    reading: Reading

    @property
    def rule(self) -> Mapping[str, object]:
        """The rule for the set; a text that was not read stays a judgement."""
        if self.reading.rule is not None:
            return self.reading.rule
        return {"shape": "judgement", "text": self.leaf.text or self.leaf.name}

    @property
    def scored_by(self) -> str:
        """Who scores it: a survey, or the unit itself."""
        return "survey" if self.rule["shape"] == "survey" else "unit"


@dataclass(frozen=True, kw_only=True)
class About:
    """What a set says of itself and no table does."""

    id: str
    title: str
    year: int
    block: str = "so"


def propose(outline: Outline) -> tuple[Proposed, ...]:
    """Every leaf in order."""
    return tuple(Proposed(leaf, _reading(leaf)) for leaf in outline.leaves())


def _reading(leaf: LeafOutline) -> Reading:
    if leaf.survey and not leaf.text:
        return Reading("", {"shape": "survey"})
    return read_rule(leaf.text, leaf.max_points)


def as_yaml(about: About, outline: Outline, proposed: tuple[Proposed, ...]) -> str:
    """The document of the set, a model until somebody enters its decision; every number and code in quotes."""
    by_code = {one.leaf.code: one for one in proposed}
    document = {
        "id": about.id,
        "title": about.title,
        "nature": "model",
        "decision": None,
        "year": about.year,
        "block": about.block,
        "scale": said(outline.total),
        "rounding": {"points": 2, "index": 2},
        "ties": "shared",
        "ladder": [],
        "exclusions": [],
        "areas": [
            {
                "code": area.code,
                "name": area.name,
                "criteria": [_criterion(criterion, by_code) for criterion in area.criteria],
            }
            for area in outline.areas
        ],
    }
    return written(document)


def _criterion(criterion: CriterionOutline, by_code: Mapping[str, Proposed]) -> dict[str, object]:
    own = by_code.get(criterion.code)
    if own is not None:
        return _leaf(own)
    return {
        "code": criterion.code,
        "name": criterion.name,
        "components": [_leaf(by_code[leaf.code]) for leaf in criterion.leaves],
    }


def _leaf(one: Proposed) -> dict[str, object]:
    leaf = one.leaf
    found: dict[str, object] = {
        "code": leaf.code,
        "name": leaf.name,
        "max_points": said(leaf.max_points),
        "scored_by": one.scored_by,
    }
    if one.reading.when_empty is not None:
        found["when_empty"] = one.reading.when_empty
    found["rule"] = one.rule
    if leaf.text:
        found["scoring_text"] = leaf.text
    if leaf.evidence:
        found["evidence"] = list(leaf.evidence)
    return found
