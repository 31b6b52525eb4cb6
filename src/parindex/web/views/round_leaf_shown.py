"""What a leaf's page shows of a unit in a round, before the forms: proposal, steps, history, papers, remarks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parindex.assessment.rounds.block_best import block_amounts, by_block
from parindex.assessment.rounds.evidence import Paper
from parindex.assessment.rounds.judging import NOT_SCORED, leaf_of, rule_of, score_leaf
from parindex.assessment.rounds.offers import Offers
from parindex.assessment.rounds.proposals import Proposal, proposal_of
from parindex.assessment.rounds.reading import left_out, set_of
from parindex.assessment.rounds.sheet import Said, evidence_of, remarks_of, score_history
from parindex.assessment.rounds.states import SCORING_STEPS, STATE_TITLES, STEP_TITLES, State, Step
from parindex.criteria.model import CriteriaSet, Leaf
from parindex.documents.wording.explaining import explain
from parindex.documents.wording.numbers import count_text, date_text, moment_text, number_text, points_text
from parindex.documents.wording.rules import rule_in_words
from parindex.documents.wording.set_changes import SCORED_BY
from parindex.errors import InputFault
from parindex.scoring.extras import penalties
from parindex.scoring.rules import Rule
from parindex.scoring.values import parse_value
from parindex.web.local_time import local
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.round_here import Here
from parindex.web.round_words import BY_MACHINE, NOT_MOVED, inputs_text, shown
from parindex.web.words import GRADES

if TYPE_CHECKING:
    from parindex.assessment.rounds.models import Evidence, Remark, RoundBlock, RoundUnit, StepScore


_LEADERS = 3  # units that share the best and are named


@dataclass(frozen=True)
class LeafPage:
    """Everything the page says of the leaf. `explained`: why the last step's inputs give its points; `block_best`: the best
    of the block so far and where it is from, "" where a measure gives it or nothing is compared.
    """

    leaf: Leaf
    state: str
    rule: str
    most: str
    scored_by: str
    without: frozenset[str]
    proposal: Proposal | None
    proposed: str
    grade: tuple[str, str]
    source_href: str
    explained: str
    block_best: str
    steps: Table
    history: Table | None
    papers: "Sequence[Evidence]"
    papers_table: Table
    remarks: "Sequence[tuple[str, Remark, str]]"
    open_request: bool


def _points(points: str, *, taken_off: bool) -> str:
    return shown(points, taken_off=taken_off, fixed=False) or "không tính"


def _steps(criteria_set: CriteriaSet, leaf: Leaf, said: Mapping[Step, Said]) -> Table:
    rule, rows = rule_of(criteria_set, leaf), []
    taken_off = leaf.code in penalties(criteria_set)
    for step in SCORING_STEPS:
        if (one := said.get(step)) is None:
            continue
        moved = one.carried and not one.speaks  # in nobody's name: the amended set could not take the score over
        silent = NOT_MOVED if moved else "đã rút" if one.value is None else "chưa chấm"
        points = _points(one.points, taken_off=taken_off) if one.speaks else silent
        rows.append(
            Row(
                (
                    STEP_TITLES[step],
                    points,
                    inputs_text(rule, one.value),
                    Cell(one.note, note="chuyển từ bộ tiêu chí trước" if one.carried else None),
                    BY_MACHINE if moved else one.by,
                    "" if moved else moment_text(local(one.at)),
                )
            )
        )
    return Table(
        columns=_STEP_COLUMNS,
        rows=rows,
        caption="Điểm của các bước",
        empty_text="Chưa bước nào chấm mục này.",
        id="cac-buoc",
    )


_STEP_COLUMNS = (
    Column("Bước", heading=True),
    Column("Điểm", numeric=True),
    Column("Số liệu người chấm ghi", width="text"),
    Column("Giải trình", width="text"),
    Column("Người ghi"),
    Column("Lúc", width="fit"),
)


def _history(rows: "Sequence[StepScore]") -> Table | None:
    """Every row ever written, when there are more than those that count; each read by the set that it was written under."""
    if not any(row.replaces_id for row in rows):
        return None
    return Table(
        columns=_STEP_COLUMNS,
        rows=[
            Row(
                (
                    STEP_TITLES[Step(row.step)],
                    _points_then(row),
                    inputs_text(_rule_then(row), row.value),
                    row.note,
                    BY_MACHINE if _not_moved(row) else str(row.by),
                    "" if _not_moved(row) else moment_text(local(row.at)),
                )
            )
            for row in rows
        ],
        caption="Các lần ghi, mới nhất trước",
        empty_text="Chưa ghi lần nào.",
        id="cac-lan-ghi",
        caption_hidden=True,
    )


def _not_moved(row: "StepScore") -> bool:
    """Whether an amended set brought the row here without being able to take its score over."""
    return row.carried_id is not None and row.state == NOT_SCORED


def _points_then(row: "StepScore") -> str:
    if row.state == NOT_SCORED:
        return NOT_MOVED if _not_moved(row) else "đã rút"
    return _points(row.points, taken_off=row.leaf in penalties(set_of(row.block)))


def _rule_then(row: "StepScore") -> Rule:
    criteria_set = set_of(row.block)
    return rule_of(criteria_set, leaf_of(criteria_set, row.leaf))


def _paper_words(one: "Evidence | Paper") -> str:
    parts = (
        one.number,
        date_text(one.day) if one.day else "",
        one.issuer,
        f"mục {one.section}" if one.section else "",
        f"trang {one.page}" if one.page else "",
    )
    return ", ".join(part for part in parts if part)


def _papers(here: Here, offers: Offers, leaf: Leaf, papers: "Sequence[Evidence]", may: bool) -> Table:
    rows = []
    for one in papers:
        gone = getattr(one, "withdrawal", None)
        kept = Cell(one.address) if one.address else ""
        if one.digest:
            href = here.url("round_evidence_file", number=one.pk)
            kept = Cell(one.file_name, href=href, note=one.address or None)
        state: Cell | str = Cell("Đang dùng", sign="good")
        if gone is not None:
            state = Cell("Đã rút", sign="none", note=f"{gone.reason} ({gone.by}, {moment_text(local(gone.at))})")
        elif may and offers.step is not None and one.step == offers.step.value:
            state = Cell("Rút", href=here.url("round_evidence_withdraw", leaf=leaf.code, number=one.pk))
        who = Cell(str(one.by), note=f"{STEP_TITLES[Step(one.step)]}, {moment_text(local(one.at))}")
        rows.append(Row((Cell(one.title, note=_paper_words(one) or None), kept, who, state)))
    return Table(
        columns=(
            Column("Tài liệu", heading=True, width="text"),
            Column("Tệp, đường dẫn", width="text"),
            Column("Người đính kèm"),
            Column("Trạng thái", width="text"),
        ),
        rows=rows,
        caption="Tài liệu kiểm chứng",
        empty_text="Chưa có tài liệu nào." + (f" Cần có: {'; '.join(leaf.evidence)}." if leaf.evidence else ""),
        id="tai-lieu",
        caption_hidden=True,
    )


def _explained(criteria_set: CriteriaSet, leaf: Leaf, said: Mapping[Step, Said], unit: str) -> str:
    """Why the inputs of the last step give its points; "" for points by hand and before anybody spoke."""
    last = next((said[one] for one in reversed(SCORING_STEPS) if one in said and said[one].speaks), None)
    if last is None or last.value is None:
        return ""
    try:
        return explain(score_leaf(criteria_set, leaf.code, parse_value(dict(last.value)), unit=unit))
    except InputFault:  # points by hand, where the rule asks for something else
        return ""


def _block_best(here: Here, block: "RoundBlock", criteria_set: CriteriaSet, leaf: Leaf, offers: Offers) -> str:
    """The greatest amount that units of the block have written; whose it is, for who comes from elsewhere."""
    if not by_block(criteria_set, leaf):
        return ""
    found = block_amounts(block, criteria_set, (leaf.code,))[leaf.code]
    waits = f"còn {count_text(len(found.missing))} đơn vị trong khối chưa ghi số" if found.missing else ""
    if found.best is None:
        return f"chưa có; {waits}"
    names = (
        ", ".join(here.place.name_of(unit) for unit in found.leaders[:_LEADERS]) if offers.writer.own is None else ""
    )
    best = number_text(found.best, places=6)
    return "; ".join(
        part for part in (f"{best} ({names})" if names else f"{best}, theo số các đơn vị đã ghi", waits) if part
    )


def _source(here: Here, leaf: Leaf, proposal: Proposal | None) -> str:
    """Where the proposed value comes from: the measure with its rows or total, or the criterion's judgement."""
    if proposal is None:
        return ""
    if leaf.measure and proposal.grade != "judgement":
        return here.place.url("measure", code=leaf.measure)
    return here.place.url("entry", code=leaf.code)


