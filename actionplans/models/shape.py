"""What an action may also be: a use of water, a contract, a choice when it comes back again."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class WaterUse(models.TextChoices):
    """What water is used for, so that competing uses of one place are seen together."""

    DRINKING = "eau_potable", _("drinking water")
    IRRIGATION = "irrigation", _("irrigation")
    LIVESTOCK = "abreuvement", _("watering livestock")
    FISHING = "peche", _("fishing, fish farming")
    OTHER = "autre", pgettext_lazy("water", "other use")


class ContractKind(models.TextChoices):
    """The public–private contract by which an action is carried out or run afterwards."""

    LEASE = "affermage", _("lease of a service (affermage)")
    CONCESSION = "concession", _("concession")
    MANAGEMENT = "gerance", _("management contract")
    LAND_LEASE = "bail", _("lease of land or of a building")
    AGREEMENT = "convention", _("agreement between the commune and an organisation")
    OTHER = "autre", pgettext_lazy("contract", "other contract")


class CarryChoice(models.TextChoices):
    """What is decided of an action that comes back for the third time, besides dropping it."""

    SCOPE = "autre_portee", _("change what is to be done")
    OWNER = "autre_responsable", _("change who answers for it")
    COUNCIL = "conseil", _("take it to the council")
    ADVISER = "conseiller", _("ask the adviser of the programme")
