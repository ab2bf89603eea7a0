"""Reading what was learned: within one's communes, or shared with everybody who works here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q

from communes.access import Action, allowed, roles_anywhere
from communes.models import Commune
from communes.querysets import InCommuneQuerySet
from foundation.records.querysets import RecordQuerySet

if TYPE_CHECKING:
    from consult.learning.models import Campaign, ExperienceSheet, MethodSheet  # noqa: F401


class SheetQuerySet(InCommuneQuerySet["ExperienceSheet"]):
    """Sheets of the commune; what is published is read by everybody who works with Consult."""

    def published(self) -> Self:
        return self.exclude(published_on=None)

    def shared_with(self, user: Any) -> Self:
        """The library: published sheets of every commune, for people who hold any role."""
        return self.published() if allowed(roles_anywhere(user), Action.LEARN) else self.none()


class OfSheetQuerySet(InCommuneQuerySet[Any]):
    commune_path = "sheet__commune"


class OfCommuneLearningQuerySet(InCommuneQuerySet[Any]):
    commune_path = "commune"


class CampaignQuerySet(RecordQuerySet["Campaign"]):
    def visible_to(self, user: Any) -> Self:
        """Collections that ask at least one commune the person may see."""
        asked = Commune.objects.visible_to(user).order_by().values("pk")
        return self.filter(communes__in=asked).distinct()


class WocatDraftQuerySet(InCommuneQuerySet[Any]):
    commune_path = "framework__commune"

    def visible_to(self, user: Any) -> Self:
        """Drafts of one's communes, and those that belong to none: they ship with the product."""
        communes = Commune.objects.visible_to(user).order_by().values("pk")
        if not allowed(roles_anywhere(user), Action.LEARN):
            return self.none()
        return self.filter(Q(framework=None) | Q(framework__commune__in=communes))


class OfWocatDraftQuerySet(RecordQuerySet[Any]):
    def in_order(self) -> Self:
        """Answers from the oldest to the newest: the last one of each keyword stands."""
        return self.order_by("keyword", "pk")


class MethodSheetQuerySet(RecordQuerySet["MethodSheet"]):
    def visible_to(self, user: Any) -> Self:
        """What the programme offers, for everybody who holds any role."""
        if not allowed(roles_anywhere(user), Action.LEARN):
            return self.none()
        return self.filter(retired=False)


class ActionTagQuerySet(InCommuneQuerySet[Any]):
    commune_path = "action__plan__cycle__framework__commune"
