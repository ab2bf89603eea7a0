"""The library: published sheets of all communes, found, read, printed and taken up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.models import ActionPlan, PlanState
from communes.access import GRANTS, Action
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Assignment, Commune, Sector
from communes.querysets import covers
from consult.learning.content import Content, content_at, without_persons
from consult.learning.documents.sheet import sheet_paper
from consult.learning.documents.shown import shown
from consult.learning.filters import LibraryFilters
from consult.learning.forms.campaigns import CopyForm
from consult.learning.models import ExperienceSheet, SheetVersion
from consult.learning.services.sheet_copies import copy_sheet
from foundation.documents.views import respond_pdf, respond_preview
from foundation.records.errors import NotReady

PER_PAGE = 20


@require_safe
@guarded(Action.LEARN)
def library(request: SignedInRequest) -> HttpResponse:
    """Every published sheet, the latest first, narrowed by what somebody is looking for."""
    versions = SheetVersion.objects.shared_with(request.user)
    filters = LibraryFilters(request.GET, versions)
    page = Paginator(filters.qs.order_by("-kept_at", "-pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "filters": filters,
        "page": page,
        "may_review": may_here(request, Action.REVIEW_SHEETS),
        "may_ask": may_here(request, Action.CAMPAIGN),
    }
    return render(request, "learning/library.html", context)


def _version(request: SignedInRequest, pk: int) -> tuple[SheetVersion, Content]:
    """The version in force of a published sheet, without the name of who informed."""
    version = SheetVersion.objects.shared_with(request.user).filter(sheet=pk).first()
    if version is None:
        raise Http404
    return version, without_persons(content_at(version))


@require_safe
@guarded(Action.LEARN)
def library_sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    """One published sheet as other communes read it."""
    version, content = _version(request, pk)
    copies = version.sheet.copies.select_related("action__plan__cycle__framework__commune")
    context = {
        "version": version,
        "sheet": version.sheet,
        "content": content,
        "told": shown(content),
        "copies": list(copies),
        "may_copy": may_here(request, Action.EDIT_PLAN),
    }
    return render(request, "learning/library_sheet.html", context)


@require_safe
@guarded(Action.LEARN)
def library_preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """Its paper on screen."""
    version, content = _version(request, pk)
    return respond_preview(
        sheet_paper(version.sheet, content, version),
        back_url=reverse("library:sheet", kwargs={"pk": pk}),
        pdf_url=reverse("library:sheet-pdf", kwargs={"pk": pk}),
    )


@require_safe
@guarded(Action.LEARN)
def library_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """Its paper as PDF."""
    version, content = _version(request, pk)
    return respond_pdf(request, sheet_paper(version.sheet, content, version))


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_PLAN)
def library_copy(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a sheet up: a draft action in one's own draft plan, its origin kept."""
    version, content = _version(request, pk)
    plans = _draft_plans(request)
    named = content["answers"].get("1.1") or version.title
    form = CopyForm(
        request.POST or None,
        plans=plans,
        sectors=_sectors(version, plans),
        initial={"wording": named},
    )
    if form.is_valid() and (answer := _copied(request, version.sheet, form)):
        return answer
    context = {"form": form, "version": version, "sheet": version.sheet, "plans": plans}
    return render(request, "learning/library_copy.html", context)


def _copied(
    request: SignedInRequest, sheet: ExperienceSheet, form: CopyForm
) -> HttpResponse | None:
    """On to the new action; nothing when it was refused, and the form says why."""
    said = form.cleaned_data
    try:
        copy = copy_sheet(sheet, said.pop("plan"), by=request.user, **said)
    except NotReady as refusal:
        form.add_error("plan", list(refusal.reasons))
        return None
    messages.success(request, _("The action stands in your draft plan. Adapt it."))
    slug = copy.action.plan.cycle.framework.commune.slug
    return redirect("actionplans:action", slug=slug, pk=copy.action_id)


def _draft_plans(request: SignedInRequest) -> Any:
    """The draft plans this person may write in."""
    held = Assignment.objects.of(request.user).running()
    editing = held.filter(role__in=GRANTS[Action.EDIT_PLAN])
    places = Commune.objects.visible_to(request.user).filter(
        Exists(editing.filter(covers(OuterRef("pk"))))
    )
    plans = ActionPlan.objects.visible_to(request.user).filter(state=PlanState.DRAFT)
    chosen = plans.filter(cycle__framework__commune__in=places.order_by().values("pk"))
    return chosen.select_related("cycle__framework__commune")


def _sectors(version: SheetVersion, plans: Any) -> Any:
    """The sectors of the sheet, and those these frameworks work on."""
    frameworks = plans.order_by().values("cycle__framework")
    own = Sector.objects.filter(priorities__framework__in=frameworks)
    told = Sector.objects.filter(pk__in=[sector.pk for sector in version.sheet.sectors.all()])
    return (own | told).distinct()


@require_safe
@guarded(Action.REVIEW_SHEETS)
def to_review(request: SignedInRequest) -> HttpResponse:
    """The sheets that wait for this adviser, or for their commune after the review."""
    sheets = ExperienceSheet.objects.visible_to(request.user).to_review()
    return render(
        request, "learning/library_review.html", {"sheets": sheets.select_related("commune")}
    )
