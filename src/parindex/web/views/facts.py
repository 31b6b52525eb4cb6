"""“Quy định”: limits, deadlines and targets by date, with their sources, and a workspace's own steps over them."""

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch

from parindex.documents.wording.numbers import date_text
from parindex.measures.catalogue import MEASURES
from parindex.measures.facts import BEGINNING, Fact, Step
from parindex.organisations.actions import save_setting
from parindex.organisations.queries import all_units_ever, facts_in_force, today
from parindex.organisations.rights import NotAllowed, check_rules
from parindex.records.registers import REGISTERS
from parindex.web.fact_form import FactForm
from parindex.web.faults import faults_beside
from parindex.web.list_filters import FactsForm
from parindex.web.page import Place, placed, show
from parindex.web.paging import kept_query
from parindex.web.register_state import by_area
from parindex.web.rendering.markup import Sign
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.views.fact_words import standing, step_text


def calendar_href(place: Place) -> str:
    """The page of the working calendar; "" where there is none."""
    try:
        return place.url("calendar")
    except NoReverseMatch:
        return ""


def _may(place: Place) -> bool:
    """Whether to offer the form; the action behind it checks again."""
    try:
        check_rules(place.user, tree=all_units_ever(), on=today())
    except NotAllowed:
        return False
    return True


def _trust(step: Step) -> Cell:
    sign: Sign = "good" if step.local or step.confirmed else "warn"
    return Cell(standing(step), sign=sign)


def _readers(fact: Fact) -> list[tuple[str, str]]:
    """(code, title) of the measures that read a fact or aim at it."""
    found = []
    for measure in MEASURES.values():
        read = {one.name for one in measure.facts} | ({measure.target.name} if measure.target else set())
        if fact.name in read:
            found.append((measure.code, measure.title))
    return found


def _name(fact: Fact) -> str:
    """A target is called after its measure: many facts are called “Mục tiêu”."""
    target = fact.name.removeprefix("target.")
    return f"{fact.title}: {MEASURES[target].title}" if fact.name != target and target in MEASURES else fact.title


def _since(step: Step) -> str:
    return "từ đầu" if step.valid_from == BEGINNING else date_text(step.valid_from)


def _searched(fact: Fact) -> list[str]:
    """All that words are looked for in."""
    steps = (text for step in fact.steps for text in (step_text(fact, step), step.source, standing(step)))
    return [_name(fact), *steps, *(title for _, title in _readers(fact))]


def _doubtful(fact: Fact) -> bool:
    return any(not step.confirmed and not step.local for step in fact.steps)


