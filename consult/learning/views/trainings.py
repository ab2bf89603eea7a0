"""The trainings given in a commune: totals by audience and topic, and each of them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune
from consult.learning.forms.trainings import TrainingForm
from consult.learning.models import Training
from consult.learning.trainings import together, totals
from consult.learning.views.common import Words, listed, write
from foundation.formats.ratios import known_sum
from frameworks.models import Cycle
from monitoring.indicators.training import training_by_cycle


@require_safe
@guarded(Action.READ)
def trainings(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Who was trained on what, as totals; beside them, what indicator I28 counts."""
    found = Training.objects.in_commune(commune).select_related("provider", "paid_by")
    audiences = totals(found)
    trained = training_by_cycle(Cycle.objects.in_commune(commune)).values()
    context = {
        "page": listed(request, found),
        "audiences": [one for one in audiences if one.topics],
        "whole": together(_("Together"), tuple(one.whole for one in audiences)),
        "by_plans": known_sum(figures.people for figures in trained),
        "may_edit": may_here(request, Action.EDIT_LEARNING),
        "show_few": may_here(request, Action.READ_PERSONS),
    }
    return render(request, "learning/trainings.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_LEARNING)
def add(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Note a training."""
    form = TrainingForm(request.POST or None, instance=Training(commune=commune))
    return write(request, form, _words(_("Note a training")))


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_LEARNING)
def change(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Correct or complete a training."""
    rows = Training.objects.in_commune(commune).select_related("commune__cercle")
    found = get_visible(rows, request.user, pk=pk)
    form = TrainingForm(request.POST or None, instance=found)
    return write(request, form, _words(_("Correct a training")))


def _words(title: str) -> Words:
    return Words(title, "training:trainings", _("Trainings"), _("The training is noted."))
