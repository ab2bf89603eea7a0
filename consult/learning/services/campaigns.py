"""Collections of sheets: opened by an adviser or administrator, changed while they run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from communes.access import GRANTS, Action, require, roles_anywhere
from communes.models import Commune
from consult.learning.models import Campaign
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.today import today


@transaction.atomic
def open_campaign(campaign: Campaign, *, by: User, communes: Iterable[Commune]) -> Campaign:
    """Ask some communes for a sheet by a day; each must be one the person may ask."""
    asked = list(communes)
    _may_ask(asked, by)
    campaign.opened_on, campaign.opened_by = today(), by
    _check(campaign, asked)
    campaign.save(force_insert=True)
    campaign.communes.set(asked)
    journal(campaign, by=by, verb=Verb.CREATED, scope="")
    return campaign


@transaction.atomic
def change_campaign(
    campaign: Campaign,
    *,
    by: User,
    communes: Iterable[Commune],
    save: Callable[[], Any],
    fields: Iterable[str],
) -> None:
    """Change words, day or communes; communes the person may not ask stay as they are."""
    asked = list(communes)
    visible = Commune.objects.visible_to(by)
    kept = list(campaign.communes.exclude(pk__in=visible.order_by().values("pk")))
    _may_ask(asked, by)
    _check(campaign, [*asked, *kept])
    save()
    campaign.communes.set([*asked, *kept])
    journal(campaign, by=by, verb=Verb.CHANGED, scope="", fields=fields)


def _may_ask(communes: list[Commune], by: User) -> None:
    """One query when the person asks wherever they work; else commune by commune."""
    visible = Commune.objects.visible_to(by).filter(pk__in=[one.pk for one in communes])
    if visible.count() == len(communes) and roles_anywhere(by) <= GRANTS[Action.CAMPAIGN]:
        return
    for commune in communes:
        require(by, Action.CAMPAIGN, commune)


def _check(campaign: Campaign, asked: list[Commune]) -> None:
    if not asked:
        raise NotReady(_("Choose at least one commune."))
    if campaign.due_on < campaign.opened_on:
        raise NotReady(_("The answers are due before the collection opens."))
