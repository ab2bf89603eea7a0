"""A commune's experience sheets: the list, a new one, its page and what is typed in it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Commune
from consult.learning.answers import says_something
from consult.learning.documents.shown import shown
from consult.learning.forms.sheet_page import AnswersForm
from consult.learning.forms.sheets import BeginForm, CoverForm
from consult.learning.models import Campaign, ExperienceSheet, SheetState, SheetVersion
from consult.learning.outline import Page, pages
from consult.learning.prefill import proposals
from consult.learning.services import sheets as services
from consult.learning.views.sheet_finding import (
    draft_of,
    inside,
    is_open_draft,
    not_a_draft,
    reading,
    to_sheet,
)
from foundation.journal.reading import lines_about
from foundation.records.errors import NotReady


@require_safe
@guarded(Action.LEARN)
def sheet_list(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The sheets of the commune: all of them for authors and reviewers, else the published."""
    sheets = ExperienceSheet.objects.in_commune(commune).prefetch_related("sectors")
    versions = SheetVersion.objects.in_commune(commune).in_force().select_related("sheet")
    is_inside = inside(request)
    campaigns = Campaign.objects.visible_to(request.user).asking(commune)
    context = {
        "inside": is_inside,
        "sheets": sheets if is_inside else [],
        "published": versions.order_by("-sheet__as_of"),
        "may_write": may_here(request, Action.EDIT_LEARNING),
        "waiting": campaigns.exclude(pk__in=_answered(commune)) if is_inside else [],
    }
    return render(request, "learning/sheets.html", context)


def _answered(commune: Commune) -> Any:
    """Collections this commune handed a sheet to."""
    given = commune.sheets.exclude(state=SheetState.DRAFT).exclude(campaign=None)
    return given.order_by().values("campaign")


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_LEARNING)
def sheet_new(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Begin a sheet: what the record says of the framework, cycle or action is filled in."""
    campaigns = Campaign.objects.visible_to(request.user).asking(commune)
    kept = {name: request.GET.get(name, "") for name in ("told", "campaign", "variant")}
    form = BeginForm(
        request.POST or None,
        commune=commune,
        campaigns=campaigns,
        initial={name: value for name, value in kept.items() if value},
    )
    if form.is_valid():
        said = form.cleaned_data
        sheet = services.begin_sheet(
            commune,
            by=request.user,
            variant=said["variant"],
            title=said["title"],
            campaign=said.get("campaign"),
            **form.told_of(),
        )
        messages.success(request, _("The sheet is begun. Read what is filled in, then complete."))
        return to_sheet(sheet)
    return render(request, "learning/sheet_new.html", {"form": form})


@require_safe
@guarded(Action.LEARN)
def sheet_page(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """The sheet: the draft for its authors and reviewers, the published version for others."""
    found = reading(request, commune, pk)
    sheet, is_inside = found.sheet, inside(request)
    writes = may_here(request, Action.EDIT_LEARNING)
    context = {
        "sheet": sheet,
        "content": found.content,
        "told": shown(found.content, commune.slug),
        "version": found.version,
        "inside": is_inside,
        "versions": list(sheet.versions.defer("data")) if is_inside else [],
        "typed": _typed(sheet) if writes and is_open_draft(sheet) else [],
        "edits": writes and is_open_draft(sheet),
        "writes": writes,
        "reviews": may_here(request, Action.REVIEW_SHEETS),
        "photos": sheet.photos.all() if is_inside else [],
        "copies": list(sheet.copies.select_related("action__plan__cycle__framework__commune")),
        "entries": lines_about(sheet) if is_inside else [],
    }
    return render(request, "learning/sheet.html", context)


def _typed(sheet: ExperienceSheet) -> list[dict[str, Any]]:
    """Each page of the outline with how many of its fields are answered."""
    return [
        {
            "page": page,
            "title": page.section.title(sheet.variant),
            "said": sum(says_something(sheet.answers.get(one.key)) for one in page.fields),
        }
        for page in pages(sheet.variant, sheet.edition)
    ]


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_LEARNING)
def sheet_cover(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Title, date, sectors, areas, collection."""
    sheet = draft_of(request, commune, pk)
    if sheet is None:
        return not_a_draft(request, commune, pk)
    title = sheet.title
    campaigns = Campaign.objects.visible_to(request.user).asking(commune)
    form = CoverForm(request.POST or None, instance=sheet, campaigns=campaigns)
    if form.is_valid():
        services.change_sheet(sheet, by=request.user, save=form.save, fields=form.changed_data)
        messages.success(request, _("The cover is saved."))
        return to_sheet(sheet)
    return render(request, "learning/sheet_cover.html", {"form": form, "pk": pk, "title": title})


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_LEARNING)
def sheet_answers(request: SignedInRequest, commune: Commune, pk: int, number: int) -> HttpResponse:
    """One page of the outline; « put the proposal back » saves the others as typed."""
    sheet = draft_of(request, commune, pk)
    if sheet is None:
        return not_a_draft(request, commune, pk)
    outline = pages(sheet.variant, sheet.edition)
    page = outline[min(max(number, 1), len(outline)) - 1]
    form = AnswersForm(request.POST or None, instance=sheet, page=page, proposals=proposals(sheet))
    if form.is_valid() and _written(request, sheet, form):
        return _onward(request, sheet, page, len(outline))
    context = {
        "form": form,
        "sheet": sheet,
        "page": page,
        "title": page.section.title(sheet.variant),
        "note": page.section.note(sheet.variant),
        "groups": form.groups(),
        "last": len(outline),
    }
    return render(request, "learning/sheet_answers.html", context)


def _written(request: SignedInRequest, sheet: ExperienceSheet, form: AnswersForm) -> bool:
    put_back = request.POST.get("put_back", "")
    try:
        services.write_answers(
            sheet, by=request.user, changed=form.changed_answers(), put_back=put_back
        )
    except NotReady as refusal:
        form.add_error(None, list(refusal.reasons))
        return False
    return True


def _onward(
    request: SignedInRequest, sheet: ExperienceSheet, page: Page, last: int
) -> HttpResponse:
    """To the same page when a proposal was put back, to the next one, or to the sheet."""
    if "put_back" in request.POST:
        messages.success(request, _("The proposal is put back; what you typed is saved."))
        number = page.number
    elif "again" in request.POST and page.number < last:
        number = page.number + 1
    else:
        messages.success(request, _("What you typed is saved."))
        return to_sheet(sheet)
    slug = request.commune.slug
    return redirect("sheets:answers", slug=slug, pk=sheet.pk, number=number)
