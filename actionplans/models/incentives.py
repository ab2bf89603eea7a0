"""What the commune gives besides money: land, links, a word in a negotiation, training."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplans.models.actions import Action
from actionplans.querysets import OfFrameworkRecordQuerySet
from communes.models import Organisation
from frameworks.models import Framework


class IncentiveKind(models.TextChoices):
    LAND = "acces_foncier", _("access to land")
    LINKING = "mise_en_relation", _("linking actors")
    GO_BETWEEN = "intermediation", _("go-between in a negotiation")
    TRAINING = "formation", _("training of cooperatives")


class Incentive(models.Model):
    """An incentive of the commune, recorded even at 0 FCFA, with what came of it."""

    framework = models.ForeignKey(
        Framework, on_delete=models.PROTECT, related_name="incentives", verbose_name=_("framework")
    )
    kind = models.CharField(_("what"), max_length=20, choices=IncentiveKind)
    beneficiary = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="incentives",
        verbose_name=_("for whom"),
    )
    action = models.ForeignKey(
        Action,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="incentives",
        verbose_name=_("action"),
    )
    given_on = models.DateField(_("given on"))
    description = models.CharField(_("in one sentence"), max_length=400)
    plot = models.CharField(_("plot"), max_length=120, blank=True)
    act_reference = models.CharField(_("act or agreement"), max_length=120, blank=True)
    value = models.PositiveBigIntegerField(_("value (FCFA)"), null=True, blank=True)
    outcome = models.CharField(_("what came of it"), max_length=400, blank=True)
    outcome_on = models.DateField(_("known on"), null=True, blank=True)

    objects = OfFrameworkRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("incentive")
        verbose_name_plural = _("incentives")
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="incentive_outcome_iff_dated",
                condition=Q(outcome="", outcome_on=None)
                | ~Q(outcome="") & Q(outcome_on__isnull=False),
                violation_error_message=_("Give what came of it and the day it was known."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.description}"
