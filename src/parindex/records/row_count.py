"""How many rows a Parquet file has, by the first fields of its footer alone.

The engine reads all of a footer, which tells of every column of every group of rows: with ten million rows that takes
longer than a day's refresh. A footer is a record of Thrift's compact protocol (apache/parquet-format, `FileMetaData`); its
third field is the number of rows.
"""

from pathlib import Path

_MAGIC = b"PAR1"
_ROWS = 3  # the number of the field
_BEGINNING = 1 << 16  # bytes of the footer: the names and types of all columns come before the number
_VARINTS, _DOUBLE, _TEXT, _LISTS, _STRUCT = (4, 5, 6), 7, 8, (9, 10), 12


class _Footer:
    """Reads values one after the other."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def _byte(self) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def varint(self) -> int:
        """An unsigned number of any length, seven bits a byte."""
        value = shift = 0
        while (byte := self._byte()) & 0x80:
            value |= (byte & 0x7F) << shift
            shift += 7
        return value | byte << shift

    def field(self, before: int) -> tuple[int, int]:
        """The number and the type of the next field of a record; type 0 ends it."""
        head = self._byte()
        if not head & 0x0F:
            return 0, 0
        return (before + (head >> 4) if head >> 4 else self.varint() >> 1), head & 0x0F

    def skip(self, kind: int, *, listed: bool = False) -> None:
        """Go past a value. ValueError for a type that no footer has before the number of rows."""
        if kind in {1, 2, 3}:
            self._at += kind == 3 or listed  # a truth value stands in the head of its field
        elif kind in _VARINTS:
            self.varint()
        elif kind == _DOUBLE:
            self._at += 8
        elif kind == _TEXT:
            length = self.varint()
            self._at += length
        elif kind in _LISTS:
            head = self._byte()
            for _ in range(self.varint() if head >> 4 == 15 else head >> 4):
                self.skip(head & 0x0F, listed=True)
        elif kind == _STRUCT:
            number, own = self.field(0)
            while own:
                self.skip(own)
                number, own = self.field(number)
        else:
            raise ValueError(f"type {kind}")


def many_rows(file: Path) -> int:
    """The number of rows. OSError when the file cannot be read, ValueError when it is no whole Parquet file."""
    with file.open("rb") as opened:
        size = opened.seek(0, 2)
        opened.seek(max(size - 8, 0))
        length, magic = int.from_bytes(opened.read(4), "little"), opened.read(4)
        if magic != _MAGIC or length > size - 8:
            raise ValueError(f"not a Parquet file: {file}")
        opened.seek(size - 8 - length)
        footer = _Footer(opened.read(min(length, _BEGINNING)))
    try:
        number, kind = footer.field(0)
        while kind and number != _ROWS:
            footer.skip(kind)
            number, kind = footer.field(number)
        if not kind:
            raise ValueError(f"no number of rows: {file}")
        value = footer.varint()
    except IndexError as fault:
        raise ValueError(f"not a Parquet file: {file}") from fault
    return (value >> 1) ^ -(value & 1)
