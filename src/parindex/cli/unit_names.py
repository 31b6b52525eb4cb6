"""Names of units for people; the workspace must have been opened."""

from collections.abc import Callable


def unit_names() -> Callable[[str], str]:
    """A unit's name by its id, as it last stood; the id itself when no such unit ever was."""
    from parindex.organisations.queries import all_units_ever

    names = {unit: fact.name for unit, fact in all_units_ever().by_id.items()}
    return lambda unit: names.get(unit, unit)
