"""The adviser's visits and calls, and what the programme promised a commune."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models import Commune, Organisation
from consult.review.querysets import CommitmentQuerySet, VisitQuerySet
from monitoring.models import Statement


class VisitKind(models.TextChoices):
    VISIT = "visite", pgettext_lazy("adviser", "visit")
    CALL = "appel", _("telephone call")


class Visit(models.Model):
    """One visit or call of an adviser. `private_note` is read by advisers alone."""

    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="visits", verbose_name=_("commune")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=VisitKind, default=VisitKind.VISIT)
    made_on = models.DateField(_("made on"))
    people_met = models.CharField(_("people met or called"), max_length=300, blank=True)
    private_note = models.TextField(_("private note"), blank=True)
    next_on = models.DateField(_("next visit planned on"), null=True, blank=True)
    statements = models.ManyToManyField(
        Statement, blank=True, related_name="visits", verbose_name=_("verified on the spot")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("made by"),
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit or call")
        verbose_name_plural = _("visits and calls")
        ordering = ["-made_on", "-pk"]
        indexes = [models.Index(fields=["commune", "-made_on"], name="visit_latest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.made_on:%d/%m/%Y}"


class CommitmentState(models.TextChoices):
    OPEN = "ouvert", pgettext_lazy("commitment", "open")
    DONE = "tenu", _("kept")
    DROPPED = "abandonne", pgettext_lazy("commitment", "dropped")


class ProgrammeCommitment(models.Model):
    """What the programme itself promised the commune, with a day: followed like anybody's."""

    commune = models.ForeignKey(
        Commune,
        on_delete=models.PROTECT,
        related_name="programme_commitments",
        verbose_name=_("commune"),
    )
    visit = models.ForeignKey(
        Visit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("made at the visit"),
    )
    programme = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("programme"),
    )
    wording = models.CharField(_("what is promised"), max_length=300)
    made_on = models.DateField(_("promised on"))
    due_on = models.DateField(_("by"))
    state = models.CharField(
        _("state"), max_length=10, choices=CommitmentState, default=CommitmentState.OPEN
    )
    settled_on = models.DateField(_("kept or dropped on"), null=True, blank=True)
    settled_note = models.CharField(_("what became of it"), max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("promised by"),
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment of the programme")
        verbose_name_plural = _("commitments of the programme")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="commitment_settled_iff_dated",
                condition=Q(state="ouvert", settled_on=None)
                | ~Q(state="ouvert") & Q(settled_on__isnull=False),
                violation_error_message=_("Say on which day it was kept or dropped."),
            ),
            models.CheckConstraint(
                name="commitment_dropped_says_why",
                condition=~Q(state="abandonne") | ~Q(settled_note=""),
                violation_error_message=_("Say why it was dropped."),
            ),
        ]

    def __str__(self) -> str:
        return self.wording
