"""The fields of a column's rows as HTML, and what was typed into them read back by the form of one leaf.

Rows are many, so their fields are written from a plan made once a page; what they hold is read by `ScoreForm`, row by row,
and only where something was typed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from html import escape
from typing import Any

from django import forms
from django.utils.safestring import SafeString, mark_safe

from parindex.assessment.rounds.column import ColumnRow
from parindex.assessment.rounds.column_file import cell_text
from parindex.assessment.rounds.judging import rule_of
from parindex.assessment.rounds.states import Step
from parindex.criteria.model import CriteriaSet, Leaf
from parindex.records.text import header_key
from parindex.web.fields import read_number
from parindex.web.round_forms import ScoreForm, begun_with, number_of

SEEN, TICKED = "thay", "ghi"
_HIDDEN = ("viec", SEEN)
_NOT_TICKED = frozenset(("", "0", "khong", "false"))
Typed = Mapping[str, str]


@dataclass(frozen=True)
class Seen:
    """What a row showed: its step, the step's own row (None: there was none), and the row that its fields began with."""

    step: Step
    mine: int | None
    standing: int | None

    @property
    def text(self) -> str:
        """As forms and workbooks carry it."""
        return f"{self.step.value}.{self.mine or ''}.{self.standing or ''}"


def seen_of(row: ColumnRow) -> Seen | None:
    """What a row shows now; None where no appraisal takes writes."""
    if row.step is None:
        return None
    mine, standing = row.mine, row.standing
    return Seen(row.step, mine.number if mine else None, standing.number if standing else None)


def read_seen(text: str) -> Seen | None:
    """What `Seen.text` wrote; None for anything else."""
    parts = text.split(".")
    if len(parts) != 3 or parts[0] not in (Step.FIRST.value, Step.SECOND.value):
        return None
    return Seen(Step(parts[0]), number_of(parts[1]), number_of(parts[2]))


_Write = Callable[[str, str, str], str]


def _text(field: forms.Field) -> _Write:
    label = escape(str(field.label))
    mode = ' inputmode="decimal"' if isinstance(field, forms.DecimalField) else ""

    def write(name: str, value: str, whose: str) -> str:
        return f'<input type="text" name="{name}" value="{escape(value)}"{mode} aria-label="{label}, {whose}">'

    return write


def _pairs(field: forms.ChoiceField) -> list[tuple[str, str]]:
    """Values and words of a choice."""
    return [(str(value), str(words)) for value, words in list(field.choices)]  # type: ignore[arg-type]


def _choice(field: forms.ChoiceField) -> _Write:
    label = escape(str(field.label))
    pairs = [("", "–"), *_pairs(field)]

    @lru_cache(maxsize=64)
    def options(chosen: str) -> str:
        return "".join(
            f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(words)}</option>'
            for value, words in pairs
        )

    def write(name: str, value: str, whose: str) -> str:
        return f'<select name="{name}" aria-label="{label}, {whose}">{options(value)}</select>'

    return write


def _flag(field: forms.Field) -> _Write:
    label = escape(str(field.label))

    def write(name: str, value: str, whose: str) -> str:
        ticked = " checked" if value else ""
        return f'<input type="checkbox" name="{name}"{ticked} aria-label="{label}, {whose}">'

    return write


def _writer(field: forms.Field) -> _Write:
    if isinstance(field, forms.BooleanField):
        return _flag(field)
    return _choice(field) if isinstance(field, forms.ChoiceField) else _text(field)


class Inputs:
    """The fields of one leaf. `names`: of the value and of points by hand, in order; `labels` likewise."""

    def __init__(self, criteria_set: CriteriaSet, leaf: Leaf) -> None:
        form = ScoreForm(leaf)
        self.leaf, self._rule = leaf, rule_of(criteria_set, leaf)
        self._fields = {name: field for name, field in form.fields.items() if name not in (*_HIDDEN, "note")}
        self.names = tuple(self._fields)
        self.labels = {name: str(field.label) for name, field in self._fields.items()}
        self._writers = {name: _writer(field) for name, field in self._fields.items()}
        self._note = _text(form.fields["note"])

    def initial(self, value: Mapping[str, Any] | None, note: str) -> dict[str, str]:
        """What the fields of a row begin with, as the browser sends it back."""
        given = begun_with(self.leaf, self._rule, value)
        found = {name: _raw(given.get(name)) for name in self.names}
        return found | {"note": note}

    def shown(self, row: ColumnRow) -> dict[str, str]:
        """What the fields of a row begin with now."""
        mine, standing = row.mine, row.standing
        own = mine is not None and mine.speaks
        return self.initial(standing.value if standing else None, mine.note if mine and own else "")

    def choices(self, name: str) -> tuple[str, ...]:
        """The words that may be chosen in a field; none where anything may be written."""
        field = self._fields[name]
        if isinstance(field, forms.BooleanField):
            return ("x",)
        return tuple(words for value, words in _pairs(field) if value) if isinstance(field, forms.ChoiceField) else ()

    def in_words(self, name: str, raw: str) -> str:
        """What a field holds, as a workbook says it: words of a choice, x for a tick."""
        field = self._fields[name]
        if isinstance(field, forms.BooleanField):
            return "x" if raw else ""
        return dict(_pairs(field)).get(raw, raw) if isinstance(field, forms.ChoiceField) else raw

    def number(self, name: str, raw: str) -> Decimal | None:
        """What a field of numbers holds, where a cell of numbers gives the same text back; None for anything else."""
        number = read_number(raw) if isinstance(self._fields[name], forms.DecimalField) else None
        return number if number is not None and cell_text(float(number)) == raw else None

    def from_words(self, name: str, words: str) -> str:
        """What `in_words` said, or a person wrote in its place, as the field takes it; letter case and accents aside."""
        field = self._fields[name]
        if isinstance(field, forms.BooleanField):
            return "" if header_key(words) in _NOT_TICKED else "on"
        if not isinstance(field, forms.ChoiceField):
            return words
        keys = {header_key(said): value for value, said in _pairs(field)} | {value: value for value, _ in _pairs(field)}
        return keys.get(words) or keys.get(header_key(words), words)

    def html(self, row: ColumnRow, typed: Typed, seen: Seen, whose: str, *, ticked: bool) -> tuple[SafeString, ...]:
        """The cells of a row: one a field, its note, the tick that takes it as it stands."""
        at, name = f"{row.of}-", escape(whose)
        parts = [write(escape(f"{at}{field}"), typed[field], name) for field, write in self._writers.items()]
        hidden = f'<input type="hidden" name="{at}{SEEN}" value="{seen.text}">'
        note = self._note(f"{at}note", typed["note"], name)
        state = " checked" if ticked else ""
        tick = f'<input type="checkbox" name="{at}{TICKED}" value="1"{state} aria-label="Ghi dòng {name}">'
        return tuple(mark_safe(part) for part in (*parts, hidden + note, tick))  # noqa: S308 (every piece is escaped)

    def typed(self, row: int, data: Mapping[str, Any]) -> dict[str, str]:
        """What was sent for a row, as text."""
        return {name: str(data.get(f"{row}-{name}", "")).strip() for name in (*self.names, "note")}

    def form(self, row: int, typed: Typed, value: Mapping[str, Any] | None) -> ScoreForm:
        """The form over what was typed into a row. `value`: what the row showed; fields that still say it give it back."""
        data = {f"{row}-{name}": text for name, text in typed.items()}
        return ScoreForm(self.leaf, data, value=value, prefix=str(row))


def _raw(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)
