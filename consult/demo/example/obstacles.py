"""The obstacles the committee's reports name, the meeting each was passed to and its answer."""

from __future__ import annotations

from django.utils.translation import gettext as _

from actionplans.models import Action
from consult.demo.example.book import Book, find, pointed
from consult.demo.example.reading import Item
from frameworks.models import Decision, Meeting
from monitoring.models import Obstacle, ObstacleCategory, ObstaclePassage, ObstacleState, Severity

SETTLED = (ObstacleState.ANSWERED, ObstacleState.LIFTED)


def load_obstacles(book: Book) -> None:
    """The obstacles of every report that are not there yet."""
    for report in book.item.items("reports", _("report")):
        for item in report.items("obstacles", _("obstacle")):
            known = book.framework.obstacles.filter(external_id=item.text("id"))
            if not known.exists():
                _obstacle(book, report, item)


def _obstacle(book: Book, report: Item, item: Item) -> None:
    state = item.code("status", ObstacleState.values)
    obstacle = book.enter(
        item,
        Obstacle,
        framework=book.framework,
        external_id=item.text("id"),
        action=_action(book, report, item),
        category=item.code("category", ObstacleCategory.values),
        description=item.text("text_fr"),
        severity=Severity.SLOWS,
        raised_on=item.day_needed("raised_on"),
        state=state,
        resolved_on=item.day("resolved_on") if state in SETTLED else None,
    )
    meeting = find(item, "passed_to_meeting", book.meetings)
    if meeting:
        _pass(book, report, item, obstacle, meeting)


def _action(book: Book, report: Item, item: Item) -> Action | None:
    """The action of the report's own cycle; an obstacle may concern none."""
    known = {no: action for (of, no), action in book.actions.items() if of == report.text("cycle")}
    number = item.text("action")
    return pointed(item, "action", number, known) if number else None


def _pass(book: Book, report: Item, item: Item, obstacle: Obstacle, meeting: Meeting) -> None:
    """R11: an obstacle passed to a meeting has an answer in words when the minutes are approved."""
    answer = item.text("solution_fr")
    if not answer:
        raise item.refuse(_("The meeting it was passed to gave no answer in words."), "R11")
    held = meeting.held_on.last_day if meeting.held_on else obstacle.raised_on
    book.enter(
        item,
        ObstaclePassage,
        obstacle=obstacle,
        meeting=meeting,
        passed_on=max(min(report.day_needed("date"), held), obstacle.raised_on),
        answer=answer,
        decision=_decision(book, item, meeting),
    )


def _decision(book: Book, item: Item, meeting: Meeting) -> Decision | None:
    """The decision of that meeting whose references name the obstacle."""
    for told in book.item.items("meetings", _("meeting")):
        if told.text("id") != item.text("passed_to_meeting"):
            continue
        for decision in told.items("decisions", _("decision"), known_by="no"):
            if item.text("id") in decision.words("refs"):
                return meeting.decisions.filter(number=decision.number("no")).first()
    return None
