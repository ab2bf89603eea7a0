"""The WOCAT draft: a commune's own, section by section, and the record that ships filled."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune
from consult.learning.documents.wocat import wocat_paper
from consult.learning.models import WocatDraft
from consult.learning.wocat import services
from consult.learning.wocat.draft import Draft, read_framework, read_stored
from consult.learning.wocat.export import as_json
from consult.learning.wocat.forms import PartForms
from consult.learning.wocat.kinds import Part, Section
from consult.learning.wocat.questions import SECTIONS, part_of, section_of
from foundation.documents.views import respond_pdf, respond_preview
from foundation.records.errors import NotReady
from frameworks.models import Framework


def _framework(commune: Commune) -> Framework:
    found = commune.frameworks.select_related(
        "commune__cercle__region", "founding_deliberation", "secretary"
    )
    framework = found.current().first() or found.order_by("-pk").first()
    if framework is None:
        raise Http404
    return framework


def _own(request: SignedInRequest, commune: Commune) -> Draft:
    persons = may_here(request, Action.READ_PERSONS)
    return read_framework(_framework(commune), persons=persons)


def _in_french(request: SignedInRequest, commune: Commune) -> Draft:
    """The draft for a file: French whatever the page's language."""
    with translation.override("fr"):
        return _own(request, commune)


@require_safe
@guarded(Action.LEARN)
def overview(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """How far the draft is, section by section; what the indicators contradict."""
    framework = commune.frameworks.exists()
    draft = _own(request, commune) if framework else None
    may_edit = may_here(request, Action.EDIT_LEARNING)
    return render(request, "learning/wocat.html", {"draft": draft, "may_edit": may_edit})


@require_safe
@guarded(Action.LEARN)
def section(request: SignedInRequest, commune: Commune, section: int) -> HttpResponse:
    """One section: each field with its answer, what the record says, what is suggested."""
    found = _section(section)
    draft = _own(request, commune)
    context = {
        "draft": draft,
        "section": found,
        "parts": list(draft.parts(found)),
        "tally": draft.tally(found),
        "sections": SECTIONS,
        "may_edit": may_here(request, Action.EDIT_LEARNING),
        "show_names": may_here(request, Action.READ_PERSONS),
    }
    return render(request, "learning/wocat_section.html", context)


def _section(number: int) -> Section:
    found = section_of(number)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_LEARNING)
def answer(request: SignedInRequest, commune: Commune, section: int, part: int) -> HttpResponse:
    """Declare the answers of one numbered item; `?reprendre=1` starts from the record's."""
    asked = part_of(section, part)
    if asked is None:
        raise Http404
    framework = _framework(commune)
    draft = read_framework(framework, persons=True)
    proposed = draft.recorded(asked) if "reprendre" in request.GET else {}
    forms = PartForms(request.POST or None, asked, draft.declared, proposed)
    if request.method == "POST" and forms.is_valid():
        try:
            changed = services.declare(framework, by=request.user, answers=forms.answers)
        except NotReady as refusal:
            forms.simple.add_error(None, list(refusal.reasons))
        else:
            said = _("The answers are kept.") if changed else _("Nothing was changed.")
            messages.success(request, said)
            return redirect("wocat:section", slug=commune.slug, section=section)
    return render(request, "learning/wocat_answer.html", _asked(draft, asked, forms))


def _asked(draft: Draft, part: Part, forms: PartForms) -> dict[str, Any]:
    lines = draft.of(part)
    return {
        "part": part,
        "asked": forms,
        "forms": forms.all_forms,
        "known": [line for line in lines if line.recorded is not None or line.suggestion],
    }


@require_safe
@guarded(Action.LEARN)
def preview(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The whole draft as it is printed."""
    where = {"slug": commune.slug}
    return respond_preview(
        wocat_paper(_in_french(request, commune)),
        back_url=reverse("wocat:overview", kwargs=where),
        pdf_url=reverse("wocat:pdf", kwargs=where),
    )


@require_safe
@guarded(Action.LEARN)
def pdf(request: SignedInRequest, commune: Commune) -> HttpResponse:
    return respond_pdf(request, wocat_paper(_in_french(request, commune)))


@require_safe
@guarded(Action.LEARN)
def chart(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The drawing of the five steps, asked as a file in 3.3."""
    name = "learning/wocat_loop.html"
    return render(request, name, {"commune": commune}, content_type="image/svg+xml")


@require_safe
@guarded(Action.LEARN)
def data(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """JSON by keyword, for retyping."""
    return _json(_in_french(request, commune), f"wocat-{commune.slug}.json")


def _json(draft: Draft, filename: str) -> HttpResponse:
    answered = HttpResponse(as_json(draft), content_type="application/json; charset=utf-8")
    answered["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answered


def _shipped(request: SignedInRequest, code: str) -> Draft:
    stored: WocatDraft = get_visible(
        WocatDraft.objects.all(), request.user, code=code, framework=None
    )
    return read_stored(stored)


@require_safe
@guarded(Action.LEARN)
def shipped(request: SignedInRequest, code: str) -> HttpResponse:
    """A record that ships filled, read by everybody who works here."""
    return render(request, "learning/wocat_shipped.html", {"draft": _shipped(request, code)})


@require_safe
@guarded(Action.LEARN)
def shipped_pdf(request: SignedInRequest, code: str) -> HttpResponse:
    return respond_pdf(request, wocat_paper(_shipped(request, code)))


@require_safe
@guarded(Action.LEARN)
def shipped_data(request: SignedInRequest, code: str) -> HttpResponse:
    return _json(_shipped(request, code), f"wocat-{code}.json")
