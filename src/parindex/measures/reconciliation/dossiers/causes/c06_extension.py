"""C06: re-appointed with an apology; one side judges by the new date, the other by the first one."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.words import day, sentence

# the cell may say the words itself
APOLOGY = "regexp_replace(coalesce(l.apology, s.apology), '^\\s*văn bản xin lỗi( số)?\\s*', '', 'i')"

EXTENSION = Cause(
    code="C06",
    name="EXTENSION",
    title="Gia hạn, hẹn lại chưa được tính",
    holds="CASE WHEN extended_on > due_on THEN TRUE WHEN extended_on IS NULL AND gap > 0"
    " AND NOT tells_extended_to AND NOT s_tells_extended_to THEN NULL ELSE FALSE END",
    gain="f_extended - f_due",
    evidence=sentence(
        "Hẹn lại đến ngày ",
        f"={day('extended_on')}",
        f"=coalesce(rtrim(' theo văn bản xin lỗi ' || {APOLOGY}), '')",
        f"=CASE WHEN coalesce(l.extended_on, s.extended_on) IS NOT NULL"
        f" THEN concat(' ngày ', {day('coalesce(l.extended_on, s.extended_on)')}) ELSE '' END",
        "; bên tính trễ hạn xét theo hạn đầu ",
        f"={day('due_on')}",
        ".",
    ),
    proposal="Đề nghị ghi nhận văn bản xin lỗi và ngày hẹn lại; thống nhất xét theo hạn đầu hay hạn sau gia hạn.",
    lacking="Cả hai nguồn không ghi ngày hẹn lại, văn bản xin lỗi.",
)
