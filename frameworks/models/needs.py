"""What a sector says it needs. A need keeps its identity from the day it is said."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communes.models import FundingKind, Organisation, Sector
from foundation.formats import dates
from foundation.records.partial import PartialDateField
from foundation.records.search import SearchKeyField
from frameworks.models.frameworks import Framework
from frameworks.querysets import NeedQuerySet, OfFrameworkQuerySet, OfNeedQuerySet


class NeedNature(models.TextChoices):
    INFRASTRUCTURE = "infrastructure", _("infrastructure")
    EQUIPMENT = "equipement", _("equipment")
    COMMUNAL_SERVICE = "service_communal", _("communal service")
    BUSINESS_ENVIRONMENT = "environnement_affaires", _("business environment")
    LAND = "acces_au_foncier", _("access to land")
    TAXATION = "fiscalite", _("taxation")
    TRAINING = "formation", _("training")
    FORMALISATION = "formalisation", _("formalisation")
    LINKING = "mise_en_relation", _("linking actors")
    FINANCE = "financement", _("finance")


# Needs whose actions should stand in the commune's development plan (I16).
INVESTMENT_NATURES = (
    NeedNature.INFRASTRUCTURE,
    NeedNature.EQUIPMENT,
    NeedNature.COMMUNAL_SERVICE,
    NeedNature.LAND,
)


class NeedMethod(models.TextChoices):
    ASSEMBLY = "assemblee_op", _("meeting of the organisation")
    WORKSHOP = "atelier_filiere", _("workshop of the sector")
    SURVEY = "enquete", _("survey")
    REPORT = "rapport_comite", _("report of the committee")


class Urgency(models.TextChoices):
    HIGH = "haute", _("high")
    MEDIUM = "moyenne", _("medium")
    LOW = "basse", _("low")


class NeedAssembly(models.Model):
    """A meeting of a profession among its own, where its needs were said (R4)."""

    framework = models.ForeignKey(
        Framework, on_delete=models.PROTECT, related_name="assemblies", verbose_name=_("framework")
    )
    sector = models.ForeignKey(
        Sector,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sector"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assemblies",
        verbose_name=_("organisation"),
    )
    held_on = PartialDateField(_("held on"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    method = models.CharField(
        _("how it was done"), max_length=16, choices=NeedMethod, default=NeedMethod.ASSEMBLY
    )
    led_by = models.CharField(_("led by"), max_length=120, blank=True)
    women = models.PositiveIntegerField(_("women present"), null=True, blank=True)
    men = models.PositiveIntegerField(_("men present"), null=True, blank=True)
    young = models.PositiveIntegerField(_("of which 35 years or younger"), null=True, blank=True)
    displaced = models.PositiveIntegerField(_("of which displaced"), null=True, blank=True)
    account = models.TextField(_("what was said"), blank=True)

    objects = OfFrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("assembly on needs")
        verbose_name_plural = _("assemblies on needs")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="assembly_young_within_people",
                condition=Q(young=None)
                | Q(women=None)
                | Q(men=None)
                | Q(young__lte=F("women") + F("men")),
                violation_error_message=_("There cannot be more young people than people present."),
            ),
            models.CheckConstraint(
                name="assembly_displaced_within_people",
                condition=Q(displaced=None)
                | Q(women=None)
                | Q(men=None)
                | Q(displaced__lte=F("women") + F("men")),
                violation_error_message=_(
                    "There cannot be more displaced people than people present."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation or self.sector or self.framework} – {dates.day(self.held_on)}"

    @property
    def people(self) -> int | None:
        """People present, unknown when neither women nor men were counted."""
        if self.women is None and self.men is None:
            return None
        return (self.women or 0) + (self.men or 0)


class NeedState(models.TextChoices):
    """What became of a need. Satisfaction is declared at the closing review, never computed."""

    IDENTIFIED = "identifie", _("identified")
    PRESENTED = "presente", _("presented")
    RETAINED = "retenu", _("retained")
    DEFERRED = "differe", _("put off")
    REJECTED = "rejete", _("set aside")
    RUNNING = "en_cours", _("being answered")
    PARTLY = "partiellement_satisfait", _("partly satisfied")
    SATISFIED = "satisfait", _("satisfied")


# From each state, the states a person may give next.
NEED_MOVES: dict[str, tuple[NeedState, ...]] = {
    NeedState.IDENTIFIED: (
        NeedState.PRESENTED,
        NeedState.RETAINED,
        NeedState.DEFERRED,
        NeedState.REJECTED,
    ),
    NeedState.PRESENTED: (NeedState.RETAINED, NeedState.DEFERRED, NeedState.REJECTED),
    NeedState.DEFERRED: (NeedState.PRESENTED, NeedState.RETAINED, NeedState.REJECTED),
    NeedState.REJECTED: (NeedState.PRESENTED,),
    NeedState.RETAINED: (
        NeedState.RUNNING,
        NeedState.PARTLY,
        NeedState.SATISFIED,
        NeedState.DEFERRED,
    ),
    NeedState.RUNNING: (NeedState.PARTLY, NeedState.SATISFIED, NeedState.DEFERRED),
    NeedState.PARTLY: (NeedState.SATISFIED, NeedState.RUNNING),
    NeedState.SATISFIED: (NeedState.PARTLY,),
}


class Need(models.Model):
    """Something the people of a sector say they need, investment or better conditions for business.

    Belongs to the framework, not to a cycle: it may wait for several meetings.
    """

    framework = models.ForeignKey(
        Framework, on_delete=models.PROTECT, related_name="needs", verbose_name=_("framework")
    )
    code = models.CharField(_("code"), max_length=12)
    sector = models.ForeignKey(
        Sector,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="needs",
        verbose_name=_("sector"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="needs",
        verbose_name=_("who asks"),
    )
    statement = models.CharField(_("the need in one sentence"), max_length=400)
    nature = models.CharField(_("nature"), max_length=24, choices=NeedNature, blank=True)
    village = models.CharField(_("village"), max_length=80, blank=True)
    women = models.PositiveIntegerField(_("women concerned"), null=True, blank=True)
    men = models.PositiveIntegerField(_("men concerned"), null=True, blank=True)
    young = models.PositiveIntegerField(_("of which 35 years or younger"), null=True, blank=True)
    displaced = models.PositiveIntegerField(_("of which displaced"), null=True, blank=True)
    urgency = models.CharField(_("urgency"), max_length=8, choices=Urgency, blank=True)
    estimated_cost = models.PositiveBigIntegerField(
        _("estimated cost (FCFA)"), null=True, blank=True
    )
    identified_on = PartialDateField(_("said on"))
    method = models.CharField(_("how it was said"), max_length=16, choices=NeedMethod, blank=True)
    assembly = models.ForeignKey(
        NeedAssembly,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="needs",
        verbose_name=_("said at the assembly"),
    )
    rank_in_sector = models.PositiveSmallIntegerField(
        _("rank in its sector"), null=True, blank=True
    )
    rank_reason = models.CharField(
        _("why the professionals rank it so"), max_length=300, blank=True
    )
    state = models.CharField(
        _("situation"), max_length=24, choices=NeedState, default=NeedState.IDENTIFIED
    )
    reason = models.CharField(_("reason if put off or set aside"), max_length=300, blank=True)
    retained_at = models.ForeignKey(
        "frameworks.Meeting",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="needs_retained",
        verbose_name=_("retained at the meeting"),
    )
    satisfied_on = models.DateField(_("satisfied on"), null=True, blank=True)
    external_id = models.CharField(max_length=40, blank=True, editable=False, db_index=True)
    search_key = SearchKeyField(sources=("statement", "village", "code"))

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["framework", "sector__name_fr", "rank_in_sector", "code"]
        indexes = [models.Index(fields=["framework", "-identified_on"], name="need_latest")]
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="need_code_once"),
            models.CheckConstraint(
                name="need_put_aside_says_why",
                condition=~Q(state__in=("differe", "rejete")) | ~Q(reason=""),
                violation_error_message=_(
                    "Say in one sentence why the need is put off or set aside."
                ),
            ),
            models.CheckConstraint(
                name="need_young_within_people",
                condition=Q(young=None)
                | Q(women=None)
                | Q(men=None)
                | Q(young__lte=F("women") + F("men")),
                violation_error_message=_(
                    "There cannot be more young people than people concerned."
                ),
            ),
            models.CheckConstraint(
                name="need_displaced_within_people",
                condition=Q(displaced=None)
                | Q(women=None)
                | Q(men=None)
                | Q(displaced__lte=F("women") + F("men")),
                violation_error_message=_(
                    "There cannot be more displaced people than people concerned."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} – {self.statement}"

    @property
    def people(self) -> int | None:
        """People concerned, unknown when neither women nor men were counted."""
        if self.women is None and self.men is None:
            return None
        return (self.women or 0) + (self.men or 0)


class ProposedAction(models.Model):
    """What those who state a need propose to do, with the share they offer to bear.

    The offer may have no value yet (8 labourers for 3 days): `offered` is then empty, not 0.
    """

    need = models.ForeignKey(
        Need, on_delete=models.PROTECT, related_name="proposals", verbose_name=_("need")
    )
    wording = models.CharField(_("proposed action"), max_length=300)
    offered_by = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who offers a share"),
    )
    kind = models.CharField(_("offered how"), max_length=12, choices=FundingKind, blank=True)
    offered = models.PositiveBigIntegerField(_("share offered (FCFA)"), null=True, blank=True)
    offered_words = models.CharField(_("share offered, in words"), max_length=160, blank=True)

    objects = OfNeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed action")
        verbose_name_plural = _("proposed actions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.wording[:80]
