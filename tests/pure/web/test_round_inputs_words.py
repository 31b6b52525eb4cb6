"""What people entered for a leaf, in a few words."""

from parindex.scoring.rules.judgement import Judgement
from parindex.scoring.rules.survey import Survey
from parindex.web.round_words import inputs_text


def test_only_points_given_in_place_of_figures_are_called_so() -> None:
    given = {"points": "1.5"}
    assert inputs_text(Survey(shape="survey"), given) == "chấm bằng điểm"
    assert inputs_text(Judgement(shape="judgement", text="Theo số hình thức"), given) == ""
