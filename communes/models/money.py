"""How and for what a party pays: the same words for an action and for a meeting."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FundingKind(models.TextChoices):
    CASH = "especes", _("in cash")
    IN_KIND = "nature", _("in kind")
    LABOUR = "main_oeuvre", _("labour")
    SERVICE = "service", _("service")


class FundingCategory(models.TextChoices):
    TECHNICAL_SUPPORT = "appui_technique", _("technical support")
    TRAINING = "formation", _("training")
    FACILITATION = "facilitation", _("facilitation")
    WORKSHOP = "atelier", _("workshop")
    INVITATIONS = "logistique_invitation", _("invitations")
    ROOM = "logistique_salle", _("room and chairs")
    LODGING = "hebergement", _("lodging")
    MEALS = "restauration", _("meals")
    TRAVEL = "deplacement_membres", _("members' travel")
    RADIO = "radio", _("radio")
    ACCOUNT = "ouverture_compte", _("opening an account")
    FORMALISATION = "formalisation", _("formalisation")
    MOBILISATION = "mobilisation", _("mobilising members")
    ACTIVITY = "activite_op", _("activity of the organisation")
    LAND = "acces_foncier", _("access to land")
    LINKING = "mise_en_relation", _("linking actors")
    GO_BETWEEN = "intermediation", _("go-between")
    EQUIPMENT = "equipement", _("equipment")
    INVESTMENT = "investissement", _("investment")
    CREDIT = "credit", _("credit")
    MONITORING = "suivi", _("follow-up")
    OTHER = "autre", _("other")
