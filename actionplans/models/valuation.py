"""What a commune reckons a day of work or a load of sand to be worth."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from actionplans.querysets import ValuationQuerySet
from communes.models import Commune, FundingKind


class ValuationRule(models.Model):
    """One unit of labour, kind or service and what it is worth in a commune, from a day on.

    The value of a promise is quantity × days × `rate`, in FCFA.
    """

    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="valuations", verbose_name=_("commune")
    )
    kind = models.CharField(_("how"), max_length=12, choices=FundingKind)
    unit = models.CharField(_("unit"), max_length=40)
    rate = models.PositiveBigIntegerField(_("worth of one unit (FCFA)"))
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("agreed where"), max_length=200, blank=True)

    objects = ValuationQuerySet.as_manager()

    class Meta:
        verbose_name = _("valuation rule")
        verbose_name_plural = _("valuation rules")
        ordering = ["kind", "unit", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "kind", "unit", "valid_from"],
                name="valuation_once_per_day",
                violation_error_message=_("This unit already has a value from that day on."),
            ),
            models.CheckConstraint(
                name="valuation_dates_ordered",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The end comes before the beginning."),
            ),
            models.CheckConstraint(
                name="valuation_is_not_cash",
                condition=~Q(kind="especes"),
                violation_error_message=_("Money needs no rule: a franc is worth a franc."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.unit}"
