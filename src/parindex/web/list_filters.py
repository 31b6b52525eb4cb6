"""What the lists of facts and of figures are narrowed to: words anywhere in the line, and a state."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest

from parindex.accents import fold

STATES = (
    ("", "Tất cả"),
    ("unmet", "Chưa đạt"),
    ("met", "Đạt"),
    ("no_figure", "Chưa có số liệu"),
)


class WordsForm(forms.Form):
    """Words, letter case and accents aside; what could not be read does not narrow the list."""

    q = forms.CharField(label="Tìm", required=False, max_length=100)

    def __init__(self, request: HttpRequest, label: str, **more: Any) -> None:
        super().__init__(request.GET or None, **more)
        self.fields["q"].label = label
        self.fields["q"].widget.attrs["placeholder"] = "không cần gõ dấu"
        self.is_valid()

    def chosen(self, name: str) -> Any:
        """The choice made; empty for none."""
        return getattr(self, "cleaned_data", {}).get(name)

    def fits(self, texts: Iterable[str]) -> bool:
        """Whether every word asked for stands somewhere in the texts."""
        words = fold(self.chosen("q") or "").split()
        if not words:
            return True
        whole = fold("\n".join(texts))
        return all(word in whole for word in words)

    @property
    def narrows(self) -> bool:
        """Whether anything was asked for."""
        return any(self.chosen(name) for name in self.fields if not self.fields[name].widget.is_hidden)


class FactsForm(WordsForm):
    """The facts that still have a step from memory."""

    xac_nhan = forms.BooleanField(label="Chỉ mục chưa xác nhận", required=False)


class FiguresForm(WordsForm):
    """The figures of one state. The order asked for is kept."""

    trang_thai = forms.ChoiceField(label="Trạng thái", required=False, choices=STATES)
    sort = forms.CharField(widget=forms.HiddenInput, required=False, max_length=70)
