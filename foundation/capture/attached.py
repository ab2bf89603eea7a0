"""Photos and scans that come with a form: told apart like its words, but never kept with them.

A kept form remembers which file had been chosen where. When it is sent again, a stand-in takes the
file's place; the field refuses it and asks for the file, so that nothing is recorded without it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.module_loading import import_string

CHOSEN = "fichier-choisi."
LONGEST_NAME = 200


class NotKept(UploadedFile):  # type: ignore[type-arg]
    """Stands where a file was chosen. It is empty: fields that do not know it refuse it as well."""

    not_kept = True

    def __init__(self, name: str) -> None:
        super().__init__(ContentFile(b""), name=name or "?", size=0)


def prepare(request: HttpRequest) -> None:
    """Have each file looked at, before the database waits for this form."""
    look: Callable[[Any], None] = import_string(settings.CAPTURE_PREPARES_FILES)
    for _field, upload in _sent(request):
        look(upload)


def chosen(request: HttpRequest) -> list[tuple[str, str]]:
    """A line for each file that came with the form: its field, its digest and its name."""
    return [
        (f"{CHOSEN}{field}", f"{_digest(upload)} {(upload.name or '')[:LONGEST_NAME]}")
        for field, upload in _sent(request)
    ]


def put_stand_ins(request: HttpRequest) -> None:
    """Give each field whose file was not kept the stand-in that asks for it again."""
    for name in request.POST:
        field = name.removeprefix(CHOSEN)
        if field != name and field not in request.FILES:
            names = [line.partition(" ")[2] for line in request.POST.getlist(name)]
            request.FILES.setlist(field, [NotKept(file) for file in names])


def are_words(name: str) -> bool:
    """Whether a line of a form is what a person typed."""
    return not name.startswith(CHOSEN)


def _sent(request: HttpRequest) -> Iterable[tuple[str, UploadedFile[Any]]]:
    for field, uploads in request.FILES.lists():
        for upload in uploads:
            if not isinstance(upload, NotKept):
                yield str(field), upload


def _digest(upload: UploadedFile[Any]) -> str:
    upload.seek(0)
    digest = hashlib.file_digest(upload, "sha256").hexdigest()
    upload.seek(0)
    return digest
