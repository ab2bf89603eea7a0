"""The whole follow-up sheet in one send: every word and every obstacle, or nothing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from foundation.accounts.models import User
from foundation.records.errors import NotReady
from foundation.records.today import today
from monitoring.models import Obstacle, Severity, Situation
from monitoring.services.obstacles import raise_obstacle
from monitoring.services.statements import say


@dataclass(frozen=True)
class Word:
    """One row of the sheet. `action` comes from `sheet_of`; `kinds` are the obstacles ticked."""

    action: Any
    situation: str
    kinds: list[str] = field(default_factory=list)
    note: str = ""
    done_on: datetime.date | None = None


class SheetRefused(NotReady):
    """Rows that a rule refuses: the sentences of each, by the key of its action."""

    def __init__(self, rows: dict[int, list[str]]) -> None:
        super().__init__(*(reason for reasons in rows.values() for reason in reasons))
        self.rows = rows


@transaction.atomic
def say_all(
    words: Iterable[Word],
    *,
    by: User,
    voice: str,
    said_on: datetime.date | None = None,
    by_phone_from: str = "",
) -> int:
    """Add every row as one voice said it that day; answers how many obstacles were named.

    What still blocks an action is not named a second time. Raises SheetRefused with the sentences
    of every row that is not ready; then nothing is written.
    """
    said_on, named = said_on or today(), 0
    refused: dict[int, list[str]] = {}
    for word in words:
        try:
            with transaction.atomic():
                named += _say(word, by, voice, said_on, by_phone_from)
        except NotReady as reason:
            refused[word.action.pk] = reason.reasons
    if refused:
        raise SheetRefused(refused)
    return named


def _say(word: Word, by: User, voice: str, said_on: datetime.date, caller: str) -> int:
    known = {obstacle.category for obstacle in word.action.blocking}
    say(
        word.action,
        by=by,
        voice=voice,
        situation=word.situation,
        said_on=said_on,
        done_on=word.done_on,
        note=word.note,
        by_phone_from=caller,
        named=bool(known or word.kinds),
    )
    new = [kind for kind in word.kinds if kind not in known]
    for kind in new:
        raise_obstacle(_obstacle(word, kind, said_on), by=by)
    return len(new)


def _obstacle(word: Word, kind: str, said_on: datetime.date) -> Obstacle:
    stopped = word.situation == Situation.BLOCKED
    return Obstacle(
        framework=word.action.plan.cycle.framework,
        action=word.action,
        category=kind,
        description=word.note,
        severity=Severity.STOPS if stopped else Severity.SLOWS,
        raised_on=said_on,
    )
