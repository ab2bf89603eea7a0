"""The small library of methods: found by words, topic and sector, read on screen or as a file."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from consult.learning.method_filters import MethodFilters
from consult.learning.models import MethodSheet
from foundation.files.views import respond_file

PER_PAGE = 30


@require_safe
@guarded(Action.LEARN)
def methods(request: SignedInRequest) -> HttpResponse:
    """Every method offered, by title."""
    offered = MethodSheet.objects.visible_to(request.user)
    filters = MethodFilters(request.GET, offered)
    found = filters.sorted().prefetch_related("sectors")
    context = {
        "filters": filters,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "may_enter": may_here(request, Action.ADMINISTER),
    }
    return render(request, "learning/methods.html", context)


@require_safe
@guarded(Action.LEARN)
def method(request: SignedInRequest, pk: int) -> HttpResponse:
    """One method, to read or to print from the browser."""
    offered = MethodSheet.objects.visible_to(request.user).prefetch_related("sectors")
    found: MethodSheet = get_visible(offered, request.user, pk=pk)
    return render(request, "learning/method.html", {"method": found})


@require_safe
@guarded(Action.LEARN)
def file(request: SignedInRequest, pk: int) -> HttpResponse:
    """The file that goes with a method."""
    found = get_visible(MethodSheet.objects.select_related("file"), request.user, pk=pk)
    if found.file is None:
        raise Http404
    return respond_file(found.file)
