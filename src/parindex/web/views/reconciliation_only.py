"""The rows that only one of two sources has."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from parindex.assessment.reconciliation_rows import Side, rows_named
from parindex.assessment.reconciling import Compared
from parindex.documents.reconciliation_list.filling import cause_words
from parindex.documents.reconciliation_words import key_title
from parindex.documents.wording.numbers import count_text
from parindex.web.page import Place, placed, show
from parindex.web.paging import PAGE_ROWS, kept_query, last_page, page_number, paging
from parindex.web.reconciliation_choices import Chosen, chosen, crumbs
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.views.measure import row_query


def _only_rows(choice: Chosen, compared: Compared, source: str, named: Mapping[str, Mapping[str, Any]]) -> list[Row]:
    """The rows of one source (key → what it is called by), each with its difference and the code of the other source that
    is nearly the same.
    """
    proposals = compared.found.proposals
    near = {one.left: one.right for one in proposals} | {one.right: one.left for one in proposals}
    rows = []
    for key, row in named.items():
        late = compared.by_key.get(key)
        cause = Cell("Không tính trễ hạn")
        if late:
            cause = Cell(cause_words(compared, late.cause), href=choice.href("reconciliation_one", khoa=key))
        href = choice.place.url("row", register=compared.comparison.register) + row_query(source, key)
        other = Cell(near[key], href=choice.href("reconciliation_codes")) if key in near else ""
        rows.append(Row((Cell(key_title(choice.kind, key, row), href=href), cause, other)))
    return rows


@placed
def page(place: Place) -> HttpResponse:
    """The rows that one source has and the other lacks; `ben` says which: trai or phai."""
    choice = chosen(place)
    compared = choice.compared()
    found = compared.found
    sides = {"trai": (compared.left, found.only_left), "phai": (compared.right, found.only_right)}
    names: Mapping[str, Side] = {"trai": "left", "phai": "right"}
    asked = place.request.GET.get("ben", "")
    side = asked if asked in sides else "trai" if found.only_left or not found.only_right else "phai"
    source, keys = sides[side]
    number = min(page_number(place.request), last_page(len(keys)))
    shown = keys[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]
    tabs = [
        (one.title, count_text(len(held)), choice.href("reconciliation_only", ben=name), name == side)
        for name, (one, held) in sides.items()
    ]
    return show(
        place,
        "reconciliation_only.html",
        section="reconciliation",
        crumbs=crumbs(choice, Crumb("Chỉ có ở một nguồn")),
        choice=choice,
        tabs=tabs,
        matched=count_text(found.matched),
        thing=compared.comparison.thing,
        proposals=len(found.proposals),
        unproposed=found.unproposed,
        codes_href=choice.href("reconciliation_codes"),
        table=Table(
            columns=(
                Column("Mã", heading=True, width="medium"),
                Column("Sai lệch", width="text"),
                Column("Mã gần giống ở nguồn kia", width="text"),
            ),
            rows=_only_rows(choice, compared, source.source, rows_named(compared, names[side], shown)),
            caption=f"Chỉ có ở “{source.title}”: {count_text(len(keys))} {compared.comparison.thing}",
            empty_text=f"Mọi {compared.comparison.thing} của nguồn này đều có ở nguồn kia.",
            query=kept_query(place.request),
            paging=paging(number, len(keys)),
        ),
    )
