"""Tasks given by the provincial People's Committee that were finished late (1.6)."""

import re

from parindex.documents.plan.figures import count_text, share_text
from parindex.documents.plan.sentences.row_values import Row, day, day_words, words
from parindex.documents.plan.sentences.statement import Setting, Statement, colon_or_list, ratio
from parindex.plans.draft import Shortfall

_NUMBER = re.compile(r"\d+/[\w-]*[A-ZĐ]")


def late_tasks(shortfall: Shortfall, setting: Setting) -> Statement | None:
    """Tasks in time and late with both shares, then each late task with its unit and its two dates."""
    figure = ratio(shortfall, "assigned_tasks.on_time")
    if figure is None or figure.denominator is None:
        return None
    whole, in_time = figure.denominator, figure.numerator
    late = whole - in_time
    given = f"Trong {count_text(whole)} nhiệm vụ được giao, đến hạn năm {setting.year}"
    done = f"{count_text(in_time)} nhiệm vụ hoàn thành trước hạn và đúng hạn ({share_text(in_time, whole)})"
    if late <= 0:
        return Statement(text=f"{given}, {done}.")
    lead = f"{given}, {done}; {count_text(late)} nhiệm vụ trễ hạn ({share_text(late, whole)})"
    return colon_or_list(lead, [_line(row, setting) for row in shortfall.rows], "nhiệm vụ")


def _line(row: Row, setting: Setting) -> str:
    source = words(row, "assigned_by")
    given_on = day(row, "assigned")
    if source and given_on is not None and _NUMBER.search(source) and "ngày" not in source:
        source = f"{source} ngày {day_words(row, 'assigned', '')}"
    task = f"nhiệm vụ “{words(row, 'task', words(row, 'code'))}”"
    origin = f" giao tại {setting.citations.note(source)}" if source else ""
    unit = words(row, "unit_name", "đơn vị chủ trì")
    due = f"hạn {day_words(row, 'due', 'không ghi')}"
    if day(row, "submitted") is None:
        return f"{task}{origin}, {due}, {unit} chưa hoàn thành"
    return f"{task}{origin}, {due}, {unit} hoàn thành ngày {day_words(row, 'submitted', '')}"
