"""What a party signs and what is read to it: letters of engagement, and *nos engagements*."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import translation
from django.utils.text import slugify

from actionplans.documents.plan import plan_head
from actionplans.documents.pledges import PartyPledges, parties_of_plan
from actionplans.models import ActionPlan
from communes.documents import Signature
from communes.models import Organisation, OrganisationKind
from foundation.documents.document import Document
from foundation.formats.dates import day
from frameworks.documents.organ import Organ, organ_on


def engagement_letters(plan: ActionPlan, party: Organisation | None = None) -> Document:
    """*Lettre d'engagement*: a page for each party that promised, or for one of them."""
    found = [one for one in _parties(plan, party) if one.pledges]
    with translation.override("fr"):
        organ = organ_on(plan.cycle.framework.commune, plan.agreed_on or plan.starts_on)
        head = plan_head(plan)._replace(date="")  # the day of the signature is written by hand
        context = {
            "letters": [(one, _signatures(one.party, organ)) for one in found],
            "head": head,
            **_shared(plan),
        }
    what = "Lettre d’engagement" if party else "Lettres d’engagement"
    return _document(plan, party, "engagement_letters", "lettres-engagement", what, context)


def our_commitments(plan: ActionPlan, party: Organisation | None = None) -> Document:
    """*Nos engagements*: what an organisation promised and answers for, to be read aloud."""
    with translation.override("fr"):
        context = {"parties": _parties(plan, party), **_shared(plan)}
    return _document(plan, party, "our_commitments", "nos-engagements", "Nos engagements", context)


def _parties(plan: ActionPlan, party: Organisation | None) -> list[PartyPledges]:
    return parties_of_plan(plan, party.pk if party else None)


def _shared(plan: ActionPlan) -> dict[str, Any]:
    return {
        "plan": plan,
        "framework": plan.cycle.framework,
        "period": f"du {day(plan.starts_on)} au {day(plan.ends_on)}",
        "draft": not plan.is_agreed,
        "footer": plan.cycle.framework.name,
    }


def _document(
    plan: ActionPlan,
    party: Organisation | None,
    template: str,
    kind: str,
    what: str,
    context: dict[str, Any],
) -> Document:
    commune = plan.cycle.framework.commune
    name = commune.name_on(plan.agreed_on or plan.starts_on)
    whose = slugify(party.acronym or party.name)[:40] if party else ""
    parts = (kind, str(plan.cycle.number), slugify(name), whose)
    named = f" – {party.name}" if party else ""
    return Document(
        template=f"documents/{template}.html",
        filename=f"{'-'.join(filter(None, parts))}.pdf",
        title=f"{what} – plan d’action n° {plan.cycle.number} – Commune de {name}{named}",
        context=context,
    )


def _signatures(party: Organisation, organ: Organ) -> Sequence[Signature]:
    """The party's president or head, and the mayor; the commune itself signs once."""
    mayor = Signature(organ.chief, organ.head_name)
    if party.kind == OrganisationKind.COMMUNE:
        return [mayor]
    head = "le (la) responsable"
    if party.kind == OrganisationKind.PROFESSIONAL:
        head = "le (la) président(e)"
    return [Signature(f"Pour {party.name}, {head}", str(party.president or "")), mayor]
