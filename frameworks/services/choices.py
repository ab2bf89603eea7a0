"""What a meeting chose of the needs before it: one row per need and meeting, kept for life."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from communes.access import Action, require
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.records.errors import NotReady
from foundation.records.moves import move
from frameworks.models import Meeting, Need, NeedState, NeedTreatment, Treatment
from frameworks.models.needs import NEED_MOVES
from frameworks.services.needs import SAYS_WHY, says_why, situation_in_words, write


@dataclass(frozen=True)
class NeedChoice:
    """What a meeting decided of one need: retained, put off or set aside, the last two with why.

    `to` is None when the meeting did not speak of the need after all: its choice is taken back.
    """

    need: Need
    to: NeedState | None
    reason: str = ""


@transaction.atomic
def retain_needs(meeting: Meeting, choices: Iterable[NeedChoice], *, by: User) -> int:
    """Write what a meeting decided of the needs before it, in one send; returns how many moved."""
    require(by, Action.RUN_MEETING, meeting.framework.commune)
    if Meeting.objects.select_for_update().get(pk=meeting.pk).is_locked:
        raise NotReady(_("The minutes of this meeting are approved: its choices no longer change."))
    known = {row.need_id: row for row in meeting.treatments.all()}
    moved = 0
    for choice in choices:
        if choice.need.framework_id != meeting.framework_id:
            raise NotReady(_("This need belongs to another framework."))
        before = known.get(choice.need.pk)
        if choice.to is None:
            moved += _take_back(meeting, choice.need, before, by=by)
        else:
            moved += _choose(meeting, choice.need, before, choice.to, choice.reason, by=by)
    return moved


def _choose(
    meeting: Meeting, need: Need, before: NeedTreatment | None, to: str, reason: str, *, by: User
) -> bool:
    """Write one choice; the same choice sent again writes nothing."""
    reason = reason.strip() if to in SAYS_WHY else ""
    if before and (before.choice, before.reason, need.state) == (to, reason, to):
        return False
    says_why(to, reason)
    _require_open_to(need, before, to)
    meeting.treatments.update_or_create(need=need, defaults={"choice": to, "reason": reason})
    _set(meeting, need, to, reason, by=by)
    return True


def _require_open_to(need: Need, before: NeedTreatment | None, to: str) -> None:
    """A meeting may choose what the situation allows, and revise a choice nothing followed."""
    revised = before is not None and before.choice == need.state
    open_to = (need.state, *NEED_MOVES[need.state])
    if to not in Treatment.values or not (revised or to in open_to):
        raise NotReady(_("The need %(code)s cannot take that situation now.") % {"code": need.code})


def _take_back(meeting: Meeting, need: Need, before: NeedTreatment | None, *, by: User) -> bool:
    """Put the need back where the meeting found it, as far as no one went on from there."""
    if before is None:
        return False
    if before.choice != need.state:
        raise NotReady(
            _("The need %(code)s went on since this meeting: its choice is not taken back.")
            % {"code": need.code}
        )
    before.delete()
    last = need.treatments.order_by("meeting__number").last()
    state, reason = (last.choice, last.reason) if last else (NeedState.IDENTIFIED, "")
    _set(meeting, need, state, reason, by=by)
    return True


def _set(meeting: Meeting, need: Need, to: str, reason: str, *, by: User) -> None:
    """The need as this meeting leaves it, with its line in the journal."""
    before = need.state
    move(
        need,
        "state",
        to=to,
        reason=reason if to in SAYS_WHY else "",
        retained_at_id=_retained_at(meeting, need, to),
        satisfied_on=None,
    )
    verb = Verb.STATE if before != to else Verb.CHANGED
    write(need, by, verb, note=f"{meeting}: {situation_in_words(need)}")


def _retained_at(meeting: Meeting, need: Need, to: str) -> int | None:
    """This meeting when it retains the need; else the last other one that did."""
    if to == NeedState.RETAINED and need.treatments.filter(meeting=meeting).exists():
        return meeting.pk
    if need.retained_at_id != meeting.pk:
        return need.retained_at_id
    others = need.treatments.filter(choice=Treatment.RETAINED).exclude(meeting=meeting)
    return others.order_by("-meeting__number").values_list("meeting", flat=True).first()
