"""How a source has one row, in the words people use."""

from collections.abc import Mapping

from parindex.measures.columns import STATES

STATUS_WORDS: Mapping[str, str] = {choice.value: choice.title for choice in STATES} | {
    "refused": "Từ chối",
    "withdrawn": "Rút hồ sơ",
    "stopped": "Dừng giải quyết",
    "missing": "Không có ở nguồn này",
}


def status_text(status: str) -> str:
    """The status in words; the status itself when it is one of a register's own."""
    return STATUS_WORDS.get(status, status)
