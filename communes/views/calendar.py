"""The local calendar of a commune: read by everybody, typed by the secretary or the mayor."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.calendar import pages_of
from communes.forms.calendar import (
    DatedForm,
    LocalDateForm,
    SeasonForm,
    WeeklyForm,
    form_for,
    rows_again,
)
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune, LocalDate
from communes.services import calendar as services
from foundation.records.errors import NotReady
from foundation.records.today import today


def _done(request: SignedInRequest, commune: Commune, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("communes:calendar", slug=commune.slug)


@require_safe
@guarded(Action.READ)
def calendar(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Market days, seasons, and the feasts and council sessions by date."""
    context = {
        "pages": pages_of(commune, today()),
        "may_edit": may_here(request, Action.EDIT_ACTORS),
    }
    return render(request, "communes/calendar.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_ACTORS)
def add_weekday(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """A market day."""
    return _add(request, commune, WeeklyForm, _("Add a market day"))


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_ACTORS)
def add_days(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """A feast or a council session."""
    return _add(request, commune, DatedForm, _("Add a feast or a session"))


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_ACTORS)
def add_season(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The rainy season."""
    return _add(request, commune, SeasonForm, _("Add a season"))


def _add(
    request: SignedInRequest, commune: Commune, shape: type[LocalDateForm], title: str
) -> HttpResponse:
    line = LocalDate(commune=commune)
    form = shape(request.POST or None, instance=line)
    if form.is_valid():
        try:
            services.add_local_dates([form.save(commit=False)], by=request.user)
        except NotReady as refusal:
            form.add_error(form.START, refusal.reasons[0])
        else:
            return _done(request, commune, _("The line is in the calendar."))
    return render(request, "communes/calendar_form.html", {"form": form, "title": title})


def _line(request: SignedInRequest, commune: Commune, pk: int) -> LocalDate:
    lines = LocalDate.objects.in_commune(commune).select_related("commune")
    found: LocalDate = get_visible(lines, request.user, pk=pk)
    return found


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_ACTORS)
def change_line(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Correct a line of the calendar."""
    line = _line(request, commune, pk)
    title = str(line)
    form = form_for(line)(request.POST or None, instance=line)
    if form.is_valid():
        try:
            services.change_local_date(
                line, by=request.user, save=form.save, fields=form.changed_data
            )
        except NotReady as refusal:
            form.add_error(form.START, refusal.reasons[0])
        else:
            return _done(request, commune, _("The line is saved."))
    context = {"form": form, "title": title, "line": line}
    return render(request, "communes/calendar_form.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_ACTORS)
def remove_line(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Take a line typed by mistake out of the calendar."""
    line = _line(request, commune, pk)
    if request.method == "POST":
        services.remove_local_date(line, by=request.user)
        return _done(request, commune, _("The line is no longer in the calendar."))
    return render(request, "communes/calendar_remove.html", {"line": line})


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_ACTORS)
def write_again(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The feasts and sessions that are over, to be given this year's days."""
    rows = rows_again(pages_of(commune, today()).over, request.POST or None)
    checked = [row.is_valid() for row in rows]  # every mistake is shown at once
    if request.method == "POST" and all(checked):
        lines = [line for row in rows if (line := row.line())]
        try:
            services.add_local_dates(lines, by=request.user)
        except NotReady as refusal:
            rows[0].add_error(None, refusal.reasons[0])
        else:
            sentence = ngettext(
                "%(n)s line is in the calendar.", "%(n)s lines are in the calendar.", len(lines)
            )
            return _done(request, commune, sentence % {"n": len(lines)})
    return render(request, "communes/calendar_again.html", {"rows": rows})
