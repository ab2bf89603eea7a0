"""Beginning a sheet, its cover, one page of its answers, and the adviser's reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import Action
from communes.models import Commune, MeasureArea, Sector
from consult.learning.models import Campaign, ExperienceSheet, Variant
from consult.learning.telling import told_choices, told_records
from foundation.forms.base import Form
from foundation.forms.fields import TextField
from foundation.forms.records import RecordForm
from foundation.forms.widgets import Pick, Ticks
from frameworks.forms.partnership import CodesField, offer_codes
from frameworks.models import Cycle
from frameworks.querysets import sectors_offered


class BeginForm(Form):
    """Which outline, what it tells, and its title."""

    variant = forms.ChoiceField(
        label=gettext_lazy("Who paid for the model?"), choices=Variant, widget=Pick()
    )
    told = forms.ChoiceField(
        label=gettext_lazy("What does it tell?"),
        required=False,
        help_text=gettext_lazy("What the record says of it is filled in. Correct and complete it."),
    )
    title = TextField(label=gettext_lazy("Title"), max_length=200)
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label=gettext_lazy("Answers the collection"), required=False
    )

    def __init__(self, *args: Any, commune: Commune, campaigns: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.records = told_records(commune)
        told: Any = self.fields["told"]
        told.choices = [("", _("Something else: everything is typed")), *told_choices(self.records)]
        offer_campaigns(self, campaigns)

    def told_of(self) -> dict[str, Any]:
        """The framework, cycle or action chosen, by the name of its column."""
        chosen = self.records.get(self.cleaned_data["told"])
        names = {Cycle: "cycle", Action: "action"}
        return {names.get(type(chosen), "framework"): chosen} if chosen else {}


def offer_campaigns(form: forms.BaseForm, campaigns: Any) -> None:
    """The collections that ask this commune; where none does, nothing is asked."""
    field: Any = form.fields["campaign"]
    field.queryset = campaigns
    if not campaigns.exists():
        del form.fields["campaign"]


class CoverForm(RecordForm):
    """Title, date, sectors, measure areas and collection."""

    class Meta:
        model = ExperienceSheet
        fields = ("title", "as_of", "sectors", "measure_areas", "campaign")
        field_classes = {"measure_areas": CodesField}
        widgets = {"sectors": Ticks()}

    def __init__(self, *args: Any, campaigns: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.instance.sectors.values("pk")
        framework = self.instance.framework
        offered = sectors_offered(framework) if framework else Sector.objects.all()
        chosen = Sector.objects.filter(Q(pk__in=offered.order_by().values("pk")) | Q(pk__in=known))
        sectors: Any = self.fields["sectors"]
        sectors.queryset = chosen
        offer_codes(self, "measure_areas", MeasureArea.choices)
        offer_campaigns(self, campaigns)


class ReviewForm(Form):
    """Fit to be published, or sent back with what is to be changed."""

    FIT, BACK = "relue", "renvoyee"

    verdict = forms.ChoiceField(
        label=gettext_lazy("Your answer to the commune"),
        choices=[
            (FIT, gettext_lazy("It is fit to be published")),
            (BACK, gettext_lazy("It goes back, to be completed")),
        ],
        widget=Pick(),
    )
    reason = TextField(
        label=gettext_lazy("What is to be changed"), rows=3, max_length=400, required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("verdict") == self.BACK and not cleaned.get("reason"):
            self.add_error("reason", _("Say in one sentence what is to be changed."))
        return cleaned
