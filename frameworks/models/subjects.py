"""What becomes, at a meeting, of everything earlier meetings left open; and of each need."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from frameworks.models.decisions import Decision
from frameworks.models.items import AgendaItem
from frameworks.models.meetings import Meeting
from frameworks.models.needs import Need
from frameworks.querysets import OfMeetingQuerySet


class OpenSubject(models.Model):
    """Something earlier meetings left open (a decision, a need, a point put off), at this meeting.

    It stands under a point of the agenda, or it does not come back and the row says why, dated.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="subjects", verbose_name=_("meeting")
    )
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subjects",
        verbose_name=_("agenda item"),
    )
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subjects",
        verbose_name=_("decision"),
    )
    need = models.ForeignKey(
        Need,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subjects",
        verbose_name=_("need"),
    )
    put_off = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="taken_up_by",
        verbose_name=_("point put off"),
    )
    left_out_reason = models.CharField(_("why it does not come back"), max_length=300, blank=True)
    left_out_on = models.DateField(_("left out on"), null=True, blank=True)
    left_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("left out by"),
    )

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("subject left open")
        verbose_name_plural = _("subjects left open")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="open_subject_is_one_thing",
                condition=Q(decision__isnull=False, need=None, put_off=None)
                | Q(decision=None, need__isnull=False, put_off=None)
                | Q(decision=None, need=None, put_off__isnull=False),
            ),
            models.CheckConstraint(
                name="open_subject_in_or_says_why",
                condition=Q(item__isnull=False, left_out_reason="", left_out_on=None)
                | Q(item=None, left_out_on__isnull=False) & ~Q(left_out_reason=""),
                violation_error_message=_("Say why this does not come back."),
            ),
            *(
                models.UniqueConstraint(
                    fields=["meeting", name],
                    condition=Q(**{f"{name}__isnull": False}),
                    name=f"open_subject_{name}_once",
                )
                for name in ("decision", "need", "put_off")
            ),
        ]

    def __str__(self) -> str:
        return str(self.decision or self.need or self.put_off)


class Treatment(models.TextChoices):
    """What a meeting did with a need before it."""

    RETAINED = "retenu", _("retained")
    DEFERRED = "differe", _("put off")
    REJECTED = "rejete", _("set aside")


class NeedTreatment(models.Model):
    """What one meeting decided of one need, and why: the history of a need, meeting by meeting."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="treatments", verbose_name=_("meeting")
    )
    need = models.ForeignKey(
        Need, on_delete=models.PROTECT, related_name="treatments", verbose_name=_("need")
    )
    choice = models.CharField(_("choice"), max_length=8, choices=Treatment)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("choice made of a need")
        verbose_name_plural = _("choices made of needs")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "need"], name="need_treated_once"),
            models.CheckConstraint(
                name="need_treatment_says_why",
                condition=Q(choice="retenu") | ~Q(reason=""),
                violation_error_message=_(
                    "Say in one sentence why the need is put off or set aside."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need} – {self.get_choice_display()}"
