"""Document G, the setting up of the committee and its mandate; the mayor's *décision*."""

from __future__ import annotations

import datetime
from typing import Any, Final, NamedTuple

from django.utils import translation
from django.utils.text import slugify

from communes.documents import Signature
from communes.models import Person, Sex
from foundation.documents.document import Document
from foundation.formats.phones import phone
from frameworks.documents.act_words import COLLEGES, on, place_words, seen
from frameworks.documents.organ import organ_on
from frameworks.models import LegalText, Meeting
from monitoring.documents.frame import executive, head_on, names_of
from monitoring.models import Committee, CommitteeMandate, CommitteeMember, Designation

DOTS: Final = "……………………………"
MODES: Final[dict[str, str]] = {
    Designation.ELECTION: "par élection",
    Designation.ACCLAMATION: "par acclamation",
    Designation.RIGHT: "de droit",
}


class Row(NamedTuple):
    """A member as the papers print it."""

    name: str
    sex: str
    party: str
    college: str
    role: str
    contact: str


def committee_minutes(committee: Committee, mandate: CommitteeMandate | None) -> Document:
    """The *PV de mise en place* with one version of the mandate, and what changed in it."""
    day = mandate.valid_from if mandate else committee.set_up_on
    meeting = (mandate.agreed_at if mandate else None) or committee.set_up_at
    with translation.override("fr"):
        seats = _seats(committee, day)
        context = {
            **_common(committee, day, seats),
            "meeting": _of_meeting(meeting),
            "mandate": mandate,
            "first": mandate is None or mandate.version == 1,
            "criteria": _criteria(seats, day),
            "modes": _modes(seats),
            "signatures": [
                Signature("Le (la) président(e) du comité", names_of(committee, "presidente", day)),
                executive(committee.framework.commune, day),
            ],
        }
    version = mandate.version if mandate else 0
    title = "Procès-verbal de mise en place du comité de suivi"
    return _document(committee, f"pv-comite-v{version}", title, "committee", context, day)


def naming_decision(committee: Committee, mandate: CommitteeMandate | None) -> Document:
    """The act by which the mayor names the members, to be numbered and signed."""
    day = mandate.valid_from if mandate else committee.set_up_on
    commune = committee.framework.commune
    organ = organ_on(commune, day)
    with translation.override("fr"):
        context = {
            **_common(committee, day, _seats(committee, day)),
            "organ": organ,
            "place_words": place_words(committee.framework, day),
            "visas": _visas(committee, mandate, day),
            "mandate": mandate,
            "signatures": [Signature(organ.chief, organ.head_name)],
        }
        context["head"] = context["head"]._replace(number=DOTS)
    title = "Décision portant nomination des membres du comité de suivi"
    return _document(committee, "decision-comite", title, "decision", context, day)


def _common(
    committee: Committee, day: datetime.date, seats: list[CommitteeMember]
) -> dict[str, Any]:
    return {
        "committee": committee,
        "head": head_on(committee.framework.commune, day),
        "day": day,
        "members": [_row(seat) for seat in seats],
        "footer": committee.framework.name,
    }


def _document(
    committee: Committee,
    kind: str,
    title: str,
    template: str,
    context: dict[str, Any],
    day: datetime.date,
) -> Document:
    place = committee.framework.commune.name_on(day)
    return Document(
        template=f"documents/monitoring/{template}.html",
        filename=f"{kind}-{slugify(place)}-{day:%Y-%m-%d}.pdf",
        title=f"{title} – Commune de {place}",
        context={**context, "heading": title},
    )


def _seats(committee: Committee, day: datetime.date) -> list[CommitteeMember]:
    """Who sits that day, the chair first, as the roles are ordered."""
    order = {role: place for place, role in enumerate(ORDER)}
    seats = committee.members.running(day).select_related("person__organisation")
    return sorted(seats, key=lambda seat: (order.get(seat.role, 9), seat.person.last_name))


ORDER: Final = ("presidente", "vice_presidente", "secretaire", "membre")


def _row(seat: CommitteeMember) -> Row:
    who: Person = seat.person
    return Row(
        name=f"{who.first_name} {who.last_name.upper()}",
        sex=who.sex,
        party=str(who.organisation or who.function or "–"),
        college=COLLEGES.get(seat.college or who.college, "–"),
        role=str(seat.get_role_display()),
        contact=phone(who.phone) if who.phone else "–",
    )


def _criteria(seats: list[CommitteeMember], day: datetime.date) -> list[str]:
    """What the record shows of how inclusive the committee is; figures, never names."""
    women = sum(seat.person.sex == Sex.WOMAN for seat in seats)
    young = sum(seat.person.young_on(day) is True for seat in seats)
    colleges = {COLLEGES.get(seat.college or seat.person.college, "") for seat in seats} - {""}
    return [
        f"Collèges représentés : {', '.join(sorted(colleges)) or '–'}.",
        f"Femmes : {women} sur {len(seats)} membres.",
        f"Jeunes de 35 ans ou moins, parmi ceux dont l’âge est connu : {young}.",
    ]


def _modes(seats: list[CommitteeMember]) -> list[str]:
    """« 3 par élection », « 2 de droit »; how many are not noted."""
    counts = [(MODES[code], sum(seat.designation == code for seat in seats)) for code in MODES]
    unknown = sum(not seat.designation for seat in seats)
    found = [f"{count} {words}" for words, count in counts if count]
    return [*found, *([f"{unknown} dont le mode n’est pas noté"] if unknown and found else [])]


def _of_meeting(meeting: Meeting | None) -> str:
    """« la réunion n° 2 du cadre, tenue le 17 octobre 2024 »."""
    if meeting is None:
        return ""
    held = f", séance {on(meeting.held_on)}" if meeting.held_on else ""
    return f"la réunion n°\u00a0{meeting.number} du cadre de concertation{held}"


def _visas(committee: Committee, mandate: CommitteeMandate | None, day: datetime.date) -> list[str]:
    """Texts in force, the founding act of the framework, the minutes of the meeting."""
    visas = [seen(text.title_fr) for text in LegalText.objects.cited_on(day)]
    act = committee.framework.founding_deliberation
    if act:
        visas.append(
            f"Vu la délibération n°\u00a0{act.number} {on(act.dated)} portant création du cadre de "
            "concertation entre la commune et le secteur privé"
        )
    meeting = (mandate.agreed_at if mandate else None) or committee.set_up_at
    if meeting:
        visas.append(f"Vu le procès-verbal de {_of_meeting(meeting)}")
    return visas
