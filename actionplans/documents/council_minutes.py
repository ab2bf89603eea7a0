"""The extract of the minutes for the council: what the meeting decided about the plan."""

from __future__ import annotations

import datetime

from django.db.models import Q

from actionplans.documents.plan import plan_head
from actionplans.models import ActionPlan
from communes.documents import Signature
from foundation.documents.document import Document
from foundation.formats.dates import day
from frameworks.documents.organ import organ_on
from frameworks.models import Decision, DecisionNature, Meeting

ABOUT_THE_PLAN = (DecisionNature.PLAN, DecisionNature.PDESC, DecisionNature.BUDGET)


def minutes_extract(plan: ActionPlan, meeting: Meeting, on: datetime.date) -> Document:
    """The decisions on the plan, the PDESC and the budget, certified by the mayor."""
    organ = organ_on(plan.cycle.framework.commune, on)
    certified = Signature(f"Pour extrait conforme, {organ.chief_after}", organ.head_name)
    about = Q(nature__in=ABOUT_THE_PLAN) | Q(actions__plan=plan)
    found = meeting.decisions.filter(about).distinct().order_by("number")
    decisions = found.select_related("owner", "owner_person")
    return Document(
        template="documents/council/minutes.html",
        filename="",
        title=f"Extrait du procès-verbal de la réunion n° {meeting.number}",
        context={
            "plan": plan,
            "meeting": meeting,
            "head": plan_head(plan)._replace(date=""),
            "approved": meeting.is_locked,
            "decisions": [(one, _in_charge(one), _until(one)) for one in decisions],
            "signatures": [certified],
            "footer": plan.cycle.framework.name,
        },
    )


def _in_charge(decision: Decision) -> str:
    """The organisation and the person who carry it out."""
    person = decision.owner_person
    name = f"{person.first_name} {person.last_name.upper()}" if person else ""
    return ", ".join(filter(None, (str(decision.owner or ""), name)))


def _until(decision: Decision) -> str:
    """The deadline as said, and its last possible day."""
    last = day(decision.deadline_on) if decision.deadline_on else ""
    if decision.deadline_words and last:
        return f"{decision.deadline_words} (au plus tard le {last})"
    return decision.deadline_words or last
