"""Answers to obstacles that a commune lets other communes read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from communes.models import Sector
from foundation.records.search import SearchKeyField
from monitoring.models.obstacles import ObstacleCategory, ObstaclePassage
from monitoring.querysets import PublishedAnswerQuerySet


class PublishedAnswer(models.Model):
    """What blocked and what the meeting answered, in the words the commune chose to publish.

    Names and phone numbers are left out by whoever publishes; the contact is the town hall.
    """

    passage = models.OneToOneField(
        ObstaclePassage,
        on_delete=models.PROTECT,
        related_name="published",
        verbose_name=_("obstacle before a meeting"),
    )
    sector = models.ForeignKey(
        Sector,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sector"),
    )
    category = models.CharField(_("kind of obstacle"), max_length=20, choices=ObstacleCategory)
    problem = models.CharField(_("what blocked"), max_length=400)
    answer = models.CharField(_("what was answered"), max_length=400)
    published_on = models.DateField(_("published on"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("published by"),
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    search_key = SearchKeyField(sources=("problem", "answer"))

    objects = PublishedAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("published answer")
        verbose_name_plural = _("published answers")
        ordering = ["-published_on", "-pk"]

    def __str__(self) -> str:
        return self.problem
