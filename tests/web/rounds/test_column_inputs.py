"""What a set says reaches the fields of a column as text only, never as markup."""

from html.parser import HTMLParser

from django.test import Client
from tests.apps.rounds.a_round import BUILDING, SET_OF_DEPARTMENTS, make_round

from parindex.assessment.rounds.column import column_of
from parindex.assessment.rounds.models import StepScore
from parindex.assessment.rounds.reading import set_of
from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.states import State, Step
from parindex.organisations.models import User
from parindex.web.column_inputs import Inputs, Seen

KEY = 'a" onfocus="x'
JUDGEMENT = 'rule: {shape: judgement, text: "Theo chất lượng, tối đa 1 điểm"}'
FORMULA = "{shape: judgement, text: t}"
CHOICE = (
    f"rule: {{shape: choice, options: [{{key: '{KEY}', text: A, rule: {FORMULA}}}, "
    f"{{key: b, text: B, rule: {FORMULA}}}]}}"
)
LEAF, ROUND = "1.3.2", "/tinh/2021/dot/2021/theo-cot/so/1.3.2/"


class Read(HTMLParser):
    """Every control, with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("input", "select"):
            self.found.append(dict(attrs))


def test_a_formula_s_key_is_the_name_of_a_field_and_no_attribute(admin: User) -> None:
    assert JUDGEMENT in SET_OF_DEPARTMENTS
    made = make_round(admin, document=SET_OF_DEPARTMENTS.replace(JUDGEMENT, CHOICE))
    of = made.stand(BUILDING, State.FIRST_APPRAISAL)
    column = column_of(made.blocks["so"], LEAF, [of], "2021")
    inputs, row = Inputs(column.set, column.leaf), column.rows[0]
    cells = inputs.html(row, inputs.shown(row), Seen(Step.FIRST, None, None), "Sở X", ticked=False)
    controls = Read("".join(cells)).found
    names = [one["name"] for one in controls]
    assert f"{of.pk}-{KEY}__points" in names
    assert all("onfocus" not in one for one in controls)


def test_points_of_a_formula_with_a_quote_in_its_key_come_back_from_the_page(admin: User) -> None:
    made = make_round(admin, document=SET_OF_DEPARTMENTS.replace(JUDGEMENT, CHOICE))
    of = made.stand(BUILDING, State.FIRST_APPRAISAL)
    by = made.people["tham-dinh"]
    value = {"choice": KEY, "value": {"points": "0.5"}}
    save_score(by=by, of=of.pk, step=Step.FIRST, leaf=LEAF, value=value, note="tốt", seen=None)
    client = Client()
    client.force_login(by)
    html = client.get(ROUND).content.decode()
    filled = {one["name"]: one.get("value") for one in Read(html).found if one.get("name")}
    assert filled[f"{of.pk}-{KEY}__points"] == "0,5"
    assert set_of(made.blocks["so"]).by_code[LEAF] and StepScore.objects.get().points == "0.5"
