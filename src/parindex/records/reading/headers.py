"""Finding the header: somewhere under title rows, over one or two rows, its words in any case and with any accents."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from parindex.errors import InputFault
from parindex.records.reading.choices import HeaderCell, HeaderFault, ReadingChoices
from parindex.records.reading.old_encodings import TITLES, how_to_save, old_font
from parindex.records.reading.raw import Header
from parindex.records.schema import Register
from parindex.records.text import clean, header_key

HEAD_ROWS = 40  # the header is looked for in these first rows
_LONGEST_LABEL = 300  # characters of a cell that may be a header; longer ones are not
SAMPLES, LONGEST_SAMPLE = 3, 80  # values shown of a column, and their characters

# The columns that an error sheet adds: passed over when a mended sheet comes back.
ERROR_SHEET_LABELS = ("Dòng trong tệp", "Lỗi", "Cột", "Lý do")
_ERROR_SHEET_KEYS = tuple(header_key(label) for label in ERROR_SHEET_LABELS)

Cells = Sequence[str]
Rows = Sequence[Cells]


@dataclass(frozen=True)
class Candidate:
    """A row that may be the header. `columns` has an entry a cell: the column that it names, though it be named twice."""

    header: Header
    columns: tuple[str | None, ...]
    repeated: tuple[str, ...]  # labels that name a column already named
    missing: tuple[str, ...]  # titles of the columns that must be there
    chosen: int = 0  # columns that a person decided about

    @property
    def score(self) -> int:
        """How many columns it names."""
        return len(self.header.cells)

    @property
    def clear(self) -> bool:
        """Whether it is a header at all: one word alone may stand in any title."""
        return self.score >= 2 or self.chosen > 0

    @property
    def rank(self) -> tuple[int, int]:
        """What the best candidate has most of: columns named, else cells with words."""
        words = sum(any(map(str.isalpha, label)) for label in self.header.labels)
        return (self.score, 0) if self.clear else (0, words)


def known_headers(register: Register) -> dict[str, str]:
    """Header key → column name. A title wins over a name, a name over a synonym."""
    known: dict[str, str] = {}
    for words in (
        [(column.title, column.name) for column in register.columns],
        [(column.name, column.name) for column in register.columns],
        [(synonym, column.name) for column in register.columns for synonym in column.synonyms],
    ):
        for word, name in words:
            known.setdefault(header_key(word), name)
    return known


def needed(register: Register, unit: str | None) -> tuple[str, ...]:
    """The columns whose header must be there; the unit's may stay away when the import names a unit."""
    wanted = [c.name for c in register.columns if (c.required or c.name in register.key) and not c.personal]
    return tuple(name for name in wanted if name != register.unit_column or unit is None)


def _own_labels(labels: Sequence[str]) -> int:
    """How many labels come before those that an error sheet added."""
    keys = tuple(header_key(label) for label in labels)
    while keys and not keys[-1]:
        keys = keys[:-1]
    added = len(_ERROR_SHEET_KEYS)
    return len(keys) - added if keys[-added:] == _ERROR_SHEET_KEYS else len(labels)


def unique_keys(labels: Sequence[str]) -> tuple[str, ...]:
    """A key for every label: `header_key`, told apart where two are alike or there is none (see HeaderCell)."""
    seen: Counter[str] = Counter()
    keys = []
    for place, label in enumerate(labels, start=1):
        key = header_key(label)
        seen[key] += 1
        if not key:
            key = f"({place})"
        elif seen[key] > 1:
            key = f"{key} ({seen[key]})"
        keys.append(key)
    return tuple(keys)


def _named(
    register: Register, known: Mapping[str, str], labels: Sequence[str], keys: Sequence[str], choices: ReadingChoices
) -> tuple[list[str | None], int]:
    """The column that each cell names, and how many a person decided about. A choice beats what is recognised.

    A choice that names no column of the register is passed over: registers change, kept choices stay.
    """
    names = {column.name for column in register.columns}
    chosen = {key: column for key, column in choices.columns.items() if not column or column in names}
    taken = {chosen[key] for key in keys if chosen.get(key)}
    columns: list[str | None] = []
    for label, key in zip(labels, keys, strict=True):
        if key in chosen:
            columns.append(chosen[key] or None)
        else:
            column = known.get(header_key(label))
            columns.append(None if column in taken else column)
    return columns, sum(key in chosen for key in keys)


def _candidate(
    register: Register, known: Mapping[str, str], must: Collection[str], choices: ReadingChoices, row: int, cells: Cells
) -> Candidate:
    labels = cells[: _own_labels(cells)]
    keys = unique_keys(labels)
    columns, chosen = _named(register, known, labels, keys, choices)
    places: dict[str, int] = {}
    unknown, repeated = [], []
    for place, (label, column) in enumerate(zip(labels, columns, strict=True)):
        if column is None:
            if label:
                unknown.append(label)
        elif column in places:
            repeated += [labels[places[column]], label]
        else:
            places[column] = place
    header = Header(row=row, cells=places, labels=tuple(cells), unknown=tuple(unknown), keys=keys)
    missing = tuple(register.column(name).title for name in must if name not in places)
    return Candidate(header, tuple(columns), tuple(repeated), missing, chosen)


