"""The form that a file comes in with: the file, and where its rows are from."""

from collections.abc import Sequence
from typing import Any

from django import forms

from parindex.web.fields import PlainForm

FIRST_SOURCE = "so"  # what a register without rows begins with
_OTHER = ""


class UploadForm(PlainForm):
    """`sources`: codes and names that the register knows."""

    file = forms.FileField(
        label="Tệp số liệu",
        help_text="Tệp .xlsx hoặc .csv (UTF-8). Tệp lớn cần một lúc để đọc: chỉ bấm một lần.",
        error_messages={"required": "Hãy chọn một tệp.", "empty": "Tệp trống; hãy chọn tệp có số liệu."},
    )
    source = forms.ChoiceField(
        label="Nguồn số liệu",
        required=False,
        help_text="Số liệu của sổ nào, phần mềm nào; hai nguồn khác nhau được giữ riêng để so sánh.",
        error_messages={"invalid_choice": "Không có nguồn này; hãy chọn trong danh sách hoặc ghi mã nguồn mới."},
    )
    new_source = forms.SlugField(
        label="Mã nguồn mới",
        required=False,
        max_length=60,
        help_text="Chỉ ghi khi chọn nguồn khác: mã ngắn không dấu, ví dụ mot_cua_dien_tu.",
        error_messages={"invalid": "Mã nguồn chỉ gồm chữ không dấu, số, dấu gạch; ví dụ mot_cua_dien_tu."},
    )

    def __init__(self, *args: Any, sources: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        known = dict(sources)
        known.setdefault(FIRST_SOURCE, FIRST_SOURCE)
        self.fields["source"].choices = [*known.items(), (_OTHER, "nguồn khác (ghi mã ở ô dưới)")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A new code, when one is written, is the source; one of the two must be there."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("new_source"):
            data["source"] = data["new_source"]
        elif not data.get("source") and not {"source", "new_source"} & self.errors.keys():
            self.add_error("new_source", "Chưa ghi nguồn; hãy chọn nguồn ở trên hoặc ghi mã ngắn.")
        return data
