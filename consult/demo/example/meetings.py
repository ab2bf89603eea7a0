"""The meetings: agenda, who came, costs, decisions. All past, so their minutes are approved."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from communes.models import FundingCategory, FundingKind, Person
from consult.demo.example.book import Book, find_all, find_needed
from consult.demo.example.reading import Item
from foundation.formats.partial import PartialDate
from frameworks.models import (
    AgendaItem,
    AgendaState,
    Attendance,
    AttendanceMode,
    Decision,
    DecisionMode,
    DecisionNature,
    DecisionState,
    Meeting,
    MeetingCost,
    MeetingKind,
    MeetingState,
)


def load_meetings(book: Book) -> None:
    """Each meeting that is not there yet, with its agenda and attendance."""
    for item in book.item.items("meetings", _("meeting")):
        identifier = item.text("id")
        known = Meeting.objects.filter(framework=book.framework, external_id=identifier).first()
        book.meetings[identifier] = known or _meeting(book, item)


def _meeting(book: Book, item: Item) -> Meeting:
    held_on = item.day_needed("date")
    present, excused = item.words("present"), item.words("excused")
    meeting = book.enter(
        item,
        Meeting,
        framework=book.framework,
        external_id=item.text("id"),
        number=item.number("number"),
        kind=item.code("kind", MeetingKind.values),
        state=MeetingState.APPROVED,
        planned_on=held_on,
        held_on=PartialDate.from_date(held_on),
        approved_on=held_on,
        entered_afterwards=True,
        started_at=item.hour("start"),
        ended_at=item.hour("end"),
        place=item.text("place"),
        invitation_sent_on=item.day("invitation_sent_on"),
        invitation_reference=item.text("invitation_ref"),
        chair=book.person(item, "chair"),
        secretary=book.person(item, "secretary"),
        facilitator=book.person(item, "facilitator"),
        displaced_present=len(book.displaced.intersection(present)),
    )
    for position, title in enumerate(item.words("agenda_fr"), 1):
        _agenda_item(book, item, meeting, position, title)
    if twice := set(present) & set(excused):
        sentence = _("%(people)s both came and were excused.")
        raise item.refuse(sentence % {"people": ", ".join(sorted(twice))})
    for person in find_all(item, "present", book.people):
        _attend(book, item, meeting, person, held_on, AttendanceMode.PRESENT)
    for person in find_all(item, "excused", book.people):
        _attend(book, item, meeting, person, held_on, AttendanceMode.EXCUSED)
    for cost in item.rows("logistics_costs"):
        _cost(book, cost, meeting)
    return meeting


def _agenda_item(book: Book, item: Item, meeting: Meeting, position: int, title: str) -> None:
    state = AgendaState.ADOPTED
    book.enter(item, AgendaItem, meeting=meeting, position=position, title=title, state=state)


def _attend(
    book: Book, item: Item, meeting: Meeting, person: Person, day: datetime.date, mode: str
) -> None:
    """Sex, age band, college and organisation as they were on the day."""
    book.enter(
        item,
        Attendance,
        meeting=meeting,
        person=person,
        organisation=person.organisation,
        function=person.function,
        college=person.college,
        sex=person.sex,
        young=person.young_on(day),
        mode=mode,
    )


def _cost(book: Book, item: Item, meeting: Meeting) -> None:
    """What one party bears of the meeting; the file does not say on which day it was paid."""
    book.enter(
        item,
        MeetingCost,
        meeting=meeting,
        party=find_needed(item, "party", book.organisations),
        kind=item.code("kind", FundingKind.values),
        category=item.code("category", FundingCategory.values),
        planned=item.count("planned_xof"),
        paid=item.count("paid_xof"),
    )


def load_decisions(book: Book) -> None:
    """What the new meetings decided. One with nobody in charge took effect when it was taken."""
    obstacles = _obstacles(book.item)
    for item, meeting in book.entered(Meeting):
        for facts in item.items("decisions", _("decision"), known_by="no"):
            _decision(book, facts.within(item), meeting, obstacles)


def _obstacles(commune: Item) -> set[str]:
    """Obstacles a decision may name: they are entered later, with the answer it gave."""
    return {
        obstacle.text("id")
        for report in commune.items("reports", _("report"))
        for obstacle in report.items("obstacles", _("obstacle"))
    }


def _decision(book: Book, item: Item, meeting: Meeting, obstacles: set[str]) -> None:
    owner = book.person(item, "owner")
    named = [word for word in item.words("refs") if word not in obstacles]
    needs = find_all(Item({"refs": named}, item.place, item.name), "refs", book.needs)
    decision = book.enter(
        item,
        Decision,
        meeting=meeting,
        number=item.number("no"),
        nature=item.code("kind", DecisionNature.values),
        wording=item.text("text_fr", needed=True),
        mode=item.code("adopted_by", DecisionMode.values),
        owner=owner.organisation if owner else None,
        owner_person=owner,
        deadline_on=item.day("deadline"),
        state=DecisionState.OPEN if owner else DecisionState.DONE,
    )
    decision.needs.set(needs)
