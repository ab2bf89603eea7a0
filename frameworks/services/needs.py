"""Needs: recorded when they are said, chosen at a meeting, followed until they are satisfied."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from communes.access import Action, require
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.moves import move
from frameworks.models import Framework, Meeting, Need, NeedState
from frameworks.models.needs import NEED_MOVES

SAYS_WHY = (NeedState.DEFERRED, NeedState.REJECTED)


@dataclass(frozen=True)
class NeedChoice:
    """What a meeting decided of one need: retained, put off or set aside, the last two with why."""

    need: Need
    to: NeedState
    reason: str = ""


@transaction.atomic
def add_need(need: Need, *, by: User) -> Need:
    """Record a need under the next free code of its framework: N01, N02…"""
    framework = need.framework
    require(by, Action.EDIT_NEEDS, framework.commune)
    Framework.objects.select_for_update().get(pk=framework.pk)
    need.code = next_code(framework)
    need.save()
    _write(need, by, Verb.CREATED)
    return need


def next_code(framework: Framework) -> str:
    """The code after the highest one given so far; a code is never given twice."""
    codes = framework.needs.values_list("code", flat=True)
    numbers = [int(found[1]) for code in codes if (found := re.fullmatch(r"N(\d{1,6})", code))]
    return f"N{max(numbers, default=0) + 1:02}"


@transaction.atomic
def change_need(need: Need, *, by: User, save: Callable[[], Any], fields: Iterable[str]) -> None:
    """Store what a form changed of a need's words or figures (`save`)."""
    require(by, Action.EDIT_NEEDS, need.framework.commune)
    save()
    _write(need, by, Verb.CHANGED, fields=fields)


@transaction.atomic
def move_need(
    need: Need,
    to: NeedState,
    *,
    by: User,
    reason: str = "",
    meeting: Meeting | None = None,
    satisfied_on: datetime.date | None = None,
) -> None:
    """Say what became of a need; putting it off or setting it aside says why."""
    require(by, Action.EDIT_NEEDS, need.framework.commune)
    _move(need, to, by=by, reason=reason, meeting=meeting, satisfied_on=satisfied_on)


@transaction.atomic
def retain_needs(meeting: Meeting, choices: Iterable[NeedChoice], *, by: User) -> int:
    """Write what a meeting decided of the needs before it, in one send; returns how many moved."""
    require(by, Action.RUN_MEETING, meeting.framework.commune)
    if meeting.is_locked:
        raise NotReady(_("The minutes of this meeting are approved: its choices no longer change."))
    moved = 0
    for choice in choices:
        if choice.need.framework_id != meeting.framework_id:
            raise NotReady(_("This need belongs to another framework."))
        if choice.need.state != choice.to or choice.need.reason != choice.reason:
            _move(choice.need, choice.to, by=by, reason=choice.reason, meeting=meeting)
            moved += 1
    return moved


def _move(
    need: Need,
    to: NeedState,
    *,
    by: User,
    reason: str,
    meeting: Meeting | None,
    satisfied_on: datetime.date | None = None,
) -> None:
    reason = reason.strip()
    if to != need.state and to not in NEED_MOVES[need.state]:
        raise NotReady(_("The need %(code)s cannot take that situation now.") % {"code": need.code})
    if to in SAYS_WHY and not reason:
        raise NotReady(_("Say in one sentence why the need is put off or set aside."))
    before = need.state
    move(
        need,
        "state",
        to=to,
        reason=reason if to in SAYS_WHY else "",
        retained_at_id=meeting.pk if to == NeedState.RETAINED and meeting else need.retained_at_id,
        satisfied_on=satisfied_on if to == NeedState.SATISFIED else None,
    )
    _write(need, by, Verb.STATE if before != to else Verb.CHANGED, note=_said(need))


def _said(need: Need) -> str:
    """The journal's line: the situation, and why when it needs a reason."""
    word = str(need.get_state_display())
    return f"{word} – {need.reason}" if need.reason else word


def _write(need: Need, by: User, verb: Verb, *, note: str = "", fields: Iterable[str] = ()) -> None:
    scope = need.framework.commune.code
    journal(need, by=by, verb=verb, scope=scope, fields=fields, note=note)
