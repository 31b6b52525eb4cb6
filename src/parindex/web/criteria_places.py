"""Places and words of a set's file as the editor's screens say them: officers see fields, not keys of YAML."""

import re
from collections.abc import Mapping

_FIELDS: Mapping[str, str] = {
    "id": "mã của bộ",
    "title": "tên",
    "nature": "tính chất",
    "year": "năm",
    "block": "khối",
    "scale": "thang điểm",
    "survey_share": "phần điều tra",
    "rounding": "làm tròn",
    "index": "chỉ số",
    "ties": "đồng hạng",
    "decision": "quyết định ban hành",
    "number": "số, ký hiệu",
    "date": "ngày",
    "issuer": "cơ quan ban hành",
    "url": "đường dẫn",
    "ladder": "thang xếp loại, bậc",
    "exclusions": "loại trừ, lần",
    "units": "đơn vị",
    "codes": "mã mục",
    "rebase": "rời mẫu số",
    "bonus": "điểm thưởng",
    "penalty": "điểm trừ",
    "lines": "dòng",
    "max": "tối đa",
    "may_exceed": "được vượt 100%",
    "areas": "lĩnh vực",
    "criteria": "tiêu chí",
    "components": "tiêu chí thành phần",
    "code": "mã",
    "name": "tên",
    "max_points": "điểm tối đa",
    "scored_by": "ai chấm",
    "measure": "chỉ tiêu",
    "when_empty": "khi không phát sinh",
    "scoring_text": "cách chấm nguyên văn",
    "evidence": "tài liệu kiểm chứng",
    "legal_basis": "căn cứ",
    "rule": "cách chấm",
    "shape": "hình dạng quy tắc",
    "levels": "mức",
    "bands": "mức",
    "conditions": "điều kiện",
    "items": "mục",
    "points": "điểm",
    "per": "điểm mỗi lần",
    "names": "tên lỗi",
    "floor": "ngưỡng sàn",
    "start": "điểm ban đầu",
    "cap": "mức không quá",
    "full_at": "tỷ lệ được trọn điểm",
    "from": "từ",
    "to": "đến",
    "from_inclusive": "kể cả đầu dưới",
    "to_inclusive": "kể cả đầu trên",
    "inclusive": "kể cả đúng số này",
    "text": "lời",
    "key": "mã mức",
    "exclude": "không tính vào mẫu số",
    "full": "được trọn điểm",
    "zero": "0 điểm",
    "official": "chính thức",
    "model": "mẫu",
    "survey": "điều tra xã hội học",
    "appraiser": "cơ quan thẩm định",
    "unit": "đơn vị",
}
_PATH = re.compile(r"\b[a-z_]+(?:\[\d+\])?(?:\.[a-z_]+(?:\[\d+\])?)*")
_NUMBERED = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")


def _step(step: str) -> str:
    found = _NUMBERED.fullmatch(step)
    words = _FIELDS.get(found[1], found[1]) if found else step
    return f"{words} {found[2]}" if found and found[2] else words.removesuffix(", bậc").removesuffix(", lần")


def spoken_place(where: str) -> str:
    """“Tiêu chí 1.2, rule.bands[1]” → “Tiêu chí 1.2: cách chấm, mức 1”; a place at the head begins with a capital."""
    owner, comma, path = where.rpartition(", ")
    if not _PATH.fullmatch(path or where):
        return where
    words = ", ".join(_step(step) for step in path.split("."))
    return f"{owner}: {words}" if comma else words[:1].upper() + words[1:]


# in a sentence only what cannot be a Vietnamese word: keys, and values as the messages write them
_IN_WORDS: Mapping[str, str] = {
    "when_empty là exclude (không tính), full (đủ điểm) hoặc zero (0 điểm)": "ô “Khi không phát sinh”",
    "Danh sách components trống; hãy thêm hoặc bỏ trường này": "Chưa có tiêu chí thành phần nào; hãy thêm",
    "Quy tắc survey chỉ dùng khi scored_by là survey": "Cách chấm điều tra chỉ dùng khi điều tra xã hội học chấm",
    ", ví dụ shape: levels": "; hãy chọn một hình dạng",
    "(nature: official) ": "",
    "ghi nature: model": "chọn tính chất “mẫu, minh họa”",
    "bỏ measure hoặc": "để trống ô “Chỉ tiêu” hoặc",
    "Đã có points thì không ghi per hay max": "Đã ghi trọn điểm thì không ghi điểm mỗi lần hay tối đa của dòng",
    "points (trọn điểm khi có), per (mỗi lần) hoặc max (tối đa, người chấm cho điểm)": "trọn điểm khi có, điểm mỗi lần "
    "hoặc tối đa (người chấm cho điểm)",
    "Đã có components thì không có": "Đã có tiêu chí thành phần thì không có",
}
_KEYS = re.compile(r"\b(?:rule|bands|levels|lines|max_points|scored_by|when_empty|scoring_text|legal_basis|measure)\b")


def spoken_message(message: str) -> str:
    """A message with the fields of the screen in place of the keys of the file."""
    for before, after in _IN_WORDS.items():
        message = message.replace(before, after)
    return _KEYS.sub(lambda found: f"“{_FIELDS[found[0]]}”", message)
