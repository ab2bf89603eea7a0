"""What becomes of a sheet: checked and submitted, reviewed, published, begun again; its photos."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune
from consult.learning.documents.shown import shown
from consult.learning.forms.sheet_photos import PhotoForm, PhotoRow
from consult.learning.forms.sheets import ReviewForm
from consult.learning.models import ExperienceSheet, SheetPhoto, SheetState
from consult.learning.services import sheet_photos as photo_services
from consult.learning.services import sheets as services
from consult.learning.sheet_rules import against_submitting
from consult.learning.views.sheet_finding import (
    draft_of,
    inside,
    not_a_draft,
    reading,
    sheet_of,
    to_sheet,
)
from foundation.files.views import respond_file
from foundation.forms.rows import all_valid, lines
from foundation.records.errors import NotReady
from foundation.records.rules import Strength


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_LEARNING)
def sheet_check(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """What is missing, what is worth a look, and the one button that hands the sheet over."""
    sheet = draft_of(request, commune, pk)
    if sheet is None:
        return not_a_draft(request, commune, pk)
    if request.method == "POST" and _done(
        request, lambda: services.submit_sheet(sheet, by=request.user)
    ):
        messages.success(request, _("The sheet is submitted. The adviser reads it."))
        return to_sheet(sheet)
    found = against_submitting(sheet)
    context = {
        "sheet": sheet,
        "blocking": [one.sentence for one in found if one.strength is Strength.BLOCK],
        "doubts": [one.sentence for one in found if one.strength is not Strength.BLOCK],
    }
    return render(request, "learning/sheet_check.html", context)


def _done(request: SignedInRequest, act: Callable[[], Any]) -> bool:
    """Do it; a refusal is said at the top of the page."""
    try:
        act()
    except NotReady as refusal:
        for reason in refusal.reasons:
            messages.warning(request, reason)
        return False
    return True


@require_http_methods(["GET", "POST"])
@guarded(Action.REVIEW_SHEETS)
def sheet_review(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """The adviser reads the sheet and answers: fit, or back with what is to be changed."""
    sheet = sheet_of(request, commune, pk)
    if sheet.state not in (SheetState.SUBMITTED, SheetState.REVIEWED):
        messages.info(request, _("This sheet does not wait for a review."))
        return to_sheet(sheet)
    form = ReviewForm(request.POST or None)
    if form.is_valid() and _answered(request, sheet, form):
        return to_sheet(sheet)
    found = reading(request, commune, pk)
    context = {"form": form, "sheet": sheet, "told": shown(found.content, commune.slug)}
    return render(request, "learning/sheet_review.html", context)


def _answered(request: SignedInRequest, sheet: ExperienceSheet, form: ReviewForm) -> bool:
    """Whether the adviser's answer was taken; if not, the form says why."""
    said = form.cleaned_data
    try:
        if said["verdict"] == ReviewForm.BACK:
            services.send_back(sheet, by=request.user, reason=said["reason"])
            messages.success(request, _("The sheet goes back to the commune, with your reason."))
        else:
            services.mark_reviewed(sheet, by=request.user)
            messages.success(request, _("The sheet is reviewed. The commune may publish it."))
    except NotReady as refusal:
        form.add_error("verdict", list(refusal.reasons))
        return False
    return True


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_LEARNING)
def sheet_publish(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """The commune publishes what was reviewed: all communes may read it."""
    sheet = sheet_of(request, commune, pk)
    if sheet.state != SheetState.REVIEWED:
        messages.info(request, _("A sheet is published once the adviser has reviewed it."))
        return to_sheet(sheet)
    if request.method == "POST" and _done(
        request, lambda: services.publish_sheet(sheet, by=request.user)
    ):
        messages.success(request, _("The sheet is published. Other communes can read and copy it."))
        return to_sheet(sheet)
    return render(request, "learning/sheet_publish.html", {"sheet": sheet})


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_LEARNING)
def sheet_reopen(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Begin the next version of a published sheet."""
    sheet = sheet_of(request, commune, pk)
    if request.method == "POST" and _done(
        request, lambda: services.reopen_sheet(sheet, by=request.user)
    ):
        messages.success(request, _("The new version is begun. The published one stays readable."))
        return to_sheet(sheet)
    return render(request, "learning/sheet_reopen.html", {"sheet": sheet})


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_LEARNING)
def sheet_photos(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """The photos of a sheet: what they show, who agreed; consent can be withdrawn at any time."""
    sheet = sheet_of(request, commune, pk)
    rows = [
        PhotoRow(request.POST or None, instance=photo, prefix=f"photo-{photo.pk}")
        for photo in sheet.photos.select_related("file", "sheet__commune")
    ]
    if request.method == "POST" and rows and all_valid(rows):
        photo_services.change_photos(sheet, lines(rows), by=request.user)
        messages.success(request, _("The photos are saved."))
        return to_sheet(sheet)
    context = {"sheet": sheet, "rows": rows, "adds": sheet.state == SheetState.DRAFT}
    return render(request, "learning/sheet_photos.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_LEARNING)
def sheet_photo_add(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """One more photo, with what it shows and whether the people on it agreed."""
    sheet = draft_of(request, commune, pk)
    if sheet is None:
        return not_a_draft(request, commune, pk)
    form = PhotoForm(request.POST or None, request.FILES or None, sheet=sheet)
    if form.is_valid() and _added(request, sheet, form):
        return redirect("sheets:photos", slug=commune.slug, pk=pk)
    return render(request, "learning/sheet_photo_add.html", {"form": form, "sheet": sheet})


def _added(request: SignedInRequest, sheet: ExperienceSheet, form: PhotoForm) -> bool:
    told = dict(form.cleaned_data)
    upload = told.pop("photo")
    try:
        photo_services.add_photo(sheet, upload, by=request.user, **told)
    except ValidationError as error:
        form.add_error("photo", error)
    except NotReady as error:
        form.add_error("photo", error.reasons)
    else:
        messages.success(request, _("The photo is kept with the sheet."))
    return not form.errors


@require_safe
@guarded(Action.READ_PERSONS)
def sheet_photo(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """One photo to save and look at: for authors and reviewers, who see who is on it."""
    photos = SheetPhoto.objects.in_commune(commune).select_related("file", "sheet")
    photo: SheetPhoto = get_visible(photos, request.user, pk=pk)
    if not inside(request):
        reading(request, commune, photo.sheet_id)
        if not (photo.consent and may_here(request, Action.READ_PERSONS)):
            return to_sheet(photo.sheet)
    return respond_file(photo.file)
