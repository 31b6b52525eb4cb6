"""C14: refused, withdrawn or stopped in one source, and judged as any other dossier in the other."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.words import day, sentence

_TERMINAL = "('refused_at_reception', 'refused', 'withdrawn', 'stopped')"  # statuses 3, 7, 8 of the software
_WORDS = (
    "CASE {side}.ended_as WHEN 'refused' THEN 'từ chối giải quyết' WHEN 'withdrawn' THEN 'rút hồ sơ'"
    " WHEN 'stopped' THEN 'dừng giải quyết' WHEN 'refused_at_reception' THEN 'không tiếp nhận'"
    " WHEN 'completed' THEN 'đã xử lý xong' ELSE 'đang giải quyết' END"
)

TERMINAL_STATES = Cause(
    code="C14",
    name="TERMINAL_STATES",
    title="Hồ sơ từ chối, rút, dừng được tính khác nhau",
    holds=f"coalesce(l.ended_as IN {_TERMINAL} AND l.ended_as IS DISTINCT FROM s.ended_as, FALSE)"
    f" OR coalesce(s.ended_as IN {_TERMINAL} AND l.ended_as IS DISTINCT FROM s.ended_as AND NOT l_missing, FALSE)"
    f" OR coalesce(l.status IN {_TERMINAL}, FALSE)",
    evidence=sentence(
        "Bên tính trễ hạn: ",
        f"={_WORDS.format(side='s')}",
        "; bên kia: ",
        f"={_WORDS.format(side='l')}",
        f"=CASE WHEN l.ended_at IS NOT NULL THEN concat(' ngày ', {day('l.ended_at')}) ELSE '' END",
        ".",
    ),
    proposal="Đề nghị cập nhật trạng thái từ chối, rút hoặc dừng (có văn bản, ngày) trên phần mềm và thống nhất không xét hạn "
    "các hồ sơ này.",
)
