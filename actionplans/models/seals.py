"""The seal: the plan's text as the framework agreed it, and the amendments agreed later."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplans.models.actions import ActionPlan
from actionplans.querysets import OfPlanQuerySet
from frameworks.models import Decision


class PlanVersion(models.Model):
    """A plan as it was agreed: its data, its paper, their digests. The database keeps it as it is.

    `data` is canonical JSON (sorted keys, no spaces), `sha256` its digest in hexadecimal, `code`
    the short code printed at the foot of the paper. `pdf_sha256` is written once, when the paper
    is drawn. While a version is in force and no amendment is open, the plan is sealed.
    """

    plan = models.ForeignKey(
        ActionPlan, on_delete=models.PROTECT, related_name="versions", verbose_name=_("plan")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    agreed_on = models.DateField(_("agreed on"))
    sealed_at = models.DateTimeField(_("sealed on"), auto_now_add=True)
    sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sealed by"),
    )
    data = models.TextField(editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    code = models.CharField(_("code on the paper"), max_length=12, unique=True, editable=False)
    html = models.TextField(editable=False)
    pdf_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawn_reason = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("sealed version of a plan")
        verbose_name_plural = _("sealed versions of a plan")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(withdrawn_at=None),
                name="one_plan_version_in_force",
            ),
            models.CheckConstraint(
                name="plan_version_withdrawn_says_why",
                condition=Q(withdrawn_at=None, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return _("Version %(number)s, code %(code)s") % {"number": self.number, "code": self.code}


class Amendment(models.Model):
    """An *avenant*: why a sealed plan is changed, and by which decision. Open until sealed again.

    The version before it stays in force until the amendment is sealed as the next version.
    """

    plan = models.ForeignKey(
        ActionPlan, on_delete=models.PROTECT, related_name="amendments", verbose_name=_("plan")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    reason = models.CharField(_("why the plan is amended"), max_length=300)
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        verbose_name=_("decided in"),
    )
    opened_on = models.DateField(_("opened on"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("opened by"),
    )
    version = models.OneToOneField(
        PlanVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="amendment",
        verbose_name=_("sealed as"),
    )
    dropped_on = models.DateField(_("dropped on"), null=True, blank=True)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="amendment_number_once"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(version=None, dropped_on=None),
                name="one_open_amendment_per_plan",
                violation_error_message=_("An amendment of this plan is already open."),
            ),
            models.CheckConstraint(
                name="amendment_sealed_or_dropped",
                condition=Q(version=None) | Q(dropped_on=None),
            ),
        ]

    def __str__(self) -> str:
        return _("Amendment no. %(number)s") % {"number": self.number}

    @property
    def is_open(self) -> bool:
        """Neither sealed nor dropped: the plan may be changed."""
        return self.version_id is None and self.dropped_on is None
