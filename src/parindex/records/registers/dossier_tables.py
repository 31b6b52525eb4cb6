"""The official table of dossiers as an office reports it (3.2): one line a field or procedure, unit and period.

Form II.06 of TT 02/2017/TT-VPCP, then TT 01/2020/TT-VPCP (numbers of the forms: to be confirmed). Its sums are its own
proof: a line that breaks one is refused with the difference. Dossiers without a due date have a column of their own,
which the form lacks: with it the sums hold without calling them on time.
"""

from collections.abc import Sequence

from parindex.records.schema import Check, Column, ColumnType, Register, unit_column
from parindex.records.usual_columns import basis_column, evidence_column, note_column, responsible_column


def _count(name: str, title: str, *synonyms: str, required: bool = False, hint: str = "") -> Column:
    return Column(name=name, title=title, type=ColumnType.INTEGER, required=required, synonyms=synonyms, hint=hint)


COUNTS = (
    _count("received", "Tổng số tiếp nhận", "Số hồ sơ tiếp nhận", "Tổng số hồ sơ nhận giải quyết", required=True),
    _count("online", "Tiếp nhận trực tuyến", "Trực tuyến", "Tiếp nhận trong kỳ trực tuyến"),
    _count(
        "direct",
        "Tiếp nhận trực tiếp",
        "Trực tiếp",
        "Trực tiếp, dịch vụ bưu chính",
        "Trực tiếp, BCCI",
        hint="Khi báo cáo gộp trực tiếp và bưu chính thì ghi cả hai ở đây, để trống cột bưu chính",
    ),
    _count("postal", "Tiếp nhận qua bưu chính", "Bưu chính công ích", "BCCI", "Dịch vụ bưu chính"),
    _count("carried_over", "Từ kỳ trước chuyển sang", "Kỳ trước chuyển qua", "Tồn kỳ trước", "Từ kỳ trước"),
    _count("resolved", "Tổng số đã giải quyết", "Số hồ sơ đã giải quyết", "Đã giải quyết", required=True),
    _count("early", "Giải quyết trước hạn", "Trước hạn"),
    _count("on_time", "Giải quyết đúng hạn", "Đúng hạn"),
    _count("late", "Giải quyết quá hạn", "Giải quyết trễ hạn", "Trễ hạn"),
    _count("resolved_no_due", "Đã giải quyết, không có hạn", "Đã giải quyết không có ngày hẹn trả"),
    _count("open", "Tổng số đang giải quyết", "Số hồ sơ đang giải quyết", "Đang giải quyết", required=True),
    _count("pending", "Đang giải quyết trong hạn", "Trong hạn"),
    _count("overdue", "Đang giải quyết quá hạn", "Quá hạn"),
    _count("open_no_due", "Đang giải quyết, không có hạn", "Đang giải quyết không có ngày hẹn trả"),
)


def _sum(*parts: str) -> str:
    return " + ".join(f"coalesce({part}, 0)" for part in parts)


def identity(code: str, total: str, parts: Sequence[str], formula: str) -> Check:
    """A line's total must be the sum of its parts; the message says by how much it is not."""
    return Check(
        code=code,
        column=total,
        holds=f"{total} = {_sum(*parts)}",
        amount=f"{total} - ({_sum(*parts)})",
        message=f"Dòng này không khớp: {formula}; chênh lệch {{amount}}. Hãy xem lại các số của dòng rồi nhập lại.",
    )


IDENTITIES: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    (
        "sum_received",
        "received",
        ("online", "direct", "postal", "carried_over"),
        "tiếp nhận = trực tuyến + (trực tiếp + bưu chính) + kỳ trước chuyển sang",
    ),
    (
        "sum_resolved",
        "resolved",
        ("early", "on_time", "late", "resolved_no_due"),
        "đã giải quyết = trước hạn + đúng hạn + quá hạn (+ không có hạn)",
    ),
    (
        "sum_open",
        "open",
        ("pending", "overdue", "open_no_due"),
        "đang giải quyết = trong hạn + quá hạn (+ không có hạn)",
    ),
    ("sum_balance", "received", ("resolved", "open"), "tiếp nhận = đã giải quyết + đang giải quyết"),
)

DOSSIER_TABLES = Register(
    name="dossier_tables",
    title="Báo cáo tình hình giải quyết hồ sơ (biểu II.06)",
    criterion="3.2",
    key=("unit", "from_day", "to_day", "line"),
    listed=("line", "unit", "from_day", "to_day", "received", "resolved", "late", "open", "overdue"),
    columns=(
        unit_column("Đơn vị báo cáo", "Đơn vị giải quyết", "Cơ quan báo cáo"),
        Column(
            name="from_day",
            title="Từ ngày",
            type=ColumnType.DATE,
            required=True,
            synonyms=("Kỳ báo cáo từ", "Ngày đầu kỳ"),
        ),
        Column(
            name="to_day",
            title="Đến ngày",
            type=ColumnType.DATE,
            required=True,
            synonyms=("Kỳ báo cáo đến", "Ngày cuối kỳ"),
        ),
        Column(
            name="line",
            title="Lĩnh vực, thủ tục",
            required=True,
            synonyms=("Lĩnh vực", "Lĩnh vực giải quyết", "Lĩnh vực, công việc giải quyết theo cấp", "Tên TTHC"),
        ),
        Column(
            name="procedure",
            title="Mã TTHC",
            type=ColumnType.CODE,
            synonyms=("Mã thủ tục",),
            hint="Chỉ khi dòng là một thủ tục",
        ),
        *COUNTS,
        responsible_column("Người lập biểu"),
        basis_column("Văn bản báo cáo", "Số báo cáo"),
        evidence_column(),
        note_column(),
    ),
    checks=(
        Check(
            code="period_reversed",
            column="to_day",
            holds="to_day >= from_day",
            message="Ngày cuối kỳ trước ngày đầu kỳ; hãy xem lại hai ngày này.",
        ),
        *(
            Check(
                code="negative",
                column=column.name,
                holds=f"{column.name} >= 0",
                message="Số hồ sơ không thể âm.",
            )
            for column in COUNTS
        ),
        *(identity(*one) for one in IDENTITIES),
        Check(
            code="total_line",
            column="line",
            holds="NOT regexp_matches(lower(line), '^(tổng (cộng|số)|cộng|toàn (ngành|tỉnh|sở)|lũy kế)( |$)')",
            message="Dòng tổng cộng, lũy kế không phải số liệu của một lĩnh vực, máy tự cộng; hãy bỏ dòng này.",
        ),
    ),
)
