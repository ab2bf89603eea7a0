"""Forms of obstacles: what blocks, who can unblock it, what becomes of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplans.models import Action
from communes.models import Organisation
from foundation.forms.base import Form
from foundation.forms.fields import DayField, TextField
from foundation.forms.records import RecordForm
from foundation.forms.widgets import Face, Pick
from foundation.records.today import today
from frameworks.models import CycleState, Meeting, MeetingState
from monitoring.models import Obstacle, ObstacleCategory, Severity, Situation, Unblocker

# The same picture means the same thing on every page and on the paper sheet.
ICONS = {
    ObstacleCategory.FUNDING: "coin",
    ObstacleCategory.SEASON: "rain",
    ObstacleCategory.LAND: "square",
    ObstacleCategory.TECHNICAL: "tool",
    ObstacleCategory.SUPPLY: "box",
    ObstacleCategory.PROCEDURE: "doc",
    ObstacleCategory.ORGANISATION: "away",
    ObstacleCategory.CONFLICT: "clash",
    ObstacleCategory.SECURITY: "lock",
    ObstacleCategory.OTHER: "more",
}
FACES = {str(kind.value): Face(icon, "tag") for kind, icon in ICONS.items()}
OVER = (MeetingState.APPROVED, MeetingState.CLOSED, MeetingState.NOT_HELD)


class BlockForm(Form):
    """The obstacle behind a word on an action; its sentence is the word's own."""

    category = forms.ChoiceField(
        label=_("What blocks?"),
        choices=[("", _("No new obstacle")), *ObstacleCategory.choices],
        widget=Pick(faces={"": Face("check", "ok"), **FACES}, two=True),
        required=False,
    )
    severity = forms.ChoiceField(
        label=_("How serious is it?"), choices=[("", _("Not given")), *Severity.choices],
        required=False,
    )  # fmt: skip
    unblocker = forms.ChoiceField(
        label=_("Who can unblock it?"), choices=[("", _("Not given")), *Unblocker.choices],
        required=False,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        told = cleaned.get("severity") or cleaned.get("unblocker")
        if told and not cleaned.get("category") and "category" not in self.errors:
            self.add_error("category", gettext("Choose what blocks."))
        return cleaned

    def obstacle(self, action: Action, said: dict[str, Any]) -> Obstacle | None:
        """The obstacle this word names; none when nothing new blocks."""
        facts = self.cleaned_data
        if not facts["category"]:
            return None
        stopped = said["situation"] == Situation.BLOCKED
        return Obstacle(
            framework=action.plan.cycle.framework,
            action=action,
            category=facts["category"],
            description=said["note"],
            severity=facts["severity"] or (Severity.STOPS if stopped else Severity.SLOWS),
            unblocker=facts["unblocker"],
            raised_on=said["said_on"] or today(),
        )


class ObstacleForm(RecordForm):
    """An obstacle of an action, a party, a place or, with none of them, the whole commune."""

    category = forms.ChoiceField(
        label=_("What blocks?"),
        choices=ObstacleCategory.choices,
        widget=Pick(faces=FACES, two=True),
        error_messages={"required": _("Choose what blocks.")},
    )
    description = TextField(
        label=_("Explain in one sentence"), help_text=_("In French or in your language."),
        rows=3, max_length=400,
    )  # fmt: skip

    class Meta:
        model = Obstacle
        fields = (
            "category", "description", "action", "party", "place", "severity", "unblocker",
            "raised_on", "returns",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        framework = self.instance.framework
        self._offer("action", self._actions(), _("No action"))
        parties = Organisation.objects.usable_in(framework.commune)
        self._offer("party", parties, _("No party"))
        others = framework.obstacles.exclude(pk=self.instance.pk).order_by("-raised_on", "-pk")
        self._offer("returns", others, _("It is new"))
        self.fields["returns"].label = _("Did it come up before?")
        self.fields["place"].help_text = _(
            "Without an action, a party or a place, it concerns the whole commune."
        )
        if self.instance.pk is None:
            self.initial.setdefault("raised_on", today())

    def _actions(self) -> Any:
        """The actions of the open cycle, and the one the obstacle is about."""
        commune, known = self.instance.framework.commune, self.instance.action_id
        mine = Q(plan__cycle__state=CycleState.OPEN) | Q(pk=known)
        actions = Action.objects.in_commune(commune).filter(mine)
        return actions.order_by("-plan__cycle__number", "number")

    def _offer(self, name: str, records: Any, empty: Any) -> None:
        field: Any = self.fields[name]
        field.queryset, field.empty_label = records, empty
        field.widget.choices = field.choices


class LiftForm(Form):
    """The day the obstacle was gone."""

    on = DayField(label=_("Lifted on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today()


class PostponeForm(Form):
    """Why the obstacle waits."""

    reason = TextField(label=_("Why is it postponed?"), rows=2, max_length=300)


class PassForm(Form):
    """The meeting that is to answer."""

    meeting = forms.ModelChoiceField(
        label=_("Pass to the meeting"),
        queryset=Meeting.objects.none(),
        error_messages={"required": _("Choose a meeting.")},
    )

    def __init__(self, *args: Any, obstacle: Obstacle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["meeting"]
        field.queryset = meetings_to_answer(obstacle)


def meetings_to_answer(obstacle: Obstacle) -> Any:
    """Meetings whose minutes are not approved and that do not have the obstacle before them."""
    if obstacle.is_settled:
        return obstacle.framework.meetings.none()
    passed = obstacle.passages.order_by().values("meeting")
    meetings = obstacle.framework.meetings.exclude(state__in=OVER)
    return meetings.exclude(pk__in=passed).order_by("number")
