"""The quick road for large workbooks and the other one say the same, cell by cell; the quick one takes regular sheets."""

import datetime as dt
import random
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from import_kit import SAMPLE, TITLES, connection, sample_row, write_xlsx
from tests.conftest import FULL

from parindex.errors import InputFault
from parindex.records.engine import Connection, new_schema
from parindex.records.reading import plain_sheet, workbook
from parindex.records.reading.choices import NO_CHOICES

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy hh:mm"/></numFmts>'
    '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="46"/><xf numFmtId="2"/>'
    "</cellXfs></styleSheet>"
)
TEXTS = [*TITLES, "A-1", "Sở Nội vụ", "x &amp; y &lt;z&gt;", "hai\ndòng", "", "&#7879; ệ"]
HEAD = '<row r="1">' + "".join(f'<c r="{"ABCDEFGHIJ"[n]}1" t="s"><v>{n}</v></c>' for n in range(10)) + "</row>"
ROWS = "".join(
    f'<row r="{n}" spans="1:10"><c r="A{n}" t="s"><v>{n + 100}</v></c><c r="B{n}" t="s"><v>11</v></c>'
    f'<c r="E{n}" s="2"><v>{44000 + n}</v></c><c r="F{n}" s="1"><v>{44000 + n}.{n}7222</v></c><c r="G{n}"><v>{n}</v></c>'
    f'<c r="H{n}" s="4"><v>{n}.12500000000000001</v></c></row>'
    for n in range(2, 60)
)
MANY = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{n}</v></c><c r="G{n}"><v>{n}</v></c></row>' for n in range(2, 250))
AT_200 = '<c r="A200" t="s"><v>200</v></c><c r="G200"><v>200</v></c>'  # far from the head, and in no sample


def package(path: Path, sheet: str, *, items: str | None = None, book: str = "", main: str = MAIN) -> Path:
    """A workbook of one sheet with these bytes for its rows and what follows them."""
    if items is None:
        more = [f"K{number}" for number in range(300)]
        items = "".join(f'<si><t xml:space="preserve">{text}</t></si>' for text in TEXTS + more)
    if "<sheetData" not in sheet:
        sheet = f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{LINKS}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{LINKS}">{book}<sheets><sheet name="Một" sheetId="1"'
            ' r:id="a"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a"'
            f' Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="{LINKS}/styles"'
            f' Target="styles.xml"/><Relationship Id="c" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/>'
            "</Relationships>",
            "xl/styles.xml": STYLES,
            "xl/sharedStrings.xml": f'<sst xmlns="{main}">{items}</sst>',
            "xl/worksheets/sheet1.xml": sheet,
        }.items():
            archive.writestr(name, text)
    return path


def outcome(con: Connection, path: Path) -> tuple[Any, ...]:
    """All that reading the file gave: rows of data with the header, or the words of the fault."""
    schema = new_schema(con)
    try:
        raw = workbook.read_workbook(con, schema, SAMPLE, path, unit="x", choices=NO_CHOICES)
        sql = f"SELECT rowid, * FROM {schema}.raw WHERE rowid >= {raw.first_row - 1} ORDER BY rowid"
        facts = (raw.header, raw.width, raw.quoted, tuple(raw.faults), tuple(raw.notices), dict(raw.sheet_dates))
        tables = con.execute(
            f"SELECT table_name FROM information_schema.tables WHERE table_schema = '{schema}'"
        ).fetchall()
        return (*facts, tables, con.execute(sql).fetchall())
    except InputFault as fault:
        return (str(fault),)
    finally:
        con.execute(f"DROP SCHEMA {schema} CASCADE")


