"""Adding and correcting a training, an exchange visit or an adoption: one way for the three."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from communes.guard import SignedInRequest
from consult.learning.forms.common import LinkedForm
from consult.learning.indicators import in_words
from consult.learning.services.trainings import keep_learned
from foundation.records.errors import Stale

PER_PAGE = 20


class Words(NamedTuple):
    """What a page that writes is called, where it leads back, and what it says once done."""

    title: str
    list_name: str
    list_title: str
    done: str


def listed(request: SignedInRequest, records: Any) -> Page[Any]:
    """One page of records with what each names, in a fixed number of queries."""
    found = records.prefetch_related("needs", "actions__plan__cycle")
    page: Page[Any] = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    for record in page.object_list:
        record.indicator_words = in_words(record.indicators)
    return page


def write(request: SignedInRequest, form: LinkedForm, words: Words) -> HttpResponse:
    """The form, or what was typed stored and the list shown."""
    if form.is_valid():
        try:
            keep_learned(form.instance, by=request.user, save=form.save, fields=form.changed_data)
        except Stale:
            sentence = _("Somebody else changed this meanwhile. Read the page again.")
            form.add_error(None, sentence)
        else:
            messages.success(request, words.done)
            return redirect(words.list_name, slug=request.commune.slug)
    context = {"form": form, "words": words}
    return render(request, "learning/learned_edit.html", context)
