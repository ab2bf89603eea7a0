"""The balance of the plan that was running when a meeting was held, as known on that day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Prefetch, Q, Sum

from actionplans.models import Action, ActionPlan, FundingLine, Payment, PlanState
from consult.meetings.seats import day_of
from frameworks.models import Meeting, MeetingKind
from monitoring.models import Situation, Statement, Voice


@dataclass(frozen=True)
class Row:
    """One action: its situation on that day, who says so, and the money (FCFA)."""

    action: Action
    situation: str
    declared: bool
    note: str
    promises: int
    unvalued: int
    promised: int
    paid: int

    @property
    def words(self) -> str:
        """« Réalisée », in the language of the page or paper."""
        return str(Situation(self.situation).label)


@dataclass(frozen=True)
class Balance:
    """A running plan before a meeting, action by action, and its sums."""

    plan: ActionPlan
    rows: list[Row]

    @property
    def promised(self) -> int:
        return sum(row.promised for row in self.rows)

    @property
    def paid(self) -> int:
        return sum(row.paid for row in self.rows)

    @property
    def done(self) -> int:
        return sum(row.situation == Situation.DONE for row in self.rows)


def plan_before(meeting: Meeting) -> ActionPlan | None:
    """The last sealed plan agreed before this meeting; a preparatory meeting reviews none."""
    if meeting.kind == MeetingKind.PREPARATORY:
        return None
    before = Q(agreed_at=None, agreed_on__lt=day_of(meeting)) | Q(
        agreed_at__number__lt=meeting.number
    )
    plans = ActionPlan.objects.filter(before, cycle__framework=meeting.framework)
    sealed = plans.exclude(state=PlanState.DRAFT).select_related("cycle")
    return sealed.order_by("-cycle__number").first()


def balance_of(meeting: Meeting) -> Balance | None:
    """The balance on the day of the meeting: what was said and paid later is not in it."""
    plan = plan_before(meeting)
    if plan is None:
        return None
    day = meeting.held_on.last_day if meeting.held_on else day_of(meeting)
    said = Statement.objects.filter(said_on__lte=day).counting_first()
    actions = plan.actions.select_related("responsible").order_by("number")
    promised, paid = _promised(plan), _paid(plan, day)
    rows = [
        _row(action, promised.get(action.pk, {}), paid.get(action.pk, 0))
        for action in actions.prefetch_related(Prefetch("statements", said, to_attr="said"))
    ]
    return Balance(plan, rows)


def _promised(plan: ActionPlan) -> dict[int, dict[str, Any]]:
    """By action: how many promises stand, how many have no value, their sum."""
    lines = FundingLine.objects.standing().filter(action__plan=plan).order_by()
    sums = lines.values("action").annotate(
        promises=Count("pk"),
        unvalued=Count("pk", filter=Q(promised=None)),
        total=Sum("promised"),
    )
    return {row["action"]: dict(row) for row in sums}


def _paid(plan: ActionPlan, day: datetime.date) -> dict[int, int]:
    """By action: what was paid or valued up to the day; undated payments count."""
    known = Q(paid_on=None) | Q(paid_on__lte=day)
    rows = Payment.objects.filter(known, line__action__plan=plan).order_by()
    sums = rows.values(action=F("line__action")).annotate(total=Sum("amount"))
    return {row["action"]: row["total"] for row in sums}


def _row(action: Any, promised: dict[str, Any], paid: int) -> Row:
    counting: Statement | None = action.said[0] if action.said else None
    return Row(
        action=action,
        situation=counting.situation if counting else Situation.PLANNED,
        declared=counting is not None and counting.voice == Voice.RESPONSIBLE,
        note=counting.note if counting else "",
        promises=promised.get("promises", 0),
        unvalued=promised.get("unvalued", 0),
        promised=promised.get("total") or 0,
        paid=paid,
    )
