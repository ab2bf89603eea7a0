"""Texts and acts: the laws a deliberation cites, and the council's deliberations."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, Person
from communes.querysets import InCommuneQuerySet
from foundation.records.partial import PartialDateField
from foundation.records.querysets import RecordQuerySet


class LegalText(models.Model):
    """A law or decree, and for which document dates it is cited (*visa*)."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title_fr = models.CharField(_("title as cited in French"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300)
    valid_from = models.DateField(_("cited from"), null=True, blank=True)
    valid_to = models.DateField(_("cited until"), null=True, blank=True)
    cited_in_acts = models.BooleanField(_("cited in deliberations"), default=True)
    verified = models.BooleanField(_("checked in a public source"), default=False)
    position = models.PositiveSmallIntegerField(_("order of citation"), default=0)

    objects = RecordQuerySet["LegalText"].as_manager()

    class Meta:
        verbose_name = _("legal text")
        verbose_name_plural = _("legal texts")
        ordering = ["position", "valid_from"]

    def __str__(self) -> str:
        return self.title_fr


class DeliberationKind(models.TextChoices):
    FOUNDING = "creation", _("founds the framework")
    PLAN = "plan", _("adopts the communal share of a plan")
    OTHER = "autre", _("other")


class SessionKind(models.TextChoices):
    ORDINARY = "ordinaire", _("ordinary session")
    EXTRAORDINARY = "extraordinaire", _("extraordinary session")


class DeliberationState(models.TextChoices):
    """From draft to enforceable; the control of legality may object."""

    DRAFT = "projet", _("draft")
    VOTED = "votee", _("voted")
    SIGNED = "signee", _("signed")
    SENT = "transmise", _("sent to the State's representative")
    ENFORCEABLE = "executoire", _("enforceable")
    OBSERVATIONS = "observations", _("sent back with observations")
    ANNULLED = "annulee", _("annulled")
    REFUSED = "approbation_refusee", _("approval refused")
    REPEALED = "abrogee", _("repealed")


class Deliberation(models.Model):
    """An act voted by the communal council, or by the délégation spéciale that stands in for it.

    Numbers are typed as in the paper register; gaps are normal.
    """

    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="deliberations", verbose_name=_("commune")
    )
    kind = models.CharField(
        _("subject"), max_length=10, choices=DeliberationKind, default=DeliberationKind.OTHER
    )
    number = models.CharField(_("number"), max_length=40)
    dated = PartialDateField(_("date"))
    state = models.CharField(
        _("state"), max_length=20, choices=DeliberationState, default=DeliberationState.VOTED
    )
    session_kind = models.CharField(
        _("session"), max_length=14, choices=SessionKind, default=SessionKind.ORDINARY
    )
    object = models.CharField(_("object"), max_length=400)
    convened_on = models.DateField(_("convened on"), null=True, blank=True)
    in_office = models.PositiveSmallIntegerField(_("members in office"), null=True, blank=True)
    present = models.PositiveSmallIntegerField(_("members present"), null=True, blank=True)
    represented = models.PositiveSmallIntegerField(_("represented by proxy"), null=True, blank=True)
    absent = models.PositiveSmallIntegerField(_("absent"), null=True, blank=True)
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField(_("abstentions"), null=True, blank=True)
    not_voting = models.PositiveSmallIntegerField(
        _("did not take part in the vote"), null=True, blank=True
    )
    second_call = models.BooleanField(_("second call"), default=False)
    articles = models.TextField(_("articles"), blank=True, help_text=_("One article per line."))
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
        verbose_name=_("secretary of the session"),
    )
    transmitted_on = models.DateField(_("sent on"), null=True, blank=True)
    transmitted_to = models.CharField(_("sent to"), max_length=60, blank=True)
    receipt_reference = models.CharField(_("receipt"), max_length=80, blank=True)
    posted_on = models.DateField(_("posted on"), null=True, blank=True)
    enforceable_on = models.DateField(_("enforceable on"), null=True, blank=True)

    objects = InCommuneQuerySet["Deliberation"].as_manager()

    class Meta:
        verbose_name = _("deliberation")
        verbose_name_plural = _("deliberations")
        ordering = ["-dated", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "number"],
                name="deliberation_number_once",
                violation_error_message=_("This number already stands in the register."),
            ),
            models.CheckConstraint(
                name="deliberation_posted_after_vote",
                condition=Q(enforceable_on=None) | ~Q(state="projet"),
                violation_error_message=_("A draft cannot be enforceable."),
            ),
        ]

    def __str__(self) -> str:
        return _("Deliberation no. %(number)s") % {"number": self.number}

    @property
    def adopted(self) -> bool:
        """The council said yes; a draft, an annulled or a repealed act does not count."""
        return self.state in ADOPTED_STATES


ADOPTED_STATES = (
    DeliberationState.VOTED,
    DeliberationState.SIGNED,
    DeliberationState.SENT,
    DeliberationState.ENFORCEABLE,
    DeliberationState.OBSERVATIONS,
)
