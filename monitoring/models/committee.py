"""The inclusive committee that follows the plan, and its mandates."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models import College, Person
from frameworks.models import Cycle, Framework, Meeting
from monitoring.querysets import CommitteeQuerySet, OfCommitteeQuerySet


class Committee(models.Model):
    """The *comité de suivi* of one framework, set up at a meeting (R7)."""

    framework = models.OneToOneField(
        Framework, on_delete=models.PROTECT, related_name="committee", verbose_name=_("framework")
    )
    set_up_at = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="committees",
        verbose_name=_("set up at the meeting"),
    )
    set_up_on = models.DateField(_("set up on"))

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        verbose_name = _("monitoring committee")
        verbose_name_plural = _("monitoring committees")

    def __str__(self) -> str:
        return str(_("Monitoring committee"))


class CommitteeRole(models.TextChoices):
    CHAIR = "presidente", pgettext_lazy("committee", "chair")
    VICE_CHAIR = "vice_presidente", _("vice-chair")
    SECRETARY = "secretaire", _("secretary")
    MEMBER = "membre", _("member")


class Designation(models.TextChoices):
    ELECTION = "election", _("election")
    ACCLAMATION = "acclamation", _("acclamation")
    RIGHT = "droit", _("by right")


class CommitteeMember(models.Model):
    """A person of the committee, as what, for whom, between two days."""

    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="members", verbose_name=_("committee")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="committee_seats", verbose_name=_("person")
    )
    role = models.CharField(
        _("role"), max_length=16, choices=CommitteeRole, default=CommitteeRole.MEMBER
    )
    college = models.CharField(_("college"), max_length=20, choices=College, blank=True)
    designation = models.CharField(
        _("designated by"), max_length=12, choices=Designation, blank=True
    )
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = OfCommitteeQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of the committee")
        verbose_name_plural = _("members of the committee")
        ordering = ["role", "person__last_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "person"],
                condition=Q(until=None),
                name="committee_member_once",
                violation_error_message=_("This person is already in the committee."),
            )
        ]

    def __str__(self) -> str:
        return str(self.person)


class CommitteeMandate(models.Model):
    """One version of what the committee is asked to do; a later version says what changed (R10)."""

    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="mandates", verbose_name=_("committee")
    )
    version = models.PositiveSmallIntegerField(_("version"))
    cycle = models.ForeignKey(
        Cycle,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("cycle"),
    )
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)
    tasks = models.TextField(_("tasks"), help_text=_("One task per line."))
    report_rhythm = models.CharField(_("how often it reports"), max_length=120, blank=True)
    change_reason = models.CharField(_("what changed and why"), max_length=300, blank=True)
    renewed_unchanged = models.BooleanField(_("renewed unchanged"), default=False)
    agreed_at = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("agreed at the meeting"),
    )
    decided_in = models.ForeignKey(
        "frameworks.Decision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("decided in"),
    )

    objects = OfCommitteeQuerySet.as_manager()

    class Meta:
        verbose_name = _("committee's mandate")
        verbose_name_plural = _("committee's mandates")
        ordering = ["committee", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "version"], name="mandate_version_once"),
            models.CheckConstraint(
                name="mandate_dates_ordered",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The end comes before the beginning."),
            ),
        ]

    def __str__(self) -> str:
        return _("Mandate, version %(version)s") % {"version": self.version}
