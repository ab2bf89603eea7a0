"""People of the framework. Nobody needs an account, a phone or an e-mail address to be one."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from communes.models.merged import Mergeable, merged_is_dated
from communes.models.organisations import Organisation, OrganisationKind
from communes.models.territory import Commune
from communes.querysets import PersonQuerySet
from foundation.records.search import SearchKeyField

YOUNG_UNTIL = 35


class Sex(models.TextChoices):
    WOMAN = "F", _("woman")
    MAN = "M", _("man")


class College(models.TextChoices):
    """The group of members a person sits with (R3)."""

    COMMUNE = "commune", _("commune")
    PRIVATE_SECTOR = "secteur_prive", _("private sector")
    SERVICES = "services_techniques", _("technical services")
    DONORS = "ptf", _("technical and financial partners")
    NGOS = "ong", _("NGOs")
    OTHER = "autre", _("other")


COLLEGE_OF_KIND = {
    OrganisationKind.COMMUNE: College.COMMUNE,
    OrganisationKind.PROFESSIONAL: College.PRIVATE_SECTOR,
    OrganisationKind.FIRM: College.PRIVATE_SECTOR,
    OrganisationKind.SERVICE: College.SERVICES,
    OrganisationKind.DONOR: College.DONORS,
    OrganisationKind.PROGRAMME: College.DONORS,
    OrganisationKind.NGO: College.NGOS,
}


class Person(Mergeable):
    """Somebody who takes part. Whether a person is displaced is never stored (only totals are)."""

    commune = models.ForeignKey(
        Commune,
        on_delete=models.PROTECT,
        related_name="people",
        null=True,
        blank=True,
        verbose_name=_("commune"),
    )
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="people",
        null=True,
        blank=True,
        verbose_name=_("organisation"),
    )
    function = models.CharField(_("function"), max_length=120, blank=True)
    college = models.CharField(_("college"), max_length=20, choices=College, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    external_id = models.CharField(max_length=40, blank=True, editable=False, db_index=True)
    search_key = SearchKeyField(sources=("first_name", "last_name"))

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["last_name", "first_name"]
        constraints = [merged_is_dated("person_merged_is_dated")]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def young_on(self, day: datetime.date) -> bool | None:
        """35 years or younger at that date; unknown without a year of birth."""
        return None if self.birth_year is None else day.year - self.birth_year <= YOUNG_UNTIL
