"""Document J: the terms of reference of a meeting, to send to the programme before it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils import translation

from communes.models import College
from consult.meetings.costs import costs_of
from consult.meetings.documents import frame
from consult.meetings.documents.letters import contact, contact_phone
from consult.meetings.documents.notices import announced, called_day, called_hour, sender
from consult.meetings.documents.wording import Trial, words_for
from consult.meetings.documents.words import DOTS, full_name, listed, meeting_words
from consult.meetings.followed import previous_meeting
from consult.meetings.invitees import proposals, register, source_of
from consult.meetings.seats import day_of
from foundation.documents.document import Document
from foundation.formats.dates import day
from foundation.formats.numbers import NBSP
from frameworks.models import AgendaOrigin, AgendaState, Framework, Meeting, Paper, PaperPart

TITLE = "Termes de référence"
# What each point the rules wrote is for, and what the meeting hands over once it is treated.
AIMS: dict[str, tuple[str, str]] = {
    AgendaOrigin.COMMITMENTS: (
        "faire le point des décisions des réunions précédentes",
        "la situation de chaque décision est connue",
    ),
    AgendaOrigin.BALANCE: (
        "dresser le bilan du plan d’action en cours",
        "le bilan du plan d’action est partagé",
    ),
    AgendaOrigin.OBSTACLES: (
        "répondre aux obstacles que le comité de suivi a transmis",
        "chaque obstacle a sa réponse, un responsable et un délai",
    ),
    AgendaOrigin.NEEDS: (
        "examiner les besoins des filières prioritaires",
        "les besoins sont retenus, reportés ou écartés, avec leur motif",
    ),
    AgendaOrigin.PLAN: (
        "établir le plan d’action de trois mois",
        "le plan d’action est validé, avec ses responsables, ses échéances et son financement",
    ),
    AgendaOrigin.COMMITTEE: (
        "mettre en place ou renouveler le comité de suivi et son mandat",
        "le comité de suivi est en place, avec un mandat écrit",
    ),
}


class Bench(NamedTuple):
    """One college of those invited; « 2 organisations, 5 personnes » is counted from the names."""

    name: str
    invited: list[str]


def terms_of_reference(meeting: Meeting, trial: Trial | None = None) -> Document:
    """Context, aims, results, who is invited, agenda, day, place and costs; dots where unknown."""
    with translation.override("fr"):
        words = words_for(meeting, Paper.TERMS, trial)
        aims = _aims(meeting)
        context: dict[str, Any] = {
            "head": words.head(frame.head(meeting, meeting.invitation_sent_on)),
            "meeting_words": meeting_words(meeting),
            "opening": words.text(PaperPart.OPENING),
            "closing": words.text(PaperPart.CLOSING),
            "signatures": words.signatures([sender(meeting)]),
            "context": _context(meeting),
            "aims": [aim for aim, _result in aims],
            "results": [result for _aim, result in aims],
            "benches": _invited(meeting),
            "items": announced(meeting),
            "day": called_day(meeting) or DOTS,
            "hour": called_hour(meeting) or DOTS,
            "place": meeting.place or DOTS,
            "costs": costs_of(meeting),
            "contact": contact(meeting) or DOTS,
            "contact_phone": contact_phone(meeting) or DOTS,
            "dots": DOTS,
        }
    return frame.document(meeting, "tdr", template="terms", title=TITLE, context=context)


def _aims(meeting: Meeting) -> list[tuple[str, str]]:
    """What each proposed point of the agenda is for; a point somebody typed is an aim itself."""
    items = meeting.agenda.exclude(state__in=(AgendaState.ADDED, AgendaState.WITHDRAWN))
    found: dict[tuple[str, str], None] = {}
    for item in items:
        if item.origin == AgendaOrigin.TYPED:
            title = f"«{NBSP}{item.title[:1].lower()}{item.title[1:]}{NBSP}»"
            found.setdefault((f"traiter le point {title}", f"le point {title} est traité"))
        elif item.origin in AIMS:
            found.setdefault(AIMS[item.origin])
    return list(found)


def _context(meeting: Meeting) -> list[str]:
    """What the record knows: founding act, sectors, the meeting before, the rhythm."""
    framework = meeting.framework
    return [
        sentence
        for sentence in (_founded(framework), _sectors(meeting), _before(meeting))
        if sentence
    ]


def _founded(framework: Framework) -> str:
    act, months = framework.founding_deliberation, framework.meeting_period_months
    by = f", créé par la délibération n°{NBSP}{act.number} du {day(act.dated)}," if act else ""
    rhythm = "chaque mois" if months == 1 else f"tous les {months} mois"
    name = framework.name
    if not name.lower().startswith("cadre"):
        name = f"cadre de concertation «{NBSP}{name}{NBSP}»"
    return (
        f"Le {name[:1].lower()}{name[1:]}{by} réunit {rhythm} la commune, les organisations "
        "professionnelles, les services techniques et les partenaires."
    )


def _sectors(meeting: Meeting) -> str:
    rows = meeting.framework.priority_sectors.active(day_of(meeting)).select_related("sector")
    names = [str(row.sector) for row in rows]
    if not names:
        return ""
    several = "s" if len(names) > 1 else ""
    return f"Filière{several} prioritaire{several}{NBSP}: {listed(names)}."


def _before(meeting: Meeting) -> str:
    earlier = previous_meeting(meeting)
    if earlier is None:
        return "C’est la première réunion du cadre." if meeting.number == 1 else ""
    held = f", tenue le {day(earlier.held_on)}," if earlier.held_on else ""
    decisions = earlier.decisions.count()
    taken = f" a pris {decisions} décision{'s' if decisions > 1 else ''}" if decisions else ""
    if not taken:
        return f"La réunion précédente est la réunion n°{NBSP}{earlier.number}{held.rstrip(',')}."
    return f"La réunion précédente, n°{NBSP}{earlier.number}{held}{taken}."


def _invited(meeting: Meeting) -> list[Bench]:
    """Who is invited, college by college: the register, else whom it would propose."""
    rows = register(meeting) or proposals(meeting, source_of(meeting))
    seats = meeting.framework.members.sitting(day_of(meeting))
    colleges = dict(seats.values_list("organisation", "college"))
    benches: dict[str, list[str]] = {college.value: [] for college in College}
    for row in rows:
        party = row.organisation or (row.person.organisation if row.person else None)
        college = colleges.get(party.pk if party else None, College.OTHER.value)
        name = full_name(row.person) if row.person else ""
        benches[college].append(", ".join(filter(None, (name, str(party or "")))))
    return [Bench(str(College(key).label), names) for key, names in benches.items() if names]
