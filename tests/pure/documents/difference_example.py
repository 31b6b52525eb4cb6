"""A list of differences and its letter: three dossiers of the reference's illustrative cases."""

from datetime import date, datetime

from parindex.documents.reconciliation_letter import CauseLine, LetterDraft, SourceLine
from parindex.documents.reconciliation_list import DifferenceList, ListedSide, ListRow

LEFT, RIGHT = "Sổ theo dõi của Sở", "Phần mềm một cửa điện tử của Tỉnh"
OWNER = "Trung tâm Kiểm soát thủ tục hành chính và Phục vụ hành chính công Tỉnh"
OPEN = "C01 – Đã có kết quả nhưng chưa kết thúc trên phần mềm"
PAUSE = "C04 – Tạm dừng không được ghi trên phần mềm"
ROWS = (
    ListRow(
        code="000.00.19.H20-210412-0003",
        unit="Phòng Người có công",
        group="1.001257 – Giải quyết trợ cấp một lần",
        left=ListedSide(due=date(2021, 4, 19), end=datetime(2021, 4, 16, 10, 0), status="Trước hạn"),
        right=ListedSide(due=date(2021, 4, 19), end=None, status="Quá hạn"),
        cause=OPEN,
        evidence="Kết quả có ngày 16/04/2021, trong hạn 19/04/2021; phần mềm chưa ghi kết thúc.",
        proposal="Đề nghị cập nhật kết thúc hồ sơ trên phần mềm theo ngày có kết quả.",
    ),
    ListRow(
        code="000.00.19.H20-210802-0002",
        unit="Phòng Lao động",
        group="1.000105 – Cấp giấy phép lao động",
        left=ListedSide(due=date(2021, 8, 9), end=date(2021, 8, 16), status="Đúng hạn"),
        right=ListedSide(due=date(2021, 8, 9), end=datetime(2021, 8, 16, 10, 0), status="Trễ hạn"),
        cause=PAUSE,
        evidence="Yêu cầu bổ sung từ 05/08/2021 đến 12/08/2021 (phiếu giấy); phần mềm không ghi tạm dừng.",
        secondary="C02",
        proposal="Đề nghị ghi nhận thời gian tạm dừng theo phiếu yêu cầu bổ sung.",
    ),
    ListRow(
        code="=000.00.19.H20-211201-0004",
        unit="Phòng Lao động",
        group="1.000105 – Cấp giấy phép lao động",
        left=ListedSide(due=date(2021, 12, 8), end=date(2021, 12, 8), status="Đúng hạn"),
        right=ListedSide(due=date(2021, 12, 8), end=datetime(2021, 12, 10, 10, 0), status="Trễ hạn"),
        cause="chưa đủ căn cứ",
        evidence="Chưa có ngày ký kết quả để xét.",
    ),
)
LISTED = DifferenceList(
    unit_name="Sở Lao động – Thương binh và Xã hội",
    owner=OWNER,
    thing="hồ sơ",
    group_title="Thủ tục hành chính",
    period_title="năm 2021",
    as_of=date(2021, 12, 31),
    left_title=LEFT,
    right_title=RIGHT,
    left_counting="Lấy ngày kết thúc xử lý, so với hạn sau gia hạn; so theo ngày",
    right_counting="Lấy ngày kết thúc xử lý, so với hạn đầu; so theo giờ",
    rows=ROWS,
    illustrative=True,
)
LETTER = LetterDraft(
    listed=LISTED,
    superior_name="UBND tỉnh Đồng Tháp",
    abbreviation="SLĐTBXH",
    place="Đồng Tháp",
    year=2022,
    sources=(
        SourceLine(
            title=LEFT, counting=LISTED.left_counting, counts=(("Tiếp nhận", 1670), ("Trễ hạn", 1), ("Quá hạn", 0))
        ),
        SourceLine(
            title=RIGHT, counting=LISTED.right_counting, counts=(("Tiếp nhận", 1670), ("Trễ hạn", 30), ("Quá hạn", 12))
        ),
    ),
    matched=1670,
    only=(0, 0),
    causes=(
        CauseLine(
            code="C01", title="Đã có kết quả nhưng chưa kết thúc trên phần mềm", count=1, proposal=ROWS[0].proposal
        ),
        CauseLine(code="C04", title="Tạm dừng không được ghi trên phần mềm", count=1, proposal=ROWS[1].proposal),
        CauseLine(code="", title="Chưa đủ căn cứ", count=1, proposal="Đề nghị cung cấp ngày ký kết quả."),
    ),
    answer_by=date(2022, 1, 21),
    signer_title="Giám đốc",
    drafting_unit="VP",
)
