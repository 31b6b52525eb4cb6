"""One dossier judged in the ways that offices and reports differ by, each with its due moment, status and steps."""

from dataclasses import dataclass
from datetime import datetime, time

from parindex.assessment.dossier_statistics import dossiers_scope
from parindex.assessment.figures import Question
from parindex.ledger.workspace import workspace
from parindex.measures.dossier_story import DossierStory, dossier_story
from parindex.records.engine import connect
from parindex.worktime.clock import DossierClock
from parindex.worktime.dossier import Judgement
from parindex.worktime.dossier_clock import judge

CLOCKS = {
    "file": DossierClock(),
    "extended": DossierClock(extension="current"),
    "legal": DossierClock(due="legal"),
}
"""The due date in the file as it is, the same with a valid extension, and the one that the law's way of counting gives."""


@dataclass(frozen=True, kw_only=True)
class Reckoning:
    """What a dossier's own page explains: the story and its judgement under each of CLOCKS."""

    story: DossierStory
    judged: dict[str, Judgement]


def reckoning(asked: Question, key: str) -> Reckoning | None:
    """The dossier of the asked source at the end of the asked day, by the calendar of its own unit; None when the source
    has no such dossier or it was not received yet."""
    scope = dossiers_scope(asked)
    if scope.sources["dossiers"] is None:
        return None
    with connect(workspace().temporary) as connection:
        story = dossier_story(connection, scope, key)
    if story is None:
        return None
    calendar = scope.calendars.get(story.unit, scope.calendar)
    now = datetime.combine(asked.as_of, time(23, 59, 59))
    judged = {name: judge(story.dossier, clock, calendar, now) for name, clock in CLOCKS.items()}
    return Reckoning(story=story, judged=judged)
