"""The picture of a cycle on the day it closed, kept beside the live figures.

It names actions, parties, needs and obstacles; of the committee it counts seats, and names nobody.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from actionplans.models import ActionPlan
from actionplans.services.sealing import as_text, digest
from communes.models import Sex
from consult.cycle.closing import FINISHED, Fate, mandate_of, needs_answered, planned, still_open
from foundation.accounts.models import User
from frameworks.models import Cycle, NeedState
from monitoring.models import CycleSnapshot, Situation
from monitoring.money import engagements_of

Data = dict[str, Any]

LABELS = {
    "actions": gettext_lazy("Actions of the plan"),
    "done": gettext_lazy("Actions done"),
    "carried": gettext_lazy("Unfinished actions, to be carried over"),
    "dropped": gettext_lazy("Actions dropped"),
    "promised": gettext_lazy("Promised"),
    "paid": gettext_lazy("Paid or valued"),
    "satisfied": gettext_lazy("Needs satisfied"),
}
FATES = {
    Fate.DONE: Situation.DONE.label,
    Fate.DROPPED: Situation.DROPPED.label,
    Fate.CARRIED: gettext_lazy("To be carried over"),
}
MONEY = ("promised", "paid")


def keep(cycle: Cycle, *, by: User, reasons: Mapping[int, str]) -> CycleSnapshot:
    """Write the picture of a cycle that closes; `reasons` say why an action was left, by its key.

    Called only by the service that closes the cycle, which checked who asks.
    """
    text = as_text(picture(cycle, reasons))
    return CycleSnapshot.objects.create(cycle=cycle, taken_by=by, data=text, sha256=digest(text))


def picture(cycle: Cycle, reasons: Mapping[int, str] | None = None) -> Data:
    """What the cycle comes to now: actions, money in FCFA, needs, obstacles, committee."""
    actions = [_action(action, (reasons or {}).get(action.pk, "")) for action in planned(cycle)]
    return {
        "commune": {"code": cycle.commune.code, "name": cycle.commune.name},
        "cycle": cycle.number,
        "opened_on": cycle.opened_on,
        "closed_on": cycle.closed_on,
        "end_report_on": cycle.end_report_on,
        "default": {"note": cycle.default_note, "signed_by": cycle.default_signed_by},
        "actions": actions,
        "promised": sum(row["promised"] for row in actions),
        "paid": sum(row["paid"] for row in actions),
        "parties": _parties(cycle),
        "needs": [_need(need) for need in needs_answered(cycle)],
        "obstacles": [_obstacle(obstacle) for obstacle in still_open(cycle.framework)],
        "committee": _committee(cycle),
    }


def _action(action: Any, reason: str) -> Data:
    fate = Fate(action.situation) if action.situation in FINISHED else Fate.CARRIED
    return {
        "id": action.pk,
        "number": action.number,
        "action": action.wording,
        "situation": action.situation,
        "voice": action.situation_voice,
        "progress": action.progress,
        "done_on": action.done_on,
        "due_on": action.due_on,
        "promised": action.promised,
        "paid": action.paid,
        "fate": fate.value,
        "reason": reason,
    }


def _parties(cycle: Cycle) -> list[Data]:
    """Promised and paid by party, the largest promise first; money taken over is its payer's."""
    return [
        {"id": one.key, "party": one.party, "promised": one.promised, "paid": one.paid}
        for one in engagements_of(ActionPlan.objects.filter(cycle=cycle).first())
    ]


def _need(need: Any) -> Data:
    return {
        "id": need.pk,
        "code": need.code,
        "need": need.statement,
        "state": need.state,
        "satisfied_on": need.satisfied_on,
    }


def _obstacle(obstacle: Any) -> Data:
    return {
        "id": obstacle.pk,
        "category": obstacle.category,
        "obstacle": obstacle.description,
        "state": obstacle.state,
        "raised_on": obstacle.raised_on,
    }


def _committee(cycle: Cycle) -> Data | None:
    committee = getattr(cycle.framework, "committee", None)
    if committee is None:
        return None
    seats = list(committee.members.running(cycle.closed_on).select_related("person"))
    mandate = mandate_of(cycle.framework)
    return {
        "set_up_on": committee.set_up_on,
        "members": len(seats),
        "women": sum(seat.person.sex == Sex.WOMAN for seat in seats),
        "mandate": mandate.version if mandate else None,
        "mandate_from": mandate.valid_from if mandate else None,
    }


# --- Reading it back --------------------------------------------------------------------------


@dataclass(frozen=True)
class Then:
    """One figure on the closing day and today."""

    what: str
    before: int
    now: int

    @property
    def label(self) -> str:
        return str(LABELS[self.what])

    @property
    def is_money(self) -> bool:
        """An amount in FCFA rather than a count."""
        return self.what in MONEY

    @property
    def moved(self) -> bool:
        return self.before != self.now


def read(snapshot: CycleSnapshot) -> Data:
    """The picture as it was kept."""
    found: Data = json.loads(snapshot.data)
    return found


def is_intact(snapshot: CycleSnapshot) -> bool:
    """Whether the text still has the digest it was kept with."""
    return digest(snapshot.data) == snapshot.sha256


def figures(data: Data) -> dict[str, int]:
    """The counts and amounts of a picture, by what they count."""
    fates = [row["fate"] for row in data["actions"]]
    return {
        "actions": len(fates),
        "done": fates.count(Fate.DONE),
        "carried": fates.count(Fate.CARRIED),
        "dropped": fates.count(Fate.DROPPED),
        "promised": data["promised"],
        "paid": data["paid"],
        "satisfied": [row["state"] for row in data["needs"]].count(NeedState.SATISFIED),
    }


def compare(kept: Data, live: Data) -> list[Then]:
    """Each figure then and now."""
    before, now = figures(kept), figures(live)
    return [Then(what, before[what], now[what]) for what in before]


def moved_since(kept: Data, live: Data) -> list[tuple[Data, Data]]:
    """Actions whose situation or money is no longer that of the closing day."""
    now = {row["id"]: row for row in live["actions"]}
    watched = ("situation", "paid", "promised")
    return [
        (row, now[row["id"]])
        for row in kept["actions"]
        if row["id"] in now and any(row[name] != now[row["id"]][name] for name in watched)
    ]


def reasons(kept: Data) -> list[Data]:
    """Actions left with a reason, each with the word of what was decided."""
    left = [row for row in kept["actions"] if row["reason"]]
    return [{**row, "word": str(FATES[row["fate"]])} for row in left]
