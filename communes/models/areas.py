"""The five measure areas by which partners group frameworks, actions and sheets (domain § 9.1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeasureArea(models.TextChoices):
    BUDGET = "budget_transparent", _("transparent budget")
    DIALOGUE = "dialogue_resilience", _("dialogue and resilience")
    ECONOMY = "economie_emploi", _("economy and jobs")
    LEARNING = "apprentissage_reseau", _("learning from one another")
    DISPLACED = "accueil_pdi", _("hosting displaced people")
