"""Words for the keys that sets commonly use for states and faults, when a set gives no `names` of its own."""

_COMMON = {
    "late": "trễ hạn",
    "missing": "không thực hiện",
    "missing_quarter": "thiếu báo cáo quý",
    "missing_year": "thiếu báo cáo năm",
    "poor": "không đạt yêu cầu",
    "done": "đã xong",
    "doing": "đang làm",
    "not_started": "chưa làm",
}


def key_in_words(key: str, name: str = "") -> str:
    """The set's own `name`, else the common word, else the key as it stands."""
    return name or _COMMON.get(key, key)
