"""C19: none of the others: every test is false."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.words import day, sentence

REALLY_LATE = Cause(
    code="C19",
    name="REALLY_LATE",
    title="Thật sự trễ hạn",
    holds="FALSE",
    evidence=sentence(
        "Hạn ",
        f"={day('due_on')}",
        "=CASE WHEN open THEN concat('; đến ngày ', "
        + day("end_on")
        + ", ' chưa xong') ELSE concat('; kết thúc ngày ', "
        + day("end_on")
        + ") END",
        "; không nguyên nhân nào khác trong danh mục được tìm thấy.",
    ),
    proposal="Đề nghị đơn vị giải trình, thực hiện xin lỗi theo quy định.",
)
