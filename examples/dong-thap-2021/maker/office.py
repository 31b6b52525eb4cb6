"""The small registers that the office keeps by hand: reports, archives, leadership, training, procedures, reviews."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from maker.clock import after
from maker.procedures import PROCEDURES, Procedure
from maker.sheets import Cell, Head, Sheet

DEPARTMENT = "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI TỈNH ĐỒNG THÁP"
UNIT_NAMES = {
    "van-phong": "Văn phòng Sở",
    "thanh-tra": "Thanh tra Sở",
    "tc-kt": "Phòng Tài chính – Kế toán",
    "gdnn": "Phòng Giáo dục nghề nghiệp",
    "ld-vl-bh": "Phòng Lao động – Việc làm – Bảo hiểm",
    "ncc": "Phòng Người có công",
    "btxh-pctnxh": "Phòng Bảo trợ và Phòng chống tệ nạn xã hội",
    "te-bdg": "Phòng Trẻ em và Bình đẳng giới",
    "tt-dvvl": "Trung tâm Dịch vụ việc làm",
}
CENTRE_NOTE = "Tiếp nhận tại Trung tâm Dịch vụ việc làm, theo phần mềm bảo hiểm thất nghiệp"

# kind | period | receiver | due | sent | number: dates as people type them
REPORTS = """
Báo cáo CCHC|Quý I|Sở Nội vụ|05/03/2021|09/03/2021|21/BC-SLĐTBXH
Báo cáo CCHC|6 tháng|Sở Nội vụ|04/06/2021|03/06/2021|64/BC-SLĐTBXH
Báo cáo CCHC|Quý III|Sở Nội vụ|06/09/2021|06/09/2021|103/BC-SLĐTBXH
Báo cáo CCHC|Năm|Sở Nội vụ|25/11/2021|24/11/2021|142/BC-SLĐTBXH
|||||
Báo cáo kiểm soát TTHC|Quý I|Văn phòng UBND tỉnh|18/03/2021|17/03/2021|26/BC-SLĐTBXH
Báo cáo kiểm soát TTHC|Quý II|Văn phòng UBND tỉnh|18/06/2021|18/06/2021|71/BC-SLĐTBXH
Báo cáo kiểm soát TTHC|Quý III|Văn phòng UBND tỉnh|17/09/2021|16/09/2021|108/BC-SLĐTBXH
Báo cáo kiểm soát TTHC|Năm|Văn phòng UBND tỉnh|17/12/2021|16/12/2021|155/BC-SLĐTBXH
Báo cáo tự chấm điểm Chỉ số CCHC|Năm|Sở Nội vụ|15/12/2021|14/12/2021|153/BC-SLĐTBXH
"""
# unit | years | metres in the inventory | metres arranged
ARCHIVES = """
van-phong|Trước 2010|18.40|11.20
van-phong|2010 - 2014|14.60|12.10
van-phong|2015 - 2020|12.00|11.30
thanh-tra|Trước 2015|9.50|7.00
thanh-tra|2015 - 2020|5.25|5.00
tc-kt|Trước 2015|20.75|15.40
tc-kt|2015 - 2020|12.50|11.80
gdnn|Trước 2015|10.20|7.10
gdnn|2015 - 2020|8.30|7.90
ld-vl-bh|Trước 2010|16.35|11.25
ld-vl-bh|2010 - 2014|13.15|10.60
ld-vl-bh|2015 - 2020|10.50|9.40
ncc|Trước 2010|38.00|24.60
ncc|2010 - 2014|17.60|14.05
ncc|2015 - 2020|13.40|12.10
btxh-pctnxh|Trước 2015|14.80|10.90
btxh-pctnxh|2015 - 2020|7.20|6.80
te-bdg|Trước 2015|4.10|3.20
te-bdg|2015 - 2020|3.40|3.30
"""
# unit | kind | headcount | heads | deputies | note
LEADERS = """
van-phong|Văn phòng sở|7|1|2|Gồm Chánh Văn phòng và các Phó Chánh Văn phòng
thanh-tra|Thanh tra sở|5|1|1|
tc-kt|Phòng chuyên môn|6|1|1|
gdnn|Phòng chuyên môn|6|1|1|
ld-vl-bh|Phòng chuyên môn|9|1|3|Sau hợp nhất hai phòng, chưa bố trí lại
ncc|Phòng chuyên môn|10|1|2|
btxh-pctnxh|Phòng chuyên môn|9|1|2|
te-bdg|Phòng chuyên môn|6|1|1|
"""
# line | kind | quota | completed | note
TRAINING = """
Đào tạo lý luận chính trị (cao cấp, trung cấp)|Lý luận chính trị|5|3|Hai người chuyển sang năm 2022
Đào tạo trình độ thạc sĩ|Thạc sĩ|2|1|Một người chưa được xét tuyển
Bồi dưỡng lãnh đạo, quản lý cấp phòng|Bồi dưỡng lãnh đạo cấp phòng|6|4|Lớp thứ hai hoãn do dịch COVID-19
Bồi dưỡng ngạch chuyên viên|Quản lý nhà nước|4|4|
Bồi dưỡng ngạch chuyên viên chính|Quản lý nhà nước|3|3|
Bồi dưỡng nghiệp vụ công tác xã hội|Chuyên môn, nghiệp vụ|12|12|
Bồi dưỡng nghiệp vụ thanh tra an toàn, vệ sinh lao động|Chuyên môn, nghiệp vụ|3|3|
Tập huấn phần mềm quản lý văn bản, chữ ký số|CNTT|40|42|Học trực tuyến
Bồi dưỡng công chức làm công tác trẻ em, bình đẳng giới|Theo vị trí việc làm|5|5|
"""
TRAINING_BASIS = "Kế hoạch số 18/KH-SLĐTBXH ngày 22/02/2021"
PROPOSALS = (
    "Rút thời hạn giải quyết từ 10 ngày còn 08 ngày làm việc",
    "Bỏ thành phần bản sao đăng ký doanh nghiệp vì tra cứu được trên cơ sở dữ liệu",
    "Gộp hai mẫu đơn thành một mẫu",
    "Cho phép nộp bản điện tử thay bản giấy có chứng thực",
)


def _lines(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.strip().splitlines()]


def _day(text: str) -> date | None:
    if not text:
        return None
    day, month, year = (int(part) for part in text.split("/"))
    return date(year, month, day)


def reports() -> Sheet:
    """Nine reports; the due date is a date in the sheet, the day of sending is what people typed."""
    rows: list[Sequence[Cell]] = []
    for kind, period, receiver, due, sent, number in _lines(REPORTS):
        unit = "Văn phòng Sở" if kind else None
        rows.append((len([row for row in rows if row[0]]) + 1 if kind else None, kind, period, receiver, unit))
        rows[-1] = (*rows[-1], _day(due), sent.lstrip("0") if period == "6 tháng" else sent, number)
    return Sheet(
        name="Báo cáo",
        titles=(DEPARTMENT, "SỔ THEO DÕI BÁO CÁO ĐỊNH KỲ NĂM 2021"),
        heads=(
            Head(title="STT", width=6),
            Head(title="Tên báo cáo", width=34),
            Head(title="Kỳ báo cáo"),
            Head(title="Nơi nhận", width=24),
            Head(title="Đơn vị soạn", width=18),
            Head(title="Hạn gửi"),
            Head(title="Ngày gửi"),
            Head(title="Số, ký hiệu", width=20),
        ),
        rows=rows,
        total=("Tổng cộng", "9 báo cáo"),
    )


def archives() -> Sheet:
    """Shelf metres by unit and years. One figure was typed with a decimal comma."""
    rows: list[Sequence[Cell]] = []
    for unit, years, total, arranged in _lines(ARCHIVES):
        done: Cell = "12,10" if unit == "van-phong" and arranged == "12.10" else Decimal(arranged)
        inventory = date(2021, 1, 15)
        rows.append((UNIT_NAMES[unit], "Phông lưu trữ của Sở", years, inventory, Decimal(total), done, None))
    sums = [sum(Decimal(line[n]) for line in _lines(ARCHIVES)) for n in (2, 3)]
    first, last = 6, 5 + len(rows)
    formulas = [
        (f"=SUM({letter}{first}:{letter}{last})", Decimal(value)) for letter, value in zip("EF", sums, strict=True)
    ]
    return Sheet(
        name="Tồn đọng",
        titles=(DEPARTMENT, "KẾT QUẢ XỬ LÝ TÀI LIỆU TỒN ĐỌNG, TÍCH ĐỐNG ĐẾN NGÀY 31/12/2021"),
        heads=(
            Head(title="Phòng, đơn vị", width=40),
            Head(title="Phông, khối tài liệu", width=22),
            Head(title="Giai đoạn tài liệu", width=16),
            Head(title="Ngày kiểm kê"),
            Head(title="Tổng số", above="Số lượng (mét giá)"),
            Head(title="Đã chỉnh lý", above="Số lượng (mét giá)"),
            Head(title="Ghi chú", width=18),
        ),
        rows=rows,
        total=("Tổng cộng", None, None, None, *formulas, None),
    )


def leaders() -> Sheet:
    """Heads and deputies of the eight inner units on the last day of the year."""
    rows = [
        (UNIT_NAMES[unit], kind, date(2021, 12, 31), int(count), int(heads), int(deputies), note)
        for unit, kind, count, heads, deputies, note in _lines(LEADERS)
    ]
    return Sheet(
        name="Lãnh đạo phòng",
        titles=(DEPARTMENT, "THỐNG KÊ CƠ CẤU, SỐ LƯỢNG LÃNH ĐẠO CẤP PHÒNG NĂM 2021"),
        heads=(
            Head(title="Tên phòng", width=42),
            Head(title="Loại đơn vị", width=18),
            Head(title="Tính đến ngày"),
            Head(title="Biên chế công chức được giao", width=16),
            Head(title="Cấp trưởng", above="Số lượng lãnh đạo hiện có"),
            Head(title="Cấp phó", above="Số lượng lãnh đạo hiện có"),
            Head(title="Ghi chú", width=36),
        ),
        rows=rows,
        total=(
            "Tổng cộng",
            None,
            None,
            sum(row[3] for row in rows),
            sum(row[4] for row in rows),
            sum(row[5] for row in rows),
        ),
    )


def training() -> Sheet:
    """Nine lines of the training plan, three of them short."""
    rows = [
        (2021, line, kind, "Văn phòng Sở", int(quota), int(completed), TRAINING_BASIS, note)
        for line, kind, quota, completed, note in _lines(TRAINING)
    ]
    return Sheet(
        name="Đào tạo",
        titles=(DEPARTMENT, "KẾT QUẢ THỰC HIỆN KẾ HOẠCH ĐÀO TẠO, BỒI DƯỠNG NĂM 2021"),
        heads=(
            Head(title="Năm kế hoạch", width=10),
            Head(title="Nội dung đào tạo, bồi dưỡng", width=50),
            Head(title="Loại hình", width=24),
            Head(title="Đơn vị chủ trì", width=16),
            Head(title="Chỉ tiêu (người)"),
            Head(title="Đã hoàn thành (người)"),
            Head(title="Căn cứ", width=36),
            Head(title="Ghi chú", width=36),
        ),
        rows=rows,
        total=("Tổng cộng", None, None, None, sum(row[4] for row in rows), sum(row[5] for row in rows)),
    )


def procedures() -> Sheet:
    """The list of procedures, with levels 3 and 4 as the words of the time were."""
    levels = {"3": "Mức độ 3", "4": "Mức độ 4", "none": "Không cung cấp"}
    rows = []
    for one in PROCEDURES:
        decision, day = one.published
        note = CENTRE_NOTE if one.unit == "tt-dvvl" else None
        offered = (levels[one.level], "Có" if one.postal else "Không")
        rows.append((one.code, one.name, one.field, UNIT_NAMES[one.unit], one.days, *offered, decision, day, day, note))
    return Sheet(
        name="Danh mục TTHC",
        titles=(DEPARTMENT, "DANH MỤC THỦ TỤC HÀNH CHÍNH THUỘC THẨM QUYỀN GIẢI QUYẾT (ĐẾN 31/12/2021)"),
        heads=(
            Head(title="Mã TTHC"),
            Head(title="Tên thủ tục hành chính", width=60),
            Head(title="Lĩnh vực", width=20),
            Head(title="Phòng giải quyết", width=30),
            Head(title="Thời hạn giải quyết (ngày làm việc)", width=12),
            Head(title="Mức độ DVCTT"),
            Head(title="BCCI", width=8),
            Head(title="Số quyết định công bố", width=30),
            Head(title="Ngày công bố"),
            Head(title="Hiệu lực từ"),
            Head(title="Ghi chú", width=30),
        ),
        rows=rows,
        total=("Tổng cộng", f"{len(rows)} thủ tục"),
    )


def reviews() -> Sheet:
    """The yearly review: one planned review was put off, four of the others end in a proposal."""
    chosen = [one for one in PROCEDURES if one.review]
    rows: list[Sequence[Cell]] = []
    for number, one in enumerate(chosen, start=1):
        rows.append((number, 2021, one.code, one.name, UNIT_NAMES[one.unit], date(2021, 9, 30), *_review(one, number)))
    return Sheet(
        name="Rà soát",
        titles=(
            DEPARTMENT,
            "KẾT QUẢ RÀ SOÁT, ĐÁNH GIÁ THỦ TỤC HÀNH CHÍNH NĂM 2021",
            "(Kế hoạch số 12/KH-SLĐTBXH ngày 29/01/2021)",
        ),
        heads=(
            Head(title="STT", width=6),
            Head(title="Năm rà soát", width=8),
            Head(title="Mã số TTHC"),
            Head(title="Tên TTHC", width=60),
            Head(title="Đơn vị rà soát", width=30),
            Head(title="Hạn rà soát"),
            Head(title="Ngày rà soát"),
            Head(title="Có kiến nghị", width=10),
            Head(title="Phương án đơn giản hóa", width=44),
            Head(title="Ghi chú", width=24),
        ),
        rows=rows,
    )


def _review(one: Procedure, number: int) -> tuple[Cell, ...]:
    if one.unit == "te-bdg":
        return (None, "Không", None, "Hoãn sang năm 2022 do dịch COVID-19")
    day = after(date(2021, 5, 14), 2 * number)
    if one.review == "p":
        before_it = [other.code for other in PROCEDURES if other.review == "p"].index(one.code)
        return (day, "Có", PROPOSALS[before_it], None)
    return (day, "Không", None, None)
