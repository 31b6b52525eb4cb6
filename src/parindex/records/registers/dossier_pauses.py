"""When the clock of a dossier stood still (3.2): each supplement request, wait for a fee, or other wait, on what paper.

Form 02 of TT 01/2018/TT-VPCP (phiếu yêu cầu bổ sung, hoàn thiện hồ sơ). A pause that only paper knows belongs here
too: it is a usual reason why an office's list and the one-stop software disagree.
"""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import evidence_column, note_column, responsible_column

KINDS = (
    Choice(
        value="supplement",
        title="Chờ bổ sung hồ sơ",
        synonyms=("Bổ sung", "Yêu cầu bổ sung", "Chờ bổ sung", "Bổ sung hồ sơ"),
    ),
    Choice(
        value="fee",
        title="Chờ thực hiện nghĩa vụ tài chính",
        synonyms=("Nghĩa vụ tài chính", "Chờ nộp phí", "Phí, lệ phí", "Chờ thanh toán"),
    ),
    Choice(
        value="other",
        title="Chờ việc khác",
        synonyms=("Khác", "Lấy ý kiến", "Xác minh thực địa", "Chờ cơ quan khác", "Chờ kết quả giám định"),
    ),
)
RECORDED = (
    Choice(value="software", title="Trong phần mềm", synonyms=("Phần mềm", "Trên phần mềm", "Điện tử")),
    Choice(value="paper", title="Trên giấy", synonyms=("Giấy", "Phiếu giấy", "Điện thoại", "Ngoài phần mềm")),
)

DOSSIER_PAUSES = Register(
    name="dossier_pauses",
    title="Các lần tạm dừng của hồ sơ",
    criterion="3.2",
    key=("dossier", "kind", "number"),
    listed=("dossier", "kind", "number", "began", "ended", "document", "recorded"),
    columns=(
        Column(
            name="dossier",
            title="Mã hồ sơ",
            type=ColumnType.CODE,
            required=True,
            synonyms=("Số hồ sơ", "MaHoSo", "Mã số hồ sơ"),
        ),
        unit_column("Đơn vị xử lý", "Phòng xử lý", "Đơn vị yêu cầu"),
        Column(
            name="kind",
            title="Lý do tạm dừng",
            type=ColumnType.CHOICE,
            choices=KINDS,
            required=True,
            synonyms=("Loại tạm dừng", "Loại yêu cầu"),
        ),
        Column(
            name="number",
            title="Lần thứ",
            type=ColumnType.INTEGER,
            required=True,
            synonyms=("Lần", "Số lần", "Lần yêu cầu"),
            hint="Lần thứ mấy của loại này, từ 1",
        ),
        Column(
            name="began",
            title="Từ",
            type=ColumnType.MOMENT,
            required=True,
            synonyms=("Từ ngày", "Ngày yêu cầu", "Ngày tạm dừng", "Bắt đầu"),
        ),
        Column(
            name="ended",
            title="Đến",
            type=ColumnType.MOMENT,
            synonyms=("Đến ngày", "Ngày bổ sung", "Ngày tiếp tục", "Kết thúc"),
            hint="Để trống khi còn đang chờ",
        ),
        Column(
            name="due",
            title="Thời hạn bổ sung",
            type=ColumnType.DATE,
            synonyms=("Hạn bổ sung", "Hạn thực hiện"),
        ),
        Column(
            name="document",
            title="Số phiếu, văn bản",
            synonyms=("Phiếu yêu cầu bổ sung", "Số phiếu", "Phiếu", "Văn bản căn cứ"),
            hint="Ví dụ: Phiếu số 12/PYC-BPMC ngày 05/03/2021",
        ),
        Column(
            name="recorded",
            title="Ghi nhận ở đâu",
            type=ColumnType.CHOICE,
            choices=RECORDED,
            required=True,
            synonyms=("Nơi ghi nhận", "Hình thức ghi nhận"),
        ),
        Column(name="reason", title="Nội dung yêu cầu", synonyms=("Lý do", "Nội dung bổ sung", "Giấy tờ bổ sung")),
        responsible_column("Người yêu cầu"),
        evidence_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="bad_number",
            column="number",
            holds="number > 0",
            message="Lần thứ phải từ 1 trở lên.",
        ),
        Check(
            code="before_start",
            column="ended",
            holds="ended >= began",
            message="Thời điểm tiếp tục trước thời điểm tạm dừng; hãy xem lại hai cột Từ và Đến.",
        ),
        Check(
            code="document_missing",
            column="document",
            holds="recorded <> 'paper' OR document IS NOT NULL",
            message="Lần tạm dừng ghi trên giấy cần số phiếu hoặc văn bản; hãy ghi số, ngày của phiếu yêu cầu.",
        ),
        Check(
            code="due_before_start",
            column="due",
            holds="due >= CAST(began AS DATE)",
            message="Thời hạn bổ sung trước ngày yêu cầu; hãy xem lại hai ngày này.",
        ),
    ),
)
