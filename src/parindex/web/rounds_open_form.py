"""The form that opens a round: its name, the windows of its steps, a set for each block, a block for each unit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from parindex.assessment.rounds.states import STEP_TITLES, Step
from parindex.organisations.tree import UnitFact, UnitTree
from parindex.organisations.unit_file import UNIT_KINDS
from parindex.web.fields import DayField, PlainForm
from parindex.web.rendering.form import Section

# The blocks that a round usually has: kind of unit → code and title. Other kinds have one of their own.
_USUAL = {"department": ("so", "Khối sở, cơ quan ngang sở"), "commune": ("xa", "Khối xã, phường, đặc khu")}
_KINDS = {kind.value: kind.title for kind in UNIT_KINDS}
_SPARE = ("khac", "Khối khác")


@dataclass(frozen=True)
class BlockOffer:
    """A block that the form offers, with the kinds of unit that begin in it."""

    code: str
    title: str
    kind: str


def candidates(tree: UnitTree, unit: str) -> tuple[UnitFact, ...]:
    """The units that a round held by `unit` may score: itself, those right below it, and offices further down."""
    found = []
    for fact in tree.below(unit):
        if fact.id == unit or fact.parent == unit or fact.kind in _USUAL:
            found.append(fact)
    return tuple(found)


def offers(units: Sequence[UnitFact]) -> tuple[BlockOffer, ...]:
    """A block for each kind of unit below the place, the usual ones first, and one to spare. `units`: the place first."""
    kinds = dict.fromkeys(one.kind for one in units[1:] or units)
    ordered = [*(kind for kind in _USUAL if kind in kinds), *(kind for kind in kinds if kind not in _USUAL)]
    made = [BlockOffer(*_USUAL.get(kind, (kind.replace("_", "-"), _KINDS.get(kind, kind))), kind) for kind in ordered]
    return (*made, BlockOffer(*_SPARE, ""))


def first_block(fact: UnitFact, units: Sequence[UnitFact], held: Sequence[BlockOffer]) -> str:
    """The block that a unit begins in, "" for none: offices by their kind; where there are none below the place, all the
    units that it has. The place itself holds the round and is not scored in it, unless it is alone.
    """
    below = units[1:]
    if below and fact.id == units[0].id:
        return ""
    if any(one.kind in _USUAL for one in below) and fact.kind not in _USUAL:
        return ""
    return next((one.code for one in held if one.kind == fact.kind), "")


class OpenForm(PlainForm):
    """Everything that a round needs. `units`: the candidates, the place itself first; `sets`: (value, words)."""

    round = forms.SlugField(
        label="Mã đợt",
        max_length=40,
        help_text="Chữ thường không dấu, số và dấu “-”; đứng trong địa chỉ trang, ví dụ 2026.",
    )
    title = forms.CharField(label="Tên đợt", max_length=200)

    def __init__(self, *args: Any, units: Sequence[UnitFact], sets: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.units, self.offers = units, offers(units)
        for step, words in STEP_TITLES.items():
            hint = "Để trống cả hai ngày nếu đặt sau."
            self.fields[f"tu_{step.value}"] = DayField(label=f"{words}: từ ngày", required=False, help_text=hint)
            self.fields[f"den_{step.value}"] = DayField(label=f"{words}: đến hết ngày", required=False)
        choices = [("", "Không dùng khối này"), *sets]
        for one in self.offers:
            self.fields[f"ten_{one.code}"] = forms.CharField(
                label=f"Tên của “{one.title}”", max_length=200, initial=one.title
            )
            self.fields[f"bo_{one.code}"] = forms.ChoiceField(
                label=f"Bộ tiêu chí của “{one.title}”", choices=choices, required=False
            )
        blocks = [("", "Không tham gia"), *((one.code, one.title) for one in self.offers)]
        for fact in units:
            self.fields[f"dv_{fact.id}"] = forms.ChoiceField(
                label=fact.name, choices=blocks, required=False, initial=first_block(fact, units, self.offers)
            )

    @property
    def sections(self) -> tuple[Section, ...]:
        """The fields in parts."""
        named = [f"{part}_{step.value}" for step in STEP_TITLES for part in ("tu", "den")]
        blocks = [f"{part}_{one.code}" for one in self.offers for part in ("ten", "bo")]
        return (
            Section("Đợt", ("round", "title")),
            Section("Thời gian các bước", named),
            Section("Các khối và bộ tiêu chí", blocks),
            Section("Các đơn vị", [f"dv_{one.id}" for one in self.units]),
        )

    def clean(self) -> dict[str, Any]:
        """Both days of a window or none; a set for every block that has units."""
        data = super().clean() or {}
        for step in STEP_TITLES:
            first, last = data.get(f"tu_{step.value}"), data.get(f"den_{step.value}")
            if (first is None) != (last is None) and not self.errors.keys() & {f"tu_{step.value}", f"den_{step.value}"}:
                missing = f"den_{step.value}" if first else f"tu_{step.value}"
                self.add_error(missing, "Hãy ghi cả ngày bắt đầu và ngày kết thúc, hoặc để trống cả hai.")
        for code in set(self.chosen_units(data).values()):
            if not data.get(f"bo_{code}"):
                self.add_error(f"bo_{code}", "Khối này có đơn vị nhưng chưa chọn bộ tiêu chí.")
        return data

    def chosen_units(self, data: Mapping[str, Any] | None = None) -> dict[str, str]:
        """Unit → code of its block, those that take part."""
        given = self.cleaned_data if data is None else data
        return {one.id: given[f"dv_{one.id}"] for one in self.units if given.get(f"dv_{one.id}")}

    def chosen_blocks(self) -> dict[str, tuple[str, str]]:
        """Code → (title, value of the set) of the blocks that units take part in."""
        used = set(self.chosen_units().values())
        data = self.cleaned_data
        return {one.code: (data[f"ten_{one.code}"], data[f"bo_{one.code}"]) for one in self.offers if one.code in used}

    def chosen_windows(self) -> dict[Step, tuple[date, date]]:
        """The windows that were given."""
        data = self.cleaned_data
        return {
            step: (data[f"tu_{step.value}"], data[f"den_{step.value}"])
            for step in STEP_TITLES
            if data.get(f"tu_{step.value}") and data.get(f"den_{step.value}")
        }
