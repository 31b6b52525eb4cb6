"""The department's 75 procedures: names of the trade, codes in the form of the national database (illustrative)."""

from dataclasses import dataclass
from datetime import date

from maker.tables import lines

# Decisions by which the province published the lists, one a field (illustrative numbers).
PUBLISHED = {
    "Việc làm": ("Quyết định số 1318/QĐ-UBND-HC", date(2020, 9, 4)),
    "Lao động – tiền lương": ("Quyết định số 1318/QĐ-UBND-HC", date(2020, 9, 4)),
    "An toàn lao động": ("Quyết định số 1204/QĐ-UBND-HC", date(2020, 8, 14)),
    "Quản lý lao động ngoài nước": ("Quyết định số 1204/QĐ-UBND-HC", date(2020, 8, 14)),
    "Giáo dục nghề nghiệp": ("Quyết định số 1167/QĐ-UBND-HC", date(2020, 8, 10)),
    "Người có công": ("Quyết định số 1071/QĐ-UBND-HC", date(2020, 7, 24)),
    "Bảo trợ xã hội": ("Quyết định số 1071/QĐ-UBND-HC", date(2020, 7, 24)),
    "Phòng, chống tệ nạn xã hội": ("Quyết định số 372/QĐ-UBND-HC", date(2020, 3, 20)),
    "Trẻ em": ("Quyết định số 372/QĐ-UBND-HC", date(2020, 3, 20)),
}
FEBRUARY = ("Quyết định số 291/QĐ-UBND-HC", date(2021, 2, 24))
JUNE = ("Quyết định số 858/QĐ-UBND-HC", date(2021, 6, 4))
# Procedures that the decrees of 2021 brought in: their own, later decisions.
PUBLISHED_LATER = {
    "1.009811": FEBRUARY,
    "1.009466": FEBRUARY,
    "1.009467": FEBRUARY,
    "1.009873": JUNE,
    "1.009874": JUNE,
}

# Where at least one dossier came online, or by post: 9 of the 41 offered, 6 of the 52 offered.
USED_ONLINE = (
    "1.000105", "2.000205", "2.000192", "1.009811", "1.000459", "2.001955", "2.000134", "2.002028", "1.000389",
)  # fmt: skip
USED_POSTAL = ("1.002252", "1.002271", "1.002519", "2.000205", "1.000459", "2.001955")


@dataclass(frozen=True)
class Procedure:
    """One procedure. `days` are the published working days; `share` weighs how often people ask for it."""

    code: str
    name: str
    field: str
    unit: str
    days: int
    level: str
    postal: bool
    share: int
    result: str
    review: str

    @property
    def published(self) -> tuple[str, date]:
        """The decision that published it, and its day."""
        return PUBLISHED_LATER.get(self.code, PUBLISHED[self.field])


def _read() -> tuple[Procedure, ...]:
    found, field = [], ""
    for line in lines("procedures.txt"):
        if line.startswith("["):
            field = line.strip("[]")
            continue
        code, name, unit, days, level, postal, share, result, review = line.split("|")
        found.append(Procedure(code, name, field, unit, int(days), level, postal == "x", int(share), result, review))
    return tuple(found)


PROCEDURES = _read()
BY_CODE = {procedure.code: procedure for procedure in PROCEDURES}
