"""The addresses of the product, and two small forms of our own below a commune's address."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import path

from communes.access import Action
from communes.guard import SignedInRequest, guarded
from communes.models import Commune
from consult.urls import handler403, handler404
from consult.urls import urlpatterns as ours
from foundation.files.forms import FileField
from foundation.files.services import keep
from foundation.journal.models import Verb
from foundation.journal.services import journal

_PAGE = """{% load crispy_forms_filters %}{% for message in messages %}<p>{{ message }}</p>
{% endfor %}<form method="post" novalidate>{% form_token %}{{ form|crispy }}</form>"""


class NoteForm(forms.Form):
    code = forms.CharField(max_length=12)
    text = forms.CharField(strip=False)


@guarded(Action.EDIT_NEEDS)
def add_note(request: SignedInRequest, commune: Commune) -> HttpResponse:
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text, code = form.cleaned_data["text"], form.cleaned_data["code"]
        journal(commune, by=request.user, verb=Verb.RECORDED, scope="essai", note=text)
        return redirect(f"{request.path}?dit={code}")
    page = engines["django"].from_string(_PAGE).render({"form": form}, request)  # type: ignore[attr-defined]
    return HttpResponse(page)


class ScanForm(NoteForm):
    scan = FileField(required=False)


@guarded(Action.EDIT_NEEDS)
def add_scan(request: SignedInRequest, commune: Commune) -> HttpResponse:
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        text, scan = form.cleaned_data["text"], form.cleaned_data["scan"]
        if scan:
            keep(scan, scope="essai", by=request.user)
        journal(commune, by=request.user, verb=Verb.RECORDED, scope="essai", note=text)
        return redirect(request.path)
    page = engines["django"].from_string(_PAGE).render({"form": form}, request)  # type: ignore[attr-defined]
    return HttpResponse(page)


urlpatterns = [
    path("espace/<slug:slug>/essai-scan/", add_scan, name="essai-scan"),
    path("espace/<slug:slug>/essai/", add_note, name="essai"),
    path("en/espace/<slug:slug>/essai/", add_note, name="essai-en"),
    *ours,
]

__all__ = ["handler403", "handler404"]
