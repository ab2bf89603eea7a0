"""Finding a sheet, and which text of it this person reads: the draft or what was published."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, may_here
from communes.models import Commune
from consult.learning.content import Content, content_at, content_of, without_persons
from consult.learning.models import ExperienceSheet, SheetState, SheetVersion


class Reading(NamedTuple):
    """A sheet as this person reads it; without a version it is the draft."""

    sheet: ExperienceSheet
    content: Content
    version: SheetVersion | None


def inside(request: SignedInRequest) -> bool:
    """Whether the person writes or reviews sheets here: drafts are for nobody else."""
    return may_here(request, Action.EDIT_LEARNING) or may_here(request, Action.REVIEW_SHEETS)


def sheet_of(request: SignedInRequest, commune: Commune, pk: int) -> ExperienceSheet:
    """The sheet, whatever its state."""
    sheets = ExperienceSheet.objects.in_commune(commune).select_related(
        "commune__cercle__region",
        "framework",
        "cycle__framework",
        "action__plan__cycle__framework__commune",
        "campaign",
    )
    found: ExperienceSheet = get_visible(sheets, request.user, pk=pk)
    return found


def reading(request: SignedInRequest, commune: Commune, pk: int) -> Reading:
    """What this person may read of it, else 404: before publication a sheet does not exist."""
    sheet = sheet_of(request, commune, pk)
    if inside(request) and sheet.state != SheetState.PUBLISHED:
        return Reading(sheet, content_of(sheet), None)
    version = sheet.versions.first()
    if version is None:
        raise Http404
    content = content_at(version)
    if not may_here(request, Action.READ_PERSONS):
        content = without_persons(content)
    return Reading(sheet, content, version)


def is_open_draft(sheet: ExperienceSheet) -> bool:
    """Whether it may be typed in."""
    return sheet.state == SheetState.DRAFT


def draft_of(request: SignedInRequest, commune: Commune, pk: int) -> ExperienceSheet | None:
    """The sheet while it may be typed in."""
    sheet = sheet_of(request, commune, pk)
    return sheet if is_open_draft(sheet) else None


def not_a_draft(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Led back to the sheet, which says where it stands."""
    messages.info(request, _("This sheet is no draft: it is only read now."))
    return redirect("sheets:sheet", slug=commune.slug, pk=pk)


def to_sheet(sheet: ExperienceSheet) -> HttpResponse:
    """Back to the sheet."""
    return redirect("sheets:sheet", slug=sheet.commune.slug, pk=sheet.pk)
