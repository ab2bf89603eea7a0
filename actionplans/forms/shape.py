"""What an action may also say, in two folded parts: water, areas, jobs, a contract, what it
replaces; and what was done, typed while the plan runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import Action, ActionPlan
from communes.models import MeasureArea
from foundation.forms.fields import CountField
from foundation.forms.records import RecordForm
from foundation.forms.widgets import Ticks

JOBS = ("jobs_expected", "jobs_expected_women", "jobs_expected_young")
JOBS_DONE = ("jobs_created", "jobs_created_women", "jobs_created_young")
FOLDED = (
    (
        gettext_lazy("Water, measure areas, action replaced"),
        ("water_use", "water_site", "measure_areas", "replaces"),
    ),
    (gettext_lazy("Jobs expected, contract"), (*JOBS, "contract_kind", "contract_note")),
)
SHAPE = [name for _title, names in FOLDED for name in names]


def _areas() -> list[tuple[str, str]]:
    return [(code, capfirst(words)) for code, words in MeasureArea.choices]


class AreasField(forms.MultipleChoiceField):
    """Some of the five measure areas, kept as a list of their codes."""

    def __init__(self, **kwargs: Any) -> None:
        for of_json in ("encoder", "decoder"):
            kwargs.pop(of_json, None)
        kwargs |= {"choices": _areas, "widget": Ticks(), "required": False}
        super().__init__(**kwargs)


CLASSES = {**dict.fromkeys((*JOBS, *JOBS_DONE), CountField), "measure_areas": AreasField}
LABELS = {
    "water_use": gettext_lazy("What the water is for"),
    "jobs_expected_women": gettext_lazy("Of these, for women"),
    "jobs_expected_young": gettext_lazy("Of these, for people of 35 or younger"),
    "replaces": gettext_lazy("Replaces an action of an earlier plan"),
}
HELP = {
    "water_use": gettext_lazy("Only when the action takes water somewhere."),
    "water_site": gettext_lazy("For example: borehole of Koila, irrigation canal no. 2."),
    "contract_note": gettext_lazy("For example: with the cooperative of herders, for three years."),
}


class Folded(NamedTuple):
    """A part of the form that stays folded until something stands in it."""

    title: str
    fields: list[BoundField]
    opens: bool


class Shaped:
    """What adding and changing an action share of their folded parts."""

    fields: dict[str, Any]
    cleaned_data: dict[str, Any]
    errors: Any
    add_error: Any

    def folded(self) -> Iterator[Folded]:
        form: Any = self
        for title, names in FOLDED:
            bound = [form[name] for name in names]
            opens = any(field.errors or field.value() not in (None, "", []) for field in bound)
            yield Folded(str(title), bound, opens)

    def offer_earlier(self, plan: ActionPlan) -> None:
        """An action replaces one of an earlier plan of the same framework."""
        cycle = plan.cycle
        chosen = self.fields["replaces"]
        earlier = chosen.queryset.filter(
            plan__cycle__framework=cycle.framework_id, plan__cycle__number__lt=cycle.number
        )
        chosen.queryset = earlier.select_related("plan__cycle").order_by(
            "-plan__cycle__number", "number"
        )
        chosen.label_from_instance = in_its_plan
        chosen.empty_label = _("None")

    def check_shape(self) -> None:
        """Use and place of the water go together; so do a contract and with whom it is made."""
        found = self.cleaned_data
        self._together("water_use", "water_site", _("Name the water point or the place."))
        self._together("water_site", "water_use", _("Say what the water is used for."))
        self._together("contract_note", "contract_kind", _("Say which kind of contract it is."))
        check_jobs(self, JOBS)
        if found.get("to_enter") and found.get("pdesc_line"):
            self.add_error(
                "to_enter",
                _("The action already stands on a line of the PDESC: it need not be entered."),
            )

    def _together(self, given: str, asked: str, sentence: str) -> None:
        found = self.cleaned_data
        if found.get(given) and not found.get(asked) and asked not in self.errors:
            self.add_error(asked, sentence)


def in_its_plan(action: Action) -> str:
    """An action named with its plan, for a list that crosses plans."""
    return _("Plan no. %(plan)s, action %(action)s") % {
        "plan": action.plan.cycle.number,
        "action": action,
    }


def check_jobs(form: Any, names: tuple[str, str, str]) -> None:
    """Women and young people are counted among the jobs; one may be both."""
    total = form.cleaned_data.get(names[0])
    for name in names[1:]:
        part = form.cleaned_data.get(name)
        if part is None or names[0] in form.errors:
            continue
        if total is None:
            form.add_error(names[0], _("Type how many jobs there are in all."))
        elif part > total:
            form.add_error(name, _("This is more than the jobs in all."))


class ResultForm(RecordForm):
    """What was done and how many jobs it made, typed while the plan runs and afterwards."""

    class Meta:
        model = Action
        fields = ["achieved", *JOBS_DONE, "observations"]
        field_classes = CLASSES
        labels = {
            "achieved": gettext_lazy("What was reached"),
            "jobs_created_women": gettext_lazy("Of these, for women"),
            "jobs_created_young": gettext_lazy("Of these, for people of 35 or younger"),
        }
        help_texts = {"achieved": gettext_lazy("In the words of the target: 38 women trained.")}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        check_jobs(self, JOBS_DONE)
        return cleaned
