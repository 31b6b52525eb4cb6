"""Rows that only sum up: `Tổng cộng`, `Tổng số`, `Cộng`…"""

import re

from parindex.records.text import header_key

# Over folded words. "Cộng hòa…" and "Tổng hợp…" begin names: bare `cong` and `tong` must stand alone or before digits.
TOTAL_PATTERN = "(tong cong|tong so|cong tong)( .*)?|(tong|cong)( [0-9].*)?"
_TOTAL = re.compile(TOTAL_PATTERN)


def is_total_label(text: str) -> bool:
    """Whether a row that begins with this text and lacks needed cells is a total, not data."""
    return _TOTAL.fullmatch(header_key(text)) is not None


def total_label_sql(cell: str) -> str:
    """The same over an SQL cell."""
    folded = f"trim(regexp_replace(strip_accents(lower({cell})), '[^a-z0-9]+', ' ', 'g'))"
    return f"regexp_full_match({folded}, '{TOTAL_PATTERN}')"
