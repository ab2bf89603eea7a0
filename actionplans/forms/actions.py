"""One action on one short page: what, who, when, at what cost."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.forms.shape import CLASSES, HELP, LABELS, SHAPE, Shaped
from actionplans.models import Action, ActionPlan
from communes.forms.sections import Sectioned
from foundation.formats.dates import period
from foundation.forms.base import ModelForm
from foundation.forms.fields import MoneyField
from foundation.forms.records import RecordForm
from foundation.forms.widgets import Ticks

_SECTIONS = (
    (gettext_lazy("What is to be done"), ("wording", "needs", "sector")),
    (gettext_lazy("Who does it"), ("responsible", "partners")),
    (gettext_lazy("When"), ("month_1", "month_2", "month_3", "due_words", "due_on")),
    (gettext_lazy("At what cost"), ("estimated_cost", "pdesc_line", "to_enter")),
    (
        gettext_lazy("What it should bring"),
        ("expected_result", "indicator", "baseline", "target", "observations"),
    ),
)
_FIELDS = [*(name for _title, names in _SECTIONS for name in names), *SHAPE]


class _Meta:
    model = Action
    fields = _FIELDS
    field_classes = {"estimated_cost": MoneyField, **CLASSES}
    widgets = {"needs": Ticks(), "partners": Ticks()}
    labels = {
        "wording": gettext_lazy("The action in one sentence"),
        "estimated_cost": gettext_lazy("Estimated cost"),
        "due_words": gettext_lazy("Deadline as the meeting said it"),
        "to_enter": gettext_lazy("To be entered in the PDESC"),
        **LABELS,
    }
    help_texts = {
        "wording": gettext_lazy("Start with a verb: repair, train, mark out…"),
        "due_words": gettext_lazy("For example: before Tabaski, as soon as possible."),
        "due_on": gettext_lazy("The day these words stand for, like 28/08/2026."),
        "estimated_cost": gettext_lazy("0 is allowed when it costs nothing."),
        "target": gettext_lazy("For example: 40 women trained."),
        "to_enter": gettext_lazy(
            "When it stands on no line of the PDESC yet and builds something for the commune or "
            "takes its money."
        ),
        **HELP,
    }


class _ActionFields(Shaped, Sectioned):
    """What adding and changing an action share: only what belongs to this commune is offered."""

    SECTIONS = _SECTIONS
    fields: dict[str, Any]
    cleaned_data: dict[str, Any]
    add_error: Any
    instance: Action

    def offer(self, plan: ActionPlan) -> None:
        framework = plan.cycle.framework
        commune = framework.commune
        needs = framework.needs.taken_up() | framework.needs.filter(actions__plan=plan)
        self.fields["needs"].queryset = needs.distinct().order_by("code")
        for name in ("responsible", "partners"):
            usable = self.fields[name].queryset.usable_in(commune)
            self.fields[name].queryset = usable.active() | usable.filter(
                **{f"actions_{'led' if name == 'responsible' else 'joined'}__plan": plan}
            )
            self.fields[name].queryset = self.fields[name].queryset.distinct()
        self.fields["responsible"].empty_label = _("To be named")
        sectors = self.fields["sector"].queryset
        self.fields["sector"].queryset = sectors.filter(retired=False)
        self.fields["sector"].empty_label = _("Without a sector")
        lines = self.fields["pdesc_line"].queryset.in_commune(commune)
        self.fields["pdesc_line"].queryset = lines.select_related("pdesc")
        self.fields["pdesc_line"].empty_label = _("None")
        self.offer_earlier(plan)

    def check_days(self, plan: ActionPlan) -> None:
        """The last possible day lies in the plan's three months."""
        due = self.cleaned_data.get("due_on")
        if due and not plan.starts_on <= due <= plan.ends_on:
            sentence = _("The last possible day lies within the plan: %(period)s.")
            self.add_error("due_on", sentence % {"period": period(plan.starts_on, plan.ends_on)})


class ActionForm(_ActionFields, ModelForm):
    """A new action: its sentence is enough, the rest may come later."""

    class Meta(_Meta):
        pass

    def __init__(self, *args: Any, plan: ActionPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.offer(plan)
        self.initial["due_on"] = self.initial.get("due_on") or plan.ends_on

    def clean(self) -> dict[str, Any] | None:
        self.check_days(self.plan)
        self.check_shape()
        return super().clean()


class ActionChangeForm(_ActionFields, RecordForm):
    """An action of a draft plan."""

    class Meta(_Meta):
        pass

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(self.instance.plan)

    def clean(self) -> dict[str, Any] | None:
        self.check_days(self.instance.plan)
        self.check_shape()
        return super().clean()
