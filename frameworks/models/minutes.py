"""Approved minutes as they were approved, who signed them, what was corrected in them later."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models import Commune, Person
from foundation.files.models import StoredFile
from frameworks.models.meetings import Meeting
from frameworks.querysets import OfMeetingQuerySet, PaperTextQuerySet


class MinutesVersion(models.Model):
    """The text of minutes as approved: reopening starts the next version, this one is kept.

    `sha256` is that of `html`, in hexadecimal.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="versions", verbose_name=_("meeting")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    approved_on = models.DateField(_("approved on"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("approved by"),
    )
    html = models.TextField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    reopened_at = models.DateTimeField(_("reopened on"), null=True, blank=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reopened by"),
    )
    reopened_reason = models.CharField(_("why it was reopened"), max_length=300, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of minutes")
        verbose_name_plural = _("versions of minutes")
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="minutes_version_once"),
            models.CheckConstraint(
                name="minutes_reopened_says_why",
                condition=Q(reopened_at=None, reopened_by=None, reopened_reason="")
                | Q(reopened_at__isnull=False, reopened_by__isnull=False) & ~Q(reopened_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return _("Minutes, version %(number)s") % {"number": self.number}


class Signatory(models.Model):
    """Who signs the minutes, in which quality, and for whom ("P/", "P.O.")."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="signatories", verbose_name=_("meeting")
    )
    quality = models.CharField(_("signs as"), max_length=120)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person"),
    )
    on_behalf_of = models.CharField(_("signs for"), max_length=120, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.quality


class Correction(models.Model):
    """A dated correction to approved minutes: they do not change, it is printed with them."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="corrections", verbose_name=_("meeting")
    )
    made_on = models.DateField(_("corrected on"))
    made_at = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections_made",
        verbose_name=_("asked for at the meeting"),
    )
    wording = models.TextField(_("correction"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction of minutes")
        verbose_name_plural = _("corrections of minutes")
        ordering = ["made_on", "pk"]

    def __str__(self) -> str:
        return self.wording[:80]


class Paper(models.TextChoices):
    """The papers whose words a commune may adapt."""

    ALL = "tous", _("all papers")
    LETTER = "invitation", _("letter of invitation")
    MINUTES = "pv", _("minutes")
    SHEET = "presence", _("attendance sheet")
    NEEDS = "besoins", _("needs sheet")
    TERMS = "tdr", _("terms of reference")
    REPORT = "rapport_atelier", _("workshop report")


class PaperPart(models.TextChoices):
    HEADER = "entete", _("lines of the header")
    OPENING = "ouverture", _("opening formula")
    CLOSING = "cloture", _("closing formula")
    SIGNATURES = "signatures", _("signature blocks")


class PaperText(models.Model):
    """The commune's own words for one part of one paper; empty text means the usual words again.

    Rows are only added: a paper of an earlier day keeps the words of its day.
    """

    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="paper_texts", verbose_name=_("commune")
    )
    paper = models.CharField(_("paper"), max_length=16, choices=Paper)
    part = models.CharField(_("part"), max_length=12, choices=PaperPart)
    text = models.TextField(_("text"), blank=True)
    at = models.DateTimeField(_("since"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )

    objects = PaperTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a paper")
        verbose_name_plural = _("texts of papers")
        ordering = ["commune", "paper", "part", "-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_paper_display()} – {self.get_part_display()}"


class ScanKind(models.TextChoices):
    MINUTES = "pv_signe", _("signed minutes")
    SHEET = "feuille_signee", _("signed attendance sheet")
    LETTER = "courrier", _("letter or receipt")
    TRAVEL = "frais", _("signed list of travel money")
    OTHER = "autre", pgettext_lazy("scan", "other paper")


class MeetingFile(models.Model):
    """A scan or photo of a signed paper of the meeting. Rows are only added or withdrawn."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="files", verbose_name=_("meeting")
    )
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("file")
    )
    kind = models.CharField(_("what it is"), max_length=14, choices=ScanKind)
    added_at = models.DateTimeField(_("added on"), auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    withdrawn_reason = models.CharField(_("why it was withdrawn"), max_length=200, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper scanned")
        verbose_name_plural = _("papers scanned")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "file"],
                condition=Q(withdrawn_reason=""),
                name="meeting_file_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.file}"
