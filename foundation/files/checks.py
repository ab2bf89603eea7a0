"""What a sent file must be before it is kept: a scan or a photo, and nothing else besides."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from foundation.files.apart import examined
from foundation.files.errors import sentence_of
from foundation.files.models import Kind
from foundation.files.names import clean_title, ending_of
from foundation.files.refused import Refused
from foundation.formats.numbers import filesize

_BEGINNINGS = {b"%PDF-": Kind.PDF, b"\xff\xd8\xff": Kind.JPEG, b"\x89PNG\r\n\x1a\n": Kind.PNG}
_ENDINGS = {"pdf": Kind.PDF, "jpg": Kind.JPEG, "jpeg": Kind.JPEG, "png": Kind.PNG}
_TYPES = {
    "application/pdf": Kind.PDF, "application/x-pdf": Kind.PDF,
    "image/jpeg": Kind.JPEG, "image/jpg": Kind.JPEG, "image/pjpeg": Kind.JPEG,
    "image/png": Kind.PNG, "image/x-png": Kind.PNG,
}  # fmt: skip
# What telephones declare when they do not know.
_NOTHING_SAID = {"", "application/octet-stream", "binary/octet-stream"}


@dataclass(frozen=True)
class Checked:
    """A file found good, as it will be kept."""

    kind: Kind
    content: bytes
    title: str
    pages: int | None = None
    width: int | None = None
    height: int | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def check(upload: UploadedFile[Any]) -> Checked:
    """The file as it may be kept, or a sentence saying what to do; the answer is remembered."""
    prepare(upload)
    found: Checked | ValidationError = upload.__dict__["found"]
    if isinstance(found, ValidationError):
        raise found
    return found


def prepare(upload: Any) -> None:
    """Look at a sent file before the database is asked to wait for it."""
    if "found" in upload.__dict__:
        return
    try:
        upload.found = _looked_at(upload)
    except ValidationError as refusal:
        upload.found = refusal


def _looked_at(upload: UploadedFile[Any]) -> Checked:
    name = upload.name or ""
    _refuse_size(upload.size or 0)
    kind = _kind_by_name(name)
    upload.seek(0)
    content = upload.read(settings.FILES_LARGEST + 1)
    if kind is not _kind_by_beginning(content) or not _declared_as(kind, upload.content_type):
        raise ValidationError(
            _(
                "What is in this file is not what its name says. Open it, save it again as PDF, "
                "JPEG or PNG, and choose the new file."
            ),
            code="mismatch",
        )
    found = _examined(kind, content, clean_title(name))
    _refuse_size(len(found.content))
    return found


def _examined(kind: Kind, content: bytes, title: str) -> Checked:
    try:
        found = examined(content.lstrip() if kind is Kind.PDF else content, kind)
    except Refused as refusal:
        raise sentence_of(refusal) from refusal
    return Checked(kind, found.content, title, **found.measures)


def _refuse_size(size: int) -> None:
    if size == 0:
        raise ValidationError(_("This file is empty. Choose it again."), code="empty")
    if size > settings.FILES_LARGEST:
        raise ValidationError(
            _(
                "This file is too large: %(size)s; the most is %(most)s. "
                "Scan it in grey, or take a photo of each page."
            ),
            code="too_large",
            params={"size": filesize(size), "most": filesize(settings.FILES_LARGEST)},
        )


def _kind_by_name(name: str) -> Kind:
    kind = _ENDINGS.get(ending_of(name)[1])
    if kind is None:
        raise ValidationError(
            _(
                "Only PDF files, JPEG photos and PNG pictures can be added. "
                "Scan the paper, or take a photo of it."
            ),
            code="kind",
        )
    return kind


def _kind_by_beginning(content: bytes) -> Kind | None:
    """By the first letters; empty lines before a PDF are a habit of some scanners."""
    beginning = content[:1024]
    if beginning.lstrip().startswith(b"%PDF-"):
        return Kind.PDF
    return next((kind for sign, kind in _BEGINNINGS.items() if beginning.startswith(sign)), None)


def _declared_as(kind: Kind, declared: str | None) -> bool:
    said = (declared or "").partition(";")[0].strip().lower()
    return said in _NOTHING_SAID or _TYPES.get(said) is kind
