"""Who was invited to a meeting, how, and what it costs to hold it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communes.models import FundingCategory, FundingKind, Organisation, Person
from frameworks.models.meetings import Meeting
from frameworks.querysets import MeetingCostQuerySet, OfMeetingQuerySet


class InvitationMeans(models.TextChoices):
    LETTER = "lettre", _("letter")
    MESSAGE = "message", _("WhatsApp or SMS")
    CALL = "appel", _("phone call")
    MESSENGER = "messager", _("messenger")
    RADIO = "radio", _("radio notice")


class Invitation(models.Model):
    """A person or an organisation invited to a meeting, and whether the invitation arrived."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="invitations", verbose_name=_("meeting")
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("organisation"),
    )
    reference = models.CharField(_("number in the register of letters"), max_length=60, blank=True)
    means = models.CharField(
        _("invited by"), max_length=10, choices=InvitationMeans, default=InvitationMeans.LETTER
    )
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    note = models.CharField(_("remark"), max_length=200, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="invitation_to_somebody",
                condition=Q(person__isnull=False) | Q(organisation__isnull=False),
                violation_error_message=_("Say who is invited."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(person__isnull=False),
                name="person_invited_once",
            ),
            models.UniqueConstraint(
                fields=["meeting", "organisation"],
                condition=Q(person=None),
                name="organisation_invited_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.organisation)


class MeetingCost(models.Model):
    """What one party brings to the holding of a meeting, outside any plan's total (I15).

    Amounts in FCFA, integers; empty means not valued, never 0.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="costs", verbose_name=_("meeting")
    )
    party = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="meeting_costs",
        verbose_name=_("who pays"),
    )
    kind = models.CharField(_("how"), max_length=12, choices=FundingKind, default=FundingKind.CASH)
    category = models.CharField(
        _("for what"), max_length=24, choices=FundingCategory, default=FundingCategory.OTHER
    )
    wording = models.CharField(_("what exactly"), max_length=160, blank=True)
    planned = models.PositiveBigIntegerField(_("amount planned (FCFA)"), null=True, blank=True)
    paid = models.PositiveBigIntegerField(_("amount paid or valued (FCFA)"), null=True, blank=True)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    evidence = models.CharField(_("evidence"), max_length=160, blank=True)
    valuation_note = models.CharField(_("how it was valued"), max_length=200, blank=True)

    objects = MeetingCostQuerySet.as_manager()

    class Meta:
        verbose_name = _("cost of a meeting")
        verbose_name_plural = _("costs of a meeting")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.party} – {self.get_category_display()}"
