"""Which commune to visit next, and the visit or call filed back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded
from communes.models import Commune, Organisation
from consult.review import visiting
from consult.review.filters import MatrixFilter
from consult.review.models import Visit, VisitKind
from consult.review.next_visits import NEAR_DAYS, SEEN_LATELY_DAYS, UNSEEN_AFTER_DAYS
from consult.review.visit_forms import NoteForm, VisitPage
from consult.review.visit_signs import to_visit
from foundation.records.errors import NotReady
from foundation.records.today import today
from monitoring.services.sitting import SheetRefused
from monitoring.sheet import plan_followed, sheet_of

PAGE = 50
FILTERS = ("q", "region", "cercle")


@require_safe
@guarded(Action.REVIEW)
def next_page(request: SignedInRequest) -> HttpResponse:
    """Every commune of the person, the one to visit first on top, with the reason why."""
    mine = Commune.objects.visible_to(request.user)
    chosen = MatrixFilter(request.GET, queryset=mine, request=request)
    found = to_visit(chosen.qs, request.user)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "fields": [chosen.form[name] for name in FILTERS],
        "page": page,
        "total": len(found),
        "today": today(),
        "near": NEAR_DAYS,
        "lately": SEEN_LATELY_DAYS,
        "unseen": UNSEEN_AFTER_DAYS,
    }
    return render(request, "review/visits.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.VISIT)
def visit_add(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """A visit or a call: who was met, what was verified, what was promised, in one send."""
    plan = plan_followed(commune)
    call = request.GET.get("nature") == VisitKind.CALL
    page = VisitPage(
        request.POST or None,
        actions=sheet_of(plan) if plan and plan.is_agreed else [],
        kind=VisitKind.CALL if call else VisitKind.VISIT,
        programmes=Organisation.objects.usable_in(commune).active(),
        mine=visiting.programmes_of(request.user, commune),
    )
    if page.is_valid() and _filed(request, commune, page):
        messages.success(request, _("It is filed. The commune reads what the programme promised."))
        return redirect("visits:file", slug=commune.slug)
    context = {"page": page, "forms": page.forms, "call": call}
    return render(request, "review/visit_add.html", context)


def _filed(request: SignedInRequest, commune: Commune, page: VisitPage) -> bool:
    """Write everything the page says, or nothing: its sentences then stand in the page."""
    try:
        visiting.file_visit(commune, by=request.user, **page.said)
    except SheetRefused as refusal:
        page.refuse(refusal.rows)
        return False
    except NotReady as refusal:
        page.form.add_error(None, refusal.reasons)
        return False
    return True


@require_http_methods(["GET", "POST"])
@guarded(Action.VISIT)
def note(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Complete one's own private note."""
    visit = get_visible(Visit.objects.in_commune(commune), request.user, pk=pk)
    if visit.made_by_id != request.user.pk:
        raise PermissionDenied
    form = NoteForm(request.POST or None, instance=visit)
    if form.is_valid():
        visiting.complete_note(visit, by=request.user, save=form.save)
        messages.success(request, _("The note is kept. Advisers alone read it."))
        return redirect("visits:file", slug=commune.slug)
    return render(request, "review/visit_note.html", {"form": form, "visit": visit})
