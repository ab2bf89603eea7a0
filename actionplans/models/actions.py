"""The plan of one cycle and its actions."""

from __future__ import annotations

import calendar
import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionplans.models.pdesc import PdescLine
from actionplans.models.shape import CarryChoice, ContractKind, WaterUse
from actionplans.querysets import ActionQuerySet, PlanQuerySet
from communes.models import Organisation, Sector
from foundation.records.search import SearchKeyField
from frameworks.models import Cycle, Deliberation, Meeting, Need

if TYPE_CHECKING:
    from actionplans.models.seals import Amendment


class PlanState(models.TextChoices):
    """Draft until the minutes of the meeting that agreed it are approved; then sealed."""

    DRAFT = "brouillon", pgettext_lazy("plan", "draft")
    AGREED = "valide", _("agreed by the framework")
    RUNNING = "en_execution", _("running")
    CLOSED = "cloture", _("closed")


def month_start(start: datetime.date, month: int) -> datetime.date:
    """The same day `month - 1` months after a plan's start; month 4 is the day after a plan's end.

    A day the month does not have becomes its last one (31 January + 1 month = 28 February).
    """
    index = start.month - 1 + month - 1
    year, number = start.year + index // 12, index % 12 + 1
    last = calendar.monthrange(year, number)[1]
    return datetime.date(year, number, min(start.day, last))


def three_months_after(start: datetime.date) -> datetime.date:
    """Last day of a plan that starts on `start`: three months later, less one day (R6)."""
    return month_start(start, 4) - datetime.timedelta(days=1)


class ActionPlan(models.Model):
    """The *plan d'action trimestriel*: what the parties agreed to do in three months."""

    cycle = models.OneToOneField(
        Cycle, on_delete=models.PROTECT, related_name="plan", verbose_name=_("cycle")
    )
    state = models.CharField(_("state"), max_length=14, choices=PlanState, default=PlanState.DRAFT)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    length_reason = models.CharField(
        _("why the plan does not last three months"), max_length=300, blank=True
    )
    agreed_at = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("agreed at the meeting"),
    )
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    deliberation = models.ForeignKey(
        Deliberation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("deliberation on the communal share"),
    )

    objects = PlanQuerySet.as_manager()

    # Agreed: what belongs to such a plan is never rewritten (see communes.services.merging).
    SEALED_WHEN: ClassVar = {"state__in": [s for s in PlanState if s != PlanState.DRAFT]}

    class Meta:
        verbose_name = _("three-month plan")
        verbose_name_plural = _("three-month plans")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="plan_dates_ordered",
                condition=Q(ends_on__gt=F("starts_on")),
                violation_error_message=_("The plan ends before it starts."),
            ),
            models.CheckConstraint(
                name="plan_agreed_iff_dated",
                condition=Q(state="brouillon", agreed_on=None)
                | ~Q(state="brouillon") & Q(agreed_on__isnull=False),
                violation_error_message=_("An agreed plan carries the day it was agreed."),
            ),
        ]

    def __str__(self) -> str:
        return _("Plan no. %(number)s") % {"number": self.cycle.number}

    @property
    def is_agreed(self) -> bool:
        """The framework agreed it: the follow-up may begin."""
        return self.state != PlanState.DRAFT

    @property
    def is_sealed(self) -> bool:
        """Agreed, and no amendment is open: changed no more."""
        return self.is_agreed and self.open_amendment is None

    @property
    def open_amendment(self) -> Amendment | None:
        """The amendment by which the agreed plan is being changed."""
        return self.amendments.unfinished().first() if self.is_agreed else None

    @property
    def is_closed(self) -> bool:
        """Its cycle is over."""
        return self.state == PlanState.CLOSED

    @property
    def lasts_three_months(self) -> bool:
        """R6: from a day to the eve of the same day three months later."""
        return self.ends_on == three_months_after(self.starts_on)


class Action(models.Model):
    """One thing to do: who answers for it, by when, at what cost. Statements tell its situation."""

    plan = models.ForeignKey(
        ActionPlan, on_delete=models.PROTECT, related_name="actions", verbose_name=_("plan")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    wording = models.CharField(_("action"), max_length=400)
    sector = models.ForeignKey(
        Sector,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("sector"),
    )
    needs = models.ManyToManyField(
        Need, blank=True, related_name="actions", verbose_name=_("needs answered")
    )
    expected_result = models.CharField(_("expected result"), max_length=400, blank=True)
    indicator = models.CharField(_("indicator"), max_length=200, blank=True)
    baseline = models.CharField(_("baseline"), max_length=60, blank=True)
    target = models.CharField(_("target"), max_length=60, blank=True)
    achieved = models.CharField(_("achieved"), max_length=60, blank=True)
    responsible = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions_led",
        verbose_name=_("responsible"),
    )
    partners = models.ManyToManyField(
        Organisation, blank=True, related_name="actions_joined", verbose_name=_("partners")
    )
    month_1 = models.BooleanField(_("month 1"), default=False)
    month_2 = models.BooleanField(_("month 2"), default=False)
    month_3 = models.BooleanField(_("month 3"), default=False)
    due_words = models.CharField(_("deadline as written"), max_length=120, blank=True)
    due_on = models.DateField(_("last possible day"), null=True, blank=True)
    estimated_cost = models.PositiveBigIntegerField(
        _("estimated cost (FCFA)"), null=True, blank=True
    )
    pdesc_line = models.ForeignKey(
        PdescLine,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("line of the PDESC"),
    )
    decided_in = models.ForeignKey(
        "frameworks.Decision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("decided in"),
    )
    carried_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_to",
        verbose_name=_("carried over from"),
    )
    carried_on = models.DateField(_("carried over on"), null=True, blank=True)
    carried_reason = models.CharField(_("why it was carried over"), max_length=300, blank=True)
    carry_choice = models.CharField(
        _("what is decided at the third time"), max_length=20, choices=CarryChoice, blank=True
    )
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_as",
        verbose_name=_("replaces the action"),
    )
    water_use = models.CharField(_("use of water"), max_length=12, choices=WaterUse, blank=True)
    water_site = models.CharField(_("water point or place"), max_length=120, blank=True)
    contract_kind = models.CharField(
        _("public–private contract"), max_length=12, choices=ContractKind, blank=True
    )
    contract_note = models.CharField(_("with whom, for how long"), max_length=200, blank=True)
    measure_areas = models.JSONField(_("measure areas"), default=list, blank=True)
    to_enter = models.BooleanField(_("to be entered in the PDESC"), default=False)
    jobs_expected = models.PositiveIntegerField(_("jobs expected"), null=True, blank=True)
    jobs_expected_women = models.PositiveIntegerField(_("of which women"), null=True, blank=True)
    jobs_expected_young = models.PositiveIntegerField(_("of which young"), null=True, blank=True)
    jobs_created = models.PositiveIntegerField(_("jobs created"), null=True, blank=True)
    jobs_created_women = models.PositiveIntegerField(_("of which women"), null=True, blank=True)
    jobs_created_young = models.PositiveIntegerField(_("of which young"), null=True, blank=True)
    observations = models.TextField(_("observations"), blank=True)
    search_key = SearchKeyField(sources=("wording",))

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="action_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.wording}"

    @property
    def months(self) -> list[int]:
        """The months of the plan in which the action runs: 1, 2, 3."""
        return [n for n, runs in enumerate((self.month_1, self.month_2, self.month_3), 1) if runs]
