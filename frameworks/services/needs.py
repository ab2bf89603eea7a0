"""Needs: recorded when they are said, followed until they are satisfied."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from communes.access import Action, require
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.moves import move
from frameworks.models import Framework, Meeting, Need, NeedState, Treatment
from frameworks.models.needs import NEED_MOVES

SAYS_WHY = (NeedState.DEFERRED, NeedState.REJECTED)


@transaction.atomic
def add_need(need: Need, *, by: User) -> Need:
    """Record a need under the next free code of its framework: N01, N02…"""
    framework = need.framework
    require(by, Action.EDIT_NEEDS, framework.commune)
    Framework.objects.select_for_update().get(pk=framework.pk)
    need.code = next_code(framework)
    need.save()
    write(need, by, Verb.CREATED)
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
    write(need, by, Verb.CHANGED, fields=fields)


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
    """Say what became of a need; putting it off or setting it aside says why.

    Retained at a meeting whose minutes are still open, it also stands among that meeting's choices.
    """
    require(by, Action.EDIT_NEEDS, need.framework.commune)
    _move(need, to, by=by, reason=reason, meeting=meeting, satisfied_on=satisfied_on)
    if to == NeedState.RETAINED and meeting and not meeting.is_locked:
        chosen = {"choice": Treatment.RETAINED, "reason": ""}
        need.treatments.update_or_create(meeting=meeting, defaults=chosen)


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
    says_why(to, reason)
    before = need.state
    move(
        need,
        "state",
        to=to,
        reason=reason if to in SAYS_WHY else "",
        retained_at_id=meeting.pk if to == NeedState.RETAINED and meeting else need.retained_at_id,
        satisfied_on=satisfied_on if to == NeedState.SATISFIED else None,
    )
    write(need, by, Verb.STATE if before != to else Verb.CHANGED, note=situation_in_words(need))


def says_why(to: str, reason: str) -> None:
    """Stop a need from being put off or set aside without a sentence that says why."""
    if to in SAYS_WHY and not reason:
        raise NotReady(_("Say in one sentence why the need is put off or set aside."))


def situation_in_words(need: Need) -> str:
    """The journal's line: the situation, and why when it needs a reason."""
    word = str(need.get_state_display())
    return f"{word} – {need.reason}" if need.reason else word


def write(need: Need, by: User, verb: Verb, *, note: str = "", fields: Iterable[str] = ()) -> None:
    """A need's line in the journal of its commune."""
    scope = need.framework.commune.code
    journal(need, by=by, verb=verb, scope=scope, fields=fields, note=note)
