"""The days of a plan, the meeting that agrees it, and the needs it takes up."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans import rules
from actionplans.models import ActionPlan
from actionplans.models.actions import three_months_after
from foundation.forms.base import Form, ModelForm
from foundation.forms.choices import SeveralField
from foundation.forms.fields import TextField
from foundation.forms.records import RecordForm
from foundation.forms.widgets import Ticks
from frameworks.models import Framework

_FIELDS = ["starts_on", "ends_on", "length_reason", "agreed_at"]
_HELP = {
    "ends_on": gettext_lazy("Leave it empty: the plan then lasts three months."),
    "length_reason": gettext_lazy("Only when the plan is shorter or longer than three months."),
    "agreed_at": gettext_lazy("The meeting may be held or still to come."),
}


class _Days:
    """What drawing up and changing a plan share: the end is proposed, R6 is said at once."""

    fields: dict[str, Any]
    cleaned_data: dict[str, Any]
    add_error: Any
    instance: ActionPlan
    initial: dict[str, Any]

    def offer(self, framework: Framework) -> None:
        """The meetings of this framework, the latest first."""
        self.fields["ends_on"].required = False
        self.fields["agreed_at"].queryset = framework.meetings.order_by("-number")
        self.fields["agreed_at"].empty_label = _("Not known yet")
        waiting = framework.meetings.filter(state="tenue").order_by("-number").first()
        if waiting and self.instance.pk is None:
            self.initial["agreed_at"] = self.initial.get("agreed_at") or waiting.pk

    def check_days(self) -> None:
        starts, ends = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts is None or "ends_on" not in self.cleaned_data:
            return
        if ends is None:
            ends = self.cleaned_data["ends_on"] = three_months_after(starts)
        if ends <= starts:
            self.add_error("ends_on", _("The plan ends before it starts."))
        elif (sentence := rules.r6_length(starts, ends)) and not self.cleaned_data.get(
            "length_reason", True
        ):
            self.add_error("length_reason", sentence)


class PlanForm(_Days, ModelForm):
    """The first day is enough: the plan ends three months later, less one day."""

    class Meta:
        model = ActionPlan
        fields = _FIELDS
        help_texts = _HELP

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(framework)

    def clean(self) -> dict[str, Any] | None:
        self.check_days()
        return super().clean()


class PlanChangeForm(_Days, RecordForm):
    """The days of a draft, or of an agreed plan an amendment has opened."""

    class Meta:
        model = ActionPlan
        fields = _FIELDS
        help_texts = _HELP

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(framework)
        if self.instance.is_agreed:  # an amendment changes the days, not where the plan was agreed
            del self.fields["agreed_at"]

    def clean(self) -> dict[str, Any] | None:
        self.check_days()
        return super().clean()


class NeedsForm(Form):
    """The retained needs that become draft actions; all are ticked beforehand."""

    needs = SeveralField(queryset=None, label=gettext_lazy("Needs to take up"), widget=Ticks())
    together = TextField(
        label=gettext_lazy("One action for all of them, in one sentence"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Leave it empty: each need then becomes an action of its own."),
    )

    def __init__(self, *args: Any, needs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].queryset = needs  # type: ignore[attr-defined]
        self.initial["needs"] = [need.pk for need in needs]
