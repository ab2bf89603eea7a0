"""Document C: the minutes of a meeting, PROJET until they are approved."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Count, Q, Sum
from django.utils import translation

from actionplans.documents.plan import Signature
from actionplans.models import ActionPlan
from communes.models import Sex
from consult.meetings.documents import frame
from consult.meetings.documents.attendance import Roll, roll_of
from consult.meetings.documents.words import (
    DOTS,
    at_place,
    day_opening,
    deadline,
    full_name,
    in_charge,
    meeting_words,
    named,
    taken,
)
from consult.meetings.followed import followed, previous_meeting
from foundation.documents.document import Document
from foundation.formats.dates import hour
from frameworks.models import AgendaItem, Decision, Meeting, Need, NeedState
from monitoring.models import Committee, CommitteeRole

# The seats of the committee in their order, as said of a man and of a woman.
SEATS = {
    CommitteeRole.CHAIR: ("président", "présidente"),
    CommitteeRole.VICE_CHAIR: ("vice-président", "vice-présidente"),
    CommitteeRole.SECRETARY: ("secrétaire", "secrétaire"),
    CommitteeRole.MEMBER: ("membre", "membre"),
}


class Taken(NamedTuple):
    """A decision as the table prints it."""

    decision: Decision
    how: str
    who: str
    until: str
    situation: str = ""


class Point(NamedTuple):
    """A point of the agenda and what was decided on it."""

    item: AgendaItem
    decisions: list[Taken]


class Chosen(NamedTuple):
    """What the meeting made of a need, and why."""

    need: Need
    choice: str
    why: str


class Seat(NamedTuple):
    """A member of the committee as the table prints them."""

    name: str
    sex: str
    party: str
    role: str


class Agreed(NamedTuple):
    """A plan agreed at the meeting: how many actions, what they cost altogether in FCFA."""

    plan: ActionPlan
    actions: int
    cost: int
    without_cost: int


def minutes(meeting: Meeting) -> Document:
    """The minutes as recorded, block by block; what is not known is left out, never invented."""
    with translation.override("fr"):
        context = {
            "draft": not meeting.is_locked,
            "head": frame.undated(meeting),
            "opening": _opening(meeting),
            "bureau": _bureau(meeting),
            "closing": _closing(meeting),
            "signatures": [
                *frame.bureau(meeting),
                Signature("Pour les organisations professionnelles"),
                Signature("Pour les services techniques"),
            ],
            **_people(roll_of(meeting)),
            **_work(meeting),
            **_outcome(meeting),
        }
    return frame.document(meeting, "pv", template="minutes", title="Procès-verbal", context=context)


def _people(roll: Roll) -> dict[str, Any]:
    parties = {line.party for bench in roll.benches for line in bench.lines if line.party}
    return {
        "roll": roll,
        "benches": roll.benches,
        "tallies": [bench.tally for bench in roll.benches],
        "total": roll.total,
        "parties": sorted(parties),
    }


def _work(meeting: Meeting) -> dict[str, Any]:
    """Agenda, discussions and decisions, those of the meeting before included."""
    earlier = previous_meeting(meeting)
    decisions = [
        _taken(row)
        for row in meeting.decisions.select_related("owner", "owner_person").order_by("number")
    ]
    items: list[AgendaItem] = list(meeting.agenda.all())
    return {
        "items": items,
        "points": _points(items, decisions),
        "decisions": decisions,
        "earlier": earlier,
        "followed": [_taken(row, situation) for row, situation in followed(meeting, earlier)],
    }


def _outcome(meeting: Meeting) -> dict[str, Any]:
    """What the meeting changed: needs, plan, committee, mandate."""
    committee = meeting.committees.first()
    return {
        "needs": _needs(meeting),
        "plans": [_agreed(plan) for plan in meeting.plans.select_related("cycle")],
        "committee": committee,
        "members": _members(committee, meeting) if committee else [],
        "mandates": list(meeting.mandates.order_by("version")),
    }


def _opening(meeting: Meeting) -> str:
    place = at_place(meeting.place)
    held = f"{day_opening(meeting.held_on)}, s’est tenue"
    return f"{held}{f', {place},' if place else ''} la {meeting_words(meeting)}."


def _bureau(meeting: Meeting) -> list[str]:
    """Who opened the sitting and when, who chaired, wrote and facilitated, in sentences."""
    chair, writer, helper = map(named, (meeting.chair, meeting.secretary, meeting.facilitator))
    at = f" à {hour(meeting.started_at)}" if meeting.started_at else ""
    called = meeting.called_at and meeting.called_at != meeting.started_at
    said = f"Convoquée pour {hour(meeting.called_at)}, la" if called else "La"
    first = ""
    if at or chair:
        under = f" sous la présidence de {chair}" if chair else ""
        first = f"{said} séance a été ouverte{at}{under}."
    return [
        sentence
        for sentence in (
            first,
            f"Le secrétariat a été assuré par {writer}." if writer else "",
            f"Les échanges ont été facilités par {helper}." if helper else "",
        )
        if sentence
    ]


def _closing(meeting: Meeting) -> str:
    began, ended = hour(meeting.started_at), hour(meeting.ended_at)
    if not meeting.is_held:
        return f"L’ordre du jour étant épuisé, la séance a pris fin à {DOTS}."
    begun = f", commencée à {began}," if began else ""
    end = f"a pris fin à {ended}" if ended else "a été levée"
    return f"L’ordre du jour étant épuisé, la séance{begun} {end}."


def _taken(decision: Decision, situation: str = "") -> Taken:
    return Taken(decision, taken(decision), in_charge(decision), deadline(decision), situation)


def _points(items: list[AgendaItem], decisions: list[Taken]) -> list[Point]:
    """The points on which something was said or decided; the table has every decision."""
    points = [
        Point(item, [row for row in decisions if row.decision.agenda_item_id == item.pk])
        for item in items
    ]
    return [point for point in points if point.decisions or point.item.discussion]


def _needs(meeting: Meeting) -> list[tuple[str, list[Chosen]]]:
    """Needs by sector: those retained here, those its decisions name, those still put aside."""
    concerned = Q(retained_at=meeting) | Q(decisions__meeting=meeting)
    later = meeting.framework.meetings.held().filter(number__gt=meeting.number)
    if meeting.held_on and not later.exists():
        aside = Q(state__in=(NeedState.DEFERRED, NeedState.REJECTED))
        concerned |= aside & Q(identified_on__lte=str(meeting.held_on.last_day))
    found = meeting.framework.needs.filter(concerned).distinct()
    rows: dict[str, list[Chosen]] = {}
    for need in found.by_sector().select_related("sector", "organisation"):
        sector = str(need.sector) if need.sector else "sans filière"
        rows.setdefault(sector, []).append(_chosen(need, meeting))
    return list(rows.items())


def _chosen(need: Need, meeting: Meeting) -> Chosen:
    if need.retained_at_id == meeting.pk:
        return Chosen(need, "Retenu", "")
    if need.state in (NeedState.DEFERRED, NeedState.REJECTED):
        return Chosen(need, str(need.get_state_display()).capitalize(), need.reason)
    return Chosen(need, "Examiné", "voir la décision")


def _agreed(plan: ActionPlan) -> Agreed:
    sums = plan.actions.aggregate(
        number=Count("pk"), cost=Sum("estimated_cost"), known=Count("estimated_cost")
    )
    return Agreed(plan, sums["number"], sums["cost"] or 0, sums["number"] - sums["known"])


def _members(committee: Committee, meeting: Meeting) -> list[Seat]:
    """The committee as the meeting set it up, its chair first."""
    sat = meeting.held_on.last_day if meeting.held_on else committee.set_up_on
    members = committee.members.filter(Q(since=None) | Q(since__lte=sat))
    still = members.filter(Q(until=None) | Q(until__gte=sat))
    order = list(SEATS)
    return [
        Seat(
            full_name(row.person),
            row.person.sex,
            str(row.person.organisation or ""),
            SEATS[CommitteeRole(row.role)][row.person.sex == Sex.WOMAN],
        )
        for row in sorted(
            still.select_related("person__organisation"),
            key=lambda row: order.index(CommitteeRole(row.role)),
        )
    ]
