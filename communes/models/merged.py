"""Two records of the same person or organisation: one stays, the other leads to it for ever."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Mergeable(models.Model):
    """Something people enter twice without knowing. A merged record is kept and leads to another.

    What was sealed (signed minutes, agreed plans, statements) goes on pointing to it, as written.
    """

    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
        verbose_name=_("merged into"),
    )
    merged_on = models.DateField(_("merged on"), null=True, blank=True, editable=False)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("merged by"),
    )

    class Meta:
        abstract = True

    @property
    def standing_id(self) -> Any:
        """The number of the record that stands for this one: its own, or that it leads to."""
        return getattr(self, "merged_into_id", None) or self.pk


def merged_is_dated(name: str) -> models.CheckConstraint:
    """A merged record says when; none leads to itself."""
    return models.CheckConstraint(
        name=name,
        condition=Q(merged_into=None, merged_on=None)
        | Q(merged_into__isnull=False, merged_on__isnull=False) & ~Q(merged_into=F("pk")),
        violation_error_message=_("A merged record carries the day it was merged."),
    )
