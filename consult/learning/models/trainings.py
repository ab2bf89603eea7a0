"""Trainings, visits from commune to commune, the programme's method sheets, and who took it up."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionplans.models import Action
from communes.models import Commune, Organisation, Sector
from consult.learning.models.sheets import ExperienceSheet
from consult.learning.querysets import MethodSheetQuerySet, OfCommuneLearningQuerySet
from foundation.files.models import StoredFile
from foundation.records.partial import PartialDateField
from foundation.records.search import SearchKeyField
from frameworks.models import Need


class Audience(models.TextChoices):
    MUNICIPALITY = "commune", _("the municipality")
    ACTORS = "acteurs", _("the economic actors")


class Topic(models.TextChoices):
    """Three for municipalities, four for economic actors (domain § 3.3)."""

    LOCAL_DEVELOPMENT = "developpement_local", _("running local development")
    RESOURCES = "ressources", _("raising the commune's resources")
    COMMUNE_PARTNERSHIPS = "partenariats_commune", _("making partnerships (municipality)")
    FORMALISING = "formalisation", _("formalising a group or cooperative")
    RAISING_MONEY = "financement", _("raising money")
    RUNNING_PROJECTS = "projets", _("running projects")
    ACTOR_PARTNERSHIPS = "partenariats_acteurs", _("making partnerships (economic actors)")


TOPICS_OF: dict[str, tuple[Topic, ...]] = {
    Audience.MUNICIPALITY: (Topic.LOCAL_DEVELOPMENT, Topic.RESOURCES, Topic.COMMUNE_PARTNERSHIPS),
    Audience.ACTORS: (
        Topic.FORMALISING,
        Topic.RAISING_MONEY,
        Topic.RUNNING_PROJECTS,
        Topic.ACTOR_PARTNERSHIPS,
    ),
}


class PeopleCounted(models.Model):
    """How many people were reached, as totals: nobody's name, nobody's displaced status."""

    women = models.PositiveIntegerField(_("women"), null=True, blank=True)
    men = models.PositiveIntegerField(_("men"), null=True, blank=True)
    young = models.PositiveIntegerField(_("of which 35 years or younger"), null=True, blank=True)
    displaced = models.PositiveIntegerField(_("of which displaced"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def people(self) -> int | None:
        """Everybody reached; unknown when neither women nor men were counted."""
        if self.women is None and self.men is None:
            return None
        return (self.women or 0) + (self.men or 0)


class Training(PeopleCounted):
    """One training given in the commune: for whom, on what, by whom, at whose cost (FCFA)."""

    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="trainings", verbose_name=_("commune")
    )
    audience = models.CharField(_("for whom"), max_length=10, choices=Audience)
    topic = models.CharField(_("on what"), max_length=24, choices=Topic)
    title = models.CharField(_("title"), max_length=200)
    held_on = models.DateField(_("first day"))
    days = models.PositiveSmallIntegerField(_("number of days"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    provider = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="trainings_given",
        verbose_name=_("given by"),
    )
    cost = models.PositiveBigIntegerField(_("cost (FCFA)"), null=True, blank=True)
    paid_by = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="trainings_paid",
        verbose_name=_("paid by"),
    )
    needs = models.ManyToManyField(
        Need, blank=True, related_name="trainings", verbose_name=_("needs answered")
    )
    actions = models.ManyToManyField(
        Action, blank=True, related_name="trainings", verbose_name=_("actions served")
    )
    indicators = models.JSONField(_("indicators concerned"), default=list, blank=True)
    note = models.CharField(_("what remains of it"), max_length=400, blank=True)

    objects = OfCommuneLearningQuerySet.as_manager()

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="training_topic_fits_audience",
                condition=Q(audience="commune", topic__in=TOPICS_OF[Audience.MUNICIPALITY])
                | Q(audience="acteurs", topic__in=TOPICS_OF[Audience.ACTORS]),
                violation_error_message=_("This topic is not for this audience: choose another."),
            ),
            models.CheckConstraint(
                name="training_young_within_total",
                condition=Q(young=None) | Q(young__lte=F("women") + F("men")),
                violation_error_message=_("There cannot be more young people than people."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ExchangeLevel(models.TextChoices):
    CERCLE = "cercle", _("within the cercle")
    REGION = "region", pgettext_lazy("exchange", "within the region")
    NATIONAL = "national", _("national")


class ExchangeVisit(PeopleCounted):
    """People of one commune saw what another does; noted by one of the two, for itself."""

    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="exchanges", verbose_name=_("commune")
    )
    other = models.ForeignKey(
        Commune,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("the other commune"),
    )
    hosted = models.BooleanField(_("the visit was received here"), default=False)
    held_on = models.DateField(_("held on"))
    level = models.CharField(_("level"), max_length=10, choices=ExchangeLevel, blank=True)
    subject = models.CharField(_("what was shown"), max_length=300)
    audience = models.CharField(_("who took part"), max_length=200, blank=True)
    cost = models.PositiveBigIntegerField(_("cost (FCFA)"), null=True, blank=True)
    paid_by = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("paid by"),
    )
    lessons = models.TextField(_("what was learned"), blank=True)
    sheet = models.ForeignKey(
        ExperienceSheet,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="exchanges",
        verbose_name=_("about the sheet"),
    )
    needs = models.ManyToManyField(
        Need, blank=True, related_name="exchanges", verbose_name=_("needs concerned")
    )
    actions = models.ManyToManyField(
        Action, blank=True, related_name="exchanges", verbose_name=_("actions that came of it")
    )
    indicators = models.JSONField(_("indicators concerned"), default=list, blank=True)

    objects = OfCommuneLearningQuerySet.as_manager()

    class Meta:
        verbose_name = _("exchange visit")
        verbose_name_plural = _("exchange visits")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="exchange_is_between_two",
                condition=~Q(other=F("commune")),
                violation_error_message=_("Choose another commune than your own."),
            )
        ]

    def __str__(self) -> str:
        return self.subject


class MethodSheet(models.Model):
    """A method sheet of the programme, in the small library everybody may read."""

    title = models.CharField(_("title"), max_length=160)
    summary = models.CharField(_("in one sentence"), max_length=300)
    body = models.TextField(_("text"), blank=True)
    topic = models.CharField(_("on what"), max_length=24, choices=Topic, blank=True)
    sectors = models.ManyToManyField(
        Sector, blank=True, related_name="methods", verbose_name=_("sectors")
    )
    file = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("file"),
    )
    issued_on = models.DateField(_("issued on"))
    retired = models.BooleanField(_("no longer offered"), default=False)
    search_key = SearchKeyField(sources=("title", "summary"))

    objects = MethodSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("method sheet")
        verbose_name_plural = _("method sheets")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Adoption(models.Model):
    """The approach of this commune was taken up: by which commune or programme, when, how."""

    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="adoptions", verbose_name=_("commune")
    )
    by_commune = models.ForeignKey(
        Commune,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken up by the commune"),
    )
    by_other = models.CharField(_("or by the programme or body"), max_length=160, blank=True)
    adopted_on = PartialDateField(_("when"))
    adaptation = models.TextField(_("how it was adapted"), blank=True)
    sheet = models.ForeignKey(
        ExperienceSheet,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="adoptions",
        verbose_name=_("from the sheet"),
    )
    needs = models.ManyToManyField(
        Need, blank=True, related_name="adoptions", verbose_name=_("needs concerned")
    )
    actions = models.ManyToManyField(
        Action, blank=True, related_name="adoptions", verbose_name=_("actions taken up")
    )
    indicators = models.JSONField(_("indicators concerned"), default=list, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("noted by"),
    )

    objects = OfCommuneLearningQuerySet.as_manager()

    class Meta:
        verbose_name = _("adoption of the approach")
        verbose_name_plural = _("adoptions of the approach")
        ordering = ["-adopted_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="adoption_says_by_whom",
                condition=Q(by_commune__isnull=False, by_other="")
                | Q(by_commune=None) & ~Q(by_other=""),
                violation_error_message=_("Choose the commune, or write the name: one of the two."),
            )
        ]

    def __str__(self) -> str:
        return str(self.by_commune or self.by_other)
