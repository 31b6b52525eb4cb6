"""The table renderer: what a reader, a keyboard and a hostile cell get."""

from html.parser import HTMLParser

import pytest
from django.utils.safestring import mark_safe

from parindex.web.rendering.table import Cell, Column, Paging, Row, Sort, Table, render_table

COLUMNS = (
    Column("Mã", width="code"),
    Column("Nội dung", heading=True, sort_key="ten"),
    Column("Điểm", numeric=True, sort_key="diem"),
)


def table(*rows: Row, **changes: object) -> Table:
    return Table(**{"columns": COLUMNS, "rows": rows, "caption": "Bảng", "empty_text": "Chưa có dòng nào.", **changes})  # type: ignore[arg-type]


class Reader(HTMLParser):
    """Collects tags with their attributes, and fails on tags that do not close."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    assert reader.open == []
    return reader


def links(html: str) -> list[str]:
    return [attributes["href"] or "" for tag, attributes in read(html).tags if tag == "a"]


def test_the_html_is_well_formed_with_every_feature_at_once() -> None:
    row = Row(("1", Cell("Tên", "/a/", "bad", "ghi chú", "gợi ý"), Cell("2,00", title="hai")), kind="total", id="tong")
    html = render_table(table(row, paging=Paging(2, 9, 900), sort=Sort("diem", True), narrow="scroll"))
    assert "ghi chú" in read(html).text


def test_text_of_every_part_is_escaped() -> None:
    evil = "<script>alert(\"1\" & '2')</script>"
    row = Row((evil, Cell(evil, "/a/", note=evil, title=evil), Cell(evil, sign="good", title=evil)), id=evil)
    columns = (Column(evil), Column(evil, sort_key=evil), Column(evil, heading=True))
    query = ((evil, evil),)
    html = render_table(
        Table(
            columns, (row,), evil, evil, sort=Sort(evil), query=query, id=evil, paging=Paging(1, 5, 9), narrow="scroll"
        )
    )
    assert "<script" not in html
    assert evil in read(html).text
    assert [a["title"] for _, a in read(html).tags if "title" in a] == [evil, evil]


@pytest.mark.parametrize("href", ["/so-lieu/", "?trang=2", "#dong-1", "/a?b=1&c=2"])
def test_a_link_to_this_site_is_kept(href: str) -> None:
    assert links(render_table(table(Row(("1", Cell("Tên", href), ""))))).count(href) == 1


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)", "https://vi.du/", "//vi.du/", "/\\vi.du", "data:text/html,x", "", "so-lieu/", " /a",
        "/\t/vi.du", "/a\nb", "\x00/a",
    ],
)  # fmt: skip
def test_a_link_that_could_leave_this_site_is_refused(href: str) -> None:
    with pytest.raises(ValueError, match="stay on this site"):
        render_table(table(Row(("1", Cell("Tên", href), ""))))


def test_an_unknown_sign_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown sign"):
        render_table(table(Row(("1", Cell("Tên", sign="lovely"), ""))))  # type: ignore[arg-type]


def test_a_row_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="2 cells in a table of 3 columns"):
        render_table(table(Row(("1", "Tên"))))


def test_a_table_without_rows_says_what_its_text_says_across_all_columns() -> None:
    html = render_table(table())
    assert '<tr class="empty"><td colspan="3">Chưa có dòng nào.</td></tr>' in html


def test_headers_and_the_naming_cell_carry_their_scope() -> None:
    tags = read(render_table(table(Row(("1", "Tên", "2"))))).tags
    assert [a.get("scope") for tag, a in tags if tag == "th"] == ["col", "col", "col", "row"]
    assert [a.get("data-label") for tag, a in tags if "data-label" in a] == ["Mã", "Nội dung", "Điểm"]


def test_numbers_stand_in_a_numeric_column() -> None:
    html = render_table(table(Row(("1", "Tên", "1.670"))))
    assert '<td class="num" data-label="Điểm">1.670</td>' in html


def test_a_state_is_a_word_with_a_sign() -> None:
    html = render_table(table(Row(("1", Cell("Trễ hạn", sign="bad"), ""))))
    assert '<span class="sign sign-bad">Trễ hạn</span>' in html


def test_the_kind_of_a_row_is_its_class_and_its_id_the_anchor() -> None:
    html = render_table(table(Row(("1", "Tên", ""), kind="area", id="lv-1"), Row(("2", "Khác", ""))))
    assert '<tr class="row-area" id="lv-1">' in html
    assert "<tr><td" in html


def test_a_click_on_an_unsorted_column_sorts_it_upwards_and_keeps_the_filters() -> None:
    html = render_table(table(query=(("don-vi", "Văn phòng"), ("sort", "ten"))))
    assert links(html) == ["?don-vi=V%C4%83n+ph%C3%B2ng&sort=ten", "?don-vi=V%C4%83n+ph%C3%B2ng&sort=diem"]


def test_a_click_on_the_sorted_column_turns_its_order() -> None:
    assert links(render_table(table(sort=Sort("ten")))) == ["?sort=-ten", "?sort=diem"]
    assert links(render_table(table(sort=Sort("ten", descending=True)))) == ["?sort=ten", "?sort=diem"]


def test_only_the_sorted_column_announces_its_order() -> None:
    tags = read(render_table(table(sort=Sort("diem", descending=True)))).tags
    assert [a.get("aria-sort") for tag, a in tags if tag == "th"] == [None, None, "descending"]


def test_a_new_order_starts_again_at_the_first_page() -> None:
    assert "?sort=ten" in links(render_table(table(query=(("page", "7"),))))


def test_a_page_link_keeps_order_and_filters() -> None:
    html = render_table(table(query=(("sort", "-diem"), ("loc", "a"), ("page", "1")), paging=Paging(1, 2, 60)))
    assert links(html)[-1] == "?sort=-diem&loc=a&page=2"


def test_the_pager_shows_both_ends_and_two_neighbours_on_each_side() -> None:
    html = render_table(table(paging=Paging(7, 34, 1670)))
    assert "Trang 7 trong 34 · 1.670 dòng" in html
    assert [href for href in links(html) if "page=" in href] == [f"?page={n}" for n in (1, 5, 6, 8, 9, 34)]
    assert html.count("…") == 2
    assert 'aria-current="page" aria-label="Trang 7">7<' in html


def test_the_first_page_has_no_gap_before_it() -> None:
    assert render_table(table(paging=Paging(1, 9, 200))).count("…") == 1
    assert render_table(table(paging=Paging(3, 5, 100))).count("…") == 0


def test_a_gap_of_one_page_shows_that_page_instead() -> None:
    html = render_table(table(paging=Paging(1, 5, 100)))
    assert [href for href in links(html) if "page=" in href] == ["?page=2", "?page=3", "?page=4", "?page=5"]


def test_one_page_shows_only_how_many_rows_there_are() -> None:
    html = render_table(table(Row(("1", "a", "")), paging=Paging(1, 1, 1)))
    assert '<p class="pager"><span>1 dòng</span></p>' in html
    assert "<nav" not in html


def test_an_empty_list_has_no_pager() -> None:
    assert "pager" not in render_table(table(paging=Paging(1, 0, 0)))


def test_a_second_table_of_a_page_has_its_own_parameters() -> None:
    html = render_table(table(id="hai", query=(("sort", "ten"), ("hai-page", "3")), paging=Paging(3, 3, 90)))
    assert links(html)[0] == "?sort=ten&hai-sort=ten"
    assert links(html)[-1] == "?sort=ten&hai-page=2"


def test_htmx_replaces_this_table_only_and_leaves_links_in_cells_alone() -> None:
    html = render_table(table(Row(("1", Cell("Tên", "/tieu-chi/1/"), "")), paging=Paging(1, 2, 60)))
    boosted = [tag for tag, attributes in read(html).tags if "hx-boost" in attributes]
    assert boosted == ["thead", "nav"]


def test_a_scrolling_box_can_be_reached_by_keyboard_and_has_a_name() -> None:
    box = next(a for tag, a in read(render_table(table(narrow="scroll"))).tags if tag == "div")
    assert (box["tabindex"], box["role"], box["aria-labelledby"]) == ("0", "region", "bang-ten")
    assert "tabindex" not in render_table(table())


def test_a_hidden_caption_stays_for_screen_readers() -> None:
    assert '<caption id="bang-ten" class="visually-hidden">Bảng</caption>' in render_table(table(caption_hidden=True))


def test_a_cell_may_hold_a_field_of_a_form_after_its_text() -> None:
    control = mark_safe('<select name="a"></select>')
    html = str(render_table(table(Row(("1", Cell("<b>", control=control), "")))))
    assert '&lt;b&gt;<select name="a"></select>' in html
