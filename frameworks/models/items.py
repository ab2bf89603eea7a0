"""The points of an agenda, proposed and adopted."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, Sector
from frameworks.models.meetings import Meeting
from frameworks.querysets import OfMeetingQuerySet


class AgendaState(models.TextChoices):
    PROPOSED = "propose", _("proposed")
    ADOPTED = "adopte", _("adopted")
    ADDED = "ajoute", _("added in the meeting")
    WITHDRAWN = "retire", _("withdrawn")
    PUT_OFF = "reporte", _("put off")


class AgendaOrigin(models.TextChoices):
    """Which rule wrote the point; typed ones were written by somebody."""

    TYPED = "saisi", _("written by hand")
    COMMITMENTS = "engagements", _("commitments fallen due")
    BALANCE = "bilan", _("balance of the running plan")
    OBSTACLES = "obstacles", _("obstacles passed on")
    NEEDS = "besoins", _("needs of a sector")
    PLAN = "plan", _("three-month plan")
    COMMITTEE = "comite", _("committee and mandate")
    OTHER_BUSINESS = "divers", _("any other business")


class AgendaItem(models.Model):
    """One point of the agenda, with what was said on it."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="agenda", verbose_name=_("meeting")
    )
    position = models.PositiveSmallIntegerField(_("order"))
    label = models.CharField(_("number as written"), max_length=10, blank=True)
    title = models.CharField(_("point"), max_length=200)
    state = models.CharField(
        _("state"), max_length=8, choices=AgendaState, default=AgendaState.PROPOSED
    )
    origin = models.CharField(
        _("where the point comes from"),
        max_length=12,
        choices=AgendaOrigin,
        default=AgendaOrigin.TYPED,
    )
    sector = models.ForeignKey(
        Sector,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sector"),
    )
    proposed_by = models.CharField(_("proposed by"), max_length=120, blank=True)
    late = models.BooleanField(_("came after the invitations"), default=False)
    concerns = models.ManyToManyField(
        Commune, blank=True, related_name="+", verbose_name=_("communes concerned")
    )
    discussion = models.TextField(_("what was said"), blank=True)
    result = models.CharField(_("result of the point"), max_length=300, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title
