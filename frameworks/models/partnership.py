"""What kind of partnership a framework is, what each brings, and tensions noted in confidence."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models import Organisation
from frameworks.models.frameworks import Framework
from frameworks.models.meetings import Meeting
from frameworks.querysets import OfFrameworkQuerySet, OfMeetingQuerySet


class PartnershipDuration(models.TextChoices):
    PERMANENT = "permanent", _("permanent")
    SEMI_PERMANENT = "semi_permanent", _("semi-permanent")
    SHORT_TERM = "short_term", _("short term")


class PartnershipForm(models.TextChoices):
    TASKFORCE = "taskforce_coalition", _("coalition for a task: only what partners bring")
    COORDINATION = "coordination_body", _("coordination body")
    OWN = "own_organisation", _("organisation of its own, with staff and income")
    OTHER = "other", pgettext_lazy("partnership", "other form")


class DonorRole(models.TextChoices):
    STIMULATION = "stimulation", _("stimulation")
    RESOURCES = "resources", pgettext_lazy("donor", "resources")
    SYNERGY = "synergistic_agent", _("backs a central body with members of each sector")


class PartnershipScale(models.TextChoices):
    LOCAL = "local", pgettext_lazy("scale", "local")
    CERCLE = "cercle", pgettext_lazy("scale", "cercle")
    REGION = "region", pgettext_lazy("scale", "region")
    NATIONAL = "national", pgettext_lazy("scale", "national")


class CrossCutting(models.TextChoices):
    ENVIRONMENT = "environnement", _("environment")
    RIGHTS = "droits", _("human or labour rights")
    HEALTH = "sante", _("health")
    EDUCATION = "education", _("education")


class Resource(models.TextChoices):
    MONEY = "argent", pgettext_lazy("brings", "money")
    STAFF = "personnel", pgettext_lazy("brings", "staff")
    TIME = "temps", pgettext_lazy("brings", "time")
    PREMISES = "locaux", pgettext_lazy("brings", "premises")
    LAND = "terrain", pgettext_lazy("brings", "land")
    KNOWLEDGE = "savoir", pgettext_lazy("brings", "knowledge")
    NETWORK = "reseau", pgettext_lazy("brings", "network")
    AUTHORITY = "autorite", pgettext_lazy("brings", "authority")
    LABOUR = "main_oeuvre", pgettext_lazy("brings", "labour")


class Partnership(models.Model):
    """How the framework works as a partnership between sectors, and the areas partners group it by.

    Lists hold codes: `donor_roles` of DonorRole, `measure_areas` of communes.MeasureArea,
    `cross_cutting` of CrossCutting (domain § 9).
    """

    framework = models.OneToOneField(
        Framework,
        on_delete=models.PROTECT,
        related_name="partnership",
        verbose_name=_("framework"),
    )
    measure_areas = models.JSONField(_("measure areas"), default=list, blank=True)
    duration = models.CharField(
        _("duration"), max_length=16, choices=PartnershipDuration, blank=True
    )
    form = models.CharField(_("form"), max_length=24, choices=PartnershipForm, blank=True)
    donor_roles = models.JSONField(_("role of donors"), default=list, blank=True)
    scale = models.CharField(_("scale"), max_length=10, choices=PartnershipScale, blank=True)
    cross_cutting = models.JSONField(_("wider causes"), default=list, blank=True)

    objects = OfFrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("type of partnership")
        verbose_name_plural = _("types of partnership")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.framework)


class PartnerShare(models.Model):
    """What one party brings to the framework besides its promises, and what it hopes for."""

    framework = models.ForeignKey(
        Framework,
        on_delete=models.PROTECT,
        related_name="partner_shares",
        verbose_name=_("framework"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="partner_shares",
        verbose_name=_("organisation"),
    )
    resources = models.JSONField(_("what it brings"), default=list, blank=True)
    complementarity = models.CharField(_("what it adds"), max_length=300, blank=True)
    interest = models.CharField(_("its interest"), max_length=300, blank=True)

    objects = OfFrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("share of a partner")
        verbose_name_plural = _("shares of partners")
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "organisation"], name="partner_share_once")
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class ConflictNote(models.Model):
    """A tension felt at a meeting and what eases it: for secretary, mayor and adviser alone.

    Never printed, exported, published or shown to partners (domain § 9.1).
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="conflict_notes", verbose_name=_("meeting")
    )
    tension = models.TextField(_("tension"))
    mitigation = models.TextField(_("what eases it"), blank=True)
    noted_on = models.DateField(_("noted on"))
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("noted by"),
    )

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("note in confidence on a meeting")
        verbose_name_plural = _("notes in confidence on meetings")
        ordering = ["-noted_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.meeting} – {self.noted_on:%d/%m/%Y}"
