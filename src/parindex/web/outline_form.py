"""The form that a plan outline comes in: a YAML file, or its text in the box."""

from pathlib import Path
from string import Template
from typing import Any

from django import forms

from parindex.web.fields import PlainForm

_MOST_BYTES = 500_000


class OutlineForm(PlainForm):
    """A file if one is chosen, else the text."""

    file = forms.FileField(
        label="Tệp đề cương (.yaml)",
        required=False,
        help_text="Chọn tệp thì lấy theo tệp; để trống thì lấy theo ô dưới.",
        error_messages={"empty": "Tệp trống; hãy chọn tệp đề cương đã điền."},
    )
    text = forms.CharField(
        label="Nội dung đề cương",
        required=False,
        max_length=_MOST_BYTES,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false", "class": "code"}),
    )

    def clean(self) -> dict[str, Any]:
        """Gives `document`, the text to keep."""
        data = super().clean() or {}
        file = data.get("file")
        document = str(data.get("text") or "")
        if file:
            if file.size > _MOST_BYTES:
                self.add_error("file", "Tệp quá lớn đối với một đề cương; hãy chọn đúng tệp .yaml.")
                return data
            try:
                document = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", "Tệp không phải văn bản UTF-8; hãy lưu lại dạng UTF-8 rồi nạp.")
                return data
        if not document.strip() and not self.errors:
            self.add_error("file", "Hãy chọn tệp đề cương, hoặc dán nội dung vào ô dưới.")
        data["document"] = document
        return data


def sample_outline(year: int) -> str:
    """An outline to fill in, marked as a sample."""
    text = (Path(__file__).parent / "de-cuong-mau.yaml").read_text(encoding="utf-8")
    return Template(text).substitute(year=year)
