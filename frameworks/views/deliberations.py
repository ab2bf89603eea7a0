"""The commune's register of deliberations."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune, Person
from foundation.journal.reading import lines_about
from frameworks import services
from frameworks.forms.deliberations import (
    DeliberationChangeForm,
    DeliberationForm,
    TransmissionForm,
)
from frameworks.models import Deliberation
from frameworks.rules import is_frozen, r16_council_vote
from frameworks.services.act_texts import not_sent
from frameworks.views.common import accepted, done
from frameworks.views.founding import proposed
from frameworks.views.summaries import act_groups, control_groups

PER_PAGE = 50


def act_of(request: SignedInRequest, commune: Commune, pk: int) -> Deliberation:
    """An act of this commune's register, else 404."""
    acts = Deliberation.objects.in_commune(commune).select_related("commune", "chair", "secretary")
    act: Deliberation = get_visible(acts, request.user, pk=pk)
    return act


@require_safe
@guarded(Action.READ)
def deliberations(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Every act of the register, latest first."""
    acts = Deliberation.objects.visible_to(request.user).in_commune(commune)
    page = Paginator(acts, PER_PAGE).get_page(request.GET.get("page"))
    may_edit = may_here(request, Action.EDIT_DELIBERATIONS)
    context = {"page": page, "may_edit": may_edit}
    return render(request, "frameworks/deliberations.html", context)


@require_safe
@guarded(Action.READ)
def deliberation(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """One act as the register has it, with what does not add up."""
    act = act_of(request, commune, pk)
    names = may_here(request, Action.READ_PERSONS)
    may_edit = may_here(request, Action.EDIT_DELIBERATIONS)
    return render(
        request,
        "frameworks/deliberation.html",
        {
            "act": act,
            "groups": act_groups(act, names=names),
            "articles": act.articles.splitlines(),
            "controls": control_groups(act.controls.all()),
            "may_answer": may_edit and not not_sent(act),
            "docs": _papers(act) if names else [],
            "findings": r16_council_vote(act) if act.state != "projet" else [],
            "frozen": is_frozen(act),
            "may_edit": may_edit,
            "entries": lines_about(act) if names else [],
        },
    )


def _papers(act: Deliberation) -> list[dict[str, str]]:
    """What can be printed of an act; its papers name people."""
    titles = {
        "act": _("The deliberation") if is_frozen(act) else _("Draft of the deliberation"),
        "act-extract": _("Extract of the register"),
        "act-slip": _("Dispatch slip"),
    }
    where = {"slug": act.commune.slug, "pk": act.pk}
    return [
        {"title": title, "url": reverse(f"frameworks:{name}", kwargs=where)}
        for name, title in titles.items()
    ]


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_DELIBERATIONS)
def add(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """A further act of the council."""
    form = DeliberationForm(
        request.POST or None,
        instance=Deliberation(commune=commune),
        initial=proposed(commune),
        people=Person.objects.visible_to(request.user).filter(commune=commune),
    )
    if form.is_valid() and accepted(
        form,
        lambda: services.record_deliberation(form.save(commit=False), by=request.user),
    ):
        pk = form.instance.pk
        return done(request, _("The deliberation is recorded."), "frameworks:deliberation", pk=pk)
    return render(request, "frameworks/deliberation_add.html", {"form": form})


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_DELIBERATIONS)
def change(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Correct an act; once signed, only its transmission, control and posting."""
    act = act_of(request, commune, pk)
    was = act.state
    form = _form(request, commune, act)
    if "object" in request.POST and is_frozen(act):
        form.add_error(
            None, _("The deliberation was signed meanwhile: its text no longer changes.")
        )
    if form.is_valid() and accepted(
        form,
        lambda: services.change_deliberation(
            act, by=request.user, fields=form.changed_data, was=was, save=form.save
        ),
    ):
        return done(request, _("The deliberation is saved."), "frameworks:deliberation", pk=pk)
    number = form.initial.get("number") or act.number
    context = {"form": form, "pk": pk, "number": number, "frozen": is_frozen(act)}
    return render(request, "frameworks/deliberation_change.html", context)


def _form(request: SignedInRequest, commune: Commune, act: Deliberation) -> Any:
    if is_frozen(act):
        return TransmissionForm(request.POST or None, instance=act)
    return DeliberationChangeForm(
        request.POST or None,
        instance=act,
        people=Person.objects.visible_to(request.user).filter(commune=commune),
    )
