"""The reorganisation of 2025 in and around Đồng Tháp, as units and decisions.

Seen: the dates 01/3 and 01/7/2025, the end of Sở LĐTBXH, of the district level, the two provinces that became one.
From memory, so illustrative: which field went to which department, the numbers of the provincial decisions, the inner
units and communes chosen here.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from parindex.organisations.lineage import LineageFact, LineageKind
from parindex.organisations.lineage_actions import reorganise
from parindex.organisations.models import User
from parindex.organisations.tree import UnitFact

K = LineageKind
BEGIN, MARCH, MAY, JULY = date(2008, 1, 1), date(2025, 3, 1), date(2025, 5, 1), date(2025, 7, 1)
DEPARTMENTS = "Quyết định về tổ chức lại các sở, hiệu lực 01/3/2025 (minh họa)"
RENAMING = "Quyết định đổi tên phòng, hiệu lực 01/5/2025 (minh họa)"
PROVINCES = "Nghị quyết số 202/2025/QH15 ngày 12/6/2025"
COMMUNES = "Nghị quyết số 1663/NQ-UBTVQH15 ngày 16/6/2025"

# Field → the department of the old province that took it; what the province's own resolution says is not known here.
FIELDS: Mapping[str, str] = {
    "Lao động, tiền lương": "so-noi-vu-dt",
    "Việc làm": "so-noi-vu-dt",
    "Người có công": "so-noi-vu-dt",
    "An toàn lao động": "so-noi-vu-dt",
    "Bình đẳng giới": "so-noi-vu-dt",
    "Giáo dục nghề nghiệp": "so-gddt-dt",
    "Bảo trợ xã hội": "so-y-te-dt",
    "Trẻ em": "so-y-te-dt",
    "Phòng, chống tệ nạn xã hội": "so-y-te-dt",
    "Giảm nghèo": "so-nnmt-dt",
    "Cai nghiện ma túy": "cong-an-dt",
}
# Department of an old province → the one of the new province
JOINED = {
    "so-noi-vu-dt": "so-noi-vu-moi",
    "so-noi-vu-tg": "so-noi-vu-moi",
    "so-y-te-dt": "so-y-te-moi",
    "so-gddt-dt": "so-gddt-moi",
    "so-nnmt-dt": "so-nnmt-moi",
    "cong-an-dt": "cong-an-moi",
}
NAMES = {
    "so-noi-vu": "Sở Nội vụ",
    "so-y-te": "Sở Y tế",
    "so-gddt": "Sở Giáo dục và Đào tạo",
    "so-nnmt": "Sở Nông nghiệp và Môi trường",
    "cong-an": "Công an tỉnh",
}


def unit(id_: str, name: str, kind: str, parent: str | None, since: date = BEGIN) -> UnitFact:
    return UnitFact(id=id_, name=name, abbreviation="", kind=kind, parent=parent, valid_from=since, valid_to=None)


def _department(id_: str, parent: str, since: date = BEGIN) -> UnitFact:
    return unit(id_, NAMES[id_.rpartition("-")[0]], "department", parent, since)


BEFORE = (
    unit("dong-thap-cu", "UBND tỉnh Đồng Tháp", "province", None),
    unit("tien-giang", "UBND tỉnh Tiền Giang", "province", None),
    unit("so-ldtbxh-dt", "Sở Lao động – Thương binh và Xã hội", "department", "dong-thap-cu"),
    unit("phong-viec-lam", "Phòng Việc làm", "division", "so-ldtbxh-dt"),
    unit("phong-nguoi-co-cong", "Phòng Người có công", "division", "so-ldtbxh-dt"),
    *(_department(one, "dong-thap-cu") for one in JOINED if one.endswith("-dt")),
    _department("so-noi-vu-tg", "tien-giang"),
    unit("phong-cchc", "Phòng Cải cách hành chính", "division", "so-noi-vu-dt"),
    unit("huyen-cao-lanh", "UBND huyện Cao Lãnh", "district", "dong-thap-cu"),
    unit("tp-my-tho", "UBND thành phố Mỹ Tho", "district", "tien-giang"),
    unit("xa-ba-sao", "UBND xã Ba Sao", "commune", "huyen-cao-lanh"),
    unit("xa-phuong-thinh", "UBND xã Phương Thịnh", "commune", "huyen-cao-lanh"),
    unit("xa-thoi-son", "UBND xã Thới Sơn", "commune", "tp-my-tho"),
)


def line(kind: K, came_from: str | None, became: str | None, day: date, decision: str, domain: str = "") -> LineageFact:
    return LineageFact(kind=kind, came_from=came_from, became=became, effective=day, decision=decision, domain=domain)


def _march() -> Iterable[LineageFact]:
    for field, department in FIELDS.items():
        yield line(K.SPLIT, "so-ldtbxh-dt", department, MARCH, DEPARTMENTS, field)
    yield line(K.TRANSFER, "phong-nguoi-co-cong", "phong-nguoi-co-cong", MARCH, DEPARTMENTS)
    yield line(K.ABOLISH, "phong-viec-lam", None, MARCH, DEPARTMENTS)


def _july_provinces() -> Iterable[LineageFact]:
    yield line(K.CREATE, None, "dong-thap", JULY, PROVINCES)
    yield line(K.MERGE, "dong-thap-cu", "dong-thap", JULY, PROVINCES)
    yield line(K.MERGE, "tien-giang", "dong-thap", JULY, PROVINCES)
    for old, new in JOINED.items():
        yield line(K.MERGE, old, new, JULY, PROVINCES)
    yield line(K.TRANSFER, "phong-nguoi-co-cong", "phong-nguoi-co-cong", JULY, PROVINCES)
    yield line(K.TRANSFER, "phong-cchc", "phong-cchc", JULY, PROVINCES)
    yield line(K.ABOLISH, "huyen-cao-lanh", None, JULY, PROVINCES)
    yield line(K.ABOLISH, "tp-my-tho", None, JULY, PROVINCES)
    yield line(K.MERGE, "xa-ba-sao", "xa-ba-sao-moi", JULY, PROVINCES)
    yield line(K.MERGE, "xa-phuong-thinh", "xa-ba-sao-moi", JULY, PROVINCES)
    yield line(K.TRANSFER, "xa-thoi-son", "xa-thoi-son", JULY, PROVINCES)
    yield line(K.RENAME, "xa-thoi-son", "xa-thoi-son", JULY, PROVINCES)


def decisions() -> tuple[Mapping[str, Any], ...]:
    """What `reorganise` is told, in the order of the days."""
    moved = unit("phong-nguoi-co-cong", "Phòng Người có công", "division", "so-noi-vu-dt", MARCH)
    july = (
        unit("dong-thap", "UBND tỉnh Đồng Tháp", "province", None, JULY),
        *(_department(one, "dong-thap", JULY) for one in dict.fromkeys(JOINED.values())),
        unit("phong-nguoi-co-cong", "Phòng Người có công", "division", "so-noi-vu-moi", JULY),
        unit("phong-cchc", "Phòng Cải cách hành chính và Văn thư", "division", "so-noi-vu-moi", JULY),
        unit("xa-ba-sao-moi", "UBND xã Ba Sao", "commune", "dong-thap", JULY),
        unit("xa-thoi-son", "UBND phường Thới Sơn", "commune", "dong-thap", JULY),
    )
    renamed = unit("phong-cchc", "Phòng Cải cách hành chính và Văn thư", "division", "so-noi-vu-dt", MAY)
    return (
        {"lines": tuple(_march()), "versions": (moved,)},
        {"lines": (line(K.RENAME, "phong-cchc", "phong-cchc", MAY, RENAMING),), "versions": (renamed,)},
        {"lines": tuple(_july_provinces()), "versions": july},
    )


def carry_out(by: User) -> None:
    """All decisions of the year."""
    for one in decisions():
        reorganise(by=by, **one)
