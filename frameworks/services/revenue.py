"""Writing what the commune collects, its new revenues, and the trust surveys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from communes.access import Action, require
from communes.models import Commune
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.lines import Line
from frameworks.models import TrustScore, TrustSurvey

Means = Mapping[tuple[str, str], Decimal | None]


@transaction.atomic
def record_revenue(commune: Commune, lines: Iterable[Line], *, by: User) -> None:
    """Store the taxes and new revenues typed of one year; none is noted twice."""
    require(by, Action.EDIT_FRAMEWORK, commune)
    for line in lines:
        if line.remove:
            _log(commune, line.record, Verb.REMOVED, by)
            line.record.delete()
            continue
        verb = Verb.CREATED if line.record.pk is None else Verb.CHANGED
        _save_once(line)
        _log(commune, line.record, verb, by, line.fields)


def _save_once(line: Line) -> None:
    try:
        with transaction.atomic():
            line.save()
    except IntegrityError as error:
        raise NotReady(
            _("“%(row)s” is already noted for this year. Read the page again.")
            % {"row": line.record}
        ) from error


@transaction.atomic
def record_survey(survey: TrustSurvey, means: Means, *, by: User) -> TrustSurvey:
    """Store a survey with the mean of each side to each question."""
    commune = survey.cycle.framework.commune
    require(by, Action.EDIT_FRAMEWORK, commune)
    survey.save()
    _write_means(survey, means)
    _log(commune, survey, Verb.CREATED, by)
    return survey


@transaction.atomic
def change_survey(
    survey: TrustSurvey, means: Means, *, by: User, save: Callable[[], Any], fields: Iterable[str]
) -> None:
    """Store what a form changed of a survey (`save`) and of its means."""
    commune = survey.cycle.framework.commune
    require(by, Action.EDIT_FRAMEWORK, commune)
    save()
    _write_means(survey, means)
    _log(commune, survey, Verb.CHANGED, by, fields)


def _write_means(survey: TrustSurvey, means: Means) -> None:
    """A question left empty has no mean."""
    for (item, side), mean in means.items():
        if mean is None:
            survey.scores.filter(item=item, side=side).delete()
        else:
            TrustScore.objects.update_or_create(
                survey=survey, item=item, side=side, defaults={"mean": mean}
            )


def _log(
    commune: Commune, record: models.Model, verb: Verb, by: User, fields: Iterable[str] = ()
) -> None:
    journal(record, by=by, verb=verb, scope=commune.code, fields=fields)
