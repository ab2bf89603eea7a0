"""Experience sheets in two variants, their versions and photos, and the campaigns that ask them."""

from __future__ import annotations

import json

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionplans.models import Action
from communes.models import Commune, Sector
from consult.learning.querysets import (
    CampaignQuerySet,
    OfSheetQuerySet,
    SheetQuerySet,
    SheetVersionQuerySet,
)
from foundation.files.models import StoredFile
from foundation.records.search import SearchKeyField
from frameworks.models import Cycle, Framework


class Variant(models.TextChoices):
    """Which of the two outlines a sheet follows (domain § 8)."""

    PUBLIC = "A", _("A: paid from public budgets (commune, State)")
    PARTNER = "B", _("B: run by an NGO, a donor, a programme or the private sector")


class SheetState(models.TextChoices):
    """A sheet sent back is a draft again, with the reviewer's reason."""

    DRAFT = "brouillon", pgettext_lazy("sheet", "draft")
    SUBMITTED = "soumise", _("submitted")
    REVIEWED = "relue", _("reviewed")
    PUBLISHED = "publiee", pgettext_lazy("sheet", "published")


class Campaign(models.Model):
    """A collection of sheets: which communes are asked, and by when."""

    title = models.CharField(_("title"), max_length=160)
    variant = models.CharField(_("variant"), max_length=1, choices=Variant, blank=True)
    opened_on = models.DateField(_("opened on"))
    due_on = models.DateField(_("answers due on"))
    note = models.TextField(_("what is asked, and why"), blank=True)
    communes = models.ManyToManyField(
        Commune, related_name="campaigns", verbose_name=_("communes asked")
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("opened by"),
    )

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("collection of sheets")
        verbose_name_plural = _("collections of sheets")
        ordering = ["-due_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="campaign_due_after_opening",
                condition=Q(due_on__gte=models.F("opened_on")),
                violation_error_message=_("The answers are due before the collection opens."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class ExperienceSheet(models.Model):
    """What a commune learned from one model or project, by the outline of its variant.

    `answers` maps a field's key (« 1.5 ») to what was typed; `evidence` maps a key to the records
    its pre-filled sentence came from. The outline is declared in `consult.learning.outline`.
    """

    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="sheets", verbose_name=_("commune")
    )
    framework = models.ForeignKey(
        Framework,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sheets",
        verbose_name=_("framework"),
    )
    action = models.ForeignKey(
        Action,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sheets",
        verbose_name=_("action told"),
    )
    cycle = models.ForeignKey(
        Cycle,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sheets",
        verbose_name=_("cycle told"),
    )
    campaign = models.ForeignKey(
        Campaign,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sheets",
        verbose_name=_("answers the collection"),
    )
    variant = models.CharField(_("variant"), max_length=1, choices=Variant)
    edition = models.CharField(_("edition of the outline"), max_length=20)
    title = models.CharField(_("title"), max_length=200)
    as_of = models.DateField(_("as of"))
    state = models.CharField(
        _("state"), max_length=10, choices=SheetState, default=SheetState.DRAFT
    )
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    evidence = models.JSONField(_("evidence"), default=dict, blank=True)
    sectors = models.ManyToManyField(
        Sector, blank=True, related_name="sheets", verbose_name=_("sectors")
    )
    measure_areas = models.JSONField(_("measure areas"), default=list, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("author"),
    )
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reviewed by"),
    )
    sent_back_reason = models.CharField(_("why it was sent back"), max_length=400, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    external_id = models.CharField(max_length=40, blank=True, editable=False, db_index=True)
    search_key = SearchKeyField(sources=("title",))

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("experience sheet")
        verbose_name_plural = _("experience sheets")
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="sheet_published_iff_dated",
                condition=Q(state="publiee", published_on__isnull=False)
                | ~Q(state="publiee") & Q(published_on=None),
                violation_error_message=_("A published sheet carries the day of publication."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class SheetVersion(models.Model):
    """A sheet as it was published: text and digest. Rows are only added.

    `data` is canonical JSON (sorted keys, no spaces), `sha256` its digest in hexadecimal.
    """

    sheet = models.ForeignKey(
        ExperienceSheet, on_delete=models.PROTECT, related_name="versions", verbose_name=_("sheet")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    data = models.TextField(editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    kept_at = models.DateTimeField(_("kept on"), auto_now_add=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("published by"),
    )

    objects = SheetVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a sheet")
        verbose_name_plural = _("versions of sheets")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="sheet_version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.sheet} – {self.number}"

    @property
    def title(self) -> str:
        """The title it was published under; the draft of the next version may bear another."""
        return str(json.loads(self.data)["title"])


class SheetPhoto(models.Model):
    """A photo printed with a sheet; people shown on it agreed, or it is not printed."""

    sheet = models.ForeignKey(
        ExperienceSheet, on_delete=models.PROTECT, related_name="photos", verbose_name=_("sheet")
    )
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("file")
    )
    caption = models.CharField(_("what it shows"), max_length=200)
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    author = models.CharField(_("photo by"), max_length=120, blank=True)
    consent = models.BooleanField(_("the people shown agreed"), default=False)

    objects = OfSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of a sheet")
        verbose_name_plural = _("photos of sheets")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["sheet", "file"], name="sheet_photo_once")]

    def __str__(self) -> str:
        return self.caption


class SheetCopy(models.Model):
    """An action of a draft plan that came from a published sheet: where the idea came from."""

    sheet = models.ForeignKey(
        ExperienceSheet, on_delete=models.PROTECT, related_name="copies", verbose_name=_("sheet")
    )
    action = models.OneToOneField(
        Action, on_delete=models.CASCADE, related_name="copied_from", verbose_name=_("action")
    )
    copied_on = models.DateField(_("copied on"))

    objects = OfSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("action taken from a sheet")
        verbose_name_plural = _("actions taken from sheets")
        ordering = ["-copied_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.sheet} → {self.action}"
