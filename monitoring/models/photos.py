"""Photos of what was seen, and the picture of a cycle kept when it closes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.files.models import StoredFile
from frameworks.models import Cycle
from monitoring.models.statements import Statement
from monitoring.querysets import OfStatementQuerySet, SnapshotQuerySet


class StatementPhoto(models.Model):
    """A photo that goes with one statement; its own sending, after the words."""

    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, related_name="photos", verbose_name=_("statement")
    )
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("file")
    )
    caption = models.CharField(_("what it shows"), max_length=200, blank=True)

    objects = OfStatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "file"], name="statement_photo_once")
        ]

    def __str__(self) -> str:
        return self.caption or str(self.file)


class CycleSnapshot(models.Model):
    """What a cycle came to on the day it closed. Rows are only added.

    `data` is canonical JSON (sorted keys, no spaces), `sha256` its digest in hexadecimal.
    """

    cycle = models.ForeignKey(
        Cycle, on_delete=models.PROTECT, related_name="snapshots", verbose_name=_("cycle")
    )
    taken_at = models.DateTimeField(_("taken on"), auto_now_add=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken by"),
    )
    data = models.TextField(editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture of a closed cycle")
        verbose_name_plural = _("pictures of closed cycles")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.cycle} – {self.sha256[:8]}"
