"""Needs as they are said: a short page, and what became of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.forms.sections import Sectioned
from communes.models import Sector
from communes.querysets import OrganisationQuerySet
from foundation.formats.partial import PartialDate
from foundation.forms.base import Form, ModelForm
from foundation.forms.fields import CountField, DayField, MoneyField, TextField
from foundation.forms.records import RecordForm
from foundation.forms.widgets import Face, Pick
from frameworks.forms.frameworks import not_to_come
from frameworks.forms.proposals import past
from frameworks.models import Framework, Need, NeedState
from frameworks.models.needs import NEED_MOVES
from frameworks.services.needs import SAYS_WHY

COUNTS = ("women", "men", "young", "displaced")
_FIELDS = [
    "statement", "sector", "organisation", "village", *COUNTS, "urgency", "identified_on",
    "method", "nature", "estimated_cost",
]  # fmt: skip
_CLASSES = {
    **dict.fromkeys(COUNTS, CountField),
    "estimated_cost": MoneyField,
}
_LABELS = {
    "women": gettext_lazy("Women"),
    "men": gettext_lazy("Men"),
    "estimated_cost": gettext_lazy("Estimated cost"),
}
FACES = {
    NeedState.PRESENTED: Face("talk", "go"),
    NeedState.RETAINED: Face("check", "ok"),
    NeedState.DEFERRED: Face("pause", "tag"),
    NeedState.REJECTED: Face("cross", "tag"),
    NeedState.RUNNING: Face("half", "go"),
    NeedState.PARTLY: Face("part", "ok"),
    NeedState.SATISFIED: Face("check", "ok"),
}


class _NeedFields(Sectioned):
    """What adding and changing a need share."""

    SECTIONS = (
        (gettext_lazy("The need"), ("sector", "statement", "organisation", "village")),
        (gettext_lazy("How many people it concerns"), COUNTS),
        (gettext_lazy("When and how it was said"), ("urgency", "identified_on", "method")),
        (gettext_lazy("More, if known"), ("nature", "estimated_cost")),
    )
    fields: dict[str, Any]
    cleaned_data: dict[str, Any]
    add_error: Any

    def offer(self, framework: Framework, organisations: OrganisationQuerySet) -> None:
        """The priority sectors first, then the others; the organisations of this commune."""
        self.fields["organisation"].queryset = organisations
        self.fields["organisation"].empty_label = _("Not known")
        priority_first(self.fields["sector"], framework)

    def clean_identified_on(self) -> PartialDate:
        day: PartialDate = self.cleaned_data["identified_on"]
        past(day)
        return day

    def check_people(self) -> None:
        """The young and the displaced are among the women and men."""
        check_among(
            self,
            young=_("There cannot be more young people than people concerned."),
            displaced=_("There cannot be more displaced people than people concerned."),
        )


def check_among(form: Any, **sentences: str) -> None:
    """Some of the people are young or displaced: never more than the women and men together."""
    women, men = form.cleaned_data.get("women"), form.cleaned_data.get("men")
    if women is None and men is None:
        return
    for name, sentence in sentences.items():
        if (form.cleaned_data.get(name) or 0) > (women or 0) + (men or 0):
            form.add_error(name, sentence)


def priority_first(field: Any, framework: Framework) -> None:
    """A choice of sectors that may stay open, those of the framework first."""
    field.required = False
    field.iterator = _grouped(framework)
    field.queryset = field.queryset.filter(retired=False)


def _grouped(framework: Framework) -> type[forms.models.ModelChoiceIterator]:
    """An iterator of the sectors that shows those of the framework first."""
    first = set(framework.priority_sectors.active().values_list("sector_id", flat=True))

    class PriorityFirst(forms.models.ModelChoiceIterator):
        def __iter__(self) -> Iterator[Any]:
            sectors: list[Sector] = list(self.queryset)
            yield "", _("Without a sector")
            yield (
                _("Priority sectors"),
                [self.choice(one) for one in sectors if one.pk in first],
            )
            yield (
                _("Other sectors"),
                [self.choice(one) for one in sectors if one.pk not in first],
            )

    return PriorityFirst


class NeedForm(_NeedFields, ModelForm):
    """A need as it was said; sector, sentence and date are enough."""

    class Meta:
        model = Need
        fields = _FIELDS
        field_classes = _CLASSES
        labels = _LABELS

    def __init__(self, *args: Any, framework: Framework, organisations: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.offer(framework, organisations)

    def clean(self) -> dict[str, Any] | None:
        self.check_people()
        return super().clean()


class NeedChangeForm(_NeedFields, RecordForm):
    """The words and figures of a need that stands."""

    class Meta:
        model = Need
        fields = _FIELDS
        field_classes = _CLASSES
        labels = _LABELS

    def __init__(self, *args: Any, framework: Framework, organisations: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.offer(framework, organisations)

    def clean(self) -> dict[str, Any] | None:
        self.check_people()
        return super().clean()


class SituationForm(Form):
    """What became of a need; the situation it was read in travels along."""

    was = forms.CharField(widget=forms.HiddenInput, required=False)
    to = forms.ChoiceField(label=gettext_lazy("What became of it?"), widget=Pick)
    reason = TextField(
        label=gettext_lazy("Reason"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Needed when the need is put off or set aside."),
    )
    meeting: Any = forms.ModelChoiceField(
        label=gettext_lazy("Retained at the meeting"), queryset=None, required=False
    )
    satisfied_on = DayField(label=gettext_lazy("Satisfied on"), required=False)

    def __init__(self, *args: Any, need: Need, meetings: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})["was"] = need.state
        super().__init__(*args, **kwargs)
        moves = NEED_MOVES[need.state]
        field = self.fields["to"]
        field.choices = [(to.value, str(to.label).capitalize()) for to in moves]  # type: ignore[attr-defined]
        field.widget.faces = {str(to): FACES[to] for to in moves if to in FACES}
        self._only_where_asked(moves, meetings)

    def _only_where_asked(self, moves: tuple[NeedState, ...], meetings: Any) -> None:
        """Boxes no offered situation asks for are left out."""
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]
        for name, asked in (
            ("meeting", NeedState.RETAINED in moves),
            ("reason", any(to in SAYS_WHY for to in moves)),
            ("satisfied_on", NeedState.SATISFIED in moves),
        ):
            if not asked:
                del self.fields[name]

    def clean_satisfied_on(self) -> datetime.date | None:
        return not_to_come(self.cleaned_data["satisfied_on"])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("to") in SAYS_WHY and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Say in one sentence why the need is put off or set aside."))
        return cleaned
