"""Opening a collection of sheets, and taking a sheet up into one's plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import ActionPlan
from communes.models import Sector
from consult.learning.models import Campaign
from foundation.forms.base import Form, dress
from foundation.forms.fields import TextField
from foundation.forms.records import RecordForm
from foundation.forms.widgets import Ticks
from foundation.records.today import today

MOST_TICKS = 60  # communes; more are chosen in a list


class CampaignForm(RecordForm):
    """What is asked, of whom, by when."""

    class Meta:
        model = Campaign
        fields = ("title", "variant", "due_on", "note", "communes")
        help_texts = {
            "variant": gettext_lazy("Empty: each commune chooses."),
            "communes": gettext_lazy("Communes that have a framework."),
        }

    def __init__(self, *args: Any, communes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["communes"]
        field.queryset = communes
        field.widget = Ticks() if communes.count() <= MOST_TICKS else forms.SelectMultiple()
        field.widget.choices = field.choices
        dress(field)

    def clean_due_on(self) -> Any:
        day = self.cleaned_data["due_on"]
        first = self.instance.opened_on or today()
        if day and day < first:
            raise ValidationError(_("The answers are due before the collection opens."))
        return day


class CopyForm(Form):
    """Into which draft plan, in which words, for which sector."""

    plan = forms.ModelChoiceField(ActionPlan.objects.none(), label=gettext_lazy("Into which plan"))
    wording = TextField(label=gettext_lazy("Action"), max_length=400, rows=2)
    sector = forms.ModelChoiceField(
        Sector.objects.none(), label=gettext_lazy("Sector"), required=False
    )

    def __init__(self, *args: Any, plans: Any, sectors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan: Any = self.fields["plan"]
        plan.queryset = plans
        plan.label_from_instance = _named
        if len(plans) == 1:
            plan.initial = plans[0]
        sector: Any = self.fields["sector"]
        sector.queryset = sectors


def _named(plan: Any) -> str:
    return f"{plan.cycle.framework.commune} – {plan}"
