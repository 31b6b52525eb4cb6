"""An agency with inner units, and its neighbour, as versions of units."""

from datetime import date

from parindex.organisations.tree import UnitFact


def fact(id_: str, kind: str = "division", parent: str | None = "so", **rest: object) -> UnitFact:
    given: dict[str, object] = {
        "id": id_,
        "name": f"Đơn vị {id_}",
        "abbreviation": "",
        "kind": kind,
        "parent": parent,
        "valid_from": date(2008, 1, 1),
        "valid_to": None,
    }
    return UnitFact(**(given | rest))  # type: ignore[arg-type]


AGENCY = (
    fact("tinh", "province", None),
    fact("so", "department", "tinh"),
    fact("van-phong", "office"),
    fact("phong-a"),
    fact("phong-b"),
    fact("so-khac", "department", "tinh"),
    fact("phong-khac", "division", "so-khac"),
)
