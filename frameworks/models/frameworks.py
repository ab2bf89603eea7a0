"""The framework of a commune, its members, priority sectors and cycles."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communes.models import College, Commune, Organisation, Person, Sector
from frameworks.models.acts import Deliberation
from frameworks.querysets import (
    CycleQuerySet,
    FrameworkQuerySet,
    OfFrameworkQuerySet,
    PrioritySectorQuerySet,
)


class FrameworkState(models.TextChoices):
    """From preparation to closing; dormancy is proposed, never set by the clock."""

    PREPARING = "en_preparation", _("in preparation")
    FOUNDED = "cree", _("founded")
    ACTIVE = "actif", _("active")
    DORMANT = "en_veille", _("dormant")
    CLOSED = "clos", _("closed")


class Framework(models.Model):
    """The *cadre de concertation* of one commune: at most one that is not closed."""

    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="frameworks", verbose_name=_("commune")
    )
    name = models.CharField(_("name"), max_length=200)
    state = models.CharField(
        _("state"), max_length=16, choices=FrameworkState, default=FrameworkState.PREPARING
    )
    founding_deliberation = models.ForeignKey(
        Deliberation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="frameworks",
        verbose_name=_("founding deliberation"),
    )
    act_to_regularise = models.BooleanField(_("founding act to be regularised"), default=False)
    regularise_note = models.CharField(_("why the act is missing"), max_length=300, blank=True)
    meeting_period_months = models.PositiveSmallIntegerField(
        _("months between meetings"), default=3
    )
    quorum = models.PositiveSmallIntegerField(
        _("quorum: member organisations present or represented"),
        null=True,
        blank=True,
        help_text=_("Leave empty when the framework has no quorum."),
    )
    obstacle_council_days = models.PositiveSmallIntegerField(
        _("days after which an obstacle goes to the mayor and the council"),
        null=True,
        blank=True,
        help_text=_("Leave empty for 14 days."),
    )
    obstacle_adviser_days = models.PositiveSmallIntegerField(
        _("days after which an obstacle goes to the adviser"),
        null=True,
        blank=True,
        help_text=_("Leave empty for 30 days."),
    )
    chair = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chair"),
    )
    secretary = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("secretary"),
    )
    external_id = models.CharField(max_length=40, blank=True, editable=False, db_index=True)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")
        ordering = ["commune__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune"],
                condition=~Q(state="clos"),
                name="one_framework_not_closed_per_commune",
                violation_error_message=_("This commune already has a framework."),
            ),
            models.CheckConstraint(
                name="framework_regularise_says_why",
                condition=Q(act_to_regularise=False) | ~Q(regularise_note=""),
                violation_error_message=_("Say why the founding act is missing."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def open_cycle(self) -> Cycle | None:
        return self.cycles.open().first()


class FrameworkMember(models.Model):
    """An organisation that sits in the framework, in one college."""

    framework = models.ForeignKey(
        Framework, on_delete=models.PROTECT, related_name="members", verbose_name=_("framework")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("organisation"),
    )
    college = models.CharField(_("college"), max_length=20, choices=College)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = OfFrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of the framework")
        verbose_name_plural = _("members of the framework")
        ordering = ["college", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "organisation"],
                condition=Q(until=None),
                name="framework_member_once",
                violation_error_message=_("This organisation already sits in the framework."),
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class PrioritySector(models.Model):
    """One of the two or three sectors the commune chose (R1); kept with its dates when replaced."""

    framework = models.ForeignKey(
        Framework,
        on_delete=models.PROTECT,
        related_name="priority_sectors",
        verbose_name=_("framework"),
    )
    sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, related_name="priorities", verbose_name=_("sector")
    )
    rank = models.PositiveSmallIntegerField(_("rank"))
    reason = models.CharField(_("why this sector"), max_length=300, blank=True)
    actors_known = models.PositiveIntegerField(_("actors known"), null=True, blank=True)
    womens_share = models.PositiveSmallIntegerField(_("women's share (%)"), null=True, blank=True)
    decided_in = models.ForeignKey(
        Deliberation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided in"),
    )
    active_from = models.DateField(_("from"), null=True, blank=True)
    active_to = models.DateField(_("until"), null=True, blank=True)

    objects = PrioritySectorQuerySet.as_manager()

    class Meta:
        verbose_name = _("priority sector")
        verbose_name_plural = _("priority sectors")
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "sector"],
                condition=Q(active_to=None),
                name="priority_sector_once",
                violation_error_message=_("This sector is already chosen."),
            ),
            models.CheckConstraint(
                name="priority_sector_rank_1_to_3",
                condition=Q(rank__range=(1, 3)),
                violation_error_message=_("The rank is 1, 2 or 3."),
            ),
            models.CheckConstraint(
                name="priority_sector_share_is_percent",
                condition=Q(womens_share=None) | Q(womens_share__lte=100),
                violation_error_message=_("A share is between 0 and 100."),
            ),
            models.CheckConstraint(
                name="priority_sector_dates_ordered",
                condition=Q(active_from=None)
                | Q(active_to=None)
                | Q(active_to__gte=F("active_from")),
                violation_error_message=_("The end comes before the beginning."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.sector)


class CycleState(models.TextChoices):
    OPEN = "ouvert", _("open")
    CLOSED = "clos", _("closed")


class Step(models.TextChoices):
    """The five steps of a cycle. Which one a commune is at is read from its record."""

    SECTORS = "filieres", _("Sectors")
    NEEDS = "besoins", _("Needs")
    MEETING = "reunion", _("Meeting")
    PLAN = "plan", _("Plan")
    FOLLOW_UP = "suivi", _("Follow-up")


class Cycle(models.Model):
    """One turn of the framework: sectors, needs, meeting, three-month plan, follow-up.

    The days by which each step is due are set when it opens. Closing needs an end report on paper
    or a signed note of default saying why there is none (R9).
    """

    framework = models.ForeignKey(
        Framework, on_delete=models.PROTECT, related_name="cycles", verbose_name=_("framework")
    )
    commune = models.ForeignKey(
        Commune,
        on_delete=models.PROTECT,
        related_name="cycles",
        editable=False,
        verbose_name=_("commune"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=8, choices=CycleState, default=CycleState.OPEN)
    opened_on = models.DateField(_("opened on"))
    opened_at = models.ForeignKey(
        "frameworks.Meeting",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="opened_cycles",
        verbose_name=_("opened at the meeting"),
    )
    sectors_due_on = models.DateField(_("sectors due on"))
    needs_due_on = models.DateField(_("needs due on"))
    meeting_due_on = models.DateField(_("meeting due on"))
    plan_due_on = models.DateField(_("plan due on"))
    follow_up_due_on = models.DateField(_("follow-up due on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    end_report_on = models.DateField(_("end report of the committee"), null=True, blank=True)
    default_note = models.TextField(_("why there is no end report"), blank=True)
    default_signed_by = models.CharField(_("note of default signed by"), max_length=120, blank=True)
    closing_note = models.TextField(_("what the cycle leaves"), blank=True)

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = _("cycle")
        verbose_name_plural = _("cycles")
        ordering = ["framework", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="cycle_number_once"),
            models.UniqueConstraint(
                fields=["commune"],
                condition=Q(state="ouvert"),
                name="one_open_cycle_per_commune",
                violation_error_message=_("A cycle is already open. Close it first."),
            ),
            models.CheckConstraint(
                name="cycle_closed_iff_dated",
                condition=Q(state="ouvert", closed_on=None)
                | Q(state="clos", closed_on__isnull=False),
                violation_error_message=_("A closed cycle carries its date."),
            ),
            models.CheckConstraint(
                name="cycle_closed_with_report_or_default",
                condition=Q(state="ouvert")
                | Q(end_report_on__isnull=False)
                | ~Q(default_note="") & ~Q(default_signed_by=""),
                violation_error_message=_(
                    "Closing needs an end report or a signed note of default (R9)."
                ),
            ),
            models.CheckConstraint(
                name="cycle_closes_after_opening",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                violation_error_message=_("The cycle cannot close before it opened."),
            ),
        ]

    def __str__(self) -> str:
        return _("Cycle %(number)s") % {"number": self.number}

    def due_on(self, step: str) -> datetime.date:
        """The day by which a step should be done."""
        return {
            Step.SECTORS: self.sectors_due_on,
            Step.NEEDS: self.needs_due_on,
            Step.MEETING: self.meeting_due_on,
            Step.PLAN: self.plan_due_on,
            Step.FOLLOW_UP: self.follow_up_due_on,
        }[Step(step)]
