"""Who can promise, pay and do: the parties of a framework and the members they speak for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from communes.models.merged import Mergeable, merged_is_dated
from communes.models.territory import Commune
from communes.querysets import InCommuneQuerySet, OrganisationQuerySet
from foundation.records.partial import PartialDateField
from foundation.records.querysets import RecordQuerySet
from foundation.records.search import SearchKeyField


class CatalogueEntry(models.Model):
    """A word of a closed list, in both languages; retired when no longer offered, never deleted."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_fr = models.CharField(_("French name"), max_length=80)
    name_en = models.CharField(_("English name"), max_length=80)
    retired = models.BooleanField(_("no longer offered"), default=False)

    class Meta:
        abstract = True
        ordering = ["name_fr"]

    def __str__(self) -> str:
        return self.name_en if (get_language() or "fr").startswith("en") else self.name_fr


class Sector(CatalogueEntry):
    """A *filière*: the value chain of one product, from field to market."""

    objects = RecordQuerySet["Sector"].as_manager()

    class Meta(CatalogueEntry.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")


class ServiceKind(CatalogueEntry):
    """A kind of technical service of the State found near communes."""

    objects = RecordQuerySet["ServiceKind"].as_manager()

    class Meta(CatalogueEntry.Meta):
        verbose_name = _("kind of technical service")
        verbose_name_plural = _("kinds of technical service")


class OrganisationKind(models.TextChoices):
    """What a party is; decides the column in which its money is printed."""

    COMMUNE = "commune", _("commune")
    PROFESSIONAL = "organisation_professionnelle", _("professional organisation")
    SERVICE = "service_technique", _("technical service")
    DONOR = "ptf", _("donor")
    NGO = "ong", _("NGO")
    PROGRAMME = "programme", _("support programme")
    FIRM = "entreprise", _("firm or savings bank")


class LegalForm(models.TextChoices):
    INFORMAL = "groupement_informel", _("informal group")
    ASSOCIATION = "association", _("association")
    SCOOPS = "scoops", _("simplified cooperative society")
    COOP_CA = "coop_ca", _("cooperative society with a board")
    GIE = "gie", _("economic interest group")
    UNION = "union", _("union")
    FEDERATION = "federation", _("federation")
    CONFEDERATION = "confederation", _("confederation")
    FIRM = "entreprise", _("firm")


class PartnerSector(models.TextChoices):
    """One of the three sectors of an intersectoral partnership, or a donor outside them."""

    BUSINESS = "business", _("business")
    CIVIL_SOCIETY = "civil_society", _("civil society")
    GOVERNMENT = "government", _("government")
    DONOR = "donor", _("donor")


class Organisation(Mergeable):
    """A party: the commune itself, a cooperative or group, a service, a donor, an NGO, a programme.

    Without a commune it is shared by all communes (PACT) and edited by administrators.
    """

    commune = models.ForeignKey(
        Commune,
        on_delete=models.PROTECT,
        related_name="organisations",
        null=True,
        blank=True,
        verbose_name=_("commune"),
    )
    kind = models.CharField(
        _("kind"), max_length=30, choices=OrganisationKind, default=OrganisationKind.PROFESSIONAL
    )
    name = models.CharField(_("name"), max_length=160)
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    legal_form = models.CharField(_("legal form"), max_length=24, choices=LegalForm, blank=True)
    partner_sector = models.CharField(
        _("partnership sector"), max_length=16, choices=PartnerSector, blank=True
    )
    service_kind = models.ForeignKey(
        ServiceKind,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kind of service"),
    )
    sectors = models.ManyToManyField(
        Sector, blank=True, related_name="organisations", verbose_name=_("sectors")
    )
    village = models.CharField(_("village"), max_length=80, blank=True)
    latitude = models.DecimalField(
        _("latitude"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    founded_on = PartialDateField(_("founded on"), null=True, blank=True)
    womens_organisation = models.BooleanField(_("women's organisation"), default=False)
    youth_organisation = models.BooleanField(_("youth organisation"), default=False)
    economic_goal = models.CharField(_("economic goal"), max_length=300, blank=True)
    turnover = models.PositiveBigIntegerField(
        _("declared yearly turnover (FCFA)"), null=True, blank=True
    )
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    president = models.ForeignKey(
        "communes.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("president"),
    )
    secretary = models.ForeignKey(
        "communes.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("secretary"),
    )
    treasurer = models.ForeignKey(
        "communes.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("treasurer"),
    )
    registration_number = models.CharField(_("registration number"), max_length=60, blank=True)
    registration_register = models.CharField(_("register"), max_length=120, blank=True)
    registered_on = PartialDateField(_("registered on"), null=True, blank=True)
    tax_number = models.CharField(_("tax identification (NIF)"), max_length=30, blank=True)
    account_institution = models.CharField(_("bank or savings bank"), max_length=120, blank=True)
    account_opened_on = models.DateField(_("account opened on"), null=True, blank=True)
    has_statutes = models.BooleanField(_("keeps statutes"), default=False)
    has_internal_rules = models.BooleanField(_("keeps internal rules"), default=False)
    has_member_register = models.BooleanField(_("keeps a member register"), default=False)
    has_cash_book = models.BooleanField(_("keeps a cash book"), default=False)
    has_minutes_book = models.BooleanField(_("keeps a minutes book"), default=False)
    last_assembly_on = models.DateField(_("last general meeting"), null=True, blank=True)
    fees_up_to_date = models.BooleanField(_("members' fees up to date"), null=True, blank=True)
    supported_communes = models.ManyToManyField(
        Commune, blank=True, related_name="programmes", verbose_name=_("communes of the programme")
    )
    retired_on = models.DateField(_("no longer active since"), null=True, blank=True)
    external_id = models.CharField(max_length=40, blank=True, editable=False, db_index=True)
    search_key = SearchKeyField(sources=("name", "acronym", "village"))

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "name"],
                condition=Q(merged_into=None),
                name="organisation_once_per_commune",
                violation_error_message=_("This organisation is already in the list."),
            ),
            merged_is_dated("organisation_merged_is_dated"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_shared(self) -> bool:
        """Shared by all communes, so changed by administrators alone."""
        return self.commune_id is None

    def latest_count(self) -> MemberCount | None:
        """The members as last counted."""
        return self.member_counts.order_by("-counted_on", "-pk").first()


class CooperativeManager(models.Manager.from_queryset(OrganisationQuerySet)):  # type: ignore[misc]
    """Looks at professional organisations only."""

    def get_queryset(self) -> OrganisationQuerySet:
        every: OrganisationQuerySet = super().get_queryset()
        return every.professional()


class Cooperative(Organisation):
    """The professional organisations: groups, cooperatives and associations of economic actors."""

    objects: ClassVar = CooperativeManager()

    class Meta:
        proxy = True
        verbose_name = _("professional organisation")
        verbose_name_plural = _("professional organisations")


class OfOrganisationQuerySet(InCommuneQuerySet["MemberCount"]):
    commune_path = "organisation__commune"


class MemberCount(models.Model):
    """How many members an organisation had on a day. Displaced people are a number, never names."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="member_counts",
        verbose_name=_("organisation"),
    )
    counted_on = PartialDateField(_("counted on"))
    women = models.PositiveIntegerField(_("women"))
    men = models.PositiveIntegerField(_("men"))
    young = models.PositiveIntegerField(_("of which 35 years or younger"), null=True, blank=True)
    displaced = models.PositiveIntegerField(_("of which displaced"), null=True, blank=True)

    objects = OfOrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("member count")
        verbose_name_plural = _("member counts")
        ordering = ["-counted_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="member_count_young_within_total",
                condition=Q(young=None) | Q(young__lte=F("women") + F("men")),
                violation_error_message=_("There cannot be more young people than members."),
            ),
            models.CheckConstraint(
                name="member_count_displaced_within_total",
                condition=Q(displaced=None) | Q(displaced__lte=F("women") + F("men")),
                violation_error_message=_("There cannot be more displaced people than members."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.total)

    @property
    def total(self) -> int:
        return self.women + self.men


class FormalisationStage(models.TextChoices):
    """Steps from an informal group to a registered cooperative (OHADA act)."""

    INFORMAL = "groupement_informel", _("informal group")
    AWARENESS = "sensibilisation", _("awareness session")
    INITIATIVE = "comite_initiative", _("initiative committee")
    DRAFT_STATUTES = "projet_statuts", _("draft statutes and internal rules")
    FOUNDING_ASSEMBLY = "assemblee_constitutive", _("founding general meeting")
    FILE_LODGED = "dossier_depose", _("file lodged")
    ASSOCIATION_RECEIPT = "recepisse_association", _("receipt as an association")
    REGISTERED = "immatriculee", _("registered")
    ACCOUNT_OPENED = "compte_ouvert", _("account opened")
    MEMBER_REGISTER = "registre_membres", _("member register kept")
    FIRST_ASSEMBLY = "premiere_assemblee", _("first ordinary general meeting")


class FormalisationEvent(models.Model):
    """One step an organisation took towards being a registered cooperative."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="formalisation",
        verbose_name=_("organisation"),
    )
    stage = models.CharField(_("step"), max_length=24, choices=FormalisationStage)
    reached_on = PartialDateField(_("reached on"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = OfOrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("formalisation step")
        verbose_name_plural = _("formalisation steps")
        ordering = ["reached_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "stage"], name="formalisation_stage_once"
            )
        ]

    def __str__(self) -> str:
        return self.get_stage_display()
