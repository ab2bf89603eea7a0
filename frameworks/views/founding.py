"""The act that founds the framework: recorded, taken from the register, or to be regularised."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communes.access import Action
from communes.guard import SignedInRequest, guarded
from communes.models import Commune, Person
from frameworks import services
from frameworks.forms.deliberations import DeliberationForm
from frameworks.forms.frameworks import FoundingChoiceForm, RegulariseForm
from frameworks.forms.proposals import founding_object, next_number
from frameworks.models import Deliberation, DeliberationKind, Framework
from frameworks.views.common import accepted, current, done, no_framework_yet


def proposed(commune: Commune) -> dict[str, Any]:
    """What a new act starts with: the next number and the seats of the council."""
    return {"number": next_number(commune), "in_office": commune.seats}


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_DELIBERATIONS)
def record(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The council's founding deliberation, typed as the register has it."""
    found = current(request, commune)
    if found is None:
        return no_framework_yet(commune)
    if found.founding_deliberation:
        act = found.founding_deliberation
        return redirect("frameworks:deliberation", slug=commune.slug, pk=act.pk)
    form = DeliberationForm(
        request.POST or None,
        instance=Deliberation(commune=commune),
        initial=proposed(commune) | {"object": founding_object(commune)},
        people=Person.objects.visible_to(request.user).filter(commune=commune),
        founding=True,
    )
    if form.is_valid() and accepted(
        form,
        lambda: services.record_founding_deliberation(
            found, form.save(commit=False), by=request.user
        ),
    ):
        return _founded(request, found)
    context = {"form": form, "waiting": commune.deliberations.exists()}
    return render(request, "frameworks/founding_record.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_DELIBERATIONS)
def take(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Take an act of the commune's register as the founding one."""
    found = current(request, commune)
    if found is None:
        return no_framework_yet(commune)
    acts = Deliberation.objects.visible_to(request.user).in_commune(commune)
    founding = acts.filter(kind=DeliberationKind.FOUNDING).first()
    initial = {"act": found.founding_deliberation_id or (founding and founding.pk)}
    form = FoundingChoiceForm(request.POST or None, acts=acts, initial=initial)
    if form.is_valid() and accepted(
        form,
        lambda: services.found_by(found, form.cleaned_data["act"], by=request.user),
        "act",
    ):
        return _founded(request, found)
    return render(request, "frameworks/founding_take.html", {"form": form})


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_DELIBERATIONS)
def regularise(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The act is lost or still to come: say why, and go on."""
    found = current(request, commune)
    if found is None:
        return no_framework_yet(commune)
    form = RegulariseForm(request.POST or None, stands={"note": found.regularise_note})
    if form.is_valid() and accepted(
        form,
        lambda: services.regularise(found, by=request.user, note=form.cleaned_data["note"]),
        "note",
    ):
        return _founded(request, found)
    return render(request, "frameworks/founding_regularise.html", {"form": form})


def _founded(request: SignedInRequest, found: Framework) -> HttpResponse:
    """What comes next after the founding act."""
    if found.priority_sectors.active().exists():
        sentence = _("The founding act is recorded.")
    else:
        sentence = _("The founding act is recorded. Next: choose the priority sectors.")
    return done(request, sentence, "frameworks:framework")
