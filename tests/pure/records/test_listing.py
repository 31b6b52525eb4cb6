"""Lists of rows: filter, order and page against a plain Python twin; the file of folded words is made when it is needed."""

import datetime as dt
import os
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from import_kit import SAMPLE, TITLES, connection, read, sample_row, write_csv

from parindex.accents import fold
from parindex.errors import InputFault
from parindex.records import searching
from parindex.records.conditions import Condition, condition, filterable
from parindex.records.engine import copy_to_parquet, path_literal
from parindex.records.folding import fold_batches
from parindex.records.listing import Filter, Listed, all_rows, count_rows, list_rows, one_row

ROWS = {
    "so": [
        sample_row(
            "A1", title="Đường Nguyễn Huệ", unit="VP", day="05/03/2021", count="3", kind="Trực tiếp", agreed="Có"
        ),
        sample_row("A2", title="Cao Lãnh", unit="P.LĐVL", moment="05/03/2021 23:30", count="1.670", length="2,5"),
        sample_row("A3", unit="VP", day="31/12/2021", kind="Trực tuyến", agreed="Không"),
    ],
    "mot_cua": [
        sample_row("A1", title="đường Hùng Vương", day="06/03/2021", count="0"),
        sample_row("B9", title="100%"),
    ],
}
UNITS = ("van-phong", "phong-ldvl", "so-x")


@pytest.fixture(scope="module")
def folded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The current rows of two sources, folded once."""
    tmp_path = tmp_path_factory.mktemp("folded")
    batches = []
    for number, (source, rows) in enumerate(ROWS.items(), start=1):
        assert not read(write_csv(tmp_path / f"{source}.csv", [TITLES, *rows]), source=source).prepared.errors
        batches.append((number, tmp_path / f"{source}.batch.parquet"))
    with connection(tmp_path) as con:
        fold_batches(con, SAMPLE, batches, tmp_path / "now.parquet")
    return tmp_path / "now.parquet"


@pytest.fixture
def now(folded: Path, tmp_path: Path) -> Path:
    """The same, of one's own."""
    return Path(shutil.copy2(folded, tmp_path))


def listed(now: Path, *, limit: int = 50, offset: int = 0, **wanted: Any) -> Listed:
    with connection(now.parent) as con:
        found = Filter(**{"units": UNITS, **wanted})
        page = list_rows(con, SAMPLE, now, found, limit=limit, offset=offset)
        assert count_rows(con, SAMPLE, now, found) == page.total
        assert not con.execute("SELECT * FROM information_schema.tables").fetchall()
        return page


def keys(page: Listed) -> list[str]:
    return [f"{row['source']}/{row['key']}" for row in page.rows]


def test_without_a_wish_rows_stand_by_source_and_key(now: Path) -> None:
    page = listed(now)
    assert keys(page) == ["mot_cua/A1", "mot_cua/B9", "so/A1", "so/A2", "so/A3"]
    assert page.total == 5
    assert "file_row_number" not in page.rows[0]
    assert page.rows[2]["title"] == "Đường Nguyễn Huệ"


def test_the_rows_of_one_source_by_their_key_are_paged_from_both_ends(now: Path) -> None:
    for descending, expected in ((False, ["A1", "A2", "A3"]), (True, ["A3", "A2", "A1"])):
        for words in ("", "a"):
            found = [
                listed(now, source="so", words=words, sort="code", descending=descending, limit=2, offset=offset)
                for offset in (0, 2, 4)
            ]
            assert [[row["key"] for row in page.rows] for page in found] == [expected[:2], expected[2:], []]
            assert {page.total for page in found} == {3}


def test_only_the_columns_asked_for_are_read(now: Path) -> None:
    with connection(now.parent) as con:
        page = list_rows(con, SAMPLE, now, Filter(units=UNITS), limit=1, columns=["title", "key"])
    assert page.rows == ({"source": "mot_cua", "key": "A1", "title": "đường Hùng Vương"},)


def test_pages_follow_each_other_and_the_total_is_that_of_all(now: Path) -> None:
    pages = [listed(now, limit=2, offset=offset) for offset in (0, 2, 4, 6)]
    assert [key for page in pages for key in keys(page)] == keys(listed(now))
    assert {page.total for page in pages} == {5}


def test_only_rows_of_the_units_are_seen(now: Path) -> None:
    assert keys(listed(now, units=["van-phong"])) == ["so/A1", "so/A3"]
    assert listed(now, units=[]) == Listed((), 0)
    assert listed(now, units=["it's"]) == Listed((), 0)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("đường", ["mot_cua/A1", "so/A1"]),
        ("DUONG hue", ["so/A1"]),
        ("hue duong", ["so/A1"]),
        ("guye", ["so/A1"]),
        ("a2", ["so/A2"]),
        ("truc tuyen", ["so/A3"]),  # the title of a choice
        ("online", []),
        ("100%", ["mot_cua/B9"]),
        ("_", []),
        ("'", []),
        ("duong khong", []),
        ("  ", ["mot_cua/A1", "mot_cua/B9", "so/A1", "so/A2", "so/A3"]),
    ],
)
def test_words_are_found_anywhere_without_accents(now: Path, words: str, expected: list[str]) -> None:
    for sort in ("", "code"):
        assert sorted(keys(listed(now, words=words, sort=sort))) == expected


