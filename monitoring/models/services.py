"""What technical services say and do for the parties, and what organisations produce."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplans.models import Action
from communes.models import Organisation, Sector
from frameworks.models import Framework, Need
from monitoring.querysets import OfFrameworkFollowUpQuerySet, ProductionQuerySet


class SupportKind(models.TextChoices):
    OPINION = "avis", _("opinion")
    SUPPORT = "appui", _("support")


class Verdict(models.TextChoices):
    FAVOURABLE = "favorable", _("favourable")
    RESERVED = "reserve", _("favourable with reservations")
    UNFAVOURABLE = "defavorable", _("unfavourable")


class ServiceSupport(models.Model):
    """A dated opinion or support of a technical service, on a need, an action or for a party."""

    framework = models.ForeignKey(
        Framework, on_delete=models.PROTECT, related_name="supports", verbose_name=_("framework")
    )
    service = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="supports_given",
        verbose_name=_("technical service"),
    )
    kind = models.CharField(_("what"), max_length=8, choices=SupportKind)
    given_on = models.DateField(_("given on"))
    need = models.ForeignKey(
        Need,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="supports",
        verbose_name=_("need"),
    )
    action = models.ForeignKey(
        Action,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="supports",
        verbose_name=_("action"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="supports_received",
        verbose_name=_("organisation supported"),
    )
    verdict = models.CharField(_("opinion"), max_length=12, choices=Verdict, blank=True)
    text = models.CharField(_("in words"), max_length=600)

    objects = OfFrameworkFollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("opinion or support of a service")
        verbose_name_plural = _("opinions and support of services")
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="support_carries_no_verdict",
                condition=Q(kind="avis") | Q(verdict=""),
                violation_error_message=_("Only an opinion is favourable or not."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.service} – {self.get_kind_display()}"


class ProductionMeasure(models.Model):
    """What an organisation produced, sold and lost in one season, in a local unit."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="production",
        verbose_name=_("organisation"),
    )
    sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, related_name="+", verbose_name=_("sector")
    )
    season = models.CharField(_("season"), max_length=40)
    measured_on = models.DateField(_("measured on"))
    unit = models.CharField(_("local unit"), max_length=40)
    quantity = models.DecimalField(_("quantity produced"), max_digits=14, decimal_places=2)
    sold = models.DecimalField(
        _("quantity sold"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    lost = models.DecimalField(
        _("quantity lost"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    price = models.PositiveBigIntegerField(_("price of one unit (FCFA)"), null=True, blank=True)
    measured_by = models.CharField(_("measured by"), max_length=120, blank=True)
    baseline = models.BooleanField(_("before the framework"), default=False)

    objects = ProductionQuerySet.as_manager()

    class Meta:
        verbose_name = _("production of a season")
        verbose_name_plural = _("productions of a season")
        ordering = ["-measured_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "sector", "season"],
                name="production_once_per_season",
                violation_error_message=_("This season was already noted for this organisation."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.season}"
