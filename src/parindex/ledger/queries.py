"""Reads: which batches are in force, the current rows of a register, snapshots, sources."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from django.db.models import Exists, OuterRef, QuerySet

from parindex.errors import InputFault
from parindex.ledger.models import Batch, KeptReading, SourceTitle
from parindex.ledger.workspace import workspace
from parindex.records.engine import connect
from parindex.records.folding import Rows, fold_batches
from parindex.records.inline import text_digest
from parindex.records.reading.choices import ReadingChoices
from parindex.records.registers import REGISTERS
from parindex.records.schema import Register
from parindex.records.typing_rows import canonical_columns

_DERIVED_KEPT = 8
_CONTINUED = 8  # how many newest batches may be folded onto an earlier result instead of all of them anew
InForce = tuple[tuple[int, str], ...]


def register_named(name: str) -> Register:
    """The register; InputFault listing the names when there is none."""
    if name not in REGISTERS:
        raise InputFault(f"Không có sổ “{name}”. Các sổ: {', '.join(REGISTERS)}.")
    return REGISTERS[name]


def last_number() -> int:
    """The number of the newest batch; 0 in an empty workspace. It names the present snapshot."""
    return Batch.objects.order_by("-number").values_list("number", flat=True).first() or 0


def check_snapshot(number: int) -> int:
    """The number if there is such a snapshot; InputFault otherwise."""
    newest = last_number()
    if not 0 <= number <= newest:
        raise InputFault(f"Không có ảnh chụp số liệu số {number}; số mới nhất là {newest}.")
    return number


def _in_force(register: str, upto: int | None) -> QuerySet[Batch]:
    limit = last_number() if upto is None else upto
    undone = Batch.objects.filter(undoes=OuterRef("number"), number__lte=limit)
    rows = Batch.objects.filter(register=register, undoes__isnull=True, number__lte=limit)
    return rows.filter(~Exists(undone)).order_by("number")


def batches_in_force(register: str, upto: int | None = None) -> InForce:
    """(number, digest) of the register's batches that no undo has taken out of force, oldest first.

    `upto`: as things stood when that batch was the newest.
    """
    return tuple(_in_force(register, upto).values_list("number", "digest"))


def _derived(register: Register, batches: InForce) -> Path:
    """Where the rows folded from these batches are, or would be."""
    content = repr((register.name, canonical_columns(register), batches))
    name = hashlib.sha256(content.encode()).hexdigest()[:32]
    return workspace().derived / f"{register.name}-{name}.parquet"


def sound_rows(register: Register, batches: Iterable[tuple[int, str]]) -> list[tuple[int, Rows]]:
    """(number, rows) of batches, for folding. InputFault when a batch no longer has the bytes that its digest names."""
    store, wanted = workspace().store, tuple(batches)
    numbers = [number for number, _ in wanted]
    inline = dict(Batch.objects.filter(number__in=numbers).exclude(inline="").values_list("number", "inline"))
    found: list[tuple[int, Rows]] = []
    for number, digest in wanted:
        text = inline.get(number)
        if not (store.was_sound(digest) if text is None else text_digest(text) == digest):
            where = "thư mục store" if text is None else "cơ sở dữ liệu"
            raise InputFault(
                f"Sổ “{register.title}”: số liệu của lần ghi số {number} bị mất hoặc bị sửa ({digest[:12]}…); "
                f"chạy `parindex doctor` và khôi phục {where} từ bản sao lưu."
            )
        found.append((number, store.path(digest) if text is None else text))
    return found


def _earlier(register: Register, batches: InForce) -> tuple[Path | None, InForce]:
    """A result already there that the newest few batches continue, and those batches; else nothing, and all of them."""
    for more in range(1, min(_CONTINUED, len(batches) - 1) + 1):
        path = _derived(register, batches[:-more])
        if path.exists():
            return path, batches[-more:]
    return None, batches


def current_file(register: Register, upto: int | None = None) -> Path:
    """Parquet of the register's rows in force: the newest per source and key. Made once per list of batches.

    InputFault when a batch is damaged: figures are never made from other bytes than those that were written.
    """
    batches = batches_in_force(register.name, upto)
    path = _derived(register, batches)
    if not path.exists():
        place = workspace()
        place.make_folders()
        previous, new = _earlier(register, batches)
        with connect(place.temporary) as connection:
            fold_batches(connection, register, sound_rows(register, new), path, previous=previous)
        _prune(place.derived, register)
    return path


def earlier_files(registers: Iterable[str], upto: int | None = None) -> Iterator[tuple[int, dict[str, Path]]]:
    """(number, register → its rows when that batch was the newest) of states that the rows in force continue and whose files are
    still there, the newest first.
    """
    batches = {name: batches_in_force(name, upto) for name in registers}
    numbers = sorted({number for brought in batches.values() for number, _ in brought}, reverse=True)
    for newest in numbers[1 : _CONTINUED + 1]:
        files = {
            name: _derived(register_named(name), tuple(one for one in brought if one[0] <= newest))
            for name, brought in batches.items()
        }
        if all(file.exists() for file in files.values()):
            yield newest, files


def rows_since(register: str, number: int, upto: int | None = None) -> list[tuple[int, Rows]]:
    """(number, rows) of the batches in force with higher numbers, for folding. InputFault as of `sound_rows`."""
    newer = [batch for batch in batches_in_force(register, upto) if batch[0] > number]
    return sound_rows(register_named(register), newer)


def _prune(derived: Path, register: Register) -> None:
    """Keep the newest few derived files of a register: older ones are made again when a snapshot asks for them."""
    files = sorted(derived.glob(f"{register.name}-*.parquet"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[_DERIVED_KEPT:]:
        with suppress(OSError):  # still being read on a system that locks open files: next time
            file.unlink(missing_ok=True)


def sources(register: str, upto: int | None = None) -> tuple[str, ...]:
    """The sources with batches in force in the register, in the order of their first one."""
    return tuple(dict.fromkeys(_in_force(register, upto).values_list("source", flat=True)))


def primary_source(register: str) -> str | None:
    """The register's declared primary source; undeclared: the first in force; None: no rows yet."""
    declared = SourceTitle.objects.filter(register=register, primary=True).values_list("source", flat=True).first()
    return declared or next(iter(sources(register)), None)


