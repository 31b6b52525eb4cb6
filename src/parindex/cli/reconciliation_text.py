"""A comparison of two sources as a person reads it in a terminal."""

from textwrap import shorten
from typing import TYPE_CHECKING

from parindex.cli.result import text_table
from parindex.cli.unit_names import unit_names
from parindex.documents.reconciliation_words import row_title
from parindex.documents.wording.numbers import percent_text
from parindex.documents.wording.sides import STATUS_WORDS, status_words
from parindex.measures.reconciliation.model import UNDETERMINED, Difference

if TYPE_CHECKING:
    from parindex.assessment.reconciling import Compared

_WIDE = 60  # characters of a sentence in a table


def _counts(compared: "Compared") -> str:
    left, right = compared.rates
    there = [status for status in STATUS_WORDS if left.counts.get(status) or right.counts.get(status)]
    rows = [(status_words(status), *(str(side.counts.get(status, 0)) for side in (left, right))) for status in there]
    return text_table(("Tình trạng", compared.left.title, compared.right.title), rows, right=(1, 2))


def _rates(compared: "Compared") -> str:
    rows = []
    for side in compared.rates:
        for rate in side.rates:
            parts = (f"{above}/{below}" for above, below in (rate.before, rate.after))
            shown = ("–" if percent is None else percent_text(percent) for percent in rate.percents)
            cells = [f"{part} = {percent}" for part, percent in zip(parts, shown, strict=True)]
            rows.append((side.source.title, rate.title, *cells))
    titles = ("Nguồn", "Tỷ lệ", "Trước quyết định", "Sau quyết định")
    lines = [text_table(titles, rows, right=(2, 3))]
    lines += [f"{side.policy} Sau: {side.policy_after[:1].lower()}{side.policy_after[1:]}" for side in compared.rates]
    return "\n".join(lines)


def _causes(compared: "Compared") -> str:
    rows = [
        (code, "" if code == UNDETERMINED else compared.comparison.cause(code).title, str(many))
        for code, many in compared.found.by_cause.items()
    ]
    return text_table(("Nguyên nhân", "", "Số"), rows, right=(2,))


def _line(kind: str, one: Difference, unit: str) -> tuple[str, ...]:
    said = one.lacking if one.cause == UNDETERMINED else [evidence.text for evidence in one.evidence]
    return (
        row_title(kind, one),
        shorten(unit, 30, placeholder="…"),
        status_words(one.left.status),
        status_words(one.right.status),
        ", ".join((one.cause, *one.secondary)),
        shorten(" ".join(said), _WIDE, placeholder="…"),
    )


def _nothing(compared: "Compared") -> str:
    return (
        f"Cả hai nguồn chưa có {compared.comparison.thing} nào trong {compared.question.period.title}: hãy xem lại kỳ, đơn vị, "
        f"hoặc nhập số liệu bằng `parindex records import {compared.comparison.register} TỆP --source NGUỒN`."
    )


def comparison_text(compared: "Compared") -> str:
    """Counts, rates before and after, causes, and a line a difference."""
    found, on, name_of = compared.found, compared.question, unit_names()
    lines = [_line(found.kind, one, name_of(one.unit)) for one in found.disagreements]
    titles = ("Mã", "Đơn vị", compared.left.title, compared.right.title, "Nguyên nhân", "Bằng chứng")
    parts = [
        f"{compared.comparison.title}: {name_of(compared.asked.unit)}, {on.period.title}, tính đến {on.as_of:%d/%m/%Y}, "
        f"ảnh chụp số {on.snapshot}",
        f"Có ở cả hai nguồn: {found.matched}; chỉ ở “{compared.left.title}”: {len(found.only_left)}; chỉ ở "
        f"“{compared.right.title}”: {len(found.only_right)}; mã hỏng chờ xác nhận: {len(found.proposals)}.",
        *([] if any(found.left_counts.values()) or any(found.right_counts.values()) else [_nothing(compared)]),
        _counts(compared),
        _rates(compared),
        f"Sai lệch: {len(found.disagreements)}; hai nguồn cùng tính trễ hạn: {len(found.agreed)}.",
    ]
    if found.unproposed:
        parts.insert(2, found.unproposed)
    if lines:
        parts += [_causes(compared), text_table(titles, lines)]
    return "\n\n".join(parts)
