"""Reading what was learned: within one's communes, or shared with everybody who works here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from communes.access import Action, allowed, roles_anywhere
from communes.models import Commune
from communes.querysets import InCommuneQuerySet
from foundation.records.querysets import RecordQuerySet
from foundation.records.today import today

if TYPE_CHECKING:
    from consult.learning.models import Campaign, ExperienceSheet, MethodSheet  # noqa: F401


class SheetQuerySet(InCommuneQuerySet["ExperienceSheet"]):
    """Sheets of the commune; what is published is read by everybody who works with Consult."""

    def published(self) -> Self:
        """Published at least once: that version is read while the next one is typed."""
        return self.filter(Exists(self._versions()))

    def to_review(self) -> Self:
        """Submitted or read, not yet published: the oldest first."""
        return self.filter(state__in=("soumise", "relue")).order_by("submitted_on", "pk")

    def handed_in(self) -> Self:
        """Submitted at least once, and not merely begun: drafts sent back are not among them."""
        return self.filter(~Q(state="brouillon") | Exists(self._versions()))

    @staticmethod
    def _versions() -> models.QuerySet[Any]:
        versions = apps.get_model("consult_learning", "SheetVersion")._default_manager
        return versions.filter(sheet=OuterRef("pk"))

    def shared_with(self, user: Any) -> Self:
        """The library: published sheets of every commune, for people who hold any role."""
        return self.published() if allowed(roles_anywhere(user), Action.LEARN) else self.none()


class OfSheetQuerySet(InCommuneQuerySet[Any]):
    commune_path = "sheet__commune"


class SheetVersionQuerySet(OfSheetQuerySet):
    def in_force(self) -> Self:
        """The version in force of each sheet."""
        newer = self.model._default_manager.filter(
            sheet=OuterRef("sheet"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(newer))

    def shared_with(self, user: Any) -> Self:
        """The library: versions in force of every commune, for people who hold any role."""
        if not allowed(roles_anywhere(user), Action.LEARN):
            return self.none()
        found = self.in_force().select_related("sheet__commune__cercle__region")
        return found.prefetch_related("sheet__sectors")

    def in_places(self, text: str) -> Self:
        """Of communes whose name, cercle or region holds these words: names are public."""
        places = Commune.objects.matching(text).order_by().values("pk")
        return self.filter(sheet__commune__in=places)

    def found_by(self, mark: str, words: Iterable[str]) -> Self:
        """Versions whose kept words of a kind begin like each of these (content.published)."""
        found = self
        for word in words:
            found = found.filter(data__contains=f"{mark}{word}")
        return found


class OfCommuneLearningQuerySet(InCommuneQuerySet[Any]):
    commune_path = "commune"


class CampaignQuerySet(RecordQuerySet["Campaign"]):
    def visible_to(self, user: Any) -> Self:
        """Collections that ask at least one commune the person may see."""
        asked = Commune.objects.visible_to(user).order_by().values("pk")
        return self.filter(communes__in=asked).distinct()

    def with_figures(self) -> Self:
        """Each with how many communes it asks and how many handed a sheet in."""
        sheets = apps.get_model("consult_learning", "ExperienceSheet")._default_manager
        given = sheets.handed_in().filter(campaign=OuterRef("pk")).order_by().values("campaign")
        counted = given.annotate(count=Count("commune", distinct=True)).values("count")
        asked: Any = self.model.communes.through._default_manager.filter(campaign=OuterRef("pk"))
        number = asked.order_by().values("campaign").annotate(count=Count("pk")).values("count")
        return self.annotate(
            asked=Coalesce(Subquery(number), 0), answered=Coalesce(Subquery(counted), 0)
        )

    def asking(self, commune: Commune) -> Self:
        """Collections that ask this commune, the most urgent first; late answers are welcome."""
        return self.filter(communes=commune, opened_on__lte=today()).order_by("-due_on", "-pk")


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
