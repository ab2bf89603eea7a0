"""The paper of an amendment: why, by which decision, what read before and what reads now."""

from __future__ import annotations

from django.utils import translation
from django.utils.text import slugify

from actionplans.documents.changes import Data, Names, changes_between
from actionplans.documents.plan import signatures, verification
from actionplans.documents.sheet import plan_sheet
from actionplans.models import Amendment
from communes.documents import head_of
from foundation.documents.document import Document
from frameworks.wording import headed


def amendment_document(amendment: Amendment, before: Data, after: Data, sectors: Names) -> Document:
    """*Avenant n° 1 au plan n° 3*; the word PROJET stands on it until it is sealed."""
    plan, version = amendment.plan, amendment.version
    commune = plan.cycle.framework.commune
    dated = version.agreed_on if version else amendment.opened_on
    with translation.override("fr"):
        context = {
            "amendment": amendment,
            "plan": plan,
            "decision": amendment.decision,
            "changes": changes_between(before, after, sectors),
            "head": headed(
                commune,
                head_of(commune, dated, in_words=version is not None),
                version.agreed_on if version else None,
            ),
            "signatures": signatures(plan, commune, dated, plan_sheet(plan)),
            "draft": version is None,
            "code": version.code if version else "",
            "verify": verification(version.code) if version else None,
            "footer": plan.cycle.framework.name,
        }
    name, number = commune.name_on(dated), plan.cycle.number
    return Document(
        template="documents/plan_changes.html",
        filename=f"avenant-{amendment.number}-plan-{number}-{slugify(name)}.pdf",
        context=context,
        title=f"Avenant n° {amendment.number} au plan d’action n° {number} – Commune de {name}",
    )
