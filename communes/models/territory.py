"""Where things are: regions, cercles, arrondissements, communes, and what they were called when."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communes.querysets import CommuneQuerySet, DatedQuerySet, InCommuneQuerySet
from foundation.records.search import SearchKeyField


class Place(models.Model):
    """A district with its official number; closed when abolished, never deleted."""

    code = models.CharField(_("code"), max_length=8, unique=True)
    name = models.CharField(_("name"), max_length=80)
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    valid_to = models.DateField(_("in force until"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Region(Place):
    """A region, whose governor represents the State."""

    class Meta(Place.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")


class Cercle(Place):
    """A cercle: the district of a préfet. One abolished in 2023 is closed, never deleted."""

    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="cercles", verbose_name=_("region")
    )

    class Meta(Place.Meta):
        verbose_name = _("cercle")
        verbose_name_plural = _("cercles")


class Arrondissement(Place):
    """A sub-district, whose sous-préfet receives the commune's deliberations."""

    cercle = models.ForeignKey(
        Cercle, on_delete=models.PROTECT, related_name="arrondissements", verbose_name=_("cercle")
    )

    class Meta(Place.Meta):
        verbose_name = _("arrondissement")
        verbose_name_plural = _("arrondissements")


class CommuneKind(models.TextChoices):
    RURAL = "rurale", _("rural commune")
    URBAN = "urbaine", _("urban commune")


# Council seats (law 2017-051, article 5): up to this many inhabitants, this many seats.
COUNCIL_SEATS = [
    (10_000, 11),
    (20_000, 17),
    (40_000, 23),
    (70_000, 29),
    (100_000, 33),
    (150_000, 37),
    (200_000, 41),
]


def seats_for(population: int) -> int:
    """Seats of a communal council for this many inhabitants."""
    return next((seats for limit, seats in COUNCIL_SEATS if population <= limit), 45)


