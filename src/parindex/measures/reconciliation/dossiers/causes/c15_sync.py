"""C15: the dossier did not reach the other source, came twice, is a trial, or its end was not carried over."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.causes.c11_scope_unit import NOT_COVERED
from parindex.measures.reconciliation.dossiers.words import day, sentence

_WORDS = (
    "regexp_matches(lower(coalesce({side}.note, '')), 'hồ sơ thử|thử nghiệm|chạy thử|kiểm thử|\\btest\\b|hồ sơ trùng|trùng mã|"
    "trùng hồ sơ|đồng bộ|đã xóa')"
)
_TOLD = f"coalesce({_WORDS.format(side='s')}, FALSE) OR coalesce({_WORDS.format(side='l')}, FALSE)"
_STALE = "coalesce(s.synced IN ('no', 'failed'), FALSE) AND (open OR real_on < end_on)"
_MISSING = (
    f"l_missing AND NOT coalesce({NOT_COVERED}, FALSE) AND NOT coalesce(CAST(s.received AS DATE) > l_as_of, FALSE)"
)

SYNC = Cause(
    code="C15",
    name="SYNC",
    title="Đồng bộ thiếu, trùng mã, hồ sơ thử",
    holds=f"coalesce(({_MISSING}) OR ({_STALE} AND real_on IS NOT NULL) OR ({_TOLD}), FALSE)",
    end=f"CASE WHEN NOT l_missing AND {_STALE} THEN real_on END",
    decides=f"l_missing OR (({_TOLD}) AND NOT coalesce({_STALE} AND real_on IS NOT NULL, FALSE))",
    evidence=sentence(
        "=CASE WHEN l_missing THEN 'Mã hồ sơ chỉ có ở bên tính trễ hạn, bên kia không có'"
        " WHEN s.synced IN ('no', 'failed') THEN 'Bên tính trễ hạn ghi chưa đồng bộ hoặc đồng bộ lỗi'"
        " ELSE 'Ghi chú cho biết hồ sơ trùng, hồ sơ thử hoặc lỗi đồng bộ' END",
        "=CASE WHEN s.other_code IS NOT NULL THEN concat('; mã khác của hồ sơ: ', s.other_code) ELSE '' END",
        f"=CASE WHEN real_on IS NOT NULL THEN concat('; kết quả có ngày ', {day('real_on')}) ELSE '' END",
        "=CASE WHEN nullif(coalesce(s.note, l.note), '') IS NOT NULL"
        " THEN concat('; ghi chú: ', coalesce(s.note, l.note)) ELSE '' END",
        ".",
    ),
    proposal="Đề nghị kiểm tra việc đồng bộ, gộp mã trùng, loại hồ sơ thử và đồng bộ lại trạng thái của hồ sơ.",
)
