"""The PDF of a sealed plan: drawn once, kept with the uploads, its digest written down."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from actionplans.documents.sealed import paper_of_version
from actionplans.models import PlanVersion


def sealed_pdf(version: PlanVersion) -> bytes:
    """The archived PDF, drawn the first time it is asked for; raises PdfUnavailable.

    A lost or damaged file is replaced by a new drawing when that has the very same digest.
    """
    if version.pdf_sha256 and (kept := _kept(version)):
        return kept
    drawn = paper_of_version(version).pdf()
    digest = hashlib.sha256(drawn).hexdigest()
    if not version.pdf_sha256:
        version.pdf_sha256 = digest
        PlanVersion.objects.filter(pk=version.pk, pdf_sha256="").update(pdf_sha256=digest)
    if digest == version.pdf_sha256:
        _keep(version, drawn)
    return drawn


def _keep(version: PlanVersion, drawn: bytes) -> None:
    """Put the bytes in their place, in place of damaged ones."""
    if default_storage.exists(_place(version)):
        default_storage.delete(_place(version))
    default_storage.save(_place(version), ContentFile(drawn))


def _place(version: PlanVersion) -> str:
    return f"sealed/{version.pdf_sha256}.pdf"


def _kept(version: PlanVersion) -> bytes:
    """The archived bytes, if they are there and still the same."""
    if not default_storage.exists(_place(version)):
        return b""
    with default_storage.open(_place(version)) as file:
        found: bytes = file.read()
    return found if hashlib.sha256(found).hexdigest() == version.pdf_sha256 else b""
