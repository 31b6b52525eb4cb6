"""Finding the header: somewhere under title rows, over one or two rows, its words in any case and with any accents."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from parindex.errors import InputFault
from parindex.records.reading.raw import Header
from parindex.records.schema import Register
from parindex.records.text import clean, header_key

HEAD_ROWS = 40  # the header is looked for in these first rows
_LONGEST_LABEL = 300  # characters of a cell that may be a header; longer ones are not

# The columns that an error sheet adds: passed over when a mended sheet comes back.
ERROR_SHEET_LABELS = ("Dòng trong tệp", "Lỗi", "Cột", "Lý do")
_ERROR_SHEET_KEYS = tuple(header_key(label) for label in ERROR_SHEET_LABELS)

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Candidate:
    """A row that may be the header."""

    header: Header
    repeated: tuple[str, ...]  # labels that name a column already named
    missing: tuple[str, ...]  # titles of the columns that must be there

    @property
    def score(self) -> int:
        """How many columns it names."""
        return len(self.header.cells)


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


def _candidate(
    register: Register, known: dict[str, str], must: Collection[str], row: int, labels: Sequence[str]
) -> Candidate:
    cells: dict[str, int] = {}
    unknown, repeated = [], []
    for place, label in enumerate(labels[: _own_labels(labels)]):
        column = known.get(header_key(label))
        if column is None:
            if label:
                unknown.append(label)
        elif column in cells:
            repeated += [labels[cells[column]], label]
        else:
            cells[column] = place
    header = Header(row=row, cells=cells, labels=tuple(labels), unknown=tuple(unknown))
    missing = tuple(register.column(name).title for name in must if name not in cells)
    return Candidate(header, tuple(repeated), missing)


def _joined(known: dict[str, str], upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """The labels of a header over two rows: a merged cell says its word above, a group's parts say theirs below."""
    labels = []
    for place in range(max(len(upper), len(lower))):
        top = upper[place] if place < len(upper) else ""
        bottom = lower[place] if place < len(lower) else ""
        both = f"{top} {bottom}".strip()
        labels.append(bottom if bottom and header_key(both) not in known else both)
    return tuple(labels)


def best_candidate(register: Register, rows: Rows, *, unit: str | None) -> Candidate | None:
    """The row, or pair of rows, that names most columns, the earliest of equals. None when no row names any."""
    known, must = known_headers(register), needed(register, unit)
    tidy = [tuple(clean(cell[:_LONGEST_LABEL]) for cell in row) for row in rows[:HEAD_ROWS]]
    best: Candidate | None = None
    for number, labels in enumerate(tidy):
        found = [_candidate(register, known, must, number, labels)]
        if number:
            found.append(_candidate(register, known, must, number, _joined(known, tidy[number - 1], labels)))
        for candidate in found:
            if candidate.score and (best is None or candidate.score > best.score):
                best = candidate
    return best


def accepted(register: Register, candidate: Candidate | None) -> Header:
    """The candidate's header. InputFault naming the headers that are missing, or that stand there twice."""
    template = f"Mẫu nhập có đủ tiêu đề: `parindex records template {register.name} -o mau.xlsx`."
    if candidate is None or candidate.score < 2:
        wanted = ", ".join(f"“{register.column(name).title}”" for name in needed(register, "any"))
        raise InputFault(
            f"Không tìm thấy dòng tiêu đề của sổ “{register.title}” trong {HEAD_ROWS} dòng đầu của tệp. "
            f"Tiêu đề cần có: {wanted}. {template}"
        )
    if candidate.repeated:
        labels = ", ".join(f"“{label}”" for label in dict.fromkeys(candidate.repeated))
        raise InputFault(
            f"Dòng tiêu đề (dòng {candidate.header.row + 1}) có hai cột cùng một ý nghĩa: {labels}. "
            "Hãy giữ một cột, xóa hoặc đổi tên cột kia."
        )
    if candidate.missing:
        labels = ", ".join(f"“{title}”" for title in candidate.missing)
        raise InputFault(f"Dòng tiêu đề (dòng {candidate.header.row + 1}) thiếu cột {labels}. {template}")
    return candidate.header
