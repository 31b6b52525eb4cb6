"""One-stop dossiers (3.2): the office's own counts, the other source's counts, and what lies between them."""

from collections.abc import Mapping
from fractions import Fraction

from parindex.documents.plan.figures import count_text, share_text
from parindex.documents.plan.sentences.row_values import Row, day_words, words
from parindex.documents.plan.sentences.statement import Setting, Statement
from parindex.plans.draft import Figure, Shortfall

_STATES = (
    ("dossiers.early", "giải quyết trước hạn"),
    ("dossiers.on_time", "giải quyết đúng hạn"),
    ("dossiers.late", "giải quyết trễ hạn"),
    ("dossiers.pending", "đang giải quyết, còn trong hạn"),
    ("dossiers.overdue", "quá hạn chưa giải quyết xong"),
)
_IN_DOUBT = (("dossiers.late", "trễ hạn"), ("dossiers.overdue", "quá hạn"))
_RATES = {
    "dossiers.rate_completed": "Tỷ lệ giải quyết trước hạn và đúng hạn trên số hồ sơ đã giải quyết",
    "dossiers.rate_received": "Tỷ lệ giải quyết trước hạn và đúng hạn trên số hồ sơ tiếp nhận",
    "dossiers.rate_766": "Tỷ lệ hồ sơ đúng hạn, gồm cả hồ sơ đang giải quyết còn trong hạn",
    "dossiers.rate_online": "Tỷ lệ hồ sơ nộp trực tuyến",
}
_MOST_LISTED = 5


def counted_dossiers(shortfall: Shortfall, setting: Setting) -> Statement | None:
    """Counts by state; a second source is quoted beside them and nothing is concluded from the difference."""
    own = shortfall.figures
    received = _count(own, "dossiers.received")
    if received is None:
        return None
    states = [
        f"{count_text(count)} hồ sơ {what}"
        for measure, what in _STATES
        if (count := _count(own, measure)) is not None and count > 0
    ]
    text = (
        f"Năm {setting.year}, theo sổ theo dõi của {setting.office}, có {count_text(received)} hồ sơ được "
        f"tiếp nhận" + (f", gồm {', '.join(states)}" if states else "") + "."
    )
    text += _rates(own) + _late_ones(shortfall)
    for source, figures in shortfall.elsewhere.items():
        text += _other_source(source, figures, own)
    return Statement(text=text)


def _count(figures: Mapping[str, Figure], measure: str) -> Fraction | None:
    figure = figures.get(measure)
    return None if figure is None else figure.numerator


def _rates(figures: Mapping[str, Figure]) -> str:
    found = [
        f" {what} đạt {share_text(figure.numerator, figure.denominator)}."
        for measure, what in _RATES.items()
        if (figure := figures.get(measure)) is not None and figure.denominator
    ]
    return "".join(found)


def _late_ones(shortfall: Shortfall) -> str:
    if not 0 < len(shortfall.rows) <= _MOST_LISTED:
        return ""
    return f" Hồ sơ trễ hạn: {'; '.join(_line(row) for row in shortfall.rows)}."


def _line(row: Row) -> str:
    name = words(row, "procedure_name")
    what = f"{words(row, 'code')}" + (f" (thủ tục {name})" if name else "")
    unit = words(row, "unit_name")
    due, finished = day_words(row, "due", "không ghi"), day_words(row, "finished", "")
    end = f"kết thúc ngày {finished}" if finished else "chưa kết thúc"
    return f"{what}, hẹn trả ngày {due}, {end}" + (f", {unit} giải quyết" if unit else "")


def _other_source(source: str, figures: Mapping[str, Figure], own: Mapping[str, Figure]) -> str:
    quoted = [
        f"{count_text(count)} hồ sơ {what}"
        for measure, what in _IN_DOUBT
        if (count := _count(figures, measure)) is not None
    ]
    if not quoted:
        return ""
    text = f" Trong khi đó, số liệu của nguồn “{source}” là {' và '.join(quoted)}."
    gaps = _gaps(figures, own)
    if not gaps:
        return f"{text} Hai nguồn có số lượng khớp nhau; vẫn cần đối chiếu từng mã hồ sơ."
    listed = " và ".join(f"{count_text(abs(gap))} hồ sơ {what}" for gap, what in gaps)
    # Gaps in one direction cannot cancel out, so their sum is a number of dossiers; gaps in two directions can.
    one_way = all(gap > 0 for gap, _ in gaps) or all(gap < 0 for gap, _ in gaps)
    total = sum((abs(gap) for gap, _ in gaps), Fraction(0))
    size = f"{count_text(total)} hồ sơ ({listed})" if one_way and len(gaps) > 1 else listed
    return (
        f"{text} Hai nguồn chênh nhau {size}; phải đối chiếu từng hồ sơ, làm rõ nguyên nhân rồi mới kết luận "
        f"số trễ hạn, quá hạn và trách nhiệm của đơn vị."
    )


def _gaps(figures: Mapping[str, Figure], own: Mapping[str, Figure]) -> list[tuple[Fraction, str]]:
    """Other source minus own, per state in doubt; a state that one side does not count is left out."""
    found = []
    for measure, what in _IN_DOUBT:
        theirs, ours = _count(figures, measure), _count(own, measure)
        if theirs is not None and ours is not None and theirs != ours:
            found.append((theirs - ours, what))
    return found
