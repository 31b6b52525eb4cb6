"""C11: the other source leaves the dossier out because its unit or its procedure is not among those that it counts."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.words import sentence

UNIT_OUTSIDE = "l_outside AND NOT l_named"
NOT_COVERED = "l_missing AND (NOT knows_unit OR NOT knows_procedure)"

SCOPE_UNIT = Cause(
    code="C11",
    name="SCOPE_UNIT",
    title="Khác phạm vi đơn vị, thủ tục",
    holds=f"coalesce({UNIT_OUTSIDE} OR {NOT_COVERED}, FALSE)",
    evidence=sentence(
        "Bên tính trễ hạn xếp hồ sơ vào đơn vị “",
        "=coalesce(s.unit, '')",
        "”, thủ tục ",
        "=coalesce(s.procedure, '')",
        "; ",
        "=CASE WHEN l_missing THEN 'bên kia không có hồ sơ nào của đơn vị hoặc thủ tục này.'"
        " ELSE concat('bên kia xếp vào đơn vị “', coalesce(l.unit, ''), '”, ngoài phạm vi được hỏi.') END",
    ),
    proposal="Đề nghị thống nhất danh mục đơn vị, thủ tục thuộc phạm vi tổng hợp (đơn vị trực thuộc, liên thông, hồ sơ thuộc "
    "thẩm quyền cấp trên) và đưa hồ sơ về đúng đơn vị.",
)
