"""A scan or a photo, as it is kept: what it is, what it is called, who added it when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.records.querysets import RecordQuerySet


class Kind(models.TextChoices):
    """What a file can be: the paper as a PDF, or a picture of it."""

    PDF = "pdf", _("PDF")
    JPEG = "jpeg", _("JPEG picture")
    PNG = "png", _("PNG picture")


ENDINGS = {Kind.PDF: "pdf", Kind.JPEG: "jpg", Kind.PNG: "png"}
TYPES = {Kind.PDF: "application/pdf", Kind.JPEG: "image/jpeg", Kind.PNG: "image/png"}


class StoredFileQuerySet(RecordQuerySet["StoredFile"]):
    def in_scope(self, scope: str) -> StoredFileQuerySet:
        """The files of one place, latest first."""
        return self.filter(scope=scope).order_by("-added_on", "-pk")

    def bytes_kept(self) -> int:
        """How much room they take, together."""
        return int(self.aggregate(total=models.Sum("size"))["total"] or 0)


class StoredFile(models.Model):
    """A signed paper or a photo of one place. The same content is kept once per place.

    `sha256` is the digest of what is kept, which is not what was sent: pictures are drawn afresh
    and PDFs written afresh, so that nothing but the pages remains.
    """

    scope = models.CharField(_("place"), max_length=20)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    kind = models.CharField(_("kind"), max_length=4, choices=Kind)
    size = models.PositiveIntegerField(_("bytes"))
    title = models.CharField(_("name"), max_length=120)
    pages = models.PositiveSmallIntegerField(_("pages"), null=True, blank=True)
    width = models.PositiveIntegerField(_("width"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True)
    added_on = models.DateTimeField(_("added on"), auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("added by"),
    )

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering: ClassVar = ["-added_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["scope", "sha256"], name="files_once_per_scope"),
            models.CheckConstraint(
                condition=models.Q(kind="pdf", pages__gt=0, width=None, height=None)
                | models.Q(kind__in=["jpeg", "png"], pages=None, width__gt=0, height__gt=0),
                name="files_pages_or_picture",
            ),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="files_not_empty"),
        ]
        indexes = [models.Index(fields=["sha256"], name="files_by_digest")]

    def __str__(self) -> str:
        return self.filename

    @property
    def filename(self) -> str:
        """The name under which it is handed out; its ending tells the truth."""
        return f"{self.title}.{ENDINGS[Kind(self.kind)]}"

    @property
    def content_type(self) -> str:
        return TYPES[Kind(self.kind)]

    @property
    def place(self) -> str:
        """Where its bytes lie in the storage."""
        return place_of(self.sha256, Kind(self.kind))

    def open(self) -> File[bytes]:
        """Its bytes, to be read and closed."""
        return default_storage.open(self.place)


def place_of(sha256: str, kind: Kind) -> str:
    """The name of a content in the storage: its digest, below the digest's first two letters."""
    return f"{sha256[:2]}/{sha256}.{ENDINGS[kind]}"
