"""The draft of the WOCAT approach questionnaire, sections 1 to 7."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from consult.learning.querysets import OfWocatDraftQuerySet, WocatDraftQuerySet
from frameworks.models import Framework


class WocatDraft(models.Model):
    """One approach told in WOCAT's words; without a framework, a record that ships filled."""

    framework = models.OneToOneField(
        Framework,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="wocat_draft",
        verbose_name=_("framework"),
    )
    code = models.SlugField(_("code"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=200)
    started_on = models.DateField(_("started on"))

    objects = WocatDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("WOCAT approach draft")
        verbose_name_plural = _("WOCAT approach drafts")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class WocatAnswer(models.Model):
    """What somebody declared under one keyword on one day. Rows are only added; the last stands.

    `value` is what the keyword's type allows: text, number, code, list of codes, list of groups;
    null takes an earlier answer back.
    """

    draft = models.ForeignKey(
        WocatDraft, on_delete=models.PROTECT, related_name="answers", verbose_name=_("draft")
    )
    keyword = models.CharField(_("keyword"), max_length=60)
    value = models.JSONField(_("answer"), null=True)
    given_at = models.DateTimeField(_("given on"), auto_now_add=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("given by"),
    )

    objects = OfWocatDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer of a WOCAT draft")
        verbose_name_plural = _("answers of WOCAT drafts")
        ordering = ["keyword", "pk"]
        indexes = [models.Index(fields=["draft", "keyword"], name="wocat_answer_by_keyword")]

    def __str__(self) -> str:
        return self.keyword
