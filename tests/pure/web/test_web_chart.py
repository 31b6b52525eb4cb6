"""The chart renderer: geometry in percent, no style, text escaped."""

from decimal import Decimal
from fractions import Fraction
from xml.etree import ElementTree

from parindex.web.rendering.chart import Bar, BarChart, Chart, YearChart, YearColumn, render_chart


def drawing(chart: Chart) -> ElementTree.Element:
    """The SVG, read as XML: it must be well formed."""
    svg = ElementTree.fromstring(render_chart(chart)).find("svg")  # noqa: S314 (our own output)
    assert svg is not None
    return svg


def bars(*bars: Bar, target_text: str = "") -> BarChart:
    return BarChart("bd", "Tỷ lệ điểm", "Bảy lĩnh vực.", bars, target_text)


def years(*columns: YearColumn, target: Decimal | None = None) -> YearChart:
    return YearChart("bd", "Kết quả", "Theo năm.", columns, target)


def of(svg: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [element for element in svg if kind in element.get("class", "").split()]


def texts(svg: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in svg if element.tag == "text"]


def test_a_bar_is_as_wide_as_its_percentage() -> None:
    svg = drawing(bars(Bar("Thể chế", Decimal("84.66"), "84,66%")))
    assert of(svg, "bar")[0].get("width") == "84.66%"
    assert texts(svg) == ["Thể chế", "84,66%"]


def test_an_exact_fraction_is_drawn_rounded_half_up() -> None:
    assert of(drawing(bars(Bar("a", Fraction(200, 3), "66,67%"))), "bar")[0].get("width") == "66.67%"


def test_a_target_is_a_mark_on_its_bar() -> None:
    mark = of(drawing(bars(Bar("a", Decimal(50), "50%", Decimal(80)))), "target")[0]
    assert (mark.get("x1"), mark.get("x2")) == ("80.00%", "80.00%")


def test_values_outside_the_scale_stay_inside_the_drawing_with_their_true_text() -> None:
    svg = drawing(bars(Bar("a", Decimal(-20), "-20%"), Bar("b", Decimal(130), "130%")))
    assert [bar.get("width") for bar in of(svg, "bar")] == ["0.00%", "100.00%"]
    assert {"-20%", "130%"} <= set(texts(svg))


def test_what_is_not_measured_has_a_track_and_a_word_but_no_bar() -> None:
    svg = drawing(bars(Bar("a", None, "chưa chấm")))
    assert not of(svg, "bar")
    assert len(of(svg, "track")) == 1
    assert "chưa chấm" in texts(svg)


def test_a_long_name_is_broken_into_lines_and_pushes_the_rest_down() -> None:
    name = "Xây dựng và nâng cao chất lượng đội ngũ cán bộ, công chức, viên chức"
    short, long = drawing(bars(Bar("a", None, "–"))), drawing(bars(Bar(name, None, "–")))
    assert " ".join(text for text in texts(long) if text != "–") == name
    assert int(long.get("height", "")) > int(short.get("height", ""))


def test_the_sign_of_a_bar_is_a_class() -> None:
    assert of(drawing(bars(Bar("a", Decimal(1), "1%", sign="bad"))), "bar-bad")


def test_a_column_stands_on_the_axis_and_is_as_tall_as_its_share() -> None:
    svg = drawing(years(YearColumn("2021", Decimal(50), "50%"), target=Decimal(50)))
    column, axis, target = of(svg, "column")[0], of(svg, "axis")[0], of(svg, "target")[0]
    assert int(column.get("y", "")) + int(column.get("height", "")) == int(axis.get("y1", ""))
    assert target.get("y1") == column.get("y")


def test_columns_start_at_zero_so_that_their_heights_compare() -> None:
    svg = drawing(years(YearColumn("2020", Decimal(40), "40%"), YearColumn("2021", Decimal(80), "80%")))
    low, high = (int(column.get("height", "")) for column in of(svg, "column"))
    assert high == 2 * low


def test_two_years_do_not_become_two_walls() -> None:
    svg = drawing(years(YearColumn("2020", Decimal(40), "40%"), YearColumn("2021", Decimal(80), "80%")))
    assert {column.get("width") for column in of(svg, "column")} == {"20.00%"}


def test_a_derived_year_looks_different_from_a_published_one() -> None:
    svg = drawing(years(YearColumn("2020", Decimal(40), "40%", firm=False), YearColumn("2021", Decimal(80), "80%")))
    assert [len(of(svg, "column")), len(of(svg, "column-open"))] == [2, 1]


def test_a_rank_stands_under_its_year_and_a_missing_year_says_so() -> None:
    svg = drawing(years(YearColumn("2019", None, "chưa có"), YearColumn("2021", Decimal(84), "84%", "hạng 09/17")))
    assert {"chưa có", "2019", "2021", "84%", "hạng 09/17"} == set(texts(svg))


def test_empty_charts_are_still_well_formed() -> None:
    assert int(drawing(bars()).get("height", "")) > 0
    assert int(drawing(years()).get("height", "")) > 0


def test_a_chart_is_one_image_with_a_title_and_a_description() -> None:
    svg = drawing(bars(Bar("a", Decimal(1), "1%")))
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "bd-ten bd-mo-ta"
    assert [(child.get("id"), child.text) for child in svg if child.tag in ("title", "desc")] == [
        ("bd-ten", "Tỷ lệ điểm"),
        ("bd-mo-ta", "Bảy lĩnh vực."),
    ]


def test_nothing_in_a_chart_needs_more_than_our_own_stylesheet() -> None:
    html = render_chart(bars(Bar("a", Decimal(1), "1%", Decimal(2), "good"), target_text="Mục tiêu"))
    html += render_chart(years(YearColumn("2021", Decimal(84), "84%"), target=Decimal(80)))
    assert not any(word in html for word in ("style", "<script", "href", "http", "onload"))


def test_texts_of_a_chart_are_escaped() -> None:
    evil = "<img src=x onerror='1'>&"
    for chart in (
        BarChart("bd", evil, evil, [Bar(evil, Decimal(1), evil)], evil),
        YearChart("bd", evil, evil, [YearColumn(evil, Decimal(1), evil, evil)], Decimal(1), evil),
    ):
        assert "<img" not in render_chart(chart)
        assert evil in texts(drawing(chart))