def _joined(known: dict[str, str], upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """The labels of a header over two rows: a merged cell says its word above, a group's parts say theirs below."""
    labels = []
    for place in range(max(len(upper), len(lower))):
        top = upper[place] if place < len(upper) else ""
        bottom = lower[place] if place < len(lower) else ""
        both = f"{top} {bottom}".strip()
        labels.append(bottom if bottom and header_key(both) not in known else both)
    return tuple(labels)


def best_candidate(register: Register, rows: Rows, *, unit: str | None, choices: ReadingChoices) -> Candidate | None:
    """The row, or pair of rows, that names most columns, the earliest of equals; when none does, the one most like a
    header. None when no row holds words."""
    known, must = known_headers(register), needed(register, unit)
    tidy = [tuple(clean(cell[:_LONGEST_LABEL]) for cell in row) for row in rows[:HEAD_ROWS]]
    best: Candidate | None = None
    for number, labels in enumerate(tidy):
        found = [_candidate(register, known, must, choices, number, labels)]
        if number:
            joined = _joined(known, tidy[number - 1], labels)
            found.append(_candidate(register, known, must, choices, number, joined))
        for candidate in found:
            if candidate is not found[0] and not candidate.clear:
                continue
            if candidate.rank > (best.rank if best else (0, 0)):
                best = candidate
    return best


def header_cells(
    register: Register, header: Header, columns: Sequence[str | None], samples: Sequence[Sequence[str]]
) -> tuple[HeaderCell, ...]:
    """The header as a person is shown it; `samples` has the first values of each cell's column."""
    personal = {column.name for column in register.columns if column.personal}
    cells = []
    for place, (label, key, column) in enumerate(zip(header.labels, header.keys, columns, strict=False)):
        values = tuple(value[:LONGEST_SAMPLE] for value in samples[place]) if place < len(samples) else ()
        if label or values:
            cells.append(HeaderCell(label=label, key=key, column=column, samples=() if column in personal else values))
    return tuple(cells)


def _fault(register: Register, candidate: Candidate | None, rows: Rows, message: str) -> InputFault:
    if candidate is None:
        return InputFault(message)
    below = rows[candidate.header.row + 1 : HEAD_ROWS]
    samples = [
        [value for row in below if place < len(row) and (value := clean(row[place][:_LONGEST_LABEL]))][:SAMPLES]
        for place in range(len(candidate.header.keys))
    ]
    headers = header_cells(register, candidate.header, candidate.columns, samples)
    return HeaderFault(message, register=register, headers=headers)


def accepted(register: Register, candidate: Candidate | None, rows: Rows, *, row: int | None = None) -> Header:
    """The candidate's header. HeaderFault naming the headers that are missing, or that stand there twice; InputFault
    when there is nothing that could be one. `row`: the header's row where the format itself says so."""
    words = " ".join(cell[:_LONGEST_LABEL] for row in rows for cell in row)
    if (candidate is None or not candidate.clear) and (font := old_font(words)):
        raise InputFault(f"Chữ trong tệp gõ bằng bảng mã {TITLES[font]}, không phải Unicode. {how_to_save(font)}")
    template = (
        "Mẫu nhập của sổ có đủ tiêu đề: nút “Mẫu nhập” ở trang của sổ, "
        f"hoặc lệnh `parindex records template {register.name} -o mau.xlsx`."
    )
    if candidate is None or not candidate.clear:
        wanted = ", ".join(f"“{register.column(name).title}”" for name in needed(register, "any"))
        message = (
            f"Không tìm thấy dòng tiêu đề của sổ “{register.title}” trong {HEAD_ROWS} dòng đầu của tệp. "
            f"Tiêu đề cần có: {wanted}. {template}"
        )
        raise _fault(register, candidate, rows, message)
    at = f"Dòng tiêu đề (dòng {candidate.header.row + 1})" if row is None else "Tệp"
    if candidate.repeated:
        labels = ", ".join(f"“{label}”" for label in dict.fromkeys(candidate.repeated))
        message = (
            f"{at} có hai cột cùng một ý nghĩa: {labels}. "
            "Hãy chọn cột được đọc, hoặc giữ một cột và đổi tên cột kia trong tệp."
        )
        raise _fault(register, candidate, rows, message)
    if candidate.missing:
        labels = ", ".join(f"“{title}”" for title in candidate.missing)
        message = f"{at} thiếu cột {labels}. Nếu cột có tên khác, hãy chọn cột tương ứng. {template}"
        raise _fault(register, candidate, rows, message)
    return candidate.header if row is None else replace(candidate.header, row=row)
