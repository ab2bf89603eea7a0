"""What the programme promised: read by the commune, settled by the adviser."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune
from consult.review import visiting
from consult.review.commune_file import open_commitments, with_lateness
from consult.review.models import ProgrammeCommitment
from consult.review.visit_forms import SettleForm
from foundation.records.errors import NotReady
from foundation.records.today import today

MOST_SETTLED = 50


@require_safe
@guarded(Action.READ)
def commitment_list(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """What the programme promised the commune: open ones first, the late ones marked."""
    known = ProgrammeCommitment.objects.in_commune(commune).select_related("programme")
    settled = known.exclude(state="ouvert").order_by("-settled_on", "-pk")
    context = {
        "waiting": open_commitments(commune, today()),
        "settled": with_lateness(settled[:MOST_SETTLED], today()),
        "visits_here": may_here(request, Action.VISIT),
    }
    return render(request, "review/commitments.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.VISIT)
def settle(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Say that the programme kept its word, or dropped it and why."""
    known = ProgrammeCommitment.objects.in_commune(commune).select_related("commune", "programme")
    found = get_visible(known, request.user, pk=pk)
    form = SettleForm(request.POST or None)
    if form.is_valid() and _settled(request, found, form):
        messages.success(request, _("It is said. The commune reads it."))
        return redirect("visits:file", slug=commune.slug)
    return render(request, "review/commitment_settle.html", {"form": form, "commitment": found})


def _settled(request: SignedInRequest, found: ProgrammeCommitment, form: SettleForm) -> bool:
    """Do it; a refusal is said beside its box."""
    try:
        visiting.settle(found, by=request.user, **form.cleaned_data)
    except NotReady as refusal:
        form.add_error(_box_of(form, found), refusal.reasons)
        return False
    return True


def _box_of(form: SettleForm, found: ProgrammeCommitment) -> str | None:
    said = form.cleaned_data
    if found.state != "ouvert":
        return None
    if said["on"] > today() or said["on"] < found.made_on:
        return "on"
    return "note"
