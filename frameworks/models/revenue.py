"""What the commune collects, and what each side thinks of the other: claims a, b and c."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communes.models import Commune
from foundation.formats.ratios import share
from frameworks.models.acts import Deliberation
from frameworks.models.frameworks import Cycle
from frameworks.querysets import OfCommuneQuerySet, OfCycleQuerySet, OfTrustSurveyQuerySet

FEW = 5  # fewer people than this are not told to those who may not read names


class TaxKind(models.TextChoices):
    REGIONAL = "tdrl", _("regional and local development tax (TDRL)")
    LICENCE = "patente", _("business licence")
    MARKET = "droits_de_marche", _("market fees")
    SYNTHETIC = "impot_synthetique", _("tax of small traders (impôt synthétique)")
    CATTLE = "taxe_betail", _("cattle tax")
    OTHER = "autre", _("other tax")


class TaxRecord(models.Model):
    """One tax in one year: forecast, collected, and the organisations' members up to date.

    Amounts in FCFA; members are declared totals, never names (I17, I18).
    """

    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="taxes", verbose_name=_("commune")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.CharField(_("tax"), max_length=20, choices=TaxKind)
    forecast = models.PositiveBigIntegerField(_("forecast (FCFA)"), null=True, blank=True)
    collected = models.PositiveBigIntegerField(_("collected (FCFA)"), null=True, blank=True)
    members_liable = models.PositiveIntegerField(
        _("members of the organisations who owe it"), null=True, blank=True
    )
    members_paid = models.PositiveIntegerField(_("of whom up to date"), null=True, blank=True)
    source = models.CharField(_("where the figures come from"), max_length=200, blank=True)

    objects = OfCommuneQuerySet.as_manager()

    class Meta:
        verbose_name = _("tax record")
        verbose_name_plural = _("tax records")
        ordering = ["-year", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "year", "kind"],
                name="tax_once_per_year",
                violation_error_message=_("This tax is already noted for this year."),
            ),
            models.CheckConstraint(
                name="tax_members_paid_are_liable",
                condition=Q(members_paid=None)
                | Q(members_liable=None)
                | Q(members_paid__lte=F("members_liable")),
                violation_error_message=_("More members are up to date than owe the tax."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"

    @property
    def few_people(self) -> bool:
        """Whether so few people stand behind the figures that somebody might be recognised."""
        counts = (self.members_liable, self.members_paid)
        return any(count is not None and 0 < count < FEW for count in counts)

    @property
    def recovery(self) -> float | None:
        """I17: collected ÷ forecast; unknown without both."""
        return share(self.collected, self.forecast)

    @property
    def compliance(self) -> float | None:
        """I18: members of the organisations up to date ÷ those who owe it; unknown without both."""
        return share(self.members_paid, self.members_liable)


class NewRevenueStream(models.Model):
    """A revenue the commune did not have before the framework (I19)."""

    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="revenue_streams", verbose_name=_("commune")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("revenue"), max_length=200)
    collected = models.PositiveBigIntegerField(_("collected (FCFA)"), null=True, blank=True)
    decided_by = models.ForeignKey(
        Deliberation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="revenue_streams",
        verbose_name=_("decided by"),
    )

    objects = OfCommuneQuerySet.as_manager()

    class Meta:
        verbose_name = _("new revenue")
        verbose_name_plural = _("new revenues")
        ordering = ["-year", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "year", "title"],
                name="revenue_once_per_year",
                violation_error_message=_("This revenue is already noted for this year."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"


class TrustSide(models.TextChoices):
    COMMUNE = "commune", _("the commune")
    ORGANISATIONS = "op", _("the organisations")


class TrustItem(models.TextChoices):
    """The five questions, each answered from 1 (not at all) to 4 (very much)."""

    DIALOGUE = "dialogue_frequency", _("Do you talk with the other side often enough?")
    PROMISES = "respect_of_commitments", _("Does the other side keep its promises?")
    UNDERSTANDING = "understanding_of_other_side", _("Does the other side understand you?")
    OPENNESS = "transparency_on_taxes", _("Is it clear what becomes of the taxes?")
    COFINANCE = "willingness_to_co_finance", _("Are you ready to pay a part?")


class TrustSurvey(models.Model):
    """The five-question survey of one cycle: how many answered on each side, never who (I22)."""

    cycle = models.ForeignKey(
        Cycle, on_delete=models.PROTECT, related_name="trust_surveys", verbose_name=_("cycle")
    )
    asked_on = models.DateField(_("asked on"))
    respondents_commune = models.PositiveSmallIntegerField(
        _("people of the commune who answered"), default=0
    )
    respondents_op = models.PositiveSmallIntegerField(
        _("people of the organisations who answered"), default=0
    )

    objects = OfCycleQuerySet.as_manager()

    class Meta:
        verbose_name = _("trust survey")
        verbose_name_plural = _("trust surveys")
        ordering = ["cycle", "asked_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "asked_on"],
                name="trust_survey_once_per_day",
                violation_error_message=_("A survey of this day is already noted."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.cycle} – {self.asked_on:%d/%m/%Y}"


class TrustScore(models.Model):
    """The mean answer of one side to one question, from 1 to 4."""

    survey = models.ForeignKey(
        TrustSurvey, on_delete=models.PROTECT, related_name="scores", verbose_name=_("survey")
    )
    side = models.CharField(_("side"), max_length=8, choices=TrustSide)
    item = models.CharField(_("question"), max_length=32, choices=TrustItem)
    mean = models.DecimalField(_("mean"), max_digits=3, decimal_places=2)

    objects = OfTrustSurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["survey", "item", "side"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "side", "item"], name="trust_score_once"),
            models.CheckConstraint(
                name="trust_score_from_1_to_4",
                condition=Q(mean__gte=1, mean__lte=4),
                violation_error_message=_("A mean lies between 1 and 4."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_item_display()} {self.mean}"
