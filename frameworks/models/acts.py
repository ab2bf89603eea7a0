"""Texts and acts: the laws a deliberation cites, and the council's deliberations."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, Person
from communes.querysets import InCommuneQuerySet
from foundation.records.partial import PartialDateField
from frameworks.querysets import LegalTextQuerySet, OfActQuerySet


class LegalText(models.Model):
    """A law or decree, and for which document dates it is cited (*visa*)."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title_fr = models.CharField(_("title as cited in French"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300)
    valid_from = models.DateField(_("cited from"), null=True, blank=True)
    valid_to = models.DateField(_("cited until"), null=True, blank=True)
    cited_in_acts = models.BooleanField(_("cited in deliberations"), default=True)
    verified = models.BooleanField(_("checked in a public source"), default=False)
    position = models.PositiveSmallIntegerField(_("order of citation"), default=0)

    objects = LegalTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal text")
        verbose_name_plural = _("legal texts")
        ordering = ["position", "valid_from"]

    def __str__(self) -> str:
        return self.title_fr


class DeliberationKind(models.TextChoices):
    FOUNDING = "creation", _("founds the framework")
    PLAN = "plan", _("adopts the communal share of a plan")
    OTHER = "autre", _("other")


class SessionKind(models.TextChoices):
    ORDINARY = "ordinaire", _("ordinary session")
    EXTRAORDINARY = "extraordinaire", _("extraordinary session")


class DeliberationState(models.TextChoices):
    """From draft to enforceable; the control of legality may object."""

    DRAFT = "projet", _("draft")
    VOTED = "votee", _("voted")
    SIGNED = "signee", _("signed")
    SENT = "transmise", _("sent to the State's representative")
    ENFORCEABLE = "executoire", _("enforceable")
    OBSERVATIONS = "observations", _("sent back with observations")
    ANNULLED = "annulee", _("annulled")
    REFUSED = "approbation_refusee", _("approval refused")
    REPEALED = "abrogee", _("repealed")


class Deliberation(models.Model):
    """An act voted by the communal council, or by the délégation spéciale that stands in for it.

    Numbers are typed as in the paper register; gaps are normal.
    """

    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="deliberations", verbose_name=_("commune")
    )
    kind = models.CharField(
        _("subject"), max_length=10, choices=DeliberationKind, default=DeliberationKind.OTHER
    )
    number = models.CharField(_("number"), max_length=40)
    dated = PartialDateField(_("date"))
    state = models.CharField(
        _("state"), max_length=20, choices=DeliberationState, default=DeliberationState.VOTED
    )
    session_kind = models.CharField(
        _("session"), max_length=14, choices=SessionKind, default=SessionKind.ORDINARY
    )
    object = models.CharField(_("object"), max_length=400)
    convened_on = models.DateField(_("convened on"), null=True, blank=True)
    in_office = models.PositiveSmallIntegerField(_("members in office"), null=True, blank=True)
    present = models.PositiveSmallIntegerField(_("members present"), null=True, blank=True)
    represented = models.PositiveSmallIntegerField(_("represented by proxy"), null=True, blank=True)
    absent = models.PositiveSmallIntegerField(_("absent"), null=True, blank=True)
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField(_("abstentions"), null=True, blank=True)
    not_voting = models.PositiveSmallIntegerField(
        _("did not take part in the vote"), null=True, blank=True
    )
    second_call = models.BooleanField(_("second call"), default=False)
    visas = models.TextField(
        _("visas"), blank=True, help_text=_("One text per line, beginning with “Vu”.")
    )
    considerants = models.TextField(
        _("considérants"),
        blank=True,
        help_text=_("One reason per line, beginning with “Considérant”."),
    )
    articles = models.TextField(_("articles"), blank=True, help_text=_("One article per line."))
    budget_year = models.PositiveSmallIntegerField(_("budget year"), null=True, blank=True)
    chair = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chair"),
    )
    secretary = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("secretary of the session"),
    )
    transmitted_on = models.DateField(_("sent on"), null=True, blank=True)
    transmitted_to = models.CharField(_("sent to"), max_length=60, blank=True)
    slip_number = models.CharField(_("number of the dispatch slip"), max_length=40, blank=True)
    copies_sent = models.PositiveSmallIntegerField(_("copies sent"), null=True, blank=True)
    receipt_reference = models.CharField(_("receipt"), max_length=80, blank=True)
    posted_on = models.DateField(_("posted on"), null=True, blank=True)
    enforceable_on = models.DateField(_("enforceable on"), null=True, blank=True)

    objects = InCommuneQuerySet["Deliberation"].as_manager()

    class Meta:
        verbose_name = _("deliberation")
        verbose_name_plural = _("deliberations")
        ordering = ["-dated", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "number"],
                name="deliberation_number_once",
                violation_error_message=_("This number already stands in the register."),
            ),
            models.CheckConstraint(
                name="deliberation_posted_after_vote",
                condition=Q(enforceable_on=None) | ~Q(state="projet"),
                violation_error_message=_("A draft cannot be enforceable."),
            ),
        ]

    def __str__(self) -> str:
        return _("Deliberation no. %(number)s") % {"number": self.number}

    @property
    def adopted(self) -> bool:
        """The council said yes; a draft, an annulled or a repealed act does not count."""
        return self.state in ADOPTED_STATES


