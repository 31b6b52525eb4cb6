"""Does a Word document keep to the layout of Nghị định 30/2020/NĐ-CP? Read from the file itself, rule by rule."""

from parindex.documents.layout.rules import LAYOUT_RULES, LayoutRule, check_layout

__all__ = ["LAYOUT_RULES", "LayoutRule", "check_layout"]
