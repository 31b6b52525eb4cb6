"""What the differences are narrowed to: cause, unit, group, how they stand, both sides' status, words in the code."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict

from parindex.accents import fold
from parindex.assessment.reconciliation_settled import STATES
from parindex.assessment.reconciling import Compared
from parindex.documents.reconciliation_list.filling import cause_words, group_words
from parindex.documents.wording.sides import GROUP_WORDS, STATUS_WORDS
from parindex.measures.reconciliation.model import UNDETERMINED, Difference
from parindex.web.reconciliation_choices import Chosen
from parindex.web.rendering.form import Section

DIFFERING, SETTLED, BOTH, ALL = "con-khac", "thong-nhat", "cung-tre", "tat-ca"
TABS = {DIFFERING: "Còn khác nhau", SETTLED: "Đã thống nhất", BOTH: "Cả hai cùng tính trễ", ALL: "Tất cả"}
_NONE = "-"  # the group or unit that has no name


def tab_of(compared: Compared, one: Difference) -> str:
    """The tab that a difference stands under."""
    if one.agreed:
        return BOTH
    return SETTLED if compared.settled[one.key].state == "agreed" else DIFFERING


class DifferenceFilter(forms.Form):
    """Each field narrows the list; what cannot be read does not."""

    q = forms.CharField(label="Tìm trong mã", required=False, max_length=100)
    nguyen_nhan = forms.ChoiceField(label="Nguyên nhân", required=False)
    don_vi = forms.ChoiceField(label="Đơn vị", required=False)
    nhom = forms.ChoiceField(required=False)
    trang_thai = forms.ChoiceField(label="Xử lý", required=False)
    ben_trai = forms.ChoiceField(required=False)
    ben_phai = forms.ChoiceField(required=False)
    nguon = forms.ChoiceField(label="Bên tính trễ hạn", required=False)

    def __init__(self, choice: Chosen, compared: Compared, data: QueryDict | Mapping[str, str]) -> None:
        super().__init__(data or None)
        place = choice.place
        self._compared = compared
        every = [*compared.found.disagreements, *compared.found.agreed]
        self.fields["nhom"].label = GROUP_WORDS[compared.comparison.name]
        self._offer("nguyen_nhan", ((one.cause, cause_words(compared, one.cause)) for one in every))
        self._offer("don_vi", ((one.unit or _NONE, place.name_of(one.unit) or "(để trống)") for one in every))
        self._offer("nhom", ((one.group or _NONE, group_words(one)) for one in every))
        self._offer("trang_thai", STATES.items(), ordered=False)
        for name, source in (("ben_trai", compared.left), ("ben_phai", compared.right)):
            self.fields[name].label = source.title
            there = {(one.left if name == "ben_trai" else one.right).status for one in every}
            self._offer(name, ((code, words) for code, words in STATUS_WORDS.items() if code in there), ordered=False)
        self._offer("nguon", ((one.source, one.title) for one in (compared.left, compared.right)), ordered=False)
        kept = choice.query | ({"muc": data["muc"]} if data.get("muc") in TABS else {})
        self._own = tuple(self.fields)
        for name, value in kept.items():
            self.fields[name] = forms.CharField(widget=forms.HiddenInput, required=False, initial=value)
        self.is_valid()

    def _offer(self, name: str, options: Iterable[tuple[str, str]], *, ordered: bool = True) -> None:
        found = list(dict(options).items())
        choices = [("", "Tất cả"), *(sorted(found) if ordered else found)]
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def chosen(self, name: str) -> Any:
        """The choice made; "" for none."""
        return getattr(self, "cleaned_data", {}).get(name) or ""

    @cached_property
    def _wanted(self) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
        """The choices made, and the words looked for."""
        chosen = ((name, self.chosen(name)) for name in self._own if name != "q")
        return tuple(one for one in chosen if one[1]), tuple(fold(self.chosen("q")).split())

    def fits(self, one: Difference) -> bool:
        """Whether the difference is asked for."""
        wanted, words = self._wanted
        have = {
            "nguyen_nhan": one.cause,
            "don_vi": one.unit or _NONE,
            "nhom": one.group or _NONE,
            "trang_thai": self._compared.settled[one.key].state,
            "ben_trai": one.left.status,
            "ben_phai": one.right.status,
            "nguon": self._compared.strict(one).source,
        }
        if any(have[name] != value for name, value in wanted):
            return False
        text = fold(f"{one.key} {one.left.key} {one.right.key}") if words else ""
        return all(word in text for word in words)

    def by_tab(self) -> Mapping[str, list[Difference]]:
        """The differences as narrowed, by tab, those without a cause first: they need a look."""
        found = self._compared.found
        kept = [one for one in (*found.disagreements, *found.agreed) if self.fits(one)]
        kept.sort(key=lambda one: (one.cause != UNDETERMINED, one.cause, one.key))
        tabs: dict[str, list[Difference]] = {name: [] for name in TABS}
        tabs[ALL] = kept
        for one in kept:
            tabs[tab_of(self._compared, one)].append(one)
        return tabs

    @property
    def faulty(self) -> str:
        """The first field that cannot be read, as the page calls it; "" when all can."""
        return next((str(self.fields[name].label or "") for name in self.errors if name in self.fields), "")

    @property
    def query(self) -> dict[str, str]:
        """The narrowing as parameters of an address."""
        return {name: self.chosen(name) for name in self._own if self.chosen(name)}

    @property
    def sections(self) -> tuple[Section, ...]:
        """The usual fields, and the others behind them."""
        first = ("nguyen_nhan", "don_vi", "nhom", "trang_thai")
        rest = [name for name in self._own if name not in first]
        return Section("", first), Section("Lọc thêm", rest, folded=True)


def unit_value(unit: str) -> str:
    """How a unit or a group stands in an address."""
    return unit or _NONE
