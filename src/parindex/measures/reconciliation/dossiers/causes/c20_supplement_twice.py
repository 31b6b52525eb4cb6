"""C20: more than one request for a supplement; a source counts the later ones against the office."""

from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.dossiers.words import day, sentence

_MORE = "greatest(s_requests, l_requests)"

SUPPLEMENT_TWICE = Cause(
    code="C20",
    name="SUPPLEMENT_TWICE",
    title="Yêu cầu bổ sung từ hai lần",
    holds=f"CASE WHEN {_MORE} >= 2 AND s_requests >= 1 AND (l_pause > s_pause OR gap > 0) THEN TRUE"
    f" WHEN {_MORE} = 1 AND gap > 0 AND NOT (tells_pauses OR s_tells_pauses OR tells_supplement_count OR"
    " s_tells_supplement_count) THEN NULL ELSE FALSE END",
    gain="greatest(l_pause - s_pause, coalesce(gap, 0))",
    evidence=sentence(
        "Có ",
        f"={_MORE}",
        " lần yêu cầu bổ sung; lần sau không được bên tính trễ hạn cộng vào hạn ",
        f"={day('due_on')}",
        ", bên kia xét hạn ",
        f"={day('l_due_on')}",
        ".",
    ),
    proposal="Đề nghị đối chiếu các phiếu yêu cầu bổ sung; theo quy định chỉ yêu cầu bổ sung một lần.",
    lacking="Không nguồn nào ghi số lần yêu cầu bổ sung.",
)
