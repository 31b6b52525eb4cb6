"""Criteria sets that commands name by id or by file."""

from pathlib import Path

from parindex.cli.files import read_file
from parindex.criteria.loading import SetFault, load_bytes
from parindex.criteria.model import CriteriaSet
from parindex.criteria.problems import Problem
from parindex.errors import InputFault
from parindex.measures.catalogue import MEASURES
from parindex.scoring.check import check_set
from parindex.shipped import criteria_set_file


def set_path(name: str) -> Path:
    """The file of a set named by id or path. InputFault when there is none."""
    try:
        return criteria_set_file(name)
    except OSError as error:
        raise InputFault(f"Không đọc được tệp bộ tiêu chí “{name}” ({error.strerror}).") from error


def problems_of(data: bytes, name: str) -> tuple[Problem, ...]:
    """All that is wrong with a set, of form and of rules."""
    try:
        criteria_set = load_bytes(data, name=name)
    except SetFault as fault:
        return fault.problems
    return check_set(criteria_set, measures=MEASURES)


def as_written(name: str) -> CriteriaSet:
    """A set by id or file that reads well, whether or not it can be scored; SetFault when it does not."""
    path = set_path(name)
    return load_bytes(read_file(path), name=path.name)


def read_set(name: str) -> CriteriaSet:
    """A usable set by id or file; SetFault with all its problems otherwise."""
    path = set_path(name)
    data = read_file(path)
    if problems := problems_of(data, path.name):
        raise SetFault(path.name, problems)
    return load_bytes(data, name=path.name)
