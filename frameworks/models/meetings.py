"""Meetings of the framework: kind, state, day, place and bureau."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models import Commune, Person, Sector
from foundation.records.partial import PartialDateField
from frameworks.models.frameworks import Framework
from frameworks.querysets import MeetingQuerySet, OfMeetingQuerySet


class MeetingKind(models.TextChoices):
    PREPARATORY = "preparatoire", _("preparatory, one sector")
    CONSTITUTIVE = "constitutive", _("constitutive")
    ORDINARY = "ordinaire", _("ordinary")
    EXTRAORDINARY = "extraordinaire", _("extraordinary")
    REVIEW = "bilan", _("review")


class MeetingState(models.TextChoices):
    DRAFT = "projet", _("being prepared")
    INVITED = "invitations_envoyees", _("invitations sent")
    HELD = "tenue", _("held")
    NOT_HELD = "non_tenue", _("not held")
    APPROVED = "pv_approuve", _("minutes approved")
    CLOSED = "close", pgettext_lazy("meeting", "closed")


class Meeting(models.Model):
    """A meeting of the framework, planned ahead or entered afterwards from the paper register."""

    framework = models.ForeignKey(
        Framework, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("framework")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(
        _("kind"), max_length=14, choices=MeetingKind, default=MeetingKind.ORDINARY
    )
    sector = models.ForeignKey(
        Sector,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sector of a preparatory meeting"),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=MeetingState, default=MeetingState.DRAFT
    )
    planned_on = models.DateField(_("planned on"), null=True, blank=True)
    held_on = PartialDateField(_("held on"), null=True, blank=True)
    called_at = models.TimeField(_("called for"), null=True, blank=True)
    started_at = models.TimeField(_("opened at"), null=True, blank=True)
    ended_at = models.TimeField(_("ended at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    place_commune = models.ForeignKey(
        Commune,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("held in the commune of"),
    )
    joint_with = models.ManyToManyField(
        Commune, blank=True, related_name="+", verbose_name=_("held together with")
    )
    joint_number = models.CharField(_("number of the joint meeting"), max_length=40, blank=True)
    second_call_of = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="second_call",
        verbose_name=_("second call of the meeting"),
    )
    not_held_reason = models.CharField(
        _("why the meeting was not held"), max_length=300, blank=True
    )
    invitation_sent_on = models.DateField(_("invitations sent on"), null=True, blank=True)
    invitation_reference = models.CharField(
        _("reference of the invitation"), max_length=60, blank=True
    )
    radio_notice_on = models.DateField(_("read on the radio on"), null=True, blank=True)
    radio_station = models.CharField(_("radio station"), max_length=80, blank=True)
    who_bears = models.CharField(
        _("who bears travel, meals and lodging"), max_length=300, blank=True
    )
    enclosed = models.CharField(_("papers joined to the letter"), max_length=200, blank=True)
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
        verbose_name=_("secretary of the meeting"),
    )
    facilitator = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("facilitator"),
    )
    displaced_present = models.PositiveIntegerField(
        _("displaced people present"), null=True, blank=True
    )
    opening = models.TextField(_("how the meeting opened"), blank=True)
    account = models.TextField(_("what was said"), blank=True)
    next_meeting_on = models.DateField(_("next meeting on"), null=True, blank=True)
    entered_afterwards = models.BooleanField(_("entered afterwards"), default=False)
    approved_on = models.DateField(_("minutes approved on"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
    )
    external_id = models.CharField(max_length=40, blank=True, editable=False, db_index=True)

    objects = MeetingQuerySet.as_manager()

    # Signed: what belongs to such a meeting is never rewritten (see communes.services.merging).
    SEALED_WHEN: ClassVar = {"state__in": (MeetingState.APPROVED, MeetingState.CLOSED)}

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["framework", "-number"]
        indexes = [models.Index(fields=["framework", "-held_on"], name="meeting_latest")]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "number"],
                name="meeting_number_once",
                violation_error_message=_("There is already a meeting with this number."),
            ),
            models.CheckConstraint(
                name="meeting_held_is_dated",
                condition=Q(state__in=("projet", "invitations_envoyees", "non_tenue"))
                | Q(held_on__isnull=False),
                violation_error_message=_("A meeting that was held carries its date."),
            ),
            models.CheckConstraint(
                name="meeting_approved_iff_dated",
                condition=Q(state__in=("pv_approuve", "close"), approved_on__isnull=False)
                | ~Q(state__in=("pv_approuve", "close")) & Q(approved_on=None),
                violation_error_message=_("Approved minutes carry their date."),
            ),
            models.CheckConstraint(
                name="meeting_not_held_says_why",
                condition=Q(state="non_tenue", held_on=None) & ~Q(not_held_reason="")
                | ~Q(state="non_tenue") & Q(not_held_reason=""),
                violation_error_message=_("Say why the meeting was not held."),
            ),
        ]

    def __str__(self) -> str:
        return _("Meeting no. %(number)s") % {"number": self.number}

    @property
    def is_held(self) -> bool:
        return self.state in (MeetingState.HELD, MeetingState.APPROVED, MeetingState.CLOSED)

    @property
    def is_locked(self) -> bool:
        """Minutes were approved: nothing of the meeting changes any more."""
        return self.state in (MeetingState.APPROVED, MeetingState.CLOSED)

    @property
    def notice_days(self) -> int | None:
        """I02: days between sending the invitations and the meeting; unknown without both days."""
        if not self.invitation_sent_on or not self.held_on or self.held_on.precision != "day":
            return None
        return int((self.held_on.first_day - self.invitation_sent_on).days)

    @property
    def call(self) -> int:
        """1 for a meeting called for the first time, 2 for the second call of one not held."""
        return 1 if self.second_call_of_id is None else 2


class Sitting(models.Model):
    """One day, or part of one, of a meeting that lasted several days or was resumed."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="sittings", verbose_name=_("meeting")
    )
    day = models.DateField(_("day"))
    started_at = models.TimeField(_("opened at"), null=True, blank=True)
    ended_at = models.TimeField(_("ended at"), null=True, blank=True)
    note = models.CharField(_("remark"), max_length=200, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        ordering = ["day", "started_at", "pk"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class BureauRole(models.TextChoices):
    OPENER = "ouvre", _("opened the meeting")
    CO_CHAIR = "co_president", _("co-chair")
    VICE_CHAIR = "vice_president", _("vice-chair")
    RAPPORTEUR = "rapporteur", _("rapporteur")
    ORGANISER = "organisateur", _("organiser")
    INTERPRETER = "interprete", _("interpreter")


class Designation(models.TextChoices):
    RIGHT = "droit", _("by right")
    ELECTION = "election", _("by election")
    ACCLAMATION = "acclamation", _("by acclamation")


class BureauSeat(models.Model):
    """Somebody of the bureau besides chair, secretary and facilitator, and how designated."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="bureau", verbose_name=_("meeting")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=16, choices=BureauRole)
    designation = models.CharField(
        _("designated"), max_length=12, choices=Designation, default=Designation.RIGHT
    )

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat of the bureau")
        verbose_name_plural = _("seats of the bureau")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person", "role"],
                name="bureau_role_once",
                violation_error_message=_("This person already has this role in the meeting."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.get_role_display()}"


class StepBack(models.Model):
    """A step of a meeting taken back, once for each step, with who did it and why."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="steps_back", verbose_name=_("meeting")
    )
    state = models.CharField(_("state that was left"), max_length=20, choices=MeetingState)
    note = models.CharField(_("why"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("on"), auto_now_add=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("step taken back")
        verbose_name_plural = _("steps taken back")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "state"],
                name="meeting_step_back_once",
                violation_error_message=_("This step was already taken back once."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.note}"
