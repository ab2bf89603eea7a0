"""Meetings of the framework: agenda, who came, what was decided."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models import College, Organisation, Person, Sector, Sex
from foundation.records.partial import PartialDateField
from frameworks.models.frameworks import Framework
from frameworks.models.needs import Need
from frameworks.querysets import (
    AttendanceQuerySet,
    CountedAttendanceQuerySet,
    DecisionQuerySet,
    MeetingQuerySet,
    OfMeetingQuerySet,
)


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
    invitation_sent_on = models.DateField(_("invitations sent on"), null=True, blank=True)
    invitation_reference = models.CharField(
        _("reference of the invitation"), max_length=60, blank=True
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

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["framework", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "number"],
                name="meeting_number_once",
                violation_error_message=_("There is already a meeting with this number."),
            ),
            models.CheckConstraint(
                name="meeting_held_is_dated",
                condition=Q(state__in=("projet", "invitations_envoyees"))
                | Q(held_on__isnull=False),
                violation_error_message=_("A meeting that was held carries its date."),
            ),
            models.CheckConstraint(
                name="meeting_approved_iff_dated",
                condition=Q(state__in=("pv_approuve", "close"), approved_on__isnull=False)
                | ~Q(state__in=("pv_approuve", "close")) & Q(approved_on=None),
                violation_error_message=_("Approved minutes carry their date."),
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


class AgendaState(models.TextChoices):
    PROPOSED = "propose", _("proposed")
    ADOPTED = "adopte", _("adopted")
    ADDED = "ajoute", _("added in the meeting")
    WITHDRAWN = "retire", _("withdrawn")
    PUT_OFF = "reporte", _("put off")


class AgendaItem(models.Model):
    """One point of the agenda, with what was said on it."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="agenda", verbose_name=_("meeting")
    )
    position = models.PositiveSmallIntegerField(_("order"))
    label = models.CharField(_("number as written"), max_length=10, blank=True)
    title = models.CharField(_("point"), max_length=200)
    state = models.CharField(
        _("state"), max_length=8, choices=AgendaState, default=AgendaState.PROPOSED
    )
    discussion = models.TextField(_("what was said"), blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


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


class DecisionNature(models.TextChoices):
    REVIEW = "bilan", _("review")
    NEEDS = "besoins", _("needs")
    PLAN = "plan", _("plan")
    COMMITTEE = "comite", _("committee")
    MANDATE = "mandat", _("mandate")
    PDESC = "pdesc", _("development plan (PDESC)")
    TAX = "fiscalite", _("taxation")
    PRINCIPLE = "principe", _("principle")
    OBSTACLE = "obstacle", _("obstacle")
    BUDGET = "budget", _("budget")
    OTHER = "autre", _("other")


class DecisionMode(models.TextChoices):
    CONSENSUS = "consensus", _("consensus")
    VOTE = "vote", _("vote")


class DecisionState(models.TextChoices):
    OPEN = "ouverte", pgettext_lazy("decision", "open")
    DISCUSSED = "en_discussion", _("under discussion")
    DONE = "faite", pgettext_lazy("decision", "done")
    DROPPED = "abandonnee", pgettext_lazy("decision", "dropped")


class Decision(models.Model):
    """What a meeting decided, who carries it out and by when, in the words of the paper."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("meeting")
    )
    agenda_item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("agenda item"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    nature = models.CharField(
        _("subject"), max_length=12, choices=DecisionNature, default=DecisionNature.OTHER
    )
    wording = models.TextField(_("decision"))
    mode = models.CharField(
        _("taken by"), max_length=10, choices=DecisionMode, default=DecisionMode.CONSENSUS
    )
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField(_("abstentions"), null=True, blank=True)
    owner = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation in charge"),
    )
    owner_person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person in charge"),
    )
    deadline_words = models.CharField(_("deadline as written"), max_length=120, blank=True)
    deadline_on = models.DateField(_("last possible day"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=14, choices=DecisionState, default=DecisionState.OPEN
    )
    resumes = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="resumed_by",
        verbose_name=_("takes up the decision"),
    )
    needs = models.ManyToManyField(
        Need, blank=True, related_name="decisions", verbose_name=_("needs concerned")
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="decision_number_once",
                violation_error_message=_("This meeting already has a decision with this number."),
            )
        ]

    def __str__(self) -> str:
        return self.wording[:80]
