"""Who came to a meeting: by name, counted, or absent."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models import College, Organisation, Person, Sex
from frameworks.models.meetings import Meeting
from frameworks.querysets import (
    AttendanceQuerySet,
    CountedAttendanceQuerySet,
    OfMeetingQuerySet,
)


class AttendanceMode(models.TextChoices):
    PRESENT = "present", _("present")
    BY_PROXY = "represente", _("represented")
    EXCUSED = "excuse", _("excused")
    ABSENT = "absent", pgettext_lazy("attendance", "absent")


class Capacity(models.TextChoices):
    MEMBER = "membre", _("member")
    OBSERVER = "observateur", _("observer")
    GUEST = "invite", _("guest")


class Attendance(models.Model):
    """That a person came, was excused, represented or absent, as what and for whom, on that day.

    Sex, age band, college and organisation are those of the day: later changes rewrite nothing.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="attendance", verbose_name=_("meeting")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="attendance", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attendance",
        verbose_name=_("organisation"),
    )
    function = models.CharField(_("function"), max_length=120, blank=True)
    college = models.CharField(_("college"), max_length=20, choices=College, default=College.OTHER)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex)
    young = models.BooleanField(_("35 years or younger"), null=True, blank=True)
    mode = models.CharField(
        _("presence"), max_length=10, choices=AttendanceMode, default=AttendanceMode.PRESENT
    )
    capacity = models.CharField(_("as"), max_length=12, choices=Capacity, default=Capacity.MEMBER)
    represented_by = models.CharField(_("represented by"), max_length=120, blank=True)
    travel_from = models.CharField(_("came from"), max_length=80, blank=True)
    travel_paid = models.PositiveIntegerField(
        _("travel money received (FCFA)"), null=True, blank=True
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["college", "person__last_name", "person__first_name"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.get_mode_display()}"


class CountedAttendance(models.Model):
    """People present whom the paper counts without naming ("une dizaine de femmes")."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="counted", verbose_name=_("meeting")
    )
    label = models.CharField(_("who"), max_length=120)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    college = models.CharField(_("college"), max_length=20, choices=College, default=College.OTHER)
    number = models.PositiveSmallIntegerField(_("how many"))
    women = models.PositiveSmallIntegerField(_("of which women"), null=True, blank=True)
    young = models.PositiveSmallIntegerField(
        _("of which 35 years or younger"), null=True, blank=True
    )
    approximate = models.BooleanField(_("about"), default=False)
    capacity = models.CharField(_("as"), max_length=12, choices=Capacity, default=Capacity.MEMBER)

    objects = CountedAttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("people counted")
        verbose_name_plural = _("people counted")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="counted_within_number",
                condition=(Q(women=None) | Q(women__lte=F("number")))
                & (Q(young=None) | Q(young__lte=F("number"))),
                violation_error_message=_(
                    "There cannot be more women or young people than people counted."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.number})"


class AbsentOrganisation(models.Model):
    """An organisation that nobody came for, excused or not."""

    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        related_name="absent_organisations",
        verbose_name=_("meeting"),
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    excused = models.BooleanField(_("excused"), default=False)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("absent organisation")
        verbose_name_plural = _("absent organisations")
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organisation"], name="organisation_absent_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)