def both(path: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the quick road took the file; the roads must agree."""
    taken: list[bool] = []

    def noted(*given: Any, **named: Any) -> object:
        found = plain_sheet.read_plain(*given, **named)
        taken.append(found is not None)
        return found

    with connection(path.parent) as con, monkeypatch.context() as patch:
        patch.setattr(workbook, "read_plain", noted)
        patch.setattr(plain_sheet, "WORTH_IT", 0)
        quick = outcome(con, path)
        patch.setattr(plain_sheet, "WORTH_IT", 1 << 60)
        slow = outcome(con, path)
    assert quick == slow
    return taken[0]


def changed(old: str, new: str, text: str = HEAD + ROWS) -> str:
    assert old in text
    return text.replace(old, new)


REGULAR = {
    "plain": HEAD + ROWS,
    "a row left out": changed('<row r="9" spans', '<row r="900" spans').split('<row r="900"')[0],
    "rows that are empty": changed('<row r="30" ', '<row r="29" s="1"/><row r="30" ', HEAD + ROWS[: ROWS.index('<row r="29"')]
                                   + ROWS[ROWS.index('<row r="30"'):]),
    "empty cells with a style": changed('<c r="E5" s="2"><v>44005</v></c>', '<c r="C5" s="2"/><c r="E5" s="2"/>'),
    "empty cells at the ends of rows": changed("</c></row>", '</c><c r="Z1" s="1"/></row>', HEAD) + ROWS,
    "cells written out": changed('<c r="G7"><v>7</v></c>', '<c r="G7" t="n"></c>'),
    "inline texts": changed(
        '<c r="B5" t="s"><v>11</v></c>', '<c r="B5" t="inlineStr"><is><t>chữ &amp; "/&gt; nghĩa/</t></is></c>'
    ),
    "inline texts that keep blanks": changed(
        '<c r="B5" t="s"><v>11</v></c>', '<c r="B5" t="inlineStr"><is><t xml:space="preserve"> hai  </t></is></c>'
    ),
    "errors": changed('<c r="B5" t="s"><v>11</v></c>', '<c r="B5" t="e"><v>#N/A</v></c>'),
    "line ends between tags": (HEAD + ROWS).replace("<row", "\n<row").replace("<c ", "\r\n  <c "),
    "numbers in every writing": changed('7"><v>7<', '7"><v>1.5E3<').replace('8"><v>8<', '8"><v>-0.25<'),
    "halves of seconds": changed("<v>44007.77222</v>", "<v>44007.0000057870</v>"),
    "texts with line ends and entities": changed('<c r="B5" t="s"><v>11</v></c>', '<c r="B5" t="s"><v>13</v></c>').replace(
        '<c r="B6" t="s"><v>11</v></c>', '<c r="B6" t="s"><v>12</v></c><c r="C6" t="s"><v>14</v></c>'
    ),
    "a day number without a style": changed('<c r="E8" s="2"><v>44008</v></c>', '<c r="E8"><v>44008.75</v></c>'),
    "a year in a column of days": changed('<c r="E8" s="2"><v>44008</v></c>', '<c r="E8"><v>2021</v></c>'),
    "whole numbers as codes": changed('<c r="A8" t="s"><v>108</v></c>', '<c r="A8"><v>123456</v></c>'),
    "a number beside the titles": changed('</c></row>', '</c><c r="K1"><v>1.25</v></c></row>', HEAD) + ROWS,
}  # fmt: skip
ODD = {
    "truth values": changed('<c r="G7"><v>7</v></c>', '<c r="J7" t="b"><v>1</v></c>'),
    "a code that lost digits": changed('<c r="A8" t="s"><v>108</v></c>', '<c r="A8"><v>1.1</v></c>'),
    "a day as a code": changed('<c r="A8" t="s"><v>108</v></c>', '<c r="A8" s="2"><v>44008</v></c>'),
    "days and texts in one column": changed('<c r="E8" s="2"><v>44008</v></c>', '<c r="E8" t="s"><v>11</v></c>'),
    "formulas": changed('<c r="G7"><v>7</v></c>', '<c r="G7"><f>1+6</f><v>7</v></c>'),
    "a length of time": changed('<c r="H8" s="4">', '<c r="H8" s="3">'),
    "no addresses": changed(' r="A8"', ""),
    "an address of another row": changed('r="A8"', 'r="A9"'),
    "an address of another column": changed('r="G8"', 'r="D8"'),
    "an address that swaps cells": changed('r="B8"', 'r="#8"').replace('r="A8"', 'r="B8"').replace('r="#8"', 'r="A8"'),
    "rows out of order": changed('r="8"', 'r="2"'),
    "single quotes": changed('<c r="A8"', "<c r='A8'"),
    "attributes the other way round": changed('<c r="E8" s="2">', '<c s="2" r="E8">'),
    "an attribute of a later version": changed('<c r="E8" s="2">', '<c r="E8" s="2" cm="1">'),
    "rich inline texts": changed(
        '<c r="B5" t="s"><v>11</v></c>', '<c r="B5" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>'
    ),
    "inline texts with a line end": changed(
        '<c r="B5" t="s"><v>11</v></c>', '<c r="B5" t="inlineStr"><is><t>a\nb</t></is></c>'
    ),
    "blanks that nothing keeps": changed(
        '<c r="B5" t="s"><v>11</v></c>', '<c r="B5" t="inlineStr"><is><t> a </t></is></c>'
    ),
    "an escaped character": changed(
        '<c r="B5" t="s"><v>11</v></c>', '<c r="B5" t="inlineStr"><is><t>a_x0041_</t></is></c>'
    ),
    "a character data section": changed(
        '<c r="B5" t="s"><v>11</v></c>', '<c r="B5" t="inlineStr"><is><t><![CDATA[<v>]]></t></is></c>'
    ),
    "a number that is none": changed('7"><v>7<', '7"><v>1_0<'),
    "blanks about a number": changed('7"><v>7<', '7"><v> 7 <'),
    "a number beyond all digits": changed('7"><v>7<', '7"><v>1e20<'),
    "an ISO date": changed('<c r="E8" s="2"><v>44008</v></c>', '<c r="E8" t="d"><v>2020-06-26</v></c>'),
    "a moment before 1900-03-01": changed("<v>44008</v>", "<v>0.5</v>"),
    "a shared text that is not there": changed("<v>108</v>", "<v>99999</v>"),
    "an empty value of a text": changed('<c r="B5" t="s"><v>11</v></c>', '<c r="B5" t="str"><v></v></c>'),
    "merged cells among the data": f'<worksheet xmlns="{MAIN}"><sheetData>{HEAD + ROWS}</sheetData>'
    '<mergeCells count="1"><mergeCell ref="B5:B7"/></mergeCells></worksheet>',
    "no end": f'<worksheet xmlns="{MAIN}"><sheetData>{HEAD + ROWS}',
    "no header": ROWS,
    "nothing under the header": HEAD,
    "far columns and rows": changed("</c></row>", '</c><c r="ZZ1"/></row>', HEAD)
    + ROWS
    + '<row r="20000"><c r="A20000"><v>1</v></c></row>',
    "a comment": changed('<row r="8"', '<!-- x --><row r="8"'),
    "one cell too wide": changed("</c></row>", '</c><c r="GZ1"><v>1</v></c></row>', HEAD) + ROWS,
}


@pytest.mark.parametrize("case", REGULAR)
def test_a_regular_sheet_takes_the_quick_road_to_the_same_cells(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert both(package(tmp_path / "a.xlsx", REGULAR[case]), monkeypatch)


@pytest.mark.parametrize("case", ODD)
def test_an_odd_sheet_is_left_to_the_other_road(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not both(package(tmp_path / "a.xlsx", ODD[case]), monkeypatch)


UNFORETOLD = {  # what row 200 holds, and whether the quick road takes the file all the same
    "nothing new": (AT_200, True),
    "another style": ('<c r="A200" t="s"><v>200</v></c><c r="G200" s="4"><v>2.5</v></c>', True),
    "a text among numbers": ('<c r="A200" t="s"><v>200</v></c><c r="G200" t="s"><v>11</v></c>', True),
    "a cell in a column without any": (AT_200 + '<c r="H200"><v>3</v></c>', True),
    "a cell right of all others": (AT_200 + '<c r="K200"><v>3</v></c>', True),
    "an empty cell with a style": ('<c r="A200" t="s"><v>200</v></c><c r="E200" s="2"/>', True),
    "an empty cell like the others": ('<c r="A200" t="s"><v>200</v></c><c r="G200"/>', True),
    "a cell that stands elsewhere": (AT_200.replace("G200", "G20"), False),
    "a truth value": (AT_200 + '<c r="J200" t="b"><v>1</v></c>', False),
    "an empty text": ('<c r="A200" t="s"><v></v></c><c r="G200"><v>200</v></c>', False),
    "a formula": ('<c r="A200" t="s"><v>200</v></c><c r="G200"><f>1+6</f><v>7</v></c>', False),
}


@pytest.mark.parametrize("case", UNFORETOLD)
@pytest.mark.parametrize("wide", ["A1:J249", "A1:L249"])
def test_what_no_sample_foretold_is_read_alike(
    case: str, wide: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, quick = UNFORETOLD[case]
    rows = changed(AT_200, row, HEAD + MANY)
    sheet = f'<worksheet xmlns="{MAIN}"><dimension ref="{wide}"/><sheetData>{rows}</sheetData></worksheet>'
    narrow = case == "a cell right of all others" and wide == "A1:J249"  # wider than the sheet says that it is
    assert both(package(tmp_path / "a.xlsx", sheet), monkeypatch) is (quick and not narrow)


@pytest.mark.parametrize("row", ['<row r="250" s="1"/>', '<row r="250"><c r="A250" s="2"/></row>', '<row r="260"/>'])
def test_rows_without_values_at_the_end_are_no_rows(row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert both(package(tmp_path / "a.xlsx", HEAD + MANY + row), monkeypatch)


def test_merged_heads_and_days_from_1904_are_read_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = (
        f'<worksheet xmlns="{MAIN}"><dimension ref="A1:J59"/><sheetData>{HEAD + ROWS}</sheetData>'
        '<mergeCells count="1"><mergeCell ref="B1:C1"/></mergeCells></worksheet>'
    )
    assert both(package(tmp_path / "a.xlsx", sheet, book='<workbookPr date1904="1"/>'), monkeypatch)


@pytest.mark.parametrize(
    ("items", "quick"),
    [
        ("<si><r><rPr><b/></rPr><t>Mã</t></r><r><t> số</t></r></si>", False),
        ('<si><r><rPr><b/></rPr><t>Mã</t></r><r><t xml:space="preserve"> số</t></r></si>', True),
        ("<si><t>Mã</t><phoneticPr fontId='1'/></si>", True),
        ("<si><t>Mã</t><rPh sb='0' eb='1'><t>x</t></rPh></si>", True),
        ("<si><t>M&#227;</t></si>", True),
        ("<si><t>M&atilde;</t></si>", False),
        ("<si><t>_x004d_ã</t></si>", False),
        ("\n <si>\n  <t>Mã</t>\n </si>\n", True),
        ("<si><x:t xmlns:x='urn:x'>Mã</x:t></si>", False),
    ],
)
def test_shared_texts_are_read_alike_however_they_are_written(
    items: str, quick: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = "".join(f"<si><t>{text}</t></si>" for text in [*TEXTS[1:], *(f"K{n}" for n in range(200))])
    assert both(package(tmp_path / "a.xlsx", HEAD + ROWS, items=items + others), monkeypatch) is quick


def test_namespace_prefixes_and_strict_workbooks_go_the_other_road(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prefixed = (HEAD + ROWS).replace("</", "</x:").replace("<c ", "<x:c ").replace("<row ", "<x:row ")
    prefixed = prefixed.replace("<v>", "<x:v>")
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{prefixed}</x:sheetData></x:worksheet>'
    assert not both(package(tmp_path / "a.xlsx", sheet), monkeypatch)
    assert not both(package(tmp_path / "b.xlsx", HEAD + ROWS, main=STRICT), monkeypatch)


def _random_cell(chance: random.Random, kind: str) -> object:
    if chance.random() < 0.15:
        return None
    match kind:
        case "code" | "title" | "unit" | "person" | "kind":
            return chance.choice(
                ["Trực tiếp", f"K{chance.randrange(999)}", "a & <b>", "nhiều\ndòng", '"', " x ", "1.10"]
            )
        case "day":
            return dt.date(1995, 1, 1) + dt.timedelta(days=chance.randrange(30_000))
        case "moment":
            return dt.datetime(2020, 1, 1) + dt.timedelta(milliseconds=chance.randrange(10**11))
        case "agreed":
            return None
    return chance.choice(
        [chance.randrange(10**6), chance.uniform(-1000, 1000), chance.random() * 10 ** chance.randrange(12)]
    )


def _write(path: Path, rows: Sequence[Sequence[Any]], *, inline: bool) -> Path:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": inline, "strings_to_formulas": False})
    sheet, moment = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, dt.date):
                sheet.write_datetime(number, place, cell, moment)
            elif cell is not None:
                sheet.write(number, place, cell)
    book.close()
    return path


@pytest.mark.parametrize("part", range(40 if FULL else 4))
def test_random_tables_are_read_alike(part: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(part)
    names = [column.name for column in SAMPLE.columns]
    rows = [TITLES, *([_random_cell(chance, name) for name in names] for _ in range(chance.randrange(20, 400)))]
    path = _write(tmp_path / "a.xlsx", rows, inline=part % 2 == 1)
    quick = both(path, monkeypatch)
    assert part % 2 == 0 or not quick  # inline texts with line ends go the other road


def test_a_second_sheet_is_named_and_a_cover_sheet_sends_the_file_the_other_road(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [TITLES, sample_row("A", title="Sở", count=2)]
    assert both(write_xlsx(tmp_path / "a.xlsx", rows), monkeypatch)
    assert not both(write_xlsx(tmp_path / "b.xlsx", rows, before=["Bìa"]), monkeypatch)
