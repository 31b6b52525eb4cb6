"""The importer: a file becomes checked, canonical rows; nothing is lost, nothing is guessed.

`prepare` reads and judges, `write_batch` writes what is good, `write_error_sheet` gives back what was refused.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from parindex.errors import InputFault
from parindex.records.batches import write_batch
from parindex.records.comparing import Compared, compare, make_keyed
from parindex.records.date_order import assumed_orders, assumed_words, date_questions, unsettled
from parindex.records.engine import Connection, new_schema, scalar
from parindex.records.error_sheet import write_error_sheet
from parindex.records.faults import find_duplicates, find_faults
from parindex.records.lost_digits import lost_digits
from parindex.records.notices import notices
from parindex.records.old_cells import refuse_old_fonts
from parindex.records.prepared import MOST_ERRORS, Prepared, RowError, iterate_errors
from parindex.records.reading.choices import NO_CHOICES, DateQuestion, HeaderCell, HeaderFault, ReadingChoices
from parindex.records.reading.headers import SAMPLES, header_cells
from parindex.records.reading.opening import read_file
from parindex.records.reading.raw import RawTable
from parindex.records.schema import Register
from parindex.records.second_look import Doubt, take_back
from parindex.records.text import clean, header_key
from parindex.records.typing_rows import make_rows

__all__ = [
    "DateQuestion",
    "HeaderCell",
    "HeaderFault",
    "Prepared",
    "ReadingChoices",
    "RowError",
    "prepare",
    "write_batch",
    "write_error_sheet",
]

_SOURCE_HEADER = "nguon"
_SAMPLED = 2_000  # rows in which the first values of a column are looked for


def prepare(
    connection: Connection,
    register: Register,
    path: Path,
    *,
    source: str,
    unit: str | None,
    unit_names: Mapping[str, str],
    current: Path | None,
    choices: ReadingChoices = NO_CHOICES,
    on_stage: Callable[[str], None] = lambda _: None,
) -> Prepared:
    """Read a file against a register and the rows that are current; nothing is written.

    `unit` fills rows that name none; `unit_names` maps folded names, abbreviations and ids to unit ids; `current` is
    the Parquet of current rows of all sources. Tables of the import stay in the connection until it closes.
    `on_stage` is called with `reading`, `checking` and `comparing` as they begin. Raises InputFault when the file as a
    whole cannot be taken, HeaderFault when a person can mend that by `choices`.
    """
    schema = new_schema(connection)
    try:
        on_stage("reading")
        raw = read_file(connection, schema, register, path, unit=unit, choices=choices)
        _refuse_other_sources(connection, raw, source)
        refuse_old_fonts(connection, raw, register)
        on_stage("checking")
        make_rows(connection, raw, register, unit=unit, unit_names=unit_names, choices=choices)
        questions = date_questions(connection, raw, register, choices)
        assumed = assumed_orders(connection, raw, register, choices, questions)
        _judge(connection, raw, register, unit, questions)
        on_stage("comparing")
        make_keyed(connection, schema, register, source, current)
        found = _summed_up(connection, raw, register, source, current, path)
        return replace(
            found,
            headers=_headers(connection, raw, register),
            questions=questions,
            assumed=assumed,
            notices=(*found.notices, *map(assumed_words, assumed)),
        )
    except BaseException:
        connection.execute(f"DROP SCHEMA {schema} CASCADE")
        raise


def _judge(
    connection: Connection, raw: RawTable, register: Register, unit: str | None, questions: Sequence[DateQuestion]
) -> None:
    """Find what is wrong with the rows; those of which nothing is, and which no total row is, become the view `good`."""
    schema = raw.schema
    doubts = [Doubt(column=asked.column, code="day_or_month", holds=unsettled) for asked in questions]
    doubts += lost_digits(connection, raw, register)
    take_back(connection, raw, doubts)
    find_faults(connection, raw, register, unit=unit, doubts=doubts)
    connection.execute(
        f"CREATE VIEW {schema}.good AS SELECT * FROM {schema}.rows WHERE row NOT IN"
        f" (SELECT row FROM {schema}.errors UNION ALL SELECT row FROM {schema}.passed_over)"
    )
    find_duplicates(connection, schema, register)


def _refuse_other_sources(connection: Connection, raw: RawTable, source: str) -> None:
    """An export of several sources says which row is whose: such a file must not land under one of them."""
    at = next((at for at, label in enumerate(raw.header.labels) if header_key(label or "") == _SOURCE_HEADER), None)
    if at is None:
        return
    sql = f"SELECT DISTINCT trim(cell_{at}) FROM {raw.schema}.raw WHERE rowid + 1 >= {raw.first_row}"
    named = {row[0] for row in connection.execute(sql).fetchall() if row[0]}
    if others := sorted(named - {source}):
        raise InputFault(
            f"Cột “Nguồn” của tệp ghi {', '.join(others[:5])}, không phải “{source}”. "
            "Hãy xuất riêng từng nguồn (--source), hoặc bỏ cột Nguồn nếu chắc mọi dòng thuộc nguồn này."
        )


def _headers(connection: Connection, raw: RawTable, register: Register) -> tuple[HeaderCell, ...]:
    """Every column of the file with the first values under it."""
    cells = [f"list(cell_{place}) FILTER (trim(cell_{place}) <> '')" for place in range(len(raw.header.keys))]
    first = raw.first_row - 1
    found = connection.execute(
        f"SELECT {', '.join(f'({values})[1:{SAMPLES}]' for values in cells)} FROM"
        f" (SELECT * FROM {raw.schema}.raw WHERE rowid >= {first} AND rowid < {first + _SAMPLED})"
    ).fetchone()
    columns = {place: column for column, place in raw.header.cells.items()}
    return header_cells(
        register,
        raw.header,
        [columns.get(place) for place in range(len(cells))],
        [[clean(value) for value in values or ()] for values in found or ()],
    )


def _summed_up(
    connection: Connection, raw: RawTable, register: Register, source: str, current: Path | None, path: Path
) -> Prepared:
    schema = raw.schema
    good = scalar(connection, f"SELECT count(*) FROM {schema}.good")
    rejected = scalar(connection, f"SELECT count(DISTINCT row) FROM {schema}.errors")
    if good + rejected == 0:
        raise InputFault(f"Tệp {path.name} không có dòng số liệu nào dưới dòng tiêu đề.")
    found = compare(connection, schema, register, source, current) if current is not None else Compared()
    return Prepared(
        register=register,
        source=source,
        read=good + rejected,
        accepted=good - found.known,
        updated=found.known - found.same,
        unchanged=found.same,
        rejected=rejected,
        skipped=max(raw.header.row, 0) + scalar(connection, f"SELECT count(*) FROM {schema}.passed_over"),
        errors=tuple(iterate_errors(connection, schema, register, limit=MOST_ERRORS)),
        notices=notices(connection, raw, register),
        batch_rows=good if good > found.same else 0,
        changes=found.changes,
        warnings=found.warnings,
        raw=raw,
    )
