"""Keeping a file, reading it back, and finding what belongs to nothing."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.accounts.models import User
from foundation.files.checks import Checked, check
from foundation.files.models import StoredFile, place_of
from foundation.formats.numbers import filesize
from foundation.records.errors import NotReady

DIGEST_FOLDER = 2  # letters of a digest that name the folder of an upload
LEFT_ALONE = datetime.timedelta(days=1)


@transaction.atomic
def keep(upload: UploadedFile[Any] | Checked, *, scope: str, by: User) -> StoredFile:
    """Keep a scan or a photo for one place; the same content there is the same record.

    ValidationError carries the sentence for the person who sent it. The bytes are written first,
    under a name made from them: if nothing is recorded in the end, `clean_files` finds them.
    """
    found = upload if isinstance(upload, Checked) else check(upload)
    digest = found.sha256
    known = StoredFile.objects.filter(scope=scope, sha256=digest).first()
    if known is None:
        _refuse_beyond_quota(scope, len(found.content))
    default_storage.save(place_of(digest, found.kind), ContentFile(found.content))
    facts = {
        "kind": found.kind,
        "size": len(found.content),
        "title": found.title,
        "pages": found.pages,
        "width": found.width,
        "height": found.height,
        "added_by": by,
    }
    return known or StoredFile.objects.get_or_create(scope=scope, sha256=digest, defaults=facts)[0]


def _refuse_beyond_quota(scope: str, more: int) -> None:
    most = settings.FILES_PER_SCOPE
    used = StoredFile.objects.filter(scope=scope).bytes_kept()
    if used + more > most:
        raise ValidationError(
            _(
                "There is no room left for files here: %(used)s of %(most)s are in use. "
                "Call the programme’s administrator; the paper itself stays valid."
            ),
            code="quota",
            params={"used": filesize(used), "most": filesize(most)},
        )


def read(stored: StoredFile) -> bytes:
    """The very bytes that were kept; never others."""
    content = _bytes_of(stored)
    if content is None:
        raise NotReady(
            _(
                "The file “%(name)s” can no longer be read. Call the programme’s administrator: "
                "it can be brought back from a backup, or added again from the paper."
            )
            % {"name": stored.filename}
        )
    return content


def _bytes_of(stored: StoredFile) -> bytes | None:
    """None when they are missing or no longer those that were kept."""
    try:
        with stored.open() as file:
            content: bytes = file.read(stored.size + 1)
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == stored.sha256 else None


def lost_files() -> Iterator[StoredFile]:
    """Records whose bytes are missing or altered."""
    for stored in StoredFile.objects.iterator():
        if _bytes_of(stored) is None:
            yield stored


def remove_orphans() -> int:
    """Remove bytes no record names, once they are a day old; how many.

    A younger one may belong to a record that is being written.
    """
    before = timezone.now() - LEFT_ALONE
    known = {stored.place for stored in StoredFile.objects.only("sha256", "kind").iterator()}
    orphans = [
        place
        for place in _places()
        if place not in known and default_storage.get_modified_time(place) < before
    ]
    for place in orphans:
        default_storage.delete(place)
    return len(orphans)


def _places() -> Iterator[str]:
    if not default_storage.exists(""):
        return
    for folder in default_storage.listdir("")[0]:
        if len(folder) != DIGEST_FOLDER:
            continue  # sealed papers and the like: their keepers look after them
        yield from (f"{folder}/{name}" for name in default_storage.listdir(folder)[1])
