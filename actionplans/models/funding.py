"""Who pays what, in money, kind, labour or service. Integers of FCFA, never decimals."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplans.models.actions import Action
from actionplans.querysets import FundingLineQuerySet, OfActionQuerySet
from communes.models import FundingCategory, FundingKind, Organisation, OrganisationKind


class SourceColumn(models.TextChoices):
    """The columns in which the printed plan groups who pays."""

    COMMUNE = "commune", _("Commune")
    PROFESSIONAL = "op", _("Prof. org.")
    DONORS = "ptf_ong", _("Donors / NGOs")
    SERVICES = "services", _("Technical services")
    PROGRAMME = "programme", _("Programme")
    OTHER = "autre", _("Other")


COLUMN_OF_KIND = {
    OrganisationKind.COMMUNE: SourceColumn.COMMUNE,
    OrganisationKind.PROFESSIONAL: SourceColumn.PROFESSIONAL,
    OrganisationKind.DONOR: SourceColumn.DONORS,
    OrganisationKind.NGO: SourceColumn.DONORS,
    OrganisationKind.SERVICE: SourceColumn.SERVICES,
    OrganisationKind.PROGRAMME: SourceColumn.PROGRAMME,
    OrganisationKind.FIRM: SourceColumn.OTHER,
}


class FundingLine(models.Model):
    """What one party promised for one action.

    A promise may have no value yet (8 labourers, 2 000 bricks): `promised` is then empty, printed
    *non renseigné*, and counted as unvalued, never as 0.
    """

    action = models.ForeignKey(
        Action, on_delete=models.PROTECT, related_name="funding", verbose_name=_("action")
    )
    party = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="promises", verbose_name=_("who pays")
    )
    kind = models.CharField(_("how"), max_length=12, choices=FundingKind, default=FundingKind.CASH)
    category = models.CharField(
        _("for what"), max_length=24, choices=FundingCategory, default=FundingCategory.OTHER
    )
    promised = models.PositiveBigIntegerField(_("amount promised (FCFA)"), null=True, blank=True)
    confirmed = models.PositiveBigIntegerField(_("amount confirmed (FCFA)"), null=True, blank=True)
    quantity = models.DecimalField(
        _("quantity"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    days = models.PositiveSmallIntegerField(_("days"), null=True, blank=True)
    valuation_note = models.CharField(_("how it was valued"), max_length=200, blank=True)
    override_reason = models.CharField(
        _("why the programme pays for an investment"), max_length=300, blank=True
    )
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("taken over by"),
    )
    replaced_on = models.DateField(_("taken over on"), null=True, blank=True)
    replaced_reason = models.CharField(_("why it was taken over"), max_length=300, blank=True)

    objects = FundingLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("funding line")
        verbose_name_plural = _("funding lines")
        ordering = ["action", "pk"]
        constraints = [
            models.CheckConstraint(
                name="funding_replaced_says_why",
                condition=Q(replaced_by=None)
                | Q(replaced_on__isnull=False) & ~Q(replaced_reason=""),
                violation_error_message=_("Say when and why the promise was taken over."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} – {self.get_kind_display()}"

    @property
    def column(self) -> SourceColumn:
        """The column of the printed plan this promise stands in."""
        return COLUMN_OF_KIND[OrganisationKind(self.party.kind)]


class Payment(models.Model):
    """Money paid, or kind, labour and service valued, against a promise. Rows are only added.

    A mistake is corrected by a further row, with a minus where too much was noted and a note.
    """

    line = models.ForeignKey(
        FundingLine, on_delete=models.PROTECT, related_name="payments", verbose_name=_("promise")
    )
    amount = models.BigIntegerField(_("amount paid or valued (FCFA)"))
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    evidence = models.CharField(_("supporting document"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )

    objects = OfActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["line", "paid_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="payment_correction_says_why",
                condition=Q(amount__gte=0) | ~Q(note=""),
                violation_error_message=_("Say in the note what is corrected."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.amount)
