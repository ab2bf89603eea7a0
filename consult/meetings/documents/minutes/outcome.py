"""What the meeting changed: needs, plan, committee, mandate."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Q

from actionplans.models import Action, ActionPlan
from communes.models import Sex
from consult.meetings.documents.words import full_name
from frameworks.models import Meeting, Need, NeedState, Treatment
from monitoring.models import Committee, CommitteeRole

# The seats of the committee in their order, as said of a man and of a woman.
SEATS = {
    CommitteeRole.CHAIR: ("président", "présidente"),
    CommitteeRole.VICE_CHAIR: ("vice-président", "vice-présidente"),
    CommitteeRole.SECRETARY: ("secrétaire", "secrétaire"),
    CommitteeRole.MEMBER: ("membre", "membre"),
}


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
    """A plan agreed at the meeting with its actions; what they cost altogether in FCFA."""

    plan: ActionPlan
    actions: list[Action]
    cost: int
    without_cost: int


def outcome(meeting: Meeting) -> dict[str, Any]:
    """Needs by sector, plans agreed, the committee and its mandates."""
    committee = meeting.committees.first()
    return {
        "needs": _needs(meeting),
        "plans": [_agreed(plan) for plan in meeting.plans.select_related("cycle")],
        "committee": committee,
        "members": _members(committee, meeting) if committee else [],
        "mandates": list(meeting.mandates.order_by("version")),
    }


def _needs(meeting: Meeting) -> list[tuple[str, list[Chosen]]]:
    """Needs by sector with the choice the meeting made of each."""
    said = {row.need_id: row for row in meeting.treatments.all()}
    if said:
        found = meeting.framework.needs.filter(treatments__meeting=meeting)
    else:
        found = meeting.framework.needs.filter(_before_treatments(meeting)).distinct()
    rows: dict[str, list[Chosen]] = {}
    for need in found.by_sector().select_related("sector", "organisation"):
        sector = str(need.sector) if need.sector else "sans filière"
        treated = said.get(need.pk)
        chosen = (
            Chosen(need, _first_upper(Treatment(treated.choice).label), treated.reason)
            if treated
            else _chosen(need, meeting)
        )
        rows.setdefault(sector, []).append(chosen)
    return list(rows.items())


def _before_treatments(meeting: Meeting) -> Q:
    """Where no choice is kept by meeting: needs retained here, those its decisions name, and,
    for the latest meeting, those still put aside."""
    concerned = Q(retained_at=meeting) | Q(decisions__meeting=meeting)
    later = meeting.framework.meetings.held().filter(number__gt=meeting.number)
    if meeting.held_on and not later.exists():
        aside = Q(state__in=(NeedState.DEFERRED, NeedState.REJECTED))
        concerned |= aside & Q(identified_on__lte=str(meeting.held_on.last_day))
    return concerned


def _chosen(need: Need, meeting: Meeting) -> Chosen:
    if need.retained_at_id == meeting.pk:
        return Chosen(need, "Retenu", "")
    if need.state in (NeedState.DEFERRED, NeedState.REJECTED):
        return Chosen(need, _first_upper(need.get_state_display()), need.reason)
    return Chosen(need, "Examiné", "voir la décision")


def _first_upper(words: Any) -> str:
    return str(words).capitalize()


def _agreed(plan: ActionPlan) -> Agreed:
    actions = list(plan.actions.select_related("responsible").order_by("number"))
    known = [row.estimated_cost for row in actions if row.estimated_cost is not None]
    return Agreed(plan, actions, sum(known), len(actions) - len(known))


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
