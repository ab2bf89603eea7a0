"""What a meeting decides of the needs before it: which meeting, and one row per need."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.forms.base import Form
from foundation.forms.fields import TextField
from foundation.forms.widgets import Pick
from frameworks.models import Need, NeedState, NeedTreatment, Treatment
from frameworks.models.needs import NEED_MOVES
from frameworks.services import NeedChoice
from frameworks.services.needs import SAYS_WHY


class MeetingChoiceForm(Form):
    """At which meeting the needs were chosen."""

    reunion: Any = forms.ModelChoiceField(label=gettext_lazy("Meeting"), queryset=None)

    def __init__(self, *args: Any, meetings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reunion"]
        field.queryset = meetings  # type: ignore[attr-defined]
        field.empty_label = _("Choose")  # type: ignore[attr-defined]


class ChoiceRow(Form):
    """What the meeting decided of one need; untouched, the need stays as it is."""

    mark_optional = False
    was = forms.CharField(widget=forms.HiddenInput, required=False)
    to = forms.ChoiceField(label=gettext_lazy("Decision"), required=False)
    reason = TextField(
        label=gettext_lazy("Reason if put off or set aside"), max_length=300, required=False
    )

    def __init__(
        self, *args: Any, need: Need, treated: NeedTreatment | None = None, **kwargs: Any
    ) -> None:
        self.need, self.treated = need, treated
        retained = need.state if need.state == NeedState.RETAINED else ""
        kwargs["initial"] = {
            "was": need.state,
            "to": treated.choice if treated else retained,
            "reason": treated.reason if treated else "",
        }
        super().__init__(*args, prefix=f"n{need.pk}", **kwargs)
        field = self.fields["to"]
        field.widget = Pick(two=True)
        field.choices = [("", _("Not discussed")), *self._offered()]  # type: ignore[attr-defined]

    def _offered(self) -> list[tuple[str, str]]:
        """What the situation allows; a choice of this meeting may become any other."""
        revised = self.treated is not None and self.treated.choice == self.need.state
        open_to = (self.need.state, *NEED_MOVES[self.need.state])
        return [
            (str(to.value), str(to.label).capitalize())
            for to in Treatment
            if revised or to in open_to
        ]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        to, was = self.cleaned_data.get("to"), self.cleaned_data.get("was")
        if (to or self.treated) and was != self.need.state:
            self.add_error("to", _("Somebody else changed this need meanwhile. Choose again."))
        if to in SAYS_WHY and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Say in one sentence why the need is put off or set aside."))
        return cleaned

    @property
    def choice(self) -> NeedChoice | None:
        """What the services write; nothing for a need nobody spoke of."""
        said = self.cleaned_data
        if said["to"]:
            return NeedChoice(self.need, NeedState(said["to"]), said["reason"])
        return NeedChoice(self.need, None) if self.treated else None
