"""The journal: who did what to which record, in an order nobody can rewrite unseen."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.records.querysets import RecordQuerySet


class EntryQuerySet(RecordQuerySet["Entry"]):
    def about(self, record: models.Model) -> "EntryQuerySet":
        """What was done to one record, latest first, with who did it."""
        kind = record._meta.label_lower
        return (
            self.filter(kind=kind, record=str(record.pk))
            .select_related("actor")
            .order_by("-number")
        )

    def in_scope(self, scope: str) -> "EntryQuerySet":
        """The journal of one place, latest first, with who did it."""
        return self.filter(scope=scope).select_related("actor").order_by("-number")


class Verb(models.TextChoices):
    """What was done. A used verb is retired, never renamed."""

    CREATED = "cree", _("created")
    CHANGED = "modifie", _("changed")
    REMOVED = "retire", _("removed")
    STATE = "etat", _("changed its state")
    APPROVED = "approuve", _("approved")
    REOPENED = "rouvert", _("reopened")
    OPENED = "ouvert", _("opened")
    CLOSED = "clos", _("closed")
    RECORDED = "consigne", _("recorded")
    OVERRODE = "passe-outre", _("set a rule aside")
    CODE_ISSUED = "code", _("issued a reset code")
    LOADED = "charge", _("loaded")


class Entry(models.Model):
    """One line of a commune's journal. Rows are only ever added.

    Database triggers refuse the rest. It holds no personal value: identifiers, names of changed
    fields and a reason typed for the purpose.
    """

    scope = models.CharField(_("place"), max_length=20)
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    verb = models.CharField(_("act"), max_length=12, choices=Verb)
    kind = models.CharField(_("kind of record"), max_length=60)
    record = models.CharField(_("record"), max_length=40)
    fields = models.CharField(_("changed fields"), max_length=400, blank=True)
    note = models.TextField(_("note"), blank=True)
    previous_hash = models.CharField(max_length=64, editable=False)
    entry_hash = models.CharField(max_length=64, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal")
        ordering = ["scope", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["scope", "number"], name="journal_one_number_per_scope")
        ]
        indexes = [models.Index(fields=["kind", "record"], name="journal_by_record")]

    def __str__(self) -> str:
        return f"{self.scope} {self.number}"


class Head(models.Model):
    """The last line of each chain, locked while the next one is written."""

    scope = models.CharField(max_length=20, primary_key=True)
    number = models.PositiveIntegerField(default=0)
    entry_hash = models.CharField(max_length=64, default="")

    class Meta:
        verbose_name = _("end of a journal")
        verbose_name_plural = _("ends of journals")

    def __str__(self) -> str:
        return f"{self.scope} {self.number}"
