"""Whom one invites to a meeting: the lines of its register, and those it proposes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, Final

from django.db.models import QuerySet

from communes.models import Organisation, OrganisationKind, Person
from consult.meetings.followed import previous_meeting
from consult.meetings.seats import day_of
from frameworks.models import Attendance, Framework, Invitation, Meeting, MeetingKind

OFFICES: Final = ("president", "secretary", "treasurer")
_MAYOR: Final = re.compile(r"maire\b(?!.*adjoint)", re.IGNORECASE)
_AFTER_NO: Final = re.compile(r"\bn[°o]\.?\s*(\d+)", re.IGNORECASE)
_FIGURES: Final = re.compile(r"\d+")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def register(meeting: Meeting) -> list[Invitation]:
    """Who is invited, in the order in which they were entered."""
    return list(meeting.invitations.select_related("person__organisation", "organisation"))


def key_of(row: Invitation) -> str:
    """« p12 » for the person 12, « o5 » for an organisation of which nobody is named."""
    return f"p{row.person_id}" if row.person_id else f"o{row.organisation_id}"


def keys_of(rows: Iterable[Invitation]) -> set[str]:
    """The keys of these lines, a merged person's and that of whom they were merged into."""
    found = {key_of(row) for row in rows}
    merged = (row.person.merged_into_id for row in rows if row.person)
    return found | {f"p{pk}" for pk in merged if pk}


def source_of(meeting: Meeting) -> Meeting | None:
    """The meeting whose invitees are taken up: the one called before, else the last one held."""
    if meeting.second_call_of:
        return meeting.second_call_of
    if meeting.kind != MeetingKind.PREPARATORY:
        return previous_meeting(meeting)
    alike = meeting.framework.meetings.filter(kind=meeting.kind, sector=meeting.sector_id)
    return alike.filter(number__lt=meeting.number).order_by("-number").first()


def proposals(
    meeting: Meeting, source: Meeting | None, *, invited: Iterable[Invitation] = ()
) -> list[Invitation]:
    """Lines not in the register yet: whom the last meeting invited, then each member's head.

    A meeting that kept no register hands on whom its attendance sheet names.
    """
    known, found = keys_of(list(invited)), []
    sender = signer(meeting)
    for row in [*_taken_up(meeting, source), *_heads_of_members(meeting)]:
        if key_of(row) not in known and not (row.person and is_sender(row.person, sender)):
            known.add(key_of(row))
            found.append(row)
    return found


def _taken_up(meeting: Meeting, source: Meeting | None) -> list[Invitation]:
    if source is None:
        return []
    rows = source.invitations.select_related(
        "person__organisation", "person__merged_into__organisation", "organisation__merged_into"
    )
    lines = [(row.person, row.organisation) for row in rows] or _named_on_the_sheet(source)
    standing: list[tuple[Any, Any]] = [
        (person and (person.merged_into or person), party and (party.merged_into or party))
        for person, party in lines
    ]
    return [
        Invitation(meeting=meeting, person=person, organisation=party)
        for person, party in standing
        if person or (party and party.retired_on is None)
    ]


def _named_on_the_sheet(source: Meeting) -> list[tuple[Person | None, Organisation | None]]:
    rows: QuerySet[Attendance] = source.attendance.select_related(
        "person__organisation", "person__merged_into__organisation", "organisation__merged_into"
    )
    return [(row.person, row.organisation) for row in rows]


def _heads_of_members(meeting: Meeting) -> list[Invitation]:
    """For each member its president, else another officer, else those known of it, else itself."""
    members = meeting.framework.members.sitting(day_of(meeting)).order_by("college", "pk")
    parties = [
        row.organisation
        for row in members.select_related(*(f"organisation__{name}" for name in OFFICES))
        if row.organisation.merged_into_id is None and row.organisation.retired_on is None
    ]
    people = _people_by_party(meeting.framework)
    found = []
    for party in parties:
        officer = next(filter(None, (getattr(party, name) for name in OFFICES)), None)
        named = [officer] if officer else people.get(party.pk, [])
        found += [Invitation(meeting=meeting, person=one, organisation=party) for one in named]
        if not named:
            found.append(Invitation(meeting=meeting, organisation=party))
    return found


def _people_by_party(framework: Framework) -> dict[int, list[Person]]:
    members = framework.members.order_by().values("organisation")
    people = Person.objects.usable_in(framework.commune).filter(organisation__in=members)
    found: dict[int, list[Person]] = {}
    for person in people.select_related("organisation").order_by("last_name", "first_name", "pk"):
        found.setdefault(person.organisation_id or 0, []).append(person)
    return found


def signer(meeting: Meeting) -> str:
    """The name of who heads the commune, and so signs the letters, where it is known."""
    day = meeting.invitation_sent_on or day_of(meeting)
    head = meeting.framework.commune.executive_on(day)
    return head.head if head else ""


def is_sender(person: Person, head: str) -> bool:
    """Whoever signs the letters receives none."""
    if head:
        return head.casefold() == str(person).casefold()
    party = person.organisation
    of_the_commune = party is not None and party.kind == OrganisationKind.COMMUNE
    return of_the_commune and bool(_MAYOR.match(person.function))


def references_in_use(meeting: Meeting) -> set[str]:
    """Numbers of the register of letters that other meetings of the framework already took."""
    others = Invitation.objects.in_commune(meeting.framework.commune).exclude(meeting=meeting)
    return set(others.exclude(reference="").order_by().values_list("reference", flat=True))


def numbers_from(first: str, taken: Iterable[str]) -> Iterator[str]:
    """« 041/CR-DIO », « 042/CR-DIO »…: the first typed and the next ones nobody bears yet.

    The number is what follows « n° », else the first figures that are not a year.
    """
    figures = _AFTER_NO.search(first)
    place = figures.span(1) if figures else _place_of_number(first)
    used = set(taken)
    if place is None:
        yield from (first for _ in count())
        return
    start, end = place
    for number in count(int(first[start:end])):
        text = f"{first[:start]}{number:0{end - start}}{first[end:]}"
        if text not in used:
            used.add(text)
            yield text


def _place_of_number(text: str) -> tuple[int, int] | None:
    found = list(_FIGURES.finditer(text))
    plain = [one for one in found if not _YEAR.fullmatch(one.group())]
    return (plain or found)[0].span() if found else None
