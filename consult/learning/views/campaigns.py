"""Collections of sheets: the list, a new one, who answered, and the synthesis by section."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded
from communes.models import Commune
from consult.learning.campaigns import handed_in, standing, synthesis
from consult.learning.documents.synthesis import synthesis_paper
from consult.learning.forms.campaigns import CampaignForm
from consult.learning.models import Campaign
from consult.learning.outline import sections
from consult.learning.services import campaigns as services
from foundation.documents.views import respond_pdf, respond_preview
from foundation.records.errors import NotReady
from foundation.records.today import today
from frameworks.models import Framework


@require_safe
@guarded(Action.CAMPAIGN)
def campaign_list(request: SignedInRequest) -> HttpResponse:
    """Every collection that asks a commune of this person."""
    campaigns = Campaign.objects.visible_to(request.user).with_figures()
    context = {"campaigns": campaigns, "today": today()}
    return render(request, "learning/campaigns.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.CAMPAIGN)
def campaign_new(request: SignedInRequest) -> HttpResponse:
    """Ask communes for a sheet by a day."""
    form = CampaignForm(request.POST or None, instance=Campaign(), communes=_communes(request))
    if form.is_valid():
        made = form.save(commit=False)
        asked = form.cleaned_data["communes"]
        try:
            services.open_campaign(made, by=request.user, communes=asked)
        except NotReady as refusal:
            form.add_error("communes", list(refusal.reasons))
        else:
            messages.success(request, _("The collection is open. The communes see it."))
            return redirect("library:campaign", pk=made.pk)
    return render(request, "learning/campaign_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
@guarded(Action.CAMPAIGN)
def campaign_change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Its words, its day, its communes."""
    campaign: Campaign = get_visible(Campaign.objects.all(), request.user, pk=pk)
    title = campaign.title
    form = CampaignForm(request.POST or None, instance=campaign, communes=_communes(request))
    if form.is_valid():
        try:
            services.change_campaign(
                campaign,
                by=request.user,
                communes=form.cleaned_data["communes"],
                save=form.save,
                fields=form.changed_data,
            )
        except NotReady as refusal:
            form.add_error("communes", list(refusal.reasons))
        else:
            messages.success(request, _("The collection is saved."))
            return redirect("library:campaign", pk=pk)
    return render(
        request, "learning/campaign_change.html", {"form": form, "title": title, "pk": pk}
    )


def _communes(request: SignedInRequest) -> Any:
    """The communes of this person that have a framework to tell of."""
    frameworks = Framework.objects.visible_to(request.user).current()
    chosen = Commune.objects.visible_to(request.user)
    return chosen.filter(pk__in=frameworks.order_by().values("commune")).order_by("name", "pk")


@require_safe
@guarded(Action.CAMPAIGN)
def campaign_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who answered, who did not, who is late."""
    campaign: Campaign = get_visible(Campaign.objects.all(), request.user, pk=pk)
    rows = standing(campaign, request.user)
    context = {
        "campaign": campaign,
        "rows": rows,
        "answered": sum(row.sheet is not None for row in rows),
        "late": sum(row.is_late for row in rows),
        "today": today(),
    }
    return render(request, "learning/campaign.html", context)


@require_safe
@guarded(Action.CAMPAIGN)
def campaign_synthesis(request: SignedInRequest, pk: int) -> HttpResponse:
    """One section at a time, the answers of all communes side by side."""
    campaign: Campaign = get_visible(Campaign.objects.all(), request.user, pk=pk)
    known = [section.key for section in sections("B")]
    chosen = request.GET.get("rubrique", "")
    chosen = chosen if chosen in known else "1"
    context = {
        "campaign": campaign,
        "compared": synthesis(campaign, request.user, chosen),
        "count": len(handed_in(campaign, request.user)),
        "keys": known,
        "chosen": chosen,
    }
    return render(request, "learning/campaign_synthesis.html", context)


@require_safe
@guarded(Action.CAMPAIGN)
def synthesis_preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """The whole synthesis as a paper, on screen."""
    campaign: Campaign = get_visible(Campaign.objects.all(), request.user, pk=pk)
    return respond_preview(
        synthesis_paper(campaign, request.user),
        back_url=reverse("library:synthesis", kwargs={"pk": pk}),
        pdf_url=reverse("library:synthesis-pdf", kwargs={"pk": pk}),
    )


@require_safe
@guarded(Action.CAMPAIGN)
def synthesis_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same as PDF."""
    campaign: Campaign = get_visible(Campaign.objects.all(), request.user, pk=pk)
    return respond_pdf(request, synthesis_paper(campaign, request.user))
