"""The file that `rounds open` reads: a round's name, its blocks with their sets and units, its windows. Strict YAML (pure)."""

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from parindex.assessment.rounds.states import Step
from parindex.errors import InputFault
from parindex.strict_yaml import Strict, read_strict


def _text(value: Any) -> Any:
    """A year written without quotes is a name all the same."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Name = Annotated[str, BeforeValidator(_text)]


class BlockOrder(Strict):
    """A block: `set` is the id of a shipped set or a file, beside the order or by its whole path."""

    code: Name
    title: str
    set: str
    units: tuple[Name, ...]


class WindowOrder(Strict):
    """First and last day of a step, both included."""

    opens: date
    closes: date


class RoundOrder(Strict):
    """The whole file."""

    round: Name
    title: str
    period: Name
    blocks: tuple[BlockOrder, ...]
    windows: dict[Step, WindowOrder] = Field(default_factory=dict)


def read_order(document: str) -> RoundOrder:
    """The order in a YAML text. InputFault naming every place that is wrong, and units that stand in two blocks."""
    steps = f"không có bước này; các bước: {', '.join(one.value for one in Step)}"
    order = read_strict(document, RoundOrder, what="Tệp mở đợt", words={"enum": steps, "string_type": "phải là chữ"})
    for what, names in (
        ("Khối", [block.code for block in order.blocks]),
        ("Đơn vị", [unit for block in order.blocks for unit in block.units]),
    ):
        if twice := next((one for one in names if names.count(one) > 1), None):
            raise InputFault(f"{what} “{twice}” có hai lần trong tệp mở đợt; hãy giữ một.")
    return order
