"""The committee's reports (document H), the visits they rest on, and the note of default (R9)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionplans.models import Action
from communes.models import Person
from frameworks.models import Cycle, Meeting, Need
from monitoring.models.statements import Situation
from monitoring.querysets import OfReportQuerySet, ReportQuerySet


class ReportKind(models.TextChoices):
    MIDTERM = "mi_parcours", _("mid-term report")
    END = "fin_cycle", _("end report")
    DEFAULT = "carence", _("note of default")


class ReportState(models.TextChoices):
    DRAFT = "brouillon", pgettext_lazy("report", "draft")
    VALIDATED = "valide", pgettext_lazy("report", "validated")


class Report(models.Model):
    """What the committee reports of a plan in progress, or why there is no report.

    Validated by the committee, it is sealed: `html` is its text as validated, `sha256` its digest.
    """

    cycle = models.ForeignKey(
        Cycle, on_delete=models.PROTECT, related_name="reports", verbose_name=_("cycle")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ReportKind)
    state = models.CharField(
        _("state"), max_length=10, choices=ReportState, default=ReportState.DRAFT
    )
    from_on = models.DateField(_("period from"), null=True, blank=True)
    to_on = models.DateField(_("period until"), null=True, blank=True)
    written_on = models.DateField(_("written on"))
    written_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reports_written",
        verbose_name=_("rapporteur"),
    )
    team = models.TextField(_("team"), blank=True)
    summary = models.TextField(_("appreciation"), blank=True)
    difficulties = models.TextField(_("difficulties"), blank=True)
    recommendations = models.TextField(_("recommendations"), blank=True)
    reason = models.TextField(_("why there is no report"), blank=True)
    signed_by = models.CharField(_("signed by"), max_length=200, blank=True)
    to_meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reports_heard",
        verbose_name=_("to be taken to the meeting"),
    )
    new_needs = models.ManyToManyField(
        Need, blank=True, related_name="reported_in", verbose_name=_("new needs")
    )
    validated_on = models.DateField(_("validated by the committee on"), null=True, blank=True)
    received_on = models.DateField(_("received at the town hall on"), null=True, blank=True)
    received_by = models.CharField(_("received by"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    html = models.TextField(blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    external_id = models.CharField(max_length=40, blank=True, editable=False, db_index=True)

    objects = ReportQuerySet.as_manager()

    # Validated: what belongs to it is never rewritten (see communes.services.merging).
    SEALED_WHEN: ClassVar = {"state": ReportState.VALIDATED}

    class Meta:
        verbose_name = _("monitoring report")
        verbose_name_plural = _("monitoring reports")
        ordering = ["-written_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="report_period_ordered",
                condition=Q(to_on=None) | Q(from_on=None) | Q(to_on__gte=F("from_on")),
                violation_error_message=_("The end comes before the beginning."),
            ),
            models.CheckConstraint(
                name="report_validated_iff_dated",
                condition=Q(state="brouillon", validated_on=None)
                | Q(state="valide", validated_on__isnull=False),
                violation_error_message=_("A validated report carries the day."),
            ),
            models.CheckConstraint(
                name="default_says_why_and_who",
                condition=~Q(kind="carence", state="valide") | ~Q(reason="") & ~Q(signed_by=""),
                violation_error_message=_("Say why there is no report and who signed the note."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.cycle}"

    @property
    def is_validated(self) -> bool:
        """The committee validated it: its text is kept and changes no more."""
        return self.state == ReportState.VALIDATED


class ReportLine(models.Model):
    """What a report says of one action of the plan: progress, gap and cause."""

    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, related_name="lines", verbose_name=_("report")
    )
    action = models.ForeignKey(
        Action, on_delete=models.PROTECT, related_name="report_lines", verbose_name=_("action")
    )
    situation = models.CharField(_("situation"), max_length=12, choices=Situation)
    progress = models.PositiveSmallIntegerField(_("progress (%)"), null=True, blank=True)
    achieved = models.CharField(_("what was done"), max_length=300, blank=True)
    gap = models.CharField(_("gap and cause"), max_length=300, blank=True)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a report")
        verbose_name_plural = _("lines of a report")
        ordering = ["report", "action__number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "action"], name="report_action_once"),
            models.CheckConstraint(
                name="report_progress_is_percent",
                condition=Q(progress=None) | Q(progress__lte=100),
                violation_error_message=_("Progress is between 0 and 100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} – {self.get_situation_display()}"


class ReportVisit(models.Model):
    """A visit of the committee to a site: when, where, who went, what was seen."""

    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, related_name="visits", verbose_name=_("report")
    )
    visited_on = models.DateField(_("visited on"))
    place = models.CharField(_("place"), max_length=120)
    team = models.CharField(_("who went"), max_length=200, blank=True)
    seen = models.CharField(_("what was seen"), max_length=400, blank=True)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("field visit")
        verbose_name_plural = _("field visits")
        ordering = ["visited_on", "pk"]

    def __str__(self) -> str:
        return f"{self.place}, {self.visited_on:%d/%m/%Y}"
