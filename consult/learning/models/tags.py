"""What kind of result an action gave the partnership, and which wider cause it serves (§ 9.2)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from actionplans.models import Action
from consult.learning.querysets import ActionTagQuerySet


class Outcome(models.TextChoices):
    PROCESS = "processus", _("process: trust, capacity, openness, social cohesion")
    PRODUCT = "produit", _("product: a service, works")


class ActionTag(models.Model):
    """Said of one action after the fact; nothing here changes what was agreed and sealed."""

    action = models.OneToOneField(
        Action, on_delete=models.CASCADE, related_name="tag", verbose_name=_("action")
    )
    outcome = models.CharField(_("what it gave"), max_length=10, choices=Outcome, blank=True)
    cross_cutting = models.JSONField(_("wider causes"), default=list, blank=True)

    objects = ActionTagQuerySet.as_manager()

    class Meta:
        verbose_name = _("kind of result of an action")
        verbose_name_plural = _("kinds of result of actions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.action)
