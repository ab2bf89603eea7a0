"""Document D: the three-month plan on two landscape sheets, what to do and who pays."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify

from actionplans.documents.contributions import contributions
from actionplans.documents.sheet import PlanSheet, plan_sheet
from actionplans.models import ActionPlan, SourceColumn
from communes.documents import Head, Signature, head_of
from communes.models import Commune, ExecutiveKind, Organisation, OrganisationKind
from foundation.documents.document import Document
from foundation.documents.qr import Qr, qr
from foundation.formats.dates import day, month_name
from frameworks.wording import headed

__all__ = ["Head", "Signature", "head_of", "plan_document"]


def plan_document(plan: ActionPlan, *, code: str = "", amended: str = "") -> Document:
    """The plan of a cycle as its paper; a draft carries the word PROJET, a sealed one its code.

    `amended` is the line that says by which amendment it was changed.
    """
    commune = plan.cycle.framework.commune
    dated = plan.agreed_on or plan.starts_on
    sheet = plan_sheet(plan)
    with translation.override("fr"):
        context = {
            "plan": plan,
            "sheet": sheet,
            "picture": contributions(sheet),
            "sources": [SOURCES[column] for column in SourceColumn],
            "head": plan_head(plan),
            "months": _months(plan),
            "signatures": signatures(plan, commune, dated, sheet),
            "draft": not plan.is_agreed,
            "amended": amended,
            "code": code,
            "verify": verification(code) if code else None,
            "footer": plan.cycle.framework.name,
            "period": f"du {day(plan.starts_on)} au {day(plan.ends_on)}",
        }
    name = commune.name_on(dated)
    return Document(
        template="documents/plan.html",
        filename=f"plan-{plan.cycle.number}-{slugify(name)}-{plan.starts_on:%Y-%m}.pdf",
        context=context,
        title=f"Plan d’action n° {plan.cycle.number} – Commune de {name}",
    )


def plan_head(plan: ActionPlan) -> Head:
    """The heading of the day the plan was agreed, in the commune's own lines if it has any."""
    commune = plan.cycle.framework.commune
    usual = head_of(commune, plan.agreed_on or plan.starts_on, in_words=plan.is_agreed)
    return headed(commune, usual, plan.agreed_on)


def amended_line(number: int, sealed_on: datetime.date) -> str:
    """What the paper of a later version says under its title."""
    with translation.override("fr"):
        return f"Modifié par l’avenant n° {number}, scellé le {day(sealed_on)}"


class Verification(NamedTuple):
    """Where anybody learns whether the paper in hand is the agreed text."""

    address: str
    qr: Qr


def verification(code: str) -> Verification:
    """The public page of a code, as words and as a picture to point a phone at."""
    path = reverse("portal:verify-code", args=[code], urlconf="consult.urls")
    address = settings.PUBLIC_ADDRESS + path
    return Verification(address.removeprefix("https://").removeprefix("http://"), qr(address))


# The heads of the funding sheet, as Malian plans print them.
SOURCES = {
    SourceColumn.COMMUNE: "Commune",
    SourceColumn.PROFESSIONAL: "OP",
    SourceColumn.DONORS: "PTF / ONG",
    SourceColumn.SERVICES: "Services techniques",
    SourceColumn.PROGRAMME: "Programme",
    SourceColumn.OTHER: "Autre",
}


def _months(plan: ActionPlan) -> list[str]:
    """The three month columns, each named after the month it begins in."""
    first = plan.starts_on.month - 1
    return [month_name((first + step) % 12 + 1) for step in range(3)]


def signatures(
    plan: ActionPlan, commune: Commune, dated: datetime.date, sheet: PlanSheet
) -> list[Signature]:
    """Who signs: the head of the commune, each organisation's president, the committee's chair."""
    executive = commune.executive_on(dated)
    delegation = executive and executive.kind == ExecutiveKind.SPECIAL_DELEGATION
    head = "Le président de la délégation spéciale" if delegation else "Le maire"
    return [
        Signature(head, executive.head if executive else ""),
        *(
            Signature(f"Pour {party.name}, le (la) président(e)", str(party.president or ""))
            for party in _professionals(plan, sheet)
        ),
        Signature("Le (la) président(e) du comité de suivi"),
    ]


def _professionals(plan: ActionPlan, sheet: PlanSheet) -> list[Organisation]:
    """The professional organisations of the framework, else those the plan names."""
    members: Any = (
        plan.cycle.framework.members.filter(
            organisation__kind=OrganisationKind.PROFESSIONAL, until=None
        )
        .select_related("organisation__president")
        .order_by("organisation__name")
    )
    found = [member.organisation for member in members]
    if found:
        return found
    named = {
        party.pk: party
        for row in sheet.rows
        for party in (row.action.responsible, *row.action.partners.all())
        if party and party.kind == OrganisationKind.PROFESSIONAL
    }
    return sorted(named.values(), key=lambda party: party.name)
