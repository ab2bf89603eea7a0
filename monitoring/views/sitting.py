"""The whole plan on one page and in one send; the same sheet on paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Commune, Role
from foundation.documents.document import Document
from foundation.documents.views import respond_pdf, respond_preview
from monitoring.documents.sheet import follow_up_sheet
from monitoring.forms.sitting import Sitting, large_choices, tiles
from monitoring.forms.statements import SMALL
from monitoring.models import ObstacleCategory, Voice
from monitoring.services.sitting import SheetRefused, say_all
from monitoring.services.statements import services_of
from monitoring.sheet import order_of, plan_followed, sheet_of
from monitoring.views.followup import voices_of

LONGEST_ORDER = 400


@require_http_methods(["GET", "POST"])
@guarded(Action.READ)
def sitting(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """All actions, late first, each with its large choices; `?ordre=4-1-2` as on a paper sheet."""
    voices = voices_of(request)
    if request.method == "POST" and not voices:
        raise PermissionDenied
    plan, order = plan_followed(commune), request.GET.get("ordre", "")[:LONGEST_ORDER]
    actions = sheet_of(plan, order=order, parties=_own(request, voices)) if plan else []
    page = None
    if plan and plan.is_agreed and voices:
        names = may_here(request, Action.STATE_AS_COMMITTEE)
        page = Sitting(actions, request.POST or None, voices=voices, names=names)
        if page.is_valid() and _said(request, page):
            return redirect("monitoring:followup", slug=commune.slug)
    context = {
        "plan": plan,
        "page": page,
        "forms": page.forms if page else [],
        "actions": actions,
        "order": order,
        **_choices(),
    }
    return render(request, "monitoring/sitting.html", context)


def _own(request: SignedInRequest, voices: list[Voice]) -> set[int] | None:
    """A technical service is shown the actions it answers for; everybody else all of them."""
    limited = voices == [Voice.RESPONSIBLE] and not request.roles & {Role.SECRETARY, Role.MAYOR}
    return services_of(request.user, request.commune) if limited else None


def _said(request: SignedInRequest, page: Sitting) -> bool:
    """Whether everything was written; if not, each row says why."""
    words = [row.word for row in page.told]
    try:
        named = say_all(words, by=request.user, **page.sheet.cleaned_data)
    except SheetRefused as refusal:
        page.refuse(refusal.rows)
        return False
    messages.success(request, _thanks(len(words), named))
    return True


def _thanks(words: int, named: int) -> str:
    said = ngettext("%(n)s action updated.", "%(n)s actions updated.", words) % {"n": words}
    if named:
        also = ngettext("%(n)s obstacle named.", "%(n)s obstacles named.", named) % {"n": named}
        said = f"{said} {also}"
    readers = _("The committee and the town hall can read it.")
    return f"{said} {readers}"


def _choices() -> dict[str, Any]:
    return {
        "large": large_choices(),
        "small": [(one.value, one.label) for one in SMALL],
        "tiles": tiles(),
        "kinds": ObstacleCategory.choices,
    }


def _sheet(commune: Commune) -> Document | None:
    """The sheet of today; none while no plan is agreed."""
    plan = plan_followed(commune)
    if plan is None or not plan.is_agreed:
        return None
    actions = sheet_of(plan)
    return follow_up_sheet(plan, actions, order_of(actions), large_choices(), tiles())


@require_safe
@guarded(Action.READ)
def sheet(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The sheet to print and tick by hand, on screen."""
    back = reverse("monitoring:sitting", kwargs={"slug": commune.slug})
    found = _sheet(commune)
    if found is None:
        return redirect(back)
    pdf_url = reverse("monitoring:sheet-pdf", kwargs={"slug": commune.slug})
    return respond_preview(found, back_url=back, pdf_url=pdf_url)


@require_safe
@guarded(Action.READ)
def sheet_pdf(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The same sheet as PDF."""
    found = _sheet(commune)
    return (
        respond_pdf(request, found) if found else redirect("monitoring:sitting", slug=commune.slug)
    )