def test_words_source_units_and_conditions_narrow_together(now: Path) -> None:
    assert keys(listed(now, words="duong", source="so")) == ["so/A1"]
    assert keys(listed(now, words="duong", units=["van-phong"])) == ["so/A1"]
    assert keys(listed(now, words="duong", conditions=[Condition("count", "to", 0)])) == ["mot_cua/A1"]
    assert keys(listed(now, words="duong", conditions=[Condition("count", "to", 0)], source="so")) == []


@pytest.mark.parametrize(
    ("sort", "descending", "expected"),
    [
        ("source", False, ["mot_cua/A1", "mot_cua/B9", "so/A1", "so/A2", "so/A3"]),
        ("source", True, ["so/A1", "so/A2", "so/A3", "mot_cua/A1", "mot_cua/B9"]),
        ("count", True, ["so/A2", "so/A1", "mot_cua/A1", "mot_cua/B9", "so/A3"]),
        ("day", False, ["so/A1", "mot_cua/A1", "so/A3", "mot_cua/B9", "so/A2"]),
        ("person", False, ["mot_cua/A1", "mot_cua/B9", "so/A1", "so/A2", "so/A3"]),
        ("1; DROP", False, ["mot_cua/A1", "mot_cua/B9", "so/A1", "so/A2", "so/A3"]),
    ],
)
def test_rows_are_ordered_by_a_column_or_the_source(
    now: Path, sort: str, descending: bool, expected: list[str]
) -> None:
    assert keys(listed(now, sort=sort, descending=descending)) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Condition("day", "from", dt.date(2021, 3, 6)), ["mot_cua/A1", "so/A3"]),
        (Condition("day", "to", dt.date(2021, 3, 5)), ["so/A1"]),
        (Condition("day", "is", dt.date(2021, 12, 31)), ["so/A3"]),
        (Condition("moment", "is", dt.date(2021, 3, 5)), ["so/A2"]),  # a moment counts by its day
        (Condition("moment", "to", dt.datetime(2021, 3, 5)), ["so/A2"]),
        (Condition("count", "from", 3), ["so/A1", "so/A2"]),
        (Condition("length", "is", Decimal("2.5")), ["so/A2"]),
        (Condition("kind", "is", "online"), ["so/A3"]),
        (Condition("agreed", "is", False), ["so/A3"]),
        (Condition("title", "is", "Cao Lãnh"), ["so/A2"]),
        (Condition("unit", "is", "van-phong"), ["so/A1", "so/A3"]),
        (Condition("day", "empty"), ["mot_cua/B9", "so/A2"]),
        (Condition("kind", "filled"), ["so/A1", "so/A3"]),
    ],
)
def test_a_condition_narrows_the_list(now: Path, wanted: Condition, expected: list[str]) -> None:
    assert keys(listed(now, conditions=[wanted])) == expected


def test_several_conditions_all_hold(now: Path) -> None:
    span = [Condition("day", "from", dt.date(2021, 3, 1)), Condition("day", "to", dt.date(2021, 3, 31))]
    assert keys(listed(now, conditions=span)) == ["mot_cua/A1", "so/A1"]
    assert keys(listed(now, conditions=[*span, Condition("agreed", "filled")])) == ["so/A1"]


@pytest.mark.parametrize("column", ["person", "không có", "key; --"])
def test_a_condition_on_what_is_not_kept_is_refused(now: Path, column: str) -> None:
    with pytest.raises(InputFault, match="không có cột"):
        listed(now, conditions=[Condition(column, "filled")])
    assert column not in [one.name for one in filterable(SAMPLE)]


def test_words_have_no_span(now: Path) -> None:
    with pytest.raises(InputFault, match="“Tên gọi” là chữ"):
        listed(now, conditions=[Condition("title", "from", "a")])


@pytest.mark.parametrize(
    ("column", "kind", "text", "value"),
    [
        ("day", "from", "5/3/2021", dt.date(2021, 3, 5)),
        ("moment", "to", "2021-03-05", dt.date(2021, 3, 5)),
        ("count", "is", " 1.670 ", 1670),
        ("length", "to", "1.670,5", Decimal("1670.5")),
        ("agreed", "is", "Có", True),
        ("agreed", "is", "false", False),
        ("kind", "is", "online", "online"),
        ("day", "empty", "", None),
    ],
)
def test_a_condition_is_read_as_a_person_types_it(column: str, kind: Any, text: str, value: Any) -> None:
    assert condition(SAMPLE, column, kind, text) == Condition(column, kind, value)


@pytest.mark.parametrize(("column", "text"), [("day", "31/02/2021"), ("count", "ba"), ("length", "x"), ("agreed", "?")])
def test_a_condition_that_cannot_be_read_names_the_column_and_the_form(column: str, text: str) -> None:
    with pytest.raises(InputFault, match=f"“{SAMPLE.column(column).title}”.*không phải"):
        condition(SAMPLE, column, "is", text)


