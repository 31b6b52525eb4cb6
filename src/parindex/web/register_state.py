"""What stands in each register for a unit: rows, sources, the last change, and what it asks to be done next."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from parindex.ledger.queries import current_file
from parindex.ledger.workspace import workspace
from parindex.ledger.writes import Written, written
from parindex.measures.catalogue import MEASURES
from parindex.records.engine import connect
from parindex.records.listing import Filter, count_rows
from parindex.records.registers import REGISTERS
from parindex.records.schema import Register

if TYPE_CHECKING:
    from parindex.ledger.models import Batch
    from parindex.measures.measure import Measure

AREAS = {
    "1": "Công tác chỉ đạo điều hành CCHC",
    "2": "Cải cách thể chế",
    "3": "Cải cách thủ tục hành chính",
    "4": "Cải cách tổ chức bộ máy hành chính nhà nước",
    "5": "Cải cách chế độ công vụ",
    "6": "Cải cách tài chính công",
    "7": "Hiện đại hóa hành chính",
}
"""The areas of the source plan's annex, by the first digit of an item."""

_ELSEWHERE = "Sổ khác"


def by_area() -> dict[str, list[Register]]:
    """The registers under the titles of their areas, in the order of the plan."""
    found: dict[str, list[Register]] = {}
    for digit in (*AREAS, ""):
        for register in sorted(REGISTERS.values(), key=lambda one: one.criterion):
            first = register.criterion[:1] if register.criterion[:1] in AREAS else ""
            if first == digit:
                found.setdefault(f"{digit}. {AREAS[digit]}" if digit else _ELSEWHERE, []).append(register)
    return found


def measures_of(register: str) -> "tuple[Measure, ...]":
    """The measures that read a register, those of its own first."""
    reading = [measure for measure in MEASURES.values() if register in measure.registers]
    return tuple(sorted(reading, key=lambda measure: measure.registers[0] != register))


@dataclass(frozen=True)
class Standing:
    """A register as a unit finds it: how many rows, and what was written for the unit; None: nobody wrote anything."""

    register: Register
    rows: int
    written: Written | None

    @property
    def newest(self) -> "Batch | None":
        """The newest write for the unit that is in force."""
        return self.written.newest if self.written else None

    @property
    def refused(self) -> "Batch | None":
        """The newest import of a source, if it gave rows back: somebody has to mend them."""
        imports = self.written.imports if self.written else ()
        return next((batch for batch in imports if batch.counts.get("rejected")), None)


@lru_cache(maxsize=512)
def _counted(place: Path, register: str, units: tuple[str, ...], upto: int) -> int:
    """How many rows the units had after the register's write number `upto`, in the workspace at `place`: kept per
    process, for only a newer write changes it.
    """
    schema = REGISTERS[register]
    with connect(workspace().temporary) as connection:
        return count_rows(connection, schema, current_file(schema, upto), Filter(units=units))


def standings(units: tuple[str, ...]) -> dict[str, Standing]:
    """How every register stands for the units."""
    known = written(units)
    found = {}
    for name, register in REGISTERS.items():
        rows = _counted(workspace().root, name, units, known[name].state) if name in known else 0
        found[name] = Standing(register, rows, known.get(name))
    return found
