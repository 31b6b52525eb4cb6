"""Work files (hồ sơ công việc, 1.7): listed at the start of the year, opened, closed, handed to the agency's archive.

Nghị định số 30/2020/NĐ-CP, Điều 28–31. How long after the end of the work a file must be handed over is a dated fact of the
measures; a row only states what happened. Files kept less than the least retention are never handed over.
"""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import evidence_column, note_column, responsible_column

# The value is years, so that a measure can compare; permanent files are above any number of years.
RETENTIONS = (
    Choice(value="permanent", title="Vĩnh viễn", synonyms=("VV", "Bảo quản vĩnh viễn")),
    *(
        Choice(value=str(years), title=f"{years} năm", synonyms=(str(years), f"Bảo quản {years} năm"))
        for years in (70, 50, 30, 20, 15, 10, 5, 3, 2, 1)
    ),
)
WORKS = (
    Choice(value="general", title="Công việc thường", synonyms=("Thường", "Hồ sơ công việc")),
    Choice(value="construction", title="Công trình xây dựng cơ bản", synonyms=("Xây dựng cơ bản", "XDCB")),
)
FORMS = (
    Choice(value="paper", title="Giấy", synonyms=("Hồ sơ giấy", "Bản giấy")),
    Choice(value="electronic", title="Điện tử", synonyms=("Hồ sơ điện tử",)),
    Choice(value="both", title="Giấy và điện tử", synonyms=("Song song", "Cả hai")),
)
D = ColumnType.DATE


def _after(column: str, earlier: str, words: str) -> Check:
    return Check(
        code="wrong_order",
        column=column,
        holds=f"{column} IS NULL OR {earlier} IS NULL OR {column} >= {earlier}",
        message=f"{words}; hãy xem lại hai ngày này.",
    )


CASE_FILES = Register(
    name="case_files",
    title="Danh mục hồ sơ, hồ sơ công việc",
    criterion="1.7",
    key=("year", "unit", "code"),
    listed=("code", "title", "unit", "retention", "opened", "ended", "closed", "handed"),
    columns=(
        Column(name="year", title="Năm", type=ColumnType.INTEGER, required=True, synonyms=("Năm danh mục",)),
        Column(
            name="code",
            title="Số và ký hiệu hồ sơ",
            type=ColumnType.CODE,
            required=True,
            synonyms=("Ký hiệu hồ sơ", "Số hồ sơ", "Mã hồ sơ", "Số, ký hiệu"),
        ),
        Column(name="title", title="Tiêu đề hồ sơ", required=True, synonyms=("Tên hồ sơ", "Tên đề mục, tiêu đề hồ sơ")),
        unit_column("Đơn vị lập hồ sơ", "Phòng lập hồ sơ"),
        responsible_column("Người lập hồ sơ"),
        Column(
            name="retention",
            title="Thời hạn bảo quản",
            type=ColumnType.CHOICE,
            choices=RETENTIONS,
            required=True,
            synonyms=("THBQ", "Thời hạn lưu"),
        ),
        Column(
            name="work",
            title="Loại công việc",
            type=ColumnType.CHOICE,
            choices=WORKS,
            synonyms=("Loại hồ sơ",),
            hint="Để trống là công việc thường",
        ),
        Column(
            name="form",
            title="Hình thức hồ sơ",
            type=ColumnType.CHOICE,
            choices=FORMS,
            synonyms=("Hình thức", "Dạng hồ sơ"),
        ),
        Column(name="list_document", title="Quyết định danh mục hồ sơ", synonyms=("Danh mục hồ sơ", "Số danh mục")),
        Column(name="listed", title="Ngày ban hành danh mục", type=D, synonyms=("Ngày danh mục",)),
        Column(name="opened", title="Ngày mở hồ sơ", type=D, synonyms=("Ngày mở", "Ngày bắt đầu")),
        Column(
            name="ended",
            title="Ngày công việc kết thúc",
            type=D,
            synonyms=("Ngày kết thúc công việc", "Ngày kết thúc", "Ngày quyết toán"),
            hint="Với công trình xây dựng cơ bản: ngày quyết toán",
        ),
        Column(name="closed", title="Ngày kết thúc hồ sơ", type=D, synonyms=("Ngày đóng hồ sơ", "Ngày đóng")),
        Column(
            name="complete",
            title="Đủ tài liệu và mục lục",
            type=ColumnType.BOOLEAN,
            synonyms=("Đủ mục lục", "Hồ sơ hoàn chỉnh", "Hoàn chỉnh"),
        ),
        Column(name="handed", title="Ngày nộp lưu", type=D, synonyms=("Ngày giao nộp", "Ngày nộp lưu cơ quan")),
        Column(name="minutes", title="Biên bản giao nhận", synonyms=("Số biên bản", "Biên bản nộp lưu")),
        Column(
            name="kept_until",
            title="Được giữ lại đến ngày",
            type=D,
            synonyms=("Giữ lại đến", "Thời hạn giữ lại"),
            hint="Khi được đồng ý bằng văn bản",
        ),
        Column(name="consent", title="Văn bản đồng ý giữ lại", synonyms=("Văn bản cho giữ lại",)),
        evidence_column(),
        note_column(),
    ),
    checks=(
        _after("ended", "opened", "Ngày công việc kết thúc trước ngày mở hồ sơ"),
        _after("closed", "ended", "Ngày kết thúc hồ sơ trước ngày công việc kết thúc"),
        _after("handed", "closed", "Ngày nộp lưu trước ngày kết thúc hồ sơ"),
        Check(
            code="consent_missing",
            column="consent",
            holds="kept_until IS NULL OR consent IS NOT NULL",
            message="Giữ lại hồ sơ quá hạn nộp lưu cần văn bản đồng ý; hãy ghi số, ngày văn bản.",
        ),
        Check(
            code="minutes_missing",
            column="minutes",
            holds="handed IS NULL OR minutes IS NOT NULL",
            message="Đã nộp lưu thì cần biên bản giao nhận.",
        ),
    ),
)
