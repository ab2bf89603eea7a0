"""Forms that open and close a cycle and carry actions over."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.cycle.closing import ActionChoice, Fate, NeedChoice, Review, final_states
from foundation.forms.base import Form
from foundation.forms.fields import DayField, TextField
from foundation.forms.rows import Choices, all_valid
from foundation.forms.widgets import Pick
from foundation.records.errors import NotReady
from foundation.records.today import today
from frameworks.models import Framework, Meeting, NeedState


class OpenCycleForm(Form):
    """When the cycle opens, and at which meeting if one opened it."""

    opened_on = DayField(
        label=_("Opened on"), help_text=_("A past day is allowed, for example 28/08/2024.")
    )
    opened_at = forms.ModelChoiceField(
        label=_("Opened at the meeting"),
        queryset=Meeting.objects.none(),
        required=False,
        help_text=_("The meeting that reviews one plan often opens the next cycle."),
    )

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meetings = framework.meetings.held().order_by("-number")
        chosen: forms.ModelChoiceField[Meeting] = self.fields["opened_at"]
        chosen.queryset = meetings
        self.fields["opened_on"].initial = today


class CloseCycleForm(Form):
    """When the cycle closes and with which end report, or the signed note of default (R9).

    What the committee validated here is not asked for a second time.
    """

    end_report_on = DayField(
        label=_("Date of the committee's end report"),
        required=False,
        help_text=_("The day written on the paper report."),
    )
    default_note = TextField(
        label=_("If there is no report: why"), required=False, rows=3, max_length=2000
    )
    default_signed_by = TextField(
        label=_("Note of default signed by"), required=False, max_length=120
    )
    closed_on = DayField(label=_("Closed on"))
    closing_note = TextField(
        label=_("What the cycle leaves"),
        required=False,
        rows=3,
        max_length=4000,
        help_text=_("What was learned, what the next meeting should know."),
    )
    PAPER = ("end_report_on", "default_note", "default_signed_by")

    def __init__(self, *args: Any, on_paper: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closed_on"].initial = today
        for name in () if on_paper else self.PAPER:
            del self.fields[name]

    @property
    def paper(self) -> list[forms.BoundField]:
        """What is asked of a report that is only on paper; nothing when one was validated here."""
        return [self[name] for name in self.PAPER if name in self.fields]

    @property
    def always(self) -> list[forms.BoundField]:
        """What is asked of every cycle."""
        return [self["closed_on"], self["closing_note"]]


class ReviewRow(Form):
    """One item of the closing review: what is decided of it, and why when that needs a reason.

    `was` is its situation as the page showed it: an item somebody spoke of meanwhile is shown
    again before it is decided.
    """

    mark_optional = False
    was = forms.CharField(widget=forms.HiddenInput, required=False)
    to = forms.ChoiceField(label=_("What becomes of it"), error_messages={"required": _("Choose.")})
    reason = TextField(label=_("Why, in one sentence"), max_length=300, required=False)

    def __init__(self, *args: Any, now: str, to: str, offered: Choices, **kwargs: Any) -> None:
        super().__init__(*args, initial={"was": now, "to": to}, **kwargs)
        self.now = now
        field: Any = self.fields["to"]
        field.widget = Pick(two=True)
        field.choices = list(offered)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("was") != self.now:
            self.add_error("to", gettext("Somebody spoke of this meanwhile. Check, then confirm."))
            again = cast("QueryDict", self.data).copy()
            again[self.add_prefix("was")] = self.now
            self.data = again
        return cleaned


class ActionRow(ReviewRow):
    """An unfinished action: carried over, or given up with a reason."""

    def __init__(self, *args: Any, action: Any, may_drop: bool, **kwargs: Any) -> None:
        self.action = action
        offered = [(Fate.CARRIED.value, gettext("Carry it over"))]
        if may_drop:
            offered.append((Fate.DROPPED.value, gettext("Drop it")))
        kwargs |= {"prefix": f"a{action.pk}", "now": action.situation}
        super().__init__(*args, to=Fate.CARRIED.value, offered=offered, **kwargs)
        self.fields["reason"].label = gettext("Why it was not finished")
        if not may_drop:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        dropped = cleaned.get("to") == Fate.DROPPED
        if dropped and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", gettext("Say in one sentence why the action is dropped."))
        return cleaned

    @property
    def choice(self) -> ActionChoice:
        """What the services write."""
        said = self.cleaned_data
        return ActionChoice(self.action, Fate(said["to"]), said.get("reason", ""))


class NeedRow(ReviewRow):
    """A need the plan answered: what its actions suggest is ticked, and a person confirms it."""

    def __init__(self, *args: Any, need: Any, **kwargs: Any) -> None:
        self.need = need
        offered = [(str(to), str(to.label).capitalize()) for to in final_states(need)]
        kwargs |= {"prefix": f"n{need.pk}", "now": need.state}
        super().__init__(*args, to=need.proposed, offered=offered, **kwargs)
        self.fields["to"].label = gettext("What became of it?")
        self.fields["reason"].label = gettext("Reason if put off")
        if NeedState.DEFERRED not in final_states(need):
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        put_off = cleaned.get("to") == NeedState.DEFERRED
        if put_off and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error(
                "reason", gettext("Say in one sentence why the need is put off or set aside.")
            )
        return cleaned

    @property
    def choice(self) -> NeedChoice:
        """What the services write."""
        said = self.cleaned_data
        return NeedChoice(self.need, said["to"], said.get("reason", ""))


class ClosingPage:
    """The closing review as it is filled in: the items one by one, then the day and the report."""

    def __init__(self, found: Review, data: Any = None, *, may_drop: bool) -> None:
        agreed = bool(found.plan and found.plan.is_agreed)
        self.form = CloseCycleForm(data, on_paper=bool(found.report))
        self.actions = [
            ActionRow(data, action=action, may_drop=may_drop and agreed) for action in found.left
        ]
        self.needs = [NeedRow(data, need=need) for need in found.needs]

    @property
    def forms(self) -> list[Form]:
        return [*self.actions, *self.needs, self.form]

    def is_valid(self) -> bool:
        return all_valid(self.forms)

    @property
    def said(self) -> dict[str, Any]:
        """What `close_cycle` writes."""
        return {
            **self.form.cleaned_data,
            "actions": [row.choice for row in self.actions],
            "needs": [row.choice for row in self.needs],
        }

    def refuse(self, refusal: NotReady) -> None:
        """The sentences of a refusal, beside the field they speak of."""
        wanted = "end_report_on" if refusal.code == "R9" else "closed_on"
        place = wanted if wanted in self.form.fields else None
        for sentence in refusal.reasons:
            self.form.add_error(place, sentence)


class DropForm(Form):
    """Why an unfinished action is given up."""

    reason = TextField(label=_("Why the action is dropped"), max_length=300)