class Commune(models.Model):
    """A commune: the root of who sees what. Homonyms carry their cercle in the slug."""

    code = models.CharField(_("code"), max_length=8, unique=True, help_text=_("Number of 2023."))
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80)
    name_in_record = models.CharField(
        _("name in the programme's record"), max_length=80, blank=True
    )
    initials = models.CharField(
        _("initials"),
        max_length=12,
        blank=True,
        help_text=_("As in act numbers, for example CR-DIO."),
    )
    kind = models.CharField(_("kind"), max_length=8, choices=CommuneKind, default=CommuneKind.RURAL)
    chief_town = models.CharField(_("chief town"), max_length=80, blank=True)
    cercle = models.ForeignKey(
        Cercle, on_delete=models.PROTECT, related_name="communes", verbose_name=_("cercle today")
    )
    arrondissement = models.ForeignKey(
        Arrondissement,
        on_delete=models.PROTECT,
        related_name="communes",
        null=True,
        blank=True,
        verbose_name=_("arrondissement today"),
    )
    latitude = models.DecimalField(
        _("latitude"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    position_note = models.CharField(_("about the position"), max_length=200, blank=True)
    population = models.PositiveIntegerField(_("inhabitants"), null=True, blank=True)
    population_source = models.CharField(_("source of the figure"), max_length=80, blank=True)
    council_seats = models.PositiveSmallIntegerField(
        _("council seats"),
        null=True,
        blank=True,
        help_text=_("Proposed from the population; may be changed."),
    )
    notice_days = models.PositiveSmallIntegerField(_("days of notice for a meeting"), default=8)
    secretary_approves = models.BooleanField(_("the secretary may approve minutes"), default=False)
    search_key = SearchKeyField(sources=("name", "name_in_record", "chief_town"))

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="commune_in_mali",
                condition=Q(latitude=None) | Q(latitude__range=(10, 25), longitude__range=(-13, 5)),
                violation_error_message=_("These coordinates lie outside Mali."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def region(self) -> Region:
        return self.cercle.region

    @property
    def seats(self) -> int | None:
        """Council seats: those typed, else by the population rule, else unknown."""
        if self.council_seats:
            return self.council_seats
        return seats_for(self.population) if self.population else None

    def name_on(self, day: datetime.date) -> str:
        """The official name in force on `day`."""
        dated = self.names.in_force(day).first()
        return dated.name if dated else self.name

    def attachment_on(self, day: datetime.date) -> Attachment | None:
        """The cercle and arrondissement in force on `day`; a document prints these."""
        return (
            self.attachments.in_force(day)
            .select_related("cercle__region", "arrondissement")
            .first()
        )

    def executive_on(self, day: datetime.date) -> Executive | None:
        """Who headed the commune on `day`: a mayor or a délégation spéciale."""
        return self.executives.in_force(day).first()

    def paused_on(self, day: datetime.date) -> Pause | None:
        return self.pauses.in_force(day).first()


class Dated(models.Model):
    """Something true of a commune between two days; an empty day is open."""

    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["valid_from"]


def _ordered(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
        violation_error_message=_("The end comes before the beginning."),
    )


class CommuneName(Dated):
    """What the commune was officially called between two days."""

    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="names", verbose_name=_("commune")
    )
    name = models.CharField(_("name"), max_length=80)

    class Meta(Dated.Meta):
        verbose_name = _("official name")
        verbose_name_plural = _("official names")
        constraints = [_ordered("commune_name_dates_ordered")]

    def __str__(self) -> str:
        return self.name


class CommuneAlias(models.Model):
    """Another way people write the commune's name."""

    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="aliases", verbose_name=_("commune")
    )
    alias = models.CharField(_("also written"), max_length=80)
    search_key = SearchKeyField(sources=("alias",))

    objects = InCommuneQuerySet["CommuneAlias"].as_manager()

    class Meta:
        verbose_name = _("other spelling")
        verbose_name_plural = _("other spellings")
        ordering = ["alias"]
        constraints = [
            models.UniqueConstraint(fields=["commune", "alias"], name="commune_alias_once")
        ]

    def __str__(self) -> str:
        return self.alias


class Attachment(Dated):
    """The cercle and arrondissement a commune belonged to between two days (reform of 2023)."""

    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="attachments", verbose_name=_("commune")
    )
    cercle = models.ForeignKey(
        Cercle, on_delete=models.PROTECT, related_name="+", verbose_name=_("cercle")
    )
    arrondissement = models.ForeignKey(
        Arrondissement,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("arrondissement"),
    )
    legal_basis = models.CharField(_("legal basis"), max_length=120, blank=True)

    class Meta(Dated.Meta):
        verbose_name = _("attachment to a cercle")
        verbose_name_plural = _("attachments to cercles")
        constraints = [_ordered("attachment_dates_ordered")]

    def __str__(self) -> str:
        return f"{self.commune} – {self.cercle}"


class ExecutiveKind(models.TextChoices):
    """Who signs: the formulas of every document follow from it."""

    MAYOR = "maire", _("mayor")
    SPECIAL_DELEGATION = "delegation_speciale", _("special delegation")


class Executive(Dated):
    """Who heads the commune: an elected mayor, or the president of a délégation spéciale."""

    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="executives", verbose_name=_("commune")
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=ExecutiveKind, default=ExecutiveKind.MAYOR
    )
    head = models.CharField(_("first and last name"), max_length=120, blank=True)
    act = models.CharField(_("act of appointment"), max_length=160, blank=True)

    class Meta(Dated.Meta):
        verbose_name = _("head of the commune")
        verbose_name_plural = _("heads of communes")
        constraints = [_ordered("executive_dates_ordered")]

    def __str__(self) -> str:
        return self.head or self.get_kind_display()


class Pause(Dated):
    """A time when nothing can be asked of the commune: insecurity, flood, vacant executive."""

    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="pauses", verbose_name=_("commune")
    )
    reason = models.CharField(_("reason"), max_length=200)

    class Meta(Dated.Meta):
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        constraints = [_ordered("pause_dates_ordered")]

    def __str__(self) -> str:
        return self.reason
