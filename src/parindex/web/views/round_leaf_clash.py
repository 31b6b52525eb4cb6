"""Two people scored one leaf at one step: both versions side by side. Writing over the other one is a step of its own."""

from django.http import HttpResponse

from parindex.assessment.rounds.judging import rule_of
from parindex.assessment.rounds.scoring import StaleScore
from parindex.criteria.model import CriteriaSet, Leaf
from parindex.documents.wording.numbers import moment_text
from parindex.web.local_time import local
from parindex.web.page import show
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.round_forms import ScoreForm
from parindex.web.round_here import Here
from parindex.web.round_words import inputs_text

AGAIN = "sua-tiep"  # the button that goes back to one's own text


def both_versions(criteria_set: CriteriaSet, leaf: Leaf, clash: StaleScore) -> Table:
    """My value and words beside those that stand now; what differs is marked."""
    value, note = clash.mine
    theirs, rule = clash.theirs, rule_of(criteria_set, leaf)

    def side(one: dict[str, object] | None) -> tuple[str, str]:
        by_hand = str(one["points"]).replace(".", ",") if one and set(one) == {"points"} else ""
        return inputs_text(rule, one), by_hand

    mine, other = side(dict(value) if value else None), side(theirs.value)
    lines = (
        ("Số liệu", mine[0], other[0]),
        ("Điểm", mine[1] or "theo quy tắc", other[1] or theirs.points.replace(".", ",") or "đã rút"),
        ("Giải trình", note, theirs.note),
    )
    who = f"{theirs.by}, {moment_text(local(theirs.at))}"
    return Table(
        columns=(
            Column("Ô", heading=True),
            Column("Nội dung của tôi", width="text"),
            Column(f"Bản đang có: {who}", width="text"),
        ),
        rows=[
            Row((title, Cell(own or "(trống)", sign="warn") if own != their else own, their or "(trống)"))
            for title, own, their in lines
        ],
        caption="Hai bản cạnh nhau; chỗ khác nhau có dấu",
        empty_text="Không có nội dung nào.",
        narrow="flow",
    )


def clash_page(
    here: Here,
    criteria_set: CriteriaSet,
    leaf: Leaf,
    form: ScoreForm,
    clash: StaleScore,
    *,
    crumbs: tuple[Crumb, ...],
    back: str,
) -> HttpResponse:
    """The page; its form carries all that was typed, and the row that it would replace."""
    posted = here.place.request.POST
    typed = [(name, one) for name in form.fields if name not in ("thay", "viec") for one in posted.getlist(name)]
    return show(
        here.place,
        "round_clash.html",
        section="rounds",
        crumbs=crumbs,
        status=409,
        why=str(clash),
        table=both_versions(criteria_set, leaf, clash),
        typed=[*typed, ("viec", "diem"), ("thay", str(clash.theirs.pk))],
        again=AGAIN,
        back_href=back,
    )
