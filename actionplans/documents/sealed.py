"""The paper of a sealed plan: as it was agreed, with its data inside and its code at the foot."""

from __future__ import annotations

from actionplans.documents.plan import plan_document
from actionplans.models import ActionPlan, PlanVersion
from foundation.documents.document import Attached, Document
from foundation.documents.kept import KeptDocument

VARIANT = "pdf/a-3a"


def paper_of(plan: ActionPlan) -> Document:
    """The kept paper of the version in force; the plan as it stands while none is."""
    version = None if not plan.is_agreed else plan.versions.in_force().first()
    return paper_of_version(version) if version else plan_document(plan)


def paper_of_version(version: PlanVersion) -> Document:
    """A version's paper: later changes of names, parties or amounts change nothing in it."""
    drawn = plan_document(version.plan)
    suffix = "" if version.number == 1 else f"-version-{version.number}"
    return KeptDocument(
        template="",
        filename=drawn.filename.replace(".pdf", f"{suffix}.pdf"),
        context={},
        title=drawn.title,
        variant=VARIANT,
        attached=Attached(
            name=f"plan-{version.code}.json",
            text=version.data,
            description="Données du plan scellé",
            dated=version.agreed_on,
        ),
        kept=version.html,
    )
