"""Writing what somebody declares. Answers are only added; taking one back is an answer too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from communes.access import Action, require
from consult.learning.models import WocatAnswer, WocatDraft
from consult.learning.wocat.checks import allows
from consult.learning.wocat.draft import code_of, history_of, standing
from consult.learning.wocat.questions import QUESTIONS
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.today import today
from frameworks.models import Framework


@transaction.atomic
def declare(framework: Framework, *, by: User, answers: Mapping[str, Any]) -> list[str]:
    """Add the answers that differ from those that stand; None takes one back. Their keywords."""
    require(by, Action.EDIT_LEARNING, framework.commune)
    refused = [name for name, value in answers.items() if not _fits(name, value)]
    if refused:
        raise NotReady(*(_sentence(name) for name in refused))
    stored = _draft_of(framework)
    stands = standing(history_of(stored))
    changed = [name for name, value in answers.items() if stands.get(name) != value]
    WocatAnswer.objects.bulk_create(
        WocatAnswer(draft=stored, keyword=name, value=answers[name], given_by=by)
        for name in changed
    )
    if changed:
        commune = framework.commune
        journal(stored, by=by, verb=Verb.CHANGED, scope=commune.code, fields=changed)
    return changed


def _draft_of(framework: Framework) -> WocatDraft:
    """The framework's draft, begun by its first answer; its row is locked while answers come."""
    found, _created = WocatDraft.objects.get_or_create(
        framework=framework,
        defaults={
            "code": code_of(framework),
            "title": framework.name,
            "started_on": today(),
        },
    )
    locked: WocatDraft = WocatDraft.objects.select_for_update().get(pk=found.pk)
    return locked


def _fits(name: str, value: Any) -> bool:
    return name in QUESTIONS and (value is None or allows(QUESTIONS[name], value))


def _sentence(name: str) -> str:
    known = QUESTIONS.get(name)
    words = {"field": known.label if known else name}
    return _("This answer does not fit the questionnaire: %(field)s.") % words
