"""Publishing what a meeting answered, taking it back, and finding what others answered."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune
from consult.review import answers
from consult.review.answer_form import PublishForm
from consult.review.unblock_filters import AnswerFilters
from foundation.records.errors import NotReady
from monitoring.models import ObstaclePassage, PublishedAnswer

PER_PAGE = 20


@require_safe
@guarded(Action.LEARN)
def found(request: SignedInRequest) -> HttpResponse:
    """What the communes published: by words, sector and kind of obstacle."""
    filters = AnswerFilters(request.GET, answers.shared_with(request.user))
    page = Paginator(filters.qs, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "review/answers.html", {"filters": filters, "page": page})


@require_safe
@guarded(Action.READ)
def own(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The answers of this commune: those the others read, and those they do not."""
    passages = ObstaclePassage.objects.in_commune(commune).exclude(answer="")
    rows = passages.select_related("obstacle", "meeting", "published").order_by("-passed_on", "-pk")
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "may_publish": may_here(request, Action.RUN_MEETING),
    }
    return render(request, "review/answers_own.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
def publish(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Choose the words that the other communes will read."""
    passages = ObstaclePassage.objects.in_commune(commune).select_related(
        "obstacle__action", "obstacle__framework__commune", "meeting", "published"
    )
    passage: ObstaclePassage = get_visible(passages, request.user, pk=pk)
    missing = answers.against_publishing(passage)
    form = PublishForm(request.POST or None, passage=passage, commune=commune)
    if not missing and form.is_valid():
        try:
            answers.publish(passage, by=request.user, **form.cleaned_data)
        except NotReady as refusal:
            form.add_error("answer", list(refusal.reasons))
        else:
            messages.success(request, _("The answer is published: every commune can read it."))
            return redirect("monitoring:obstacle", slug=commune.slug, pk=passage.obstacle_id)
    context = {
        "form": form,
        "obstacle": passage.obstacle,
        "missing": missing,
        "contact": answers.town_hall_phone(commune),
    }
    return render(request, "review/answers_publish.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
def withdraw(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Take a published answer back."""
    known = PublishedAnswer.objects.in_commune(commune).select_related(
        "passage__obstacle__framework__commune"
    )
    answer: PublishedAnswer = get_visible(known, request.user, passage=pk)
    obstacle = answer.passage.obstacle
    if request.method == "POST":
        try:
            answers.withdraw(answer, by=request.user)
        except NotReady as refusal:
            messages.warning(request, " ".join(refusal.reasons))
        else:
            messages.success(request, _("The answer is withdrawn: nobody else reads it any more."))
        return redirect("monitoring:obstacle", slug=commune.slug, pk=obstacle.pk)
    return render(request, "review/answers_withdraw.html", {"answer": answer, "obstacle": obstacle})