def _by_register(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """The facts under the register of the first measure that reads them, in the order of the plan."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        readers = _readers(fact)
        found.setdefault(MEASURES[readers[0][0]].registers[0] if readers else "", []).append(fact)
    order = [register.name for registers in by_area().values() for register in registers]
    return {name: found[name] for name in (*order, "") if name in found}


def _rows(place: Place, fact: Fact, day: date) -> list[Row]:
    """A row a step; the first has the fact's name, the others only say it to who cannot see the table."""
    rows, now = [], fact.on(day)
    for number, step in enumerate(sorted(fact.steps, key=lambda one: one.valid_from)):
        href = place.url("fact", fact=fact.name)
        title = Cell(_name(fact), href=href) if number == 0 else Cell(f"{_name(fact)} (tiếp)", title=_name(fact))
        value = Cell(step_text(fact, step), note="đang dùng" if step == now else None)
        rows.append(Row((title, value, _since(step), Cell(step.source), _trust(step))))
    return rows


def _list(place: Place, facts: Iterable[Fact]) -> Table:
    rows: list[Row] = []
    day = min(place.period.last, today())
    for name, held in _by_register(facts).items():
        title = Cell(REGISTERS[name].title, href=place.url("register", register=name)) if name else "Dùng chung"
        rows.append(Row((title, "", "", "", ""), kind="area", id=f"so-{name or 'chung'}"))
        for fact in held:
            rows += _rows(place, fact, day)
    return Table(
        columns=(
            Column("Mốc, hạn, mục tiêu", heading=True, width="medium"),
            Column("Giá trị", width="value"),
            Column("Từ ngày", width="fit"),
            Column("Căn cứ", width="wide"),
            Column("Độ tin cậy", width="short"),
        ),
        rows=rows,
        caption="Mốc, hạn và mục tiêu",
        empty_text="Không có mốc, hạn hay mục tiêu nào khớp.",
        query=kept_query(place.request),
        caption_hidden=True,
    )


def _steps(place: Place, fact: Fact) -> Table:
    now = fact.on(min(place.period.last, today()))
    return Table(
        columns=(
            Column("Giá trị", heading=True),
            Column("Từ ngày", width="fit"),
            Column("Căn cứ", width="wide"),
            Column("Độ tin cậy"),
        ),
        rows=[
            Row(
                (
                    Cell(step_text(fact, step), note="đang dùng" if step == now else None),
                    _since(step),
                    step.source,
                    _trust(step),
                )
            )
            for step in sorted(fact.steps, key=lambda one: one.valid_from)
        ],
        caption=_name(fact),
        empty_text="Chưa có giá trị nào.",
        caption_hidden=True,
    )


@placed
def index(place: Place) -> HttpResponse:
    """What stands in this section."""
    facts = facts_in_force()
    doubtful = [fact for fact in facts.values() if _doubtful(fact)]
    return show(
        place,
        "rules.html",
        section="rules",
        crumbs=(Crumb("Tổng quan", place.url("overview")), Crumb("Quy định")),
        facts_href=place.url("facts"),
        known=len(facts),
        doubtful=len(doubtful),
        calendar_href=calendar_href(place),
        may=_may(place),
    )


@placed
def page(place: Place) -> HttpResponse:
    """The facts with their steps, narrowed by words and to what is not confirmed."""
    form = FactsForm(place.request, "Tìm theo tên, giá trị, căn cứ")
    every = facts_in_force().values()
    facts = [fact for fact in every if form.fits(_searched(fact)) and (not form.chosen("xac_nhan") or _doubtful(fact))]
    return show(
        place,
        "facts.html",
        section="rules",
        crumbs=(
            Crumb("Tổng quan", place.url("overview")),
            Crumb("Quy định", place.url("rules")),
            Crumb("Mốc, hạn và mục tiêu"),
        ),
        facts=_list(place, facts),
        shown=len(facts),
        of=len(every),
        form=form,
        here=place.url("facts"),
        may=_may(place),
    )


def _save(place: Place, fact: Fact, form: FactForm) -> bool:
    data = form.cleaned_data
    with faults_beside(form, "value"):
        save_setting(
            by=place.user,
            name=fact.name,
            value=data["value"],
            source=data["source"],
            valid_from=data["valid_from"] or BEGINNING,
        )
        messages.success(place.request, f"Đã ghi “{_name(fact)}”.")
        return True
    return False


@placed
def one(place: Place, fact: str) -> HttpResponse:
    """One fact: its steps, who reads it, and a form for the workspace's own step."""
    posted = place.request.method == "POST"
    if posted:
        check_rules(place.user, tree=all_units_ever(), on=today())
    found = facts_in_force().get(fact)
    if found is None:
        raise Http404(f"Không có mốc, hạn hay mục tiêu “{fact}”.")
    form, status = None, 200
    if posted or _may(place):
        form = FactForm(found, place.request.POST if posted else None)
        if posted and form.is_valid() and _save(place, found, form):
            return redirect(place.url("fact", fact=fact))
        status = 400 if posted else 200
    return show(
        place,
        "fact.html",
        section="rules",
        crumbs=(
            Crumb("Tổng quan", place.url("overview")),
            Crumb("Quy định", place.url("rules")),
            Crumb("Mốc, hạn và mục tiêu", place.url("facts")),
            Crumb(_name(found)),
        ),
        status=status,
        steps=_steps(place, found),
        readers=[(title, place.url("measure", code=code)) for code, title in _readers(found)],
        form=form,
        may=form is not None,
        open=posted,
    )
