"""A photo beside a word: sent after it, kept as the commune's files are."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from foundation.accounts.models import User
from foundation.files.checks import Checked
from foundation.files.services import keep
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from monitoring.models import Statement, StatementPhoto
from monitoring.services.statements import require_voice


@transaction.atomic
def add_photo(
    statement: Statement, upload: UploadedFile[Any] | Checked, *, by: User, caption: str = ""
) -> StatementPhoto:
    """Keep the one photo that goes with a word; ValidationError says why a file is not taken."""
    require_voice(by, statement.voice, statement.action)
    Statement.objects.select_for_update().get(pk=statement.pk)
    if statement.photos.exists():
        raise NotReady(_("This word already has its photo. Add what is new to a new word."))
    commune = statement.action.plan.cycle.commune
    stored = keep(upload, scope=commune.code, by=by)
    photo = StatementPhoto.objects.create(statement=statement, file=stored, caption=caption)
    journal(statement.action, by=by, verb=Verb.RECORDED, scope=commune.code, fields=["photos"])
    return photo
