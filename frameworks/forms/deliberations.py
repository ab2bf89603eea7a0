"""The council's deliberations, in the order of the paper register."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.forms.sections import Sectioned
from communes.querysets import PersonQuerySet
from foundation.formats.partial import PartialDate
from foundation.forms.base import ModelForm
from foundation.forms.fields import CountField
from foundation.forms.records import RecordForm
from frameworks.forms.frameworks import not_to_come
from frameworks.forms.proposals import past
from frameworks.models import Deliberation, DeliberationState
from frameworks.rules import DELIBERATION_MOVES, quorum_fault, votes_fault
from frameworks.services.deliberations import AFTER_SIGNATURE

_PRESENCE = ["in_office", "present", "represented", "absent"]
_VOTES = ["votes_for", "votes_against", "abstentions", "not_voting"]
_FIELDS = [
    "number", "dated", "object", "kind", "state", "session_kind", "convened_on",
    *_PRESENCE, "second_call", "chair", "secretary", *_VOTES, "articles",
    *AFTER_SIGNATURE[1:],
]  # fmt: skip
_LABELS = {
    "number": gettext_lazy("Number in the register"),
    "transmitted_on": gettext_lazy("Sent on"),
    "transmitted_to": gettext_lazy("Sent to"),
    "slip_number": gettext_lazy("Number of the dispatch slip"),
    "copies_sent": gettext_lazy("Number of copies sent"),
    "receipt_reference": gettext_lazy("Reference of the receipt"),
}
_HELP = {
    "second_call": gettext_lazy("The council may then decide whatever the number present."),
    "transmitted_to": gettext_lazy("For example: the sub-prefect of the arrondissement"),
    "articles": gettext_lazy("One article per line, without its number."),
}
_COUNTED = dict.fromkeys([*_PRESENCE, *_VOTES, "copies_sent"], CountField)


class _Act(Sectioned):
    """What adding and changing an act share: its sections, its dates, the council's vote (R16)."""

    SECTIONS = (
        (
            gettext_lazy("The act"),
            ("number", "dated", "object", "kind", "state", "session_kind", "convened_on"),
        ),
        (
            gettext_lazy("Who was there"),
            (*_PRESENCE, "second_call", "chair", "secretary"),
        ),
        (gettext_lazy("The vote"), _VOTES),
        (gettext_lazy("The text"), ("articles",)),
        (gettext_lazy("Transmission and posting"), AFTER_SIGNATURE[1:]),
    )
    fields: dict[str, Any]
    instance: Deliberation
    cleaned_data: dict[str, Any]
    add_error: Any

    def offer(self, people: PersonQuerySet) -> None:
        for office in ("chair", "secretary"):
            self.fields[office].queryset = people

    def clean_number(self) -> str:
        number = " ".join(self.cleaned_data["number"].split())
        same = self.instance.commune.deliberations.filter(number__iexact=number)
        if same.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("This number already stands in the register."))
        return number

    def clean_dated(self) -> PartialDate:
        day: PartialDate = self.cleaned_data["dated"]
        past(day)
        return day

    def check_act(self) -> None:
        """R16 beside its fields; a draft has no vote yet and takes effect in nothing."""
        cleaned = self.cleaned_data
        if cleaned.get("state") == DeliberationState.DRAFT:
            if cleaned.get("enforceable_on"):
                self.add_error("enforceable_on", _("A draft cannot be enforceable."))
            return
        counts = {name: cleaned.get(name) for name in (*_PRESENCE, *_VOTES)}
        act = Deliberation(**counts, second_call=bool(cleaned.get("second_call")))
        for field, sentence in (("votes_for", votes_fault(act)), ("present", quorum_fault(act))):
            if sentence:
                self.add_error(field, sentence)


class _Travel:
    """Days of sending, posting and effect lie in the past."""

    cleaned_data: dict[str, Any]

    def clean_transmitted_on(self) -> Any:
        return not_to_come(self.cleaned_data["transmitted_on"])

    def clean_posted_on(self) -> Any:
        return not_to_come(self.cleaned_data["posted_on"])


class DeliberationForm(_Travel, _Act, ModelForm):
    """A new act; of an old one, number, date and object are enough."""

    class Meta:
        model = Deliberation
        fields = _FIELDS
        field_classes = _COUNTED
        labels = _LABELS
        help_texts = _HELP

    def __init__(self, *args: Any, people: PersonQuerySet, founding: bool = False, **kw: Any):
        super().__init__(*args, **kw)
        self.offer(people)
        if founding:
            del self.fields["kind"]

    def clean(self) -> dict[str, Any] | None:
        self.check_act()
        return super().clean()


class DeliberationChangeForm(_Travel, _Act, RecordForm):
    """An act not signed yet: everything may still be corrected."""

    class Meta:
        model = Deliberation
        fields = _FIELDS
        field_classes = _COUNTED
        labels = _LABELS
        help_texts = _HELP

    def __init__(self, *args: Any, people: PersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(people)
        next_states(self)

    def clean(self) -> dict[str, Any] | None:
        self.check_act()
        return super().clean()


class TransmissionForm(_Travel, Sectioned, RecordForm):
    """A signed act: how it was sent, controlled and posted; its text stands."""

    SECTIONS = ((gettext_lazy("Transmission and posting"), AFTER_SIGNATURE),)

    class Meta:
        model = Deliberation
        fields = list(AFTER_SIGNATURE)
        field_classes = {"copies_sent": CountField}
        labels = _LABELS
        help_texts = _HELP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        next_states(self)


def next_states(form: RecordForm) -> None:
    """Offer the act's state and those the register may give it next."""
    act: Deliberation = form.instance
    offered = (DeliberationState(act.state), *DELIBERATION_MOVES[act.state])
    field = form.fields["state"]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- tells the type checker
    field.choices = [(state.value, state.label) for state in offered]
