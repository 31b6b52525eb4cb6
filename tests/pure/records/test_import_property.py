"""Whatever good rows a file holds, exactly they land; whatever else it holds, the counts add up."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from import_kit import SAMPLE, TITLES, UNITS, connection, read, write_csv, write_xlsx
from tests.conftest import FULL

from parindex.records.folding import fold_batches
from parindex.records.importing import prepare
from parindex.records.text import clean

SLOW = settings(max_examples=200 if FULL else 5)
COLUMNS = [column.name for column in SAMPLE.columns]

_letters = st.characters(codec="utf-8", max_codepoint=0x1EFF, exclude_categories=("Cc", "Cn", "Cs", "Zs", "Mn"))
_text = st.text(st.one_of(st.sampled_from("aăâđêôơư |\\,;\"'="), _letters), min_size=1, max_size=15).map(clean)
_good_text = _text.filter(lambda text: text != "" and text[0] not in "'#")


# Case alone makes no other row: codes here are in capitals, each with one small form. Capitals of a composed letter may
# come in pieces (ΰ), which the importer puts together.
_codes = _good_text.map(lambda text: clean(text.replace("İ", "I").upper().lower().upper()))


@st.composite
def good_rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rows with distinct keys that break no rule."""
    codes = draw(st.lists(_codes, min_size=1, max_size=12, unique_by=str.lower))
    maybe = st.none()
    rows = []
    for code in codes:
        day = draw(st.one_of(maybe, st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 30))))
        clock = draw(st.one_of(maybe, st.times().map(lambda time: time.replace(microsecond=0))))
        rows.append(
            {
                "code": code,
                "title": draw(st.one_of(maybe, _good_text)),
                "unit": draw(st.sampled_from(["phong-ldvl", "van-phong"])),
                "day": day,
                "moment": dt.datetime.combine(day, clock) if day and clock else None,
                "count": draw(st.one_of(maybe, st.integers(0, 10**14))),
                "length": draw(st.one_of(maybe, st.decimals(-(10**9), 10**9, places=4))),
                "kind": draw(st.sampled_from([None, "direct", "online"])),
                "agreed": draw(st.sampled_from([None, True, False])),
            }
        )
    return rows


def typed(row: dict[str, Any]) -> list[str]:
    """The row as a clerk would type it."""
    length, count, moment = row["length"], row["count"], row["moment"]
    return [
        row["code"],
        row["title"] or "",
        {"phong-ldvl": "P.LĐVL", "van-phong": "VĂN PHÒNG SỞ"}[row["unit"]],
        "Ông A",
        f"{row['day'].day}/{row['day'].month}/{row['day'].year}" if row["day"] else "",
        f"{moment:%d-%m-}{moment.year}{moment: %H:%M:%S}" if moment else "",
        f"{count:,}".replace(",", ".") if count is not None else "",
        f"{length:f}".replace(".", ",") if length is not None else "",
        {"direct": "trực tiếp", "online": "Trực tuyến", None: ""}[row["kind"]],
        {True: "có", False: "Không", None: ""}[row["agreed"]],
    ]


def landed(rows: "tuple[dict[str, Any], ...]") -> dict[str, dict[str, Any]]:
    return {row["key"]: {name: row[name] for name in COLUMNS if name != "person"} for row in rows}


@SLOW
@given(rows=good_rows(), as_sheet=st.booleans())
def test_good_rows_land_exactly(tmp_path: Path, rows: list[dict[str, Any]], as_sheet: bool) -> None:
    table = [TITLES, *map(typed, rows)]
    path = write_xlsx(tmp_path / "a.xlsx", table) if as_sheet else write_csv(tmp_path / "a.csv", table)
    found = read(path)
    assert found.codes() == []
    assert landed(found.rows) == {row["code"]: row for row in rows}
    assert [row["key"] for row in found.rows] == sorted((row["code"] for row in rows), key=str.encode)


_dirty = st.one_of(
    _text,
    st.sampled_from(
        ["", "31/02/2021", "1.670", "x", "có", "#N/A", "Tổng cộng", "A", "'=A", "05/03/2021", "2", "\ufeff"]
    ),
)


@SLOW
@given(
    good=good_rows(),
    dirt=st.lists(st.lists(_dirty, min_size=len(COLUMNS), max_size=len(COLUMNS)), max_size=12),
    order=st.randoms(use_true_random=False),
)
def test_every_row_is_counted_once_whatever_it_holds(
    tmp_path: Path, good: list[dict[str, Any]], dirt: list[list[str]], order: Any
) -> None:
    rows = [*map(typed, good), *dirt]
    order.shuffle(rows)
    found = read(write_csv(tmp_path / "a.csv", [TITLES, *rows]))
    prepared = found.prepared
    assert prepared.read + prepared.skipped == len(rows)
    assert prepared.rejected == len({error.row for error in prepared.errors})
    assert not {error.row for error in prepared.errors} & set(found.column("row"))
    assert all(2 <= error.row <= len(rows) + 1 and error.message for error in prepared.errors)
    assert list(prepared.errors) == sorted(prepared.errors, key=lambda error: error.row)
    assert len(set(found.column("key"))) == len(found.rows)


@SLOW
@given(before=good_rows(), after=good_rows())
def test_new_changed_and_unchanged_rows_are_told_apart(
    tmp_path: Path, before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> None:
    read(write_csv(tmp_path / "trước.csv", [TITLES, *map(typed, before)]))
    current = tmp_path / "hiện hành.parquet"
    second = write_csv(tmp_path / "sau.csv", [TITLES, *map(typed, after)])
    with connection(tmp_path) as con:
        fold_batches(con, SAMPLE, [(1, tmp_path / "trước.batch.parquet")], current)
        found = prepare(con, SAMPLE, second, source="so", unit="so-x", unit_names=UNITS, current=current)
        other = prepare(con, SAMPLE, second, source="khác", unit="so-x", unit_names=UNITS, current=current)
    old, new = ({row["code"]: row for row in rows} for rows in (before, after))
    assert found.unchanged == sum(old.get(code) == row for code, row in new.items())
    assert found.updated == sum(code in old and old[code] != row for code, row in new.items())
    assert found.accepted == sum(code not in old for code in new)
    assert found.batch_rows == (0 if old | new == old else len(new))
    assert other.accepted == other.batch_rows == len(new)


def test_the_largest_and_smallest_values_survive(tmp_path: Path) -> None:
    rows = [["A", str(10**17), "99999999999999,9999"], ["B", "0", "-0,0001"]]
    found = read(write_csv(tmp_path / "a.csv", [["Mã", "Số lượng", "Số mét"], *rows]))
    assert found.column("count") == [10**17, 0]
    assert found.column("length") == [Decimal("99999999999999.9999"), Decimal("-0.0001")]
