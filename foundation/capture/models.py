"""What was sent, before and after it was applied."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Submission(models.Model):
    """One form somebody sent. A second arrival of the same one is answered with the first result.

    A form that arrives after the login expired is kept here, unread by anyone else, until the same
    person signs in again.
    """

    op_id = models.UUIDField(_("operation"), primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="submissions",
        verbose_name=_("user"),
    )
    path = models.CharField(_("address"), max_length=400)
    body = models.TextField(_("what was typed"), blank=True)
    result = models.CharField(_("result"), max_length=400, blank=True)
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)
    applied_at = models.DateTimeField(_("applied at"), null=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        indexes = [models.Index(fields=["user", "applied_at"], name="capture_waiting")]

    def __str__(self) -> str:
        return str(self.op_id)
