"""Finding the meeting of an address, and answering when it changes no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from communes.guard import SignedInRequest, get_visible
from communes.models import Commune
from consult.meetings.services.lines import locked_sentence
from foundation.records.errors import NotReady
from frameworks.models import Meeting


def the_meeting(request: SignedInRequest, commune: Commune, pk: int) -> Meeting:
    """The meeting of the address; a page that writes keeps it to itself until it is done."""
    meetings = Meeting.objects.in_commune(commune).with_framework()
    if request.method == "POST":
        meetings = meetings.select_for_update(of=("self",))
    found: Meeting = get_visible(meetings, request.user, pk=pk)
    return found


Page = Callable[..., HttpResponse]


def on_open_meeting(page: Page) -> Page:
    """Give the view its meeting; once the minutes are approved, say so instead."""

    @wraps(page)
    def inner(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
        meeting = the_meeting(request, commune, pk)
        if meeting.is_locked:
            return locked(request, meeting)
        return page(request, meeting)

    return inner


def locked(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """The page of a meeting whose minutes are approved: what was sent is shown as not written."""
    status = 409 if request.method == "POST" else 200
    context = {"meeting": meeting, "sentence": locked_sentence(meeting)}
    return render(request, "meetings/locked.html", context, status=status)


def refuse(form: BaseForm, error: NotReady) -> None:
    """Put the sentences of a refused act at the top of the page."""
    for reason in error.reasons:
        form.add_error(None, reason)


def link(name: str, commune: Commune, **kwargs: Any) -> str:
    """An address of another part of the application, or nothing where it has none."""
    try:
        return reverse(name, kwargs={"slug": commune.slug, **kwargs})
    except NoReverseMatch:
        return ""


def first_link(commune: Commune, names: Iterable[str]) -> str:
    """The first of these addresses that exists."""
    return next((url for name in names if (url := link(name, commune))), "")


def address(name: str, meeting: Meeting) -> str:
    """An address of this meeting: « agenda », « attendance »…"""
    slug = meeting.framework.commune.slug
    return reverse(f"meetings:{name}", kwargs={"slug": slug, "pk": meeting.pk})
