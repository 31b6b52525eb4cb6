"""A row about which the two sources agree, maybe only since a later import: both sides, and what was said of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from parindex.assessment.reconciliation_asked import Pair
from parindex.assessment.reconciliation_rows import row_counted
from parindex.assessment.reconciliation_said import Decision, Sent
from parindex.assessment.reconciling import Compared
from parindex.documents.reconciliation_list.filling import cause_words
from parindex.documents.reconciliation_words import key_title
from parindex.documents.wording.numbers import date_text, moment_text
from parindex.documents.wording.sides import day_or_moment, status_words
from parindex.measures.reconciliation.model import MISSING
from parindex.web.local_time import local
from parindex.web.page import Place, show
from parindex.web.reconciliation_choices import Chosen, crumbs
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.views.measure import row_query
from parindex.web.words import SIGNS

_VERDICT_SIGNS = {"excused": "good", "not_excused": "bad", "disputed": "warn", "withdrawn": "none"}


def history_table(compared: Compared, sent_lists: Sequence[Sent], decisions: Sequence[Decision]) -> Table:
    """What was sent and decided, by whom and when, the newest first."""
    entries = [
        (
            sent.at,
            Cell("Đã gửi chủ nguồn", sign="open"),
            f"{sent.letter} ngày {date_text(sent.day)}, gửi {sent.addressee}; nguyên nhân nêu khi gửi: "
            f"{cause_words(compared, sent.cause)}",
            sent.by,
        )
        for sent in sent_lists
    ]
    entries += [
        (back.at, Cell("Rút đánh dấu đã gửi", sign="none"), f"{sent.letter}: {back.reason}", back.by)
        for sent in sent_lists
        if (back := sent.withdrawn) is not None
    ]
    for made in decisions:
        cause = f"{cause_words(compared, made.cause)}. " if made.cause else ""
        paper = f"Căn cứ: {made.document}. " if made.document else ""
        words = Cell(made.verdict_text, sign=_VERDICT_SIGNS[made.verdict])  # type: ignore[arg-type]
        entries.append((made.at, words, f"{cause}{paper}{made.note}".strip(), made.by))
    return Table(
        columns=(
            Column("Lúc", heading=True, width="fit"),
            Column("Việc", width="text"),
            Column("Nội dung", width="wide"),
            Column("Người ghi", width="text"),
        ),
        rows=[
            Row((moment_text(local(at)), what, text, by))
            for at, what, text, by in sorted(entries, key=lambda entry: entry[0], reverse=True)
        ],
        caption="Trao đổi và quyết định",
        empty_text="Chưa gửi chủ nguồn, chưa có quyết định.",
        id="quyet-dinh",
        caption_hidden=True,
    )


def _rows(compared: Compared, key: str) -> tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]:
    """Both sources' rows of a code, or of the code confirmed to be the same."""
    codes = {key}
    for left, right in compared.said.same.items():
        if key in {left, right}:
            codes |= {left, right}
    return row_counted(compared, "left", codes), row_counted(compared, "right", codes)


def _sides(compared: Compared, left: Mapping[str, Any] | None, right: Mapping[str, Any] | None) -> Table:
    sides = (left, right)
    statuses = [one["status"] if one else MISSING for one in sides]
    lines = [Row(("Tình trạng", *(Cell(status_words(one), sign=SIGNS.get(one, "none")) for one in statuses)))]
    for title, name in (("Hạn dùng để xét", "judged_due"), ("Kết thúc dùng để xét", "ended")):
        lines.append(Row((title, *(day_or_moment(one[name]) if one else "" for one in sides))))
    return Table(
        columns=(
            Column("", heading=True, width="medium"),
            Column(compared.left.title, width="text"),
            Column(compared.right.title, width="text"),
        ),
        rows=lines,
        caption="Hai nguồn ghi gì",
        empty_text="Không có gì để so.",
        id="hai-nguon",
        caption_hidden=True,
        narrow="flow",
    )


def agreeing_page(place: Place, choice: Chosen, compared: Compared, key: str) -> HttpResponse:
    """The row named by `key`; back to the comparison when neither source is asked for such a row."""
    left, right = _rows(compared, key)
    if left is None and right is None:
        words = f"Không nguồn nào có mã “{key}” trong {place.period.title} của {place.unit_name}; hãy xem lại mã."
        messages.warning(place.request, words)
        return redirect(choice.href("reconciliation"))
    pair: Pair = (left["key"] if left else "", right["key"] if right else "")
    title = key_title(choice.kind, key, left or right or {})
    sent, decisions = compared.said.went(pair), compared.said.decided(pair)
    register = compared.comparison.register
    links = [
        (f"Dòng ở {source.title}", place.url("row", register=register) + row_query(source.source, row["key"]))
        for source, row in ((compared.left, left), (compared.right, right))
        if row and (not row["unit"] or row["unit"] in place.unit_ids)
    ]
    return show(
        place,
        "reconciliation_agreeing.html",
        section="reconciliation",
        crumbs=crumbs(choice, Crumb("Danh sách sai lệch", choice.href("reconciliation_differences")), Crumb(title)),
        as_of=compared.question.as_of,
        choice=choice,
        both=left is not None and right is not None,
        said=bool(sent or decisions),
        row_links=links,
        side_by_side=_sides(compared, left, right),
        history=history_table(compared, sent, decisions),
    )
