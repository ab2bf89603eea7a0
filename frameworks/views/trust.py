"""The trust survey: what each side thinks of the other, and the distance between them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune
from frameworks import services
from frameworks.forms.trust import TrustForm
from frameworks.models import TrustSurvey
from frameworks.trust import read
from frameworks.views.common import accepted, current, done, no_framework_yet


@require_safe
@guarded(Action.READ)
def trust(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The surveys, the latest first, question by question."""
    known = TrustSurvey.objects.visible_to(request.user).in_commune(commune)
    surveys = known.select_related("cycle").prefetch_related("scores").order_by("-asked_on")
    return render(
        request,
        "frameworks/trust.html",
        {
            "surveys": [read(survey) for survey in surveys],
            "may_edit": may_here(request, Action.EDIT_FRAMEWORK),
        },
    )


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_FRAMEWORK)
def add(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """A survey typed from its paper tallies."""
    found = current(request, commune)
    if found is None:
        return no_framework_yet(commune)
    latest = found.cycles.order_by("-number").first()
    form = TrustForm(
        request.POST or None,
        instance=TrustSurvey(),
        initial={"cycle": latest},
        framework=found,
    )
    if form.is_valid() and accepted(
        form,
        lambda: services.record_survey(form.save(commit=False), form.means, by=request.user),
    ):
        return done(request, _("The survey is saved."), "frameworks:trust")
    context = {"form": form, "has_cycle": latest is not None}
    return render(request, "frameworks/trust_form.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_FRAMEWORK)
def change(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """The day, the respondents and the answers of a survey."""
    surveys = TrustSurvey.objects.in_commune(commune)
    found = get_visible(surveys.select_related("cycle__framework__commune"), request.user, pk=pk)
    form = TrustForm(request.POST or None, instance=found, framework=found.cycle.framework)
    if form.is_valid() and accepted(
        form,
        lambda: services.change_survey(
            found, form.means, by=request.user, save=form.save, fields=form.changed_data
        ),
    ):
        return done(request, _("The survey is saved."), "frameworks:trust")
    context = {"form": form, "has_cycle": True, "survey": found}
    return render(request, "frameworks/trust_form.html", context)
