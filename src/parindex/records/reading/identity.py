"""Is the file what its name says? Looked at before anything reads it."""

from pathlib import Path

from parindex.errors import InputFault
from parindex.records.reading.old_encodings import TITLES, how_to_save, old_encoding

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HEAD = 4096
_TAIL = 1 << 20

_SIGNATURES = (
    (b"PK\x03\x04", "tệp nén hoặc tệp Excel (.xlsx)"),
    (b"PK\x05\x06", "tệp nén rỗng"),
    (_OLE, "tệp Excel 97–2003 (.xls) hoặc tệp có mật khẩu"),
    (b"%PDF", "tệp PDF"),
    (b"{\\rtf", "tệp RTF"),
    (b"\x1f\x8b", "tệp nén gzip"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
    (b"\x89PNG", "tệp ảnh"),
    (b"\xff\xd8\xff", "tệp ảnh"),
    (b"PAR1", "tệp Parquet"),
)
_MARKUP = ((b"<!doctype", "trang web (HTML)"), (b"<html", "trang web (HTML)"), (b"<?xml", "tệp XML"))

_OTHER_SUFFIXES = {
    ".xls": "Tệp Excel 97–2003 (.xls) chưa đọc được; hãy mở bằng Excel rồi lưu lại dạng .xlsx.",
    ".xlsm": "Tệp có macro (.xlsm) không được nhận; hãy lưu lại dạng .xlsx (không macro).",
    ".xltm": "Tệp có macro (.xltm) không được nhận; hãy lưu lại dạng .xlsx (không macro).",
    ".xlsb": "Tệp Excel nhị phân (.xlsb) chưa đọc được; hãy lưu lại dạng .xlsx.",
    ".ods": "Tệp .ods chưa đọc được; hãy lưu lại dạng .xlsx hoặc .csv (UTF-8).",
}


def _head(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputFault(f"{path} là thư mục; hãy chỉ một tệp .xlsx hoặc .csv.")
        with path.open("rb") as file:
            return file.read(_HEAD)
    except FileNotFoundError as fault:
        raise InputFault(f"Không có tệp {path}; hãy xem lại đường dẫn.") from fault
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or fault
        raise InputFault(f"Không mở được tệp {path}: {reason}. Hãy xem lại quyền đọc tệp.") from fault


def _look_of(head: bytes) -> str | None:
    """What the first bytes say the file is; None when nothing is recognised."""
    for signature, words in _SIGNATURES:
        if head.startswith(signature):
            return words
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((words for start, words in _MARKUP if text.startswith(start)), None)


def not_utf8(path: Path, data: bytes) -> InputFault:
    """The fault of a text file in another encoding, named where its words tell which."""
    encoding = old_encoding(data)
    which = f"mà là {TITLES[encoding]}" if encoding else "(có thể là TCVN3, VNI hoặc Windows-1258)"
    return InputFault(f"Tệp {path.name} không phải bảng mã UTF-8 {which}. {how_to_save(encoding)}")


def _check_text(path: Path, head: bytes) -> None:
    look = _look_of(head)
    if look is None and old_encoding(head) == "utf-16":
        raise not_utf8(path, head)
    if look is not None or b"\0" in head:
        raise InputFault(
            f"Tệp {path.name} có đuôi {path.suffix.lower()} nhưng nội dung là {look or 'dữ liệu nhị phân'}. "
            "Hãy xuất lại thành .csv (UTF-8), hoặc dùng đúng tệp .xlsx."
        )


def _check_xlsx(path: Path, head: bytes) -> None:
    if head.startswith(_OLE):
        data = path.read_bytes() if path.stat().st_size <= _TAIL else head + path.read_bytes()[-_TAIL:]
        if _ENCRYPTED in data:
            raise InputFault(
                f"Tệp {path.name} có mật khẩu; hãy bỏ mật khẩu (File → Info → Protect Workbook) rồi lưu lại."
            )
        raise InputFault(
            f"Tệp {path.name} có đuôi .xlsx nhưng là tệp Excel 97–2003; hãy mở bằng Excel rồi lưu thành .xlsx."
        )
    if not head.startswith(b"PK\x03\x04"):
        look = _look_of(head) or "không phải sổ tính Excel"
        raise InputFault(f"Tệp {path.name} có đuôi .xlsx nhưng nội dung là {look}. Hãy xuất hoặc lưu lại thành .xlsx.")


def identify(path: Path) -> str:
    """`csv`, `json` or `xlsx`. InputFault when the file cannot be opened, is empty, or is not what its name says."""
    suffix = path.suffix.lower()
    head = _head(path)
    if suffix in _OTHER_SUFFIXES:
        raise InputFault(f"{_OTHER_SUFFIXES[suffix]} ({path.name})")
    if suffix not in (".csv", ".json", ".xlsx"):
        raise InputFault(f"Không nhận tệp đuôi “{suffix or path.name}”; hãy dùng .xlsx hoặc .csv (UTF-8).")
    if not head:
        raise InputFault(f"Tệp {path.name} rỗng (0 byte); hãy xuất lại tệp.")
    if suffix != ".xlsx":
        _check_text(path, head)
        return suffix.removeprefix(".")
    _check_xlsx(path, head)
    return "xlsx"
