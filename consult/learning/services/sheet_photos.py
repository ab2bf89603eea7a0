"""Photos of a sheet: with what they show, and only printed when the people on them agreed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from communes.access import Action, require
from consult.learning.models import ExperienceSheet, SheetPhoto
from consult.learning.services.sheets import locked_draft, log
from foundation.accounts.models import User
from foundation.files.checks import Checked
from foundation.files.services import keep
from foundation.journal.models import Verb
from foundation.records.errors import NotReady
from foundation.records.lines import Line

MOST = 8


@transaction.atomic
def add_photo(
    sheet: ExperienceSheet, upload: UploadedFile[Any] | Checked, *, by: User, **fields: Any
) -> SheetPhoto:
    """Keep one photo; ValidationError says why a file is not taken."""
    require(by, Action.EDIT_LEARNING, sheet.commune)
    locked_draft(sheet)
    if sheet.photos.count() >= MOST:
        raise NotReady(_("A sheet holds %(most)s photos. Take one away first.") % {"most": MOST})
    stored = keep(upload, scope=sheet.commune.code, by=by)
    if sheet.photos.filter(file=stored).exists():
        raise NotReady(_("This photo stands with the sheet already."))
    photo = SheetPhoto.objects.create(sheet=sheet, file=stored, **fields)
    log(sheet, Verb.RECORDED, by=by, fields=["photos"])
    return photo


@transaction.atomic
def change_photos(sheet: ExperienceSheet, lines: Iterable[Line], *, by: User) -> None:
    """Captions, consent, photos taken away; consent withdrawn counts for published versions too."""
    require(by, Action.EDIT_LEARNING, sheet.commune)
    for line in lines:
        if line.remove:
            line.record.delete()
        else:
            line.save()
    log(sheet, Verb.CHANGED, by=by, fields=["photos"])
