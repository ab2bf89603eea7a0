"""Document A: one letter per line of the register of invitations, and the words for the radio."""

from __future__ import annotations

import datetime
from typing import Final, NamedTuple

from django.utils import translation

from actionplans.documents.plan import Head, Signature
from actionplans.models import PlanState
from communes.models import College, Organisation, OrganisationKind, Person
from consult.meetings.documents import frame
from consult.meetings.documents.attendance import expected
from consult.meetings.documents.notices import (
    announced,
    called_day,
    called_hour,
    radio_notice,
    radio_words,
    sender,
)
from consult.meetings.documents.wording import Trial, words_for
from consult.meetings.documents.words import DOTS, full_name, meeting_words, named, title_of
from consult.meetings.followed import previous_meeting
from consult.meetings.invitees import is_sender, register
from consult.meetings.seats import day_of
from foundation.documents.document import Document
from foundation.formats.dates import day
from foundation.formats.phones import phone
from frameworks.models import Invitation, Meeting, Paper, PaperPart
from frameworks.wording import Words

__all__ = ["invitation_letters", "invitees", "radio_notice", "usually_joined"]

# To whom one writes when nobody of an organisation is known.
HEADS: Final = {
    OrganisationKind.PROFESSIONAL: "le (la) président(e)",
    OrganisationKind.SERVICE: "le (la) chef(fe) de service",
    OrganisationKind.FIRM: "le (la) directeur (directrice)",
}
A_HEAD: Final = "le (la) responsable"


class Invitee(NamedTuple):
    """One letter: « Madame », her name, function and organisation; its day, number, signatory."""

    greeting: str
    name: str
    function: str
    party: str
    opening: str
    closing: str
    head: Head
    reference: str
    sender: Signature


def invitation_letters(meeting: Meeting, trial: Trial | None = None) -> Document:
    """The letters of a meeting in one file, the radio notice on its last page."""
    with translation.override("fr"):
        words = words_for(meeting, Paper.LETTER, trial)
        head = frame.head(meeting, meeting.invitation_sent_on, number=_number(meeting))
        context = {
            "head": words.head(head),
            "sender": sender(meeting),
            "signatures": words.signatures([]),
            "object": meeting_words(meeting),
            "invitees": invitees(meeting, words),
            "day": called_day(meeting) or DOTS,
            "hour": called_hour(meeting) or DOTS,
            "place": meeting.place or DOTS,
            "items": announced(meeting),
            "joined": joined(meeting),
            "contact": contact(meeting),
            "contact_phone": contact_phone(meeting),
            "copies": copies(meeting),
            **radio_words(meeting),
        }
    return frame.document(
        meeting, "invitations", template="letters", title="Lettres d’invitation", context=context
    )


def _number(meeting: Meeting) -> str:
    """« ………/CR-DIO » to fill by hand, unless the register already gave a reference."""
    initials = meeting.framework.commune.initials
    return "" if meeting.invitation_reference else "/".join(filter(None, (DOTS, initials)))


def invitees(meeting: Meeting, words: Words | None = None) -> list[Invitee]:
    """One letter for each line of the register; without a register, for whom it would propose."""
    rows, words = register(meeting), words or words_for(meeting, Paper.LETTER)
    if rows:
        return _registered(meeting, rows, words)
    dated = meeting.invitation_sent_on
    frame_of = _Frame(meeting, dated, words)
    return [_letter(row, frame_of) for row in _expected(meeting)]


class _Frame:
    """What surrounds the address: the heading of that day, the number, who signs."""

    def __init__(self, meeting: Meeting, dated: datetime.date | None, words: Words) -> None:
        self.reference, self.words = meeting.invitation_reference, words
        self.head = words.head(frame.head(meeting, dated, number=_number(meeting)))
        self.sender = frame.executive(meeting.framework.commune, dated or day_of(meeting))


def _registered(meeting: Meeting, rows: list[Invitation], words: Words) -> list[Invitee]:
    """Each line with its own number and day; the heading of one day is read once."""
    frames: dict[datetime.date | None, _Frame] = {}
    found = []
    for row in rows:
        dated = row.sent_on or meeting.invitation_sent_on
        if dated not in frames:
            frames[dated] = _Frame(meeting, dated, words)
        letter = _letter(row, frames[dated])
        if row.reference:
            head = letter.head._replace(number="")
            letter = letter._replace(head=head, reference=row.reference)
        found.append(letter)
    return found


def _letter(row: Invitation, around: _Frame) -> Invitee:
    person, address = row.person, _head_of(row.organisation)
    if person:
        party = str(row.organisation or person.organisation or "")
        address = (title_of(person), full_name(person), person.function, party)
    said = {"civilite": address[0], "nom": address[1]}
    opening = around.words.text(PaperPart.OPENING, **said)
    closing = around.words.text(PaperPart.CLOSING, **said)
    return Invitee(*address, opening, closing, around.head, around.reference, around.sender)


def _expected(meeting: Meeting) -> list[Invitation]:
    """People of the member organisations, then the head of each one of which nobody is known."""
    people = [seat.person for seat in expected(meeting)]
    members = meeting.framework.members.sitting(day_of(meeting)).select_related("organisation")
    known = {person.organisation_id for person in people}
    order = list(College.values)
    unknown = sorted(
        (member for member in members if member.organisation_id not in known),
        key=lambda member: (order.index(member.college), member.organisation.name),
    )
    head = sender(meeting).name
    return [
        *(Invitation(person=person) for person in people if not is_sender(person, head)),
        *(Invitation(organisation=member.organisation) for member in unknown),
    ]


def _head_of(organisation: Organisation | None) -> tuple[str, str, str, str]:
    kind = organisation.kind if organisation else ""
    head = HEADS.get(OrganisationKind(kind), A_HEAD) if kind else A_HEAD
    return ("Madame, Monsieur", head, "", str(organisation or ""))


def joined(meeting: Meeting) -> list[str]:
    """The papers the envelope holds: as typed, else the approved minutes before and the plan."""
    if meeting.enclosed.strip():
        return [meeting.enclosed.strip().rstrip(".")]
    return usually_joined(meeting)


def usually_joined(meeting: Meeting) -> list[str]:
    """What the record knows to send along: approved minutes of the meeting before, its plan."""
    earlier = previous_meeting(meeting)
    papers = []
    if earlier and earlier.is_locked:
        held = f" du {day(earlier.held_on)}" if earlier.held_on else ""
        papers.append(f"procès-verbal de la réunion n° {earlier.number}{held}")
        papers += [
            f"plan d’action n° {number}"
            for number in earlier.plans.exclude(state=PlanState.DRAFT).values_list(
                "cycle__number", flat=True
            )
        ]
    return papers


def contact(meeting: Meeting) -> str:
    """Whom to ask: the meeting's secretary, else the framework's."""
    return named(whom_to_ask(meeting))


def whom_to_ask(meeting: Meeting) -> Person | None:
    """The meeting's secretary, else the framework's."""
    return meeting.secretary or meeting.framework.secretary


def contact_phone(meeting: Meeting) -> str:
    """The number of whom to ask, as it is read aloud."""
    person = whom_to_ask(meeting)
    return phone(person.phone) if person else ""


def copies(meeting: Meeting) -> list[str]:
    """*Ampliations*: the State's representative, the services, the archives."""
    attached = meeting.framework.commune.attachment_on(day_of(meeting))
    near = attached.arrondissement if attached else meeting.framework.commune.arrondissement
    prefect = f"Sous-préfet de l’arrondissement de {near}" if near else "Sous-préfet"
    return [f"{prefect} (pour information)", "Services techniques", "Archives et chrono"]
