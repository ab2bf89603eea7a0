"""What a meeting decided, who carries it out and by when."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models import Commune, Organisation, Person
from frameworks.models.items import AgendaItem
from frameworks.models.meetings import Meeting
from frameworks.models.needs import Need
from frameworks.querysets import DecisionQuerySet, OfDecisionQuerySet


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
    settled_on = models.DateField(_("settled on"), null=True, blank=True)
    settled_note = models.CharField(_("what became of it"), max_length=300, blank=True)
    review_on = models.DateField(_("to be reviewed on"), null=True, blank=True)
    concerns = models.ManyToManyField(
        Commune, blank=True, related_name="+", verbose_name=_("communes concerned")
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


class DecisionPart(models.Model):
    """A part of a decision with its own owner, deadline and state."""

    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="parts", verbose_name=_("decision")
    )
    position = models.PositiveSmallIntegerField(_("order"))
    wording = models.CharField(_("part of the decision"), max_length=300)
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
    settled_on = models.DateField(_("settled on"), null=True, blank=True)

    objects = OfDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of a decision")
        verbose_name_plural = _("parts of a decision")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.wording[:80]
