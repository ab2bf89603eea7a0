"""The commune's five-year development plan, on which actions stand."""

from __future__ import annotations

from decimal import ROUND_HALF_UP

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from actionplans.querysets import OfPdescLineQuerySet, PdescLineQuerySet, PdescQuerySet
from communes.models import Commune, Sector
from frameworks.models import Deliberation, Need


class Pdesc(models.Model):
    """A *programme de développement économique, social et culturel*: five years, voted."""

    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="pdescs", verbose_name=_("commune")
    )
    first_year = models.PositiveSmallIntegerField(_("first year"))
    last_year = models.PositiveSmallIntegerField(_("last year"))
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)

    objects = PdescQuerySet.as_manager()

    class Meta:
        verbose_name = _("development plan (PDESC)")
        verbose_name_plural = _("development plans (PDESC)")
        ordering = ["-first_year"]
        constraints = [
            models.UniqueConstraint(fields=["commune", "first_year"], name="pdesc_once_per_period"),
            models.CheckConstraint(
                name="pdesc_years_ordered",
                condition=Q(last_year__gte=F("first_year")),
                violation_error_message=_("The last year comes before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"PDESC {self.first_year}-{self.last_year}"


class PdescLine(models.Model):
    """One line of the development plan, to which an action refers."""

    pdesc = models.ForeignKey(
        Pdesc, on_delete=models.PROTECT, related_name="lines", verbose_name=_("development plan")
    )
    code = models.CharField(_("code"), max_length=20)
    title = models.CharField(_("title"), max_length=300)
    axis = models.CharField(_("axis"), max_length=120, blank=True)
    sector = models.ForeignKey(
        Sector,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="pdesc_lines",
        verbose_name=_("sector"),
    )
    villages = models.CharField(_("villages"), max_length=300, blank=True)
    quantity = models.DecimalField(
        _("quantity"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    unit_cost = models.PositiveBigIntegerField(_("cost of one unit (FCFA)"), null=True, blank=True)
    entered_by = models.ForeignKey(
        Deliberation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="pdesc_lines_entered",
        verbose_name=_("entered by the deliberation"),
    )
    needs = models.ManyToManyField(
        Need, blank=True, related_name="pdesc_lines", verbose_name=_("needs answered")
    )

    objects = PdescLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of the PDESC")
        verbose_name_plural = _("lines of the PDESC")
        ordering = ["pdesc", "code"]
        constraints = [
            models.UniqueConstraint(fields=["pdesc", "code"], name="pdesc_line_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} – {self.title}"

    @property
    def cost(self) -> int | None:
        """Quantity × cost of one unit, to the nearest franc; None when one of them is not given."""
        if self.quantity is None or self.unit_cost is None:
            return None
        return int((self.quantity * self.unit_cost).to_integral_value(ROUND_HALF_UP))


class PdescAmount(models.Model):
    """What a line of the development plan is to cost in one year, and from which source."""

    line = models.ForeignKey(
        PdescLine, on_delete=models.PROTECT, related_name="amounts", verbose_name=_("line")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    source = models.CharField(_("source"), max_length=120, blank=True)
    amount = models.PositiveBigIntegerField(_("amount (FCFA)"))

    objects = OfPdescLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("amount of a line of the PDESC")
        verbose_name_plural = _("amounts of lines of the PDESC")
        ordering = ["line", "year", "source"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "year", "source"],
                name="pdesc_amount_once",
                violation_error_message=_("This year and source already have an amount."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"
