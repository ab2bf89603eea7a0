"""Who may act where, and since when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communes.models.organisations import Organisation
from communes.models.people import Person
from communes.models.territory import Commune, Region
from communes.querysets import AssignmentQuerySet


class Role(models.TextChoices):
    """What a person is for a place. A person may hold several."""

    SECRETARY = "secretaire", _("commune secretary")
    MAYOR = "maire", _("mayor")
    COMMITTEE = "comite", _("monitoring committee")
    SERVICE = "service", _("technical service")
    ADVISER = "conseiller", _("programme adviser")
    PARTNER = "partenaire", _("partner")
    ADMINISTRATOR = "administrateur", _("administrator")


class Assignment(models.Model):
    """A role given to a user for one commune, one region, one programme's communes, or all.

    It holds between its dates; once over, the next request feels it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="assignments",
        verbose_name=_("user"),
    )
    role = models.CharField(_("role"), max_length=16, choices=Role)
    commune = models.ForeignKey(
        Commune,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("commune"),
    )
    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("region"),
    )
    programme = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="programme_assignments",
        verbose_name=_("programme"),
    )
    nationwide = models.BooleanField(_("whole country"), default=False)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("service"),
        help_text=_("For a technical service: the organisation it speaks for."),
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("person"),
    )
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until"), null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["user__username", "role"]
        constraints = [
            models.CheckConstraint(
                name="assignment_has_one_place",
                condition=(
                    Q(commune__isnull=False, region=None, programme=None, nationwide=False)
                    | Q(commune=None, region__isnull=False, programme=None, nationwide=False)
                    | Q(commune=None, region=None, programme__isnull=False, nationwide=False)
                    | Q(commune=None, region=None, programme=None, nationwide=True)
                ),
                violation_error_message=_(
                    "Choose one place only: a commune, a region, a programme or the whole country."
                ),
            ),
            models.CheckConstraint(
                name="assignment_dates_ordered",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The end comes before the beginning."),
            ),
        ]
        indexes = [models.Index(fields=["user", "role"], name="assignment_by_user")]

    def __str__(self) -> str:
        place = self.commune or self.region or self.programme or _("whole country")
        return f"{self.user} – {self.get_role_display()} – {place}"
