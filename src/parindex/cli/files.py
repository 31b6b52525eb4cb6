"""Files that commands read and write, with what to do when they cannot be."""

from pathlib import Path

from parindex.errors import InputFault


def write_bytes(path: Path, content: bytes) -> None:
    """Write a finished file; InputFault when the place is not writable."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise InputFault(
            f"Không ghi được {path} ({error.strerror}); hãy đóng tệp đang mở hoặc chọn chỗ khác."
        ) from error