def shown_leaf(
    here: Here,
    of: "RoundUnit",
    block: "RoundBlock",
    criteria_set: CriteriaSet,
    leaf: Leaf,
    offers: Offers,
    said: Mapping[Step, Said],
    earlier: "Sequence[Remark] | None" = None,
) -> LeafPage:
    """Read and put into words. A constant number of queries. `earlier`: the remarks, for a leaf of an earlier version of
    the set; nothing is proposed for it any more.
    """
    proposal = proposal_of(of, block, criteria_set, leaf.code) if earlier is None else None
    papers = evidence_of(of, block, leaf.code)
    remarks = remarks_of(of, leaf.code) if earlier is None else earlier
    requests = [one for one in remarks if one.kind == one.REQUEST]
    rule = rule_of(criteria_set, leaf)
    words = ""
    if proposal:
        points = _points(proposal.points, taken_off=leaf.code in penalties(criteria_set))
        words = f"{points} điểm ({inputs_text(rule, proposal.value)})"
    return LeafPage(
        leaf=leaf,
        state=STATE_TITLES[State(of.state)],
        rule=rule_in_words(rule, leaf.max_points),
        most=points_text(leaf.max_points),
        scored_by=SCORED_BY[leaf.scored_by],
        without=left_out(criteria_set, of.unit_id),
        proposal=proposal,
        proposed=words,
        grade=GRADES[proposal.grade] if proposal else ("", "none"),
        source_href=_source(here, leaf, proposal),
        explained=_explained(criteria_set, leaf, said, of.unit_id),
        block_best=_block_best(here, block, criteria_set, leaf, offers) if earlier is None else "",
        steps=_steps(criteria_set, leaf, said),
        history=_history(score_history(of, block, leaf.code)),
        papers=papers,
        papers_table=_papers(here, offers, leaf, papers, offers.papers(criteria_set, leaf.code)),
        remarks=[(_remark_title(one), one, moment_text(local(one.at))) for one in remarks],
        open_request=bool(requests) and not requests[-1].withdrawn,
    )


def _remark_title(one: "Remark") -> str:
    return "Rút đề nghị giải trình" if one.withdrawn else one.get_kind_display()