def test_withdrawn_rows_are_in_no_list(now: Path) -> None:
    with connection(now.parent) as con:
        query = f"SELECT * REPLACE (CASE WHEN key = 'A1' THEN 'withdrawn' ELSE state END AS state) FROM '{now}'"
        copy_to_parquet(con, query, now.with_name("less.parquet"))
    assert keys(listed(now.with_name("less.parquet"))) == ["mot_cua/B9", "so/A2", "so/A3"]
    assert keys(listed(now.with_name("less.parquet"), words="duong")) == []


def test_the_folded_words_are_kept_beside_the_rows_and_made_once(now: Path) -> None:
    beside = now.with_name("now.texts.parquet")
    listed(now)
    assert not beside.exists()
    listed(now, words="duong")
    made = beside.stat().st_mtime_ns
    listed(now, words="hue")
    assert beside.stat().st_mtime_ns == made
    with connection(now.parent) as con:
        there = {row[0] for row in con.execute(f"DESCRIBE FROM read_parquet({path_literal(beside)})").fetchall()}
        joined = con.execute(f'SELECT "many texts" FROM read_parquet({path_literal(beside)})').fetchall()
    assert {"kept unit", "many texts"} < there
    assert ("a1\nduong nguyen hue\ntruc tiep",) in joined
    assert "person" not in there


def test_folded_words_of_older_rows_are_made_again(now: Path) -> None:
    beside = now.with_name("now.texts.parquet")
    listed(now, words="duong")
    os.utime(beside, ns=(0, 0))
    assert keys(listed(now, words="hue")) == ["so/A1"]
    assert beside.stat().st_mtime_ns > 0


def test_words_are_found_where_nothing_can_be_written(now: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise InputFault("Không ghi được")

    monkeypatch.setattr(searching, "copy_to_parquet", full)
    assert keys(listed(now, words="đường huệ")) == ["so/A1"]
    assert not now.with_name("now.texts.parquet").exists()


def test_an_empty_register_lists_nothing(tmp_path: Path) -> None:
    with connection(tmp_path) as con:
        fold_batches(con, SAMPLE, [], tmp_path / "now.parquet")
    for wanted in ({}, {"words": "a"}, {"conditions": [Condition("day", "empty")]}):
        assert listed(tmp_path / "now.parquet", **wanted) == Listed((), 0)


def test_one_row_is_found_by_source_and_key_within_the_units(now: Path) -> None:
    with connection(now.parent) as con:
        found = one_row(con, now, source="so", key="A1", units=["van-phong"])
        assert found is not None
        assert found["title"] == "Đường Nguyễn Huệ"
        assert one_row(con, now, source="so", key="A1", units=["so-x"]) is None
        assert one_row(con, now, source="mot_cua", key="A2", units=UNITS) is None


_word = st.sampled_from(["dương", "Đỗ", "hồ sơ", "12/QĐ", "x", ""])
_rows = st.dictionaries(
    st.text("abcđ", min_size=1, max_size=3), st.tuples(_word, st.integers(0, 9), st.sampled_from(["VP", "P.LĐVL"]))
)


@settings(max_examples=8)
@given(
    rows=_rows.filter(bool),
    words=st.sampled_from(["", "duong", "do", "ho x", "qd", "a"]),
    low=st.integers(0, 9),
    sort=st.sampled_from(["", "count", "title", "code"]),
    descending=st.booleans(),
    page=st.integers(0, 2),
)
def test_a_page_is_what_a_plain_loop_would_show(
    tmp_path: Path, rows: dict[str, Any], words: str, low: int, sort: str, descending: bool, page: int
) -> None:
    table = [sample_row(key, title=title, count=str(n), unit=unit) for key, (title, n, unit) in rows.items()]
    read(write_csv(tmp_path / "a.csv", [TITLES, *table]))
    with connection(tmp_path) as con:
        tmp_path.joinpath("now.texts.parquet").unlink(missing_ok=True)
        fold_batches(con, SAMPLE, [(1, tmp_path / "a.batch.parquet")], tmp_path / "now.parquet")
        every = all_rows(con, tmp_path / "now.parquet")
    wanted = [
        row
        for row in every
        if row["count"] >= low
        and all(any(word in fold(row[name] or "") for name in ("code", "title")) for word in fold(words).split())
    ]
    if sort:
        filled = [row for row in wanted if row[sort] is not None]
        key = lambda row: row[sort] if sort == "count" else row[sort].encode()  # noqa: E731
        wanted = [*sorted(filled, key=key, reverse=descending), *(row for row in wanted if row[sort] is None)]
    found = listed(
        tmp_path / "now.parquet", words=words, conditions=[Condition("count", "from", low)], sort=sort,
        descending=descending, limit=2, offset=2 * page,
    )  # fmt: skip
    assert found.total == len(wanted)
    assert [row["key"] for row in found.rows] == [row["key"] for row in wanted[2 * page : 2 * page + 2]]
