"""Criteria sets as the assessment uses them: read, checked against rules and measures, kept per digest."""

from functools import lru_cache

from parindex.assessment.models import Adoption
from parindex.criteria.loading import SetFault, load
from parindex.criteria.model import CriteriaSet
from parindex.measures.catalogue import MEASURES
from parindex.scoring.check import check_set


@lru_cache(maxsize=32)
def _parsed(digest: str, document: str, name: str) -> CriteriaSet:
    criteria_set = load(document, name=name)
    if problems := check_set(criteria_set, measures=MEASURES):
        raise SetFault(name, problems)
    return criteria_set


def checked_set(document: str, *, name: str) -> CriteriaSet:
    """The set in a document. SetFault with every problem when it cannot be used as it is."""
    return _parsed("", document, name)


def frozen_set(digest: str, document: str, name: str) -> CriteriaSet:
    """A set that was checked when it was frozen under its digest."""
    return _parsed(digest, document, name)


def adopted_set(adoption: Adoption) -> CriteriaSet:
    """The set that was adopted, from the frozen text."""
    return frozen_set(adoption.digest, adoption.document, adoption.set_id)
