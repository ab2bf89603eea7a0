"""From when on a commune is late, silent or tired: the figures of the whole country."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.records.querysets import RecordQuerySet

_DAYS = [MinValueValidator(1), MaxValueValidator(365)]
_PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class Thresholds(models.Model):
    """One row: days of grace and of silence, and what warns of fatigue (domain § 3.3)."""

    grace_days = models.PositiveSmallIntegerField(
        _("days of grace before a commune is late"), default=10, validators=_DAYS
    )
    silent_days = models.PositiveSmallIntegerField(
        _("days without news before a commune is silent"), default=30, validators=_DAYS
    )
    months_without_meeting = models.PositiveSmallIntegerField(
        _("months without a meeting that warn"),
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    mobilisation_percent = models.PositiveSmallIntegerField(
        _("mobilisation below which a warning is given (%)"), default=50, validators=_PERCENT
    )
    cycles_without_investment = models.PositiveSmallIntegerField(
        _("cycles without a finished investment that warn"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )

    objects = RecordQuerySet["Thresholds"].as_manager()

    class Meta:
        verbose_name = _("thresholds")
        verbose_name_plural = _("thresholds")
        constraints = [models.CheckConstraint(name="thresholds_one_row", condition=Q(pk=1))]

    def __str__(self) -> str:
        return str(_("Thresholds"))
