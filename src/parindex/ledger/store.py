"""Immutable files named by the SHA-256 of their bytes. A write is whole or not there: fsync, then rename."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from parindex.errors import InputFault

_CHUNK = 1024 * 1024


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def not_writable(error: OSError) -> InputFault:
    """A full disk or a read-only folder, said so that people can mend it."""
    return InputFault(
        f"Không ghi được vào thư mục làm việc ({error.strerror or error}); hãy kiểm tra dung lượng đĩa và quyền ghi. "
        "Chưa có gì thay đổi."
    )


_DISK_WORDS = ("disk i/o error", "disk is full", "readonly database", "unable to open database")


def disk_fault(error: BaseException) -> InputFault | None:
    """A full disk or a read-only folder, if that is what the database complains of."""
    says = str(error).lower()
    if type(error).__name__ == "OperationalError" and any(words in says for words in _DISK_WORDS):
        return not_writable(OSError(str(error)))
    return None


@contextmanager
def disk_told() -> Iterator[None]:
    """InputFault, in the block or the decorated action, when the database cannot be written."""
    try:
        yield
    except Exception as error:
        if fault := disk_fault(error):
            raise fault from error
        raise


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # other systems have no handle on a folder
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@lru_cache(maxsize=4096)
def _sound_before(path: Path, digest: str, touched: tuple[int, int, int]) -> bool:
    return file_digest(path) == digest


class Store:
    """The workspace's folder of bytes. Two writers of the same bytes are no conflict."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, digest: str) -> Path:
        """Where the bytes with this digest are, or would be."""
        return self.root / digest[:2] / digest

    def is_sound(self, digest: str) -> bool:
        """Whether the bytes are there and still the ones that the digest names."""
        path = self.path(digest)
        return path.is_file() and file_digest(path) == digest

    def was_sound(self, digest: str) -> bool:
        """The same, asked again only when the file has been touched since: for readers of many files."""
        path = self.path(digest)
        try:
            found = path.stat()
        except OSError:
            return False
        return _sound_before(path, digest, (found.st_size, found.st_mtime_ns, found.st_ino))

    def put(self, file: Path) -> str:
        """Keep a file's bytes and give their digest; a damaged file of that digest is replaced.

        InputFault when the disk is full or the folder read-only.
        """
        digest = file_digest(file)
        target = self.path(digest)
        temporary = None
        try:
            if self.is_sound(digest):
                return digest
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=".writing-")
            temporary = Path(name)
            with os.fdopen(handle, "wb") as out, file.open("rb") as source:
                shutil.copyfileobj(source, out, _CHUNK)
                out.flush()
                os.fsync(out.fileno())
            temporary.replace(target)
            _sync_folder(target.parent)
        except OSError as error:
            if temporary:
                with suppress(OSError):
                    temporary.unlink(missing_ok=True)
            raise not_writable(error) from error
        return digest