class SourceTitles:
    """What people call every source, in one query."""

    def __init__(self) -> None:
        named = SourceTitle.objects.exclude(title="").order_by("id").values_list("register", "source", "title")
        self._own = {(register, source): title for register, source, title in named}
        self._anywhere = {source: title for (_, source), title in reversed(self._own.items())}

    def of(self, register: str, source: str) -> str:
        """The source's title in the register, else as another register names it, else its code."""
        return self._own.get((register, source)) or self._anywhere.get(source, source)


def batch_number(number: int | str) -> Batch | None:
    """The batch with a number, with who wrote it; None when there is none or the text is no number."""
    text = str(number)
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        return None
    return Batch.objects.select_related("by").filter(number=int(text)).first()


def damaged_files() -> tuple[str, ...]:
    """Digests of batches whose file is missing or no longer has its bytes, or whose own rows were changed."""
    store, written = workspace().store, Batch.objects.filter(undoes__isnull=True)
    files = written.filter(inline="").order_by("digest").values_list("digest", flat=True).distinct()
    damaged = [digest for digest in files if not store.is_sound(digest)]
    inline = written.exclude(inline="").values_list("digest", "inline")
    return (*damaged, *(digest for digest, text in inline.iterator() if text_digest(text) != digest))


def kept_choices(register: str, source: str) -> ReadingChoices:
    """How the source's files name their columns, as somebody said before; no choices when nobody did."""
    found = KeptReading.objects.filter(register=register, source=source).first()
    return ReadingChoices(columns=found.columns) if found else ReadingChoices()