class DeliberationLine(models.Model):
    """An action the act enters in the commune's programme, with its figures on the day of writing.

    Amounts in FCFA; without an estimated cost the paper says *non renseigné*, never 0.
    """

    deliberation = models.ForeignKey(
        Deliberation,
        on_delete=models.PROTECT,
        related_name="lines",
        verbose_name=_("deliberation"),
    )
    position = models.PositiveSmallIntegerField(_("number"))
    wording = models.CharField(_("action"), max_length=400)
    pdesc_line = models.CharField(_("line of the PDESC"), max_length=330, blank=True)
    cost = models.PositiveBigIntegerField(_("estimated cost (FCFA)"), null=True, blank=True)
    communal_share = models.PositiveBigIntegerField(_("communal share (FCFA)"), default=0)

    objects = OfActQuerySet.as_manager()

    class Meta:
        verbose_name = _("action entered by a deliberation")
        verbose_name_plural = _("actions entered by deliberations")
        ordering = ["deliberation", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["deliberation", "position"], name="deliberation_line_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.wording}"


class ActPaper(models.TextChoices):
    """The two papers of an act that are kept word for word once it is signed."""

    ACT = "acte", _("deliberation")
    EXTRACT = "extrait", _("extract of the register")


class DeliberationText(models.Model):
    """A paper of a signed act as it was drawn when it was signed: never drawn again.

    `sha256` is that of `html`, in hexadecimal.
    """

    deliberation = models.ForeignKey(
        Deliberation,
        on_delete=models.PROTECT,
        related_name="texts",
        verbose_name=_("deliberation"),
    )
    paper = models.CharField(_("paper"), max_length=8, choices=ActPaper)
    html = models.TextField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    kept_at = models.DateTimeField(_("kept on"))

    objects = OfActQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a signed deliberation")
        verbose_name_plural = _("texts of signed deliberations")
        ordering = ["deliberation", "paper"]
        constraints = [
            models.UniqueConstraint(fields=["deliberation", "paper"], name="deliberation_text_once")
        ]

    def __str__(self) -> str:
        return f"{self.deliberation} – {self.get_paper_display()}"


class ControlOutcome(models.TextChoices):
    """What the State's representative answered to an act sent to him, or that he said nothing."""

    APPROVED = "approuvee", _("approved, or visa given")
    SILENCE = "silence", _("no answer within the delay")
    OBSERVATIONS = "observations", _("sent back with observations")
    ANNULLED = "annulee", _("annulled")
    REFUSED = "approbation_refusee", _("approval refused")


class LegalityControl(models.Model):
    """An answer of the State's representative: an act of its own, with its number and its day."""

    deliberation = models.ForeignKey(
        Deliberation,
        on_delete=models.PROTECT,
        related_name="controls",
        verbose_name=_("deliberation"),
    )
    outcome = models.CharField(_("result"), max_length=20, choices=ControlOutcome)
    dated = models.DateField(_("date"))
    number = models.CharField(_("number of the answer"), max_length=80, blank=True)
    authority = models.CharField(_("who answered"), max_length=80, blank=True)
    note = models.TextField(_("what the answer says"), blank=True)

    objects = OfActQuerySet.as_manager()

    class Meta:
        verbose_name = _("result of control")
        verbose_name_plural = _("results of control")
        ordering = ["dated", "pk"]
        constraints = [
            models.CheckConstraint(
                name="control_silence_has_no_number",
                condition=~Q(outcome="silence") | Q(number=""),
                violation_error_message=_("Silence has no number: choose another result."),
            ),
            models.CheckConstraint(
                name="control_observations_say_what",
                condition=~Q(outcome="observations") | ~Q(note=""),
                violation_error_message=_("Write what the observations say."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_outcome_display())


ADOPTED_STATES = (
    DeliberationState.VOTED,
    DeliberationState.SIGNED,
    DeliberationState.SENT,
    DeliberationState.ENFORCEABLE,
    DeliberationState.OBSERVATIONS,
)
