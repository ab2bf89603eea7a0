"""What blocks, who can unblock it, and what each meeting it was passed to answered."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionplans.models import Action
from communes.models import Organisation
from frameworks.models import Decision, Framework, Meeting
from monitoring.querysets import ObstacleQuerySet, OfObstacleQuerySet


class ObstacleCategory(models.TextChoices):
    FUNDING = "financement", _("funding")
    SEASON = "climat_saison", _("rain, season, road")
    LAND = "foncier", _("land")
    TECHNICAL = "technique", _("technical")
    SUPPLY = "approvisionnement", _("supplies")
    PROCEDURE = "procedure", _("procedure")
    ORGANISATION = "organisation", _("organisation, somebody absent")
    CONFLICT = "conflit", _("disagreement")
    SECURITY = "securite", _("security")
    OTHER = "autre", pgettext_lazy("obstacle", "other")


class Severity(models.TextChoices):
    SLOWS = "ralentit", _("slows the action down")
    STOPS = "arrete", _("stops the action")
    THREATENS = "menace", _("threatens the result")


class Unblocker(models.TextChoices):
    """Who can lift it: the ladder goes from the committee up to the programme."""

    COMMITTEE = "comite", _("the monitoring committee")
    COUNCIL = "mairie", _("the mayor and the council")
    PARTY = "partie", _("a party of the framework")
    ADVISER = "conseiller", _("the adviser of the programme")
    STATE = "etat", _("a service of the State")


class ObstacleState(models.TextChoices):
    OPEN = "ouvert", pgettext_lazy("obstacle", "open")
    PASSED = "transmis", _("passed to a meeting")
    ANSWERED = "traite", _("answered")
    LIFTED = "leve", _("lifted")
    POSTPONED = "reporte", pgettext_lazy("obstacle", "postponed")


class Obstacle(models.Model):
    """Something that blocks an action, a place, a party or the whole commune."""

    framework = models.ForeignKey(
        Framework, on_delete=models.PROTECT, related_name="obstacles", verbose_name=_("framework")
    )
    action = models.ForeignKey(
        Action,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="obstacles",
        verbose_name=_("action"),
    )
    party = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="obstacles",
        verbose_name=_("party concerned"),
    )
    place = models.CharField(_("place"), max_length=120, blank=True)
    category = models.CharField(_("kind of obstacle"), max_length=20, choices=ObstacleCategory)
    description = models.CharField(_("what blocks"), max_length=400, blank=True)
    severity = models.CharField(
        _("how serious"), max_length=10, choices=Severity, default=Severity.SLOWS
    )
    unblocker = models.CharField(
        _("who can unblock it"), max_length=12, choices=Unblocker, blank=True
    )
    raised_on = models.DateField(_("raised on"))
    returns = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="returned_as",
        verbose_name=_("returns from"),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ObstacleState, default=ObstacleState.OPEN
    )
    resolved_on = models.DateField(_("answered or lifted on"), null=True, blank=True)
    external_id = models.CharField(max_length=40, blank=True, editable=False, db_index=True)

    objects = ObstacleQuerySet.as_manager()

    class Meta:
        verbose_name = _("obstacle")
        verbose_name_plural = _("obstacles")
        ordering = ["-raised_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="obstacle_lifted_is_dated",
                condition=~Q(state="leve") | Q(resolved_on__isnull=False),
                violation_error_message=_("Say on which day the obstacle was lifted."),
            )
        ]

    def __str__(self) -> str:
        return self.description or capfirst(str(self.get_category_display()))

    @property
    def is_settled(self) -> bool:
        """Answered by a meeting or lifted: it comes back no more."""
        return self.state in (ObstacleState.ANSWERED, ObstacleState.LIFTED)

    @property
    def concerns(self) -> str:
        """What it blocks: an action, a party, a place; empty for the whole commune."""
        return str(self.action or self.party or self.place or "")

    def days_open(self, day: datetime.date) -> int:
        """Days since it was raised, up to its answer or the day it was lifted."""
        until = self.resolved_on if self.is_settled and self.resolved_on else day
        return max((until - self.raised_on).days, 0)


class ObstaclePassage(models.Model):
    """An obstacle before one meeting: its answer in words, or why it is not treated there (R11)."""

    obstacle = models.ForeignKey(
        Obstacle, on_delete=models.PROTECT, related_name="passages", verbose_name=_("obstacle")
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="obstacles", verbose_name=_("meeting")
    )
    passed_on = models.DateField(_("passed on"))
    answer = models.CharField(_("answer of the meeting"), max_length=400, blank=True)
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="obstacles_answered",
        verbose_name=_("answered by the decision"),
    )
    left_out_reason = models.CharField(_("why it does not come back"), max_length=300, blank=True)
    left_out_on = models.DateField(_("left out on"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )

    objects = OfObstacleQuerySet.as_manager()

    class Meta:
        verbose_name = _("obstacle before a meeting")
        verbose_name_plural = _("obstacles before a meeting")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["obstacle", "meeting"], name="obstacle_passed_once_per_meeting"
            ),
            models.CheckConstraint(
                name="obstacle_left_out_says_why",
                condition=Q(left_out_reason="", left_out_on=None)
                | ~Q(left_out_reason="") & Q(left_out_on__isnull=False),
                violation_error_message=_("Say why this does not come back."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obstacle} – {self.meeting}"
