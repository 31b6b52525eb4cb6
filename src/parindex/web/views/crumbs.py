"""The breadcrumb of the data: index, area, criterion, number, row."""

from parindex.assessment.queries import Picture
from parindex.criteria.model import Area, Criterion
from parindex.web.page import Place
from parindex.web.rendering.shell import Crumb


def criterion_of(found: Picture, measure: str) -> tuple[Area, Criterion] | None:
    """The criterion that a measure scores; else the first one that a measure of the same register scores."""
    register = measure.partition(".")[0]
    near = None
    for area, criterion, leaf in found.criteria_set.leaves():
        if leaf.measure == measure:
            return area, criterion
        if near is None and (leaf.measure or "").partition(".")[0] == register:
            near = area, criterion
    return near


def score_crumbs(place: Place) -> tuple[Crumb, ...]:
    """Down to the score sheet."""
    return Crumb("Tổng quan", place.url("overview")), Crumb("Bảng điểm", place.url("sheet"))


def area_crumb(place: Place, area: Area) -> Crumb:
    """An area's part of the sheet."""
    return Crumb(f"{area.code}. {area.name}", f"{place.url('sheet')}#linh-vuc-{area.code}")


def criterion_crumbs(place: Place, area: Area, criterion: Criterion) -> tuple[Crumb, ...]:
    """Down to a criterion."""
    link = Crumb(f"{criterion.code}. {criterion.name}", place.url("criterion", code=criterion.code))
    return *score_crumbs(place), area_crumb(place, area), link


def measure_crumbs(place: Place, found: Picture, measure: str) -> tuple[Crumb, ...]:
    """Down to the criterion that a number belongs to."""
    home = criterion_of(found, measure)
    return criterion_crumbs(place, *home) if home else score_crumbs(place)
