"""Document A: one letter per person invited, and the words for the radio."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from django.utils import translation

from actionplans.documents.plan import Signature
from actionplans.models import PlanState
from communes.models import College, Organisation, OrganisationKind, Person
from consult.meetings.documents import frame
from consult.meetings.documents.attendance import expected
from consult.meetings.documents.words import (
    DOTS,
    at_place,
    full_name,
    meeting_words,
    named,
    of_framework,
    title_of,
    when,
)
from consult.meetings.followed import previous_meeting
from consult.meetings.seats import day_of
from foundation.documents.document import Document
from foundation.formats.dates import day, hour
from foundation.formats.numbers import ordinal
from frameworks.models import AgendaState, Meeting

# To whom one writes when nobody of an organisation is known.
HEADS: Final = {
    OrganisationKind.PROFESSIONAL: "le (la) président(e)",
    OrganisationKind.SERVICE: "le (la) chef(fe) de service",
    OrganisationKind.FIRM: "le (la) directeur (directrice)",
}
A_HEAD: Final = "le (la) responsable"
_MAYOR = re.compile(r"maire\b(?!.*adjoint)", re.IGNORECASE)


class Invitee(NamedTuple):
    """Whom a letter is addressed to: « Madame », her name, her function, her organisation."""

    greeting: str
    name: str
    function: str
    party: str


def invitation_letters(meeting: Meeting) -> Document:
    """The letters of a meeting in one file, the radio notice on its last page."""
    with translation.override("fr"):
        context = {
            "head": frame.head(meeting, meeting.invitation_sent_on, number=_number(meeting)),
            "sender": sender(meeting),
            "object": meeting_words(meeting),
            "invitees": invitees(meeting),
            "day": _day(meeting) or DOTS,
            "hour": _hour(meeting) or DOTS,
            "place": meeting.place or DOTS,
            "items": _items(meeting),
            "joined": joined(meeting),
            "contact": contact(meeting),
            "copies": copies(meeting),
            "radio": radio_notice(meeting),
        }
    return frame.document(
        meeting, "invitations", template="letters", title="Lettres d’invitation", context=context
    )


def _number(meeting: Meeting) -> str:
    """« ………/CR-DIO » to fill by hand, unless the register already gave a reference."""
    initials = meeting.framework.commune.initials
    return "" if meeting.invitation_reference else "/".join(filter(None, (DOTS, initials)))


def sender(meeting: Meeting) -> Signature:
    """Who heads the commune on the day the letters leave."""
    return frame.executive(meeting.framework.commune, meeting.invitation_sent_on or day_of(meeting))


def _day(meeting: Meeting) -> str:
    """The day people are called for: the planned one, even if the meeting was held later."""
    return when(None if meeting.planned_on else meeting.held_on, meeting.planned_on)


def _hour(meeting: Meeting) -> str:
    return hour(meeting.called_at or meeting.started_at)


def _items(meeting: Meeting) -> list[str]:
    """The agenda as proposed: points added in the room were not announced."""
    items = meeting.agenda.exclude(state__in=(AgendaState.ADDED, AgendaState.WITHDRAWN))
    return list(items.values_list("title", flat=True))


def invitees(meeting: Meeting) -> list[Invitee]:
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
        *(_person(person) for person in people if not _is_sender(person, head)),
        *(_head_of(member.organisation) for member in unknown),
    ]


def _is_sender(person: Person, head: str) -> bool:
    """Whoever signs the letters receives none."""
    of_the_commune = (
        person.organisation is not None and person.organisation.kind == OrganisationKind.COMMUNE
    )
    if head:
        return head.casefold() in (str(person).casefold(), full_name(person).casefold())
    return of_the_commune and bool(_MAYOR.match(person.function))


def _person(person: Person) -> Invitee:
    return Invitee(
        title_of(person), full_name(person), person.function, str(person.organisation or "")
    )


def _head_of(organisation: Organisation) -> Invitee:
    head = HEADS.get(OrganisationKind(organisation.kind), A_HEAD)
    return Invitee("Madame, Monsieur", head, "", organisation.name)


def joined(meeting: Meeting) -> list[str]:
    """The papers the envelope holds: the approved minutes before, the plan under way."""
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
    return named(meeting.secretary or meeting.framework.secretary)


def copies(meeting: Meeting) -> list[str]:
    """*Ampliations*: the State's representative, the services, the archives."""
    attached = meeting.framework.commune.attachment_on(day_of(meeting))
    near = attached.arrondissement if attached else meeting.framework.commune.arrondissement
    prefect = f"Sous-préfet de l’arrondissement de {near}" if near else "Sous-préfet"
    return [f"{prefect} (pour information)", "Services techniques", "Archives et chrono"]


def radio_notice(meeting: Meeting) -> str:
    """What the local radio reads out in about thirty seconds."""
    commune = frame.commune_words(meeting.framework.commune, day_of(meeting))
    where = at_place(meeting.place) or f"à {DOTS}"
    points = _items(meeting)
    agenda = f" À l’ordre du jour : {' ; '.join(points[:5])}." if points else ""
    return (
        f"{sender(meeting).capacity} de la {commune} invite les membres "
        f"{of_framework(meeting.framework)} à la {ordinal(meeting.number, 'f')} réunion du cadre, "
        f"le {_day(meeting) or DOTS} à {_hour(meeting) or DOTS}, "
        f"{where}.{agenda} Sont attendus les organisations professionnelles, les services "
        "techniques et les partenaires. Votre présence compte."
    )
