"""What each voice says of each action. Said things are added, never changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplans.models import Action
from communes.models import Organisation
from monitoring.querysets import StatementQuerySet


class Situation(models.TextChoices):
    """One list everywhere: screen, paper, export. *En retard* is computed, never chosen."""

    PLANNED = "prevue", _("Not started")
    RUNNING = "en_cours", _("In progress")
    BLOCKED = "bloquee", _("Blocked")
    DONE = "realisee", _("Done")
    PARTLY = "partielle", _("Partly done")
    CARRIED = "reportee", _("Carried over")
    DROPPED = "abandonnee", _("Dropped")


class Voice(models.TextChoices):
    """Who speaks. The committee's word stands; a verified one by the adviser overrides it."""

    RESPONSIBLE = "responsable", _("the responsible party")
    COMMITTEE = "comite", _("the monitoring committee")
    ADVISER = "conseiller", _("the adviser, on the spot")


class Statement(models.Model):
    """One dated word on one action. Rows are only added (database triggers refuse the rest)."""

    action = models.ForeignKey(
        Action, on_delete=models.PROTECT, related_name="statements", verbose_name=_("action")
    )
    voice = models.CharField(_("who says so"), max_length=12, choices=Voice)
    situation = models.CharField(_("situation"), max_length=12, choices=Situation)
    progress = models.PositiveSmallIntegerField(_("progress (%)"), null=True, blank=True)
    said_on = models.DateField(_("said on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    note = models.CharField(_("in one sentence"), max_length=400, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("on behalf of"),
    )
    by_phone_from = models.CharField(_("received by telephone from"), max_length=120, blank=True)
    after_closing = models.BooleanField(_("after closing"), default=False)
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["-said_on", "-pk"]
        indexes = [models.Index(fields=["action", "-said_on"], name="statement_latest")]
        constraints = [
            models.CheckConstraint(
                name="statement_progress_is_percent",
                condition=Q(progress=None) | Q(progress__lte=100),
                violation_error_message=_("Progress is between 0 and 100."),
            ),
            models.CheckConstraint(
                name="statement_dropped_says_why",
                condition=~Q(situation="abandonnee") | ~Q(note=""),
                violation_error_message=_("Say in one sentence why the action is dropped."),
            ),
            models.CheckConstraint(
                name="statement_done_iff_dated",
                condition=Q(done_on=None) | Q(situation__in=("realisee", "partielle")),
                violation_error_message=_("Only a done action carries the day it was done."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_situation_display()} – {self.said_on:%d/%m/%Y}"
