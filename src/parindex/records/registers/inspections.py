"""Inspections of administrative reform (1.3): one row a unit of a plan, from the plan to the last fault mended."""

from parindex.records.schema import Check, Choice, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import evidence_column, note_column, responsible_column

KINDS = (
    Choice(value="planned", title="Theo kế hoạch", synonyms=("Định kỳ", "Kế hoạch")),
    Choice(value="sudden", title="Đột xuất", synonyms=("Kiểm tra đột xuất",)),
    Choice(value="repeat", title="Kiểm tra lại", synonyms=("Phúc tra",)),
)
D, N = ColumnType.DATE, ColumnType.INTEGER

INSPECTIONS = Register(
    name="inspections",
    title="Kiểm tra cải cách hành chính",
    criterion="1.3",
    key=("plan", "unit"),
    key_year=("plan_date", "due"),
    listed=("unit", "plan", "due", "checked", "concluded", "findings", "fixed", "fix_due"),
    columns=(
        Column(
            name="plan",
            title="Kế hoạch kiểm tra",
            required=True,
            synonyms=("Kế hoạch", "Số kế hoạch", "Quyết định kiểm tra"),
            hint="Số, ký hiệu của kế hoạch hoặc quyết định kiểm tra",
        ),
        Column(name="plan_date", title="Ngày kế hoạch", type=D, synonyms=("Ngày ban hành kế hoạch",)),
        Column(
            name="kind",
            title="Hình thức kiểm tra",
            type=ColumnType.CHOICE,
            choices=KINDS,
            synonyms=("Hình thức", "Loại kiểm tra"),
            hint="Để trống là theo kế hoạch",
        ),
        unit_column("Đơn vị được kiểm tra", "Phòng, đơn vị được kiểm tra", "Đối tượng kiểm tra"),
        Column(name="content", title="Nội dung kiểm tra", synonyms=("Nội dung",)),
        Column(
            name="due",
            title="Hạn kiểm tra",
            type=D,
            required=True,
            synonyms=("Thời gian theo kế hoạch", "Thời hạn", "Thời hạn kiểm tra", "Thời gian kiểm tra theo kế hoạch"),
        ),
        Column(name="checked", title="Ngày kiểm tra", type=D, synonyms=("Ngày tiến hành", "Ngày thực hiện")),
        Column(
            name="concluded",
            title="Ngày kết luận",
            type=D,
            synonyms=("Ngày thông báo kết luận", "Ngày báo cáo kết quả kiểm tra"),
        ),
        Column(
            name="document",
            title="Văn bản kết luận",
            synonyms=("Số kết luận", "Thông báo kết luận", "Số, ký hiệu", "Biên bản kiểm tra"),
        ),
        Column(
            name="findings",
            title="Số vấn đề phát hiện",
            type=N,
            synonyms=("Số tồn tại, hạn chế", "Số vấn đề", "Vấn đề phát hiện"),
            hint="Ghi 0 khi không phát hiện vấn đề",
        ),
        Column(name="fix_due", title="Hạn khắc phục", type=D, synonyms=("Thời hạn khắc phục",)),
        Column(name="fixed", title="Số vấn đề đã khắc phục", type=N, synonyms=("Đã khắc phục", "Số đã xử lý")),
        Column(
            name="fixed_on",
            title="Ngày khắc phục xong",
            type=D,
            synonyms=("Ngày khắc phục", "Ngày báo cáo khắc phục"),
        ),
        responsible_column("Người phụ trách", "Trưởng đoàn"),
        evidence_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="before_check",
            column="concluded",
            holds="concluded IS NULL OR checked IS NULL OR concluded >= checked",
            message="Ngày kết luận trước ngày kiểm tra; hãy xem lại hai ngày này.",
        ),
        Check(
            code="not_checked",
            column="checked",
            holds="concluded IS NULL OR checked IS NOT NULL",
            message="Có ngày kết luận thì cần ngày kiểm tra.",
        ),
        Check(
            code="document_missing",
            column="document",
            holds="concluded IS NULL OR document IS NOT NULL",
            message="Đã kết luận thì cần số, ký hiệu văn bản kết luận.",
        ),
        Check(
            code="findings_missing",
            column="findings",
            holds="concluded IS NULL OR findings IS NOT NULL",
            message="Đã kết luận thì cần số vấn đề phát hiện; không phát hiện vấn đề thì ghi 0.",
        ),
        Check(code="negative", column="findings", holds="findings >= 0", message="Số vấn đề không thể âm."),
        Check(
            code="more_than_found",
            column="fixed",
            holds="fixed IS NULL OR (fixed >= 0 AND fixed <= coalesce(findings, 0))",
            message="Số vấn đề đã khắc phục nhiều hơn số phát hiện, hoặc âm; hãy xem lại hai số này.",
        ),
        Check(
            code="deadline_missing",
            column="fix_due",
            holds="coalesce(findings, 0) = 0 OR concluded IS NULL OR fix_due IS NOT NULL",
            message="Có vấn đề phát hiện thì cần hạn khắc phục theo kết luận.",
        ),
        Check(
            code="not_all_fixed",
            column="fixed_on",
            holds="fixed_on IS NULL OR coalesce(fixed, 0) >= coalesce(findings, 0)",
            message="Ngày khắc phục xong chỉ ghi khi mọi vấn đề đã khắc phục; hãy xem lại số đã khắc phục.",
        ),
    ),
)
