"""The rows that one source counts under a status, each with the page of its difference if there is one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse

from parindex.assessment.reconciliation_rows import rows_counted
from parindex.assessment.reconciling import Compared
from parindex.documents.reconciliation_list.filling import cause_words
from parindex.documents.reconciliation_words import key_title
from parindex.documents.wording.numbers import count_text
from parindex.documents.wording.sides import STATUS_WORDS, day_or_moment, status_words
from parindex.measures.reconciliation.model import Difference
from parindex.web.page import Place, placed, show
from parindex.web.paging import PAGE_ROWS, kept_query, last_page, page_number, paging
from parindex.web.reconciliation_choices import Chosen, chosen, crumbs
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.views.measure import row_query
from parindex.web.words import SIGNS


def _row(choice: Chosen, compared: Compared, source: str, row: Mapping[str, Any], one: Difference | None) -> Row:
    place = choice.place
    href = place.url("row", register=compared.comparison.register) + row_query(source, row["key"])
    difference = Cell("")
    if one is not None:
        difference = Cell(cause_words(compared, one.cause), href=choice.href("reconciliation_one", khoa=one.key))
    return Row(
        (
            Cell(key_title(choice.kind, row["key"], row), href=href),
            place.name_of(row["unit"] or ""),
            day_or_moment(row["judged_due"]),
            day_or_moment(row["ended"]),
            Cell(status_words(row["status"]), sign=SIGNS.get(row["status"], "none")),
            difference,
        )
    )


def _tabs(
    choice: Chosen, counts: Mapping[str, int], statuses: Sequence[str], **which: str
) -> list[tuple[str, str, str, bool]]:
    """(words, count, address, whether it is shown) of each status that the source has rows of; of some at once: theirs."""
    counted = [("", "Tất cả", sum(counts.values()))]
    if len(statuses) > 1:
        counted.append((",".join(statuses), _title(statuses), sum(counts.get(one, 0) for one in statuses)))
    counted += [(code, words, counts[code]) for code, words in STATUS_WORDS.items() if counts.get(code)]
    return [
        (
            words,
            count_text(many),
            choice.href("reconciliation_rows", **which, tinh_trang=code),
            code == ",".join(statuses),
        )
        for code, words, many in counted
    ]


def _title(statuses: Sequence[str]) -> str:
    """The statuses in words."""
    return ", ".join(STATUS_WORDS.get(one, one) for one in statuses) or "Tất cả"


@placed
def page(place: Place) -> HttpResponse:
    """The rows of one source: `ben` trai or phai, `tinh_trang` statuses apart by commas (none: all), `sau` after decisions."""
    choice = chosen(place)
    compared = choice.compared()
    right = place.request.GET.get("ben") == "phai"
    source, counting = (compared.right, compared.right_counting) if right else (compared.left, compared.left_counting)
    side = compared.rates[right]
    after = place.request.GET.get("sau") == "1"
    counts = side.counts_after if after else side.counts
    asked = dict.fromkeys(place.request.GET.get("tinh_trang", "").split(","))
    statuses = [one for one in asked if one in STATUS_WORDS]
    total = sum(many for one, many in counts.items() if not statuses or one in statuses)
    number = min(page_number(place.request), last_page(total))
    found = rows_counted(
        compared, "right" if right else "left", statuses, limit=PAGE_ROWS, offset=(number - 1) * PAGE_ROWS, after=after
    )
    which = {"ben": "phai" if right else "trai", **({"sau": "1"} if after else {})}
    own = {(one.right if right else one.left).key: one for one in compared.by_key.values()}
    title = f"{_title(statuses)}, sau quyết định" if after else _title(statuses)
    return show(
        place,
        "reconciliation_rows.html",
        section="reconciliation",
        crumbs=crumbs(choice, Crumb(f"{title} – {source.title}")),
        source=source,
        counting=compared.comparison.counting_text(counting),
        tabs=_tabs(choice, counts, statuses, **which),
        table=Table(
            columns=(
                Column(f"Mã {compared.comparison.thing}", heading=True, width="fit"),
                Column("Đơn vị", width="text"),
                Column("Hạn dùng để xét", width="fit"),
                Column("Kết thúc", width="fit"),
                Column("Tình trạng"),
                Column("Sai lệch với nguồn kia", width="text"),
            ),
            rows=[_row(choice, compared, source.source, row, own.get(row["key"])) for row in found.rows],
            caption=f"{title}: {count_text(found.total)} {compared.comparison.thing}",
            empty_text="Không có dòng nào.",
            query=kept_query(place.request),
            paging=paging(number, found.total),
            narrow="scroll",
        ),
    )
