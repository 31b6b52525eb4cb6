"""Files that commands read and write, with what to do when they cannot be."""

from pathlib import Path

from parindex.errors import InputFault


def read_file(path: Path) -> bytes:
    """A file's bytes; InputFault when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputFault(f"Không đọc được tệp {path} ({error.strerror}).") from error


def write_bytes(path: Path, content: bytes) -> None:
    """Write a finished file; InputFault when the place is not writable."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise InputFault(
            f"Không ghi được {path} ({error.strerror}); hãy đóng tệp đang mở hoặc chọn chỗ khác."
        ) from error
