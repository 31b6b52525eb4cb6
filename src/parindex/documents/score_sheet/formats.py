"""The looks of the workbook, each named once.

`[$-42A]` is Vietnamese: the decimal comma shows also where the machine is set up for another language.
"""

from typing import Any, Literal

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

POINTS = "[$-42A]#,##0.00;[$-42A]-#,##0.00;[$-42A]0.00"
_AREA_FILL, _CRITERION_FILL, _HEAD_FILL = "#D9E2EC", "#F1F4F8", "#BCCCDC"
Kind = Literal["area", "criterion", "leaf"]


class Formats:
    """The formats of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        base: dict[str, Any] = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
        self.plain = workbook.add_format(base)
        self.unit = workbook.add_format(base | {"bold": True, "font_size": 12})
        self.title = workbook.add_format(base | {"bold": True, "font_size": 14, "align": "center", "valign": "vcenter"})
        self.subtitle = workbook.add_format(base | {"italic": True, "align": "center", "text_wrap": True})
        self.mark = workbook.add_format(base | {"italic": True, "align": "right"})
        self.label = workbook.add_format(base | {"bold": True})
        self.total = workbook.add_format(base | {"bold": True, "num_format": POINTS, "align": "left"})
        self.note = workbook.add_format(base | {"italic": True, "text_wrap": True})
        box = base | {"border": 1, "border_color": "#7B8794"}
        self.head = workbook.add_format(
            box | {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "bg_color": _HEAD_FILL}
        )
        looks: dict[Kind, dict[str, Any]] = {
            "area": {"bold": True, "bg_color": _AREA_FILL},
            "criterion": {"bold": True, "bg_color": _CRITERION_FILL},
            "leaf": {},
        }
        self._text = {
            kind: workbook.add_format(box | look | {"text_wrap": True, "indent": 1}) for kind, look in looks.items()
        }
        self._code = {kind: workbook.add_format(box | look | {"num_format": "@"}) for kind, look in looks.items()}
        self._points = {
            kind: workbook.add_format(box | look | {"num_format": POINTS, "align": "right", "indent": 1})
            for kind, look in looks.items()
        }

    def text(self, kind: Kind) -> Format:
        """Wrapped text."""
        return self._text[kind]

    def code(self, kind: Kind) -> Format:
        """A code, kept as text: 1.10 is not 1.1."""
        return self._code[kind]

    def points(self, kind: Kind) -> Format:
        """Points with two decimals."""
        return self._points[kind]
