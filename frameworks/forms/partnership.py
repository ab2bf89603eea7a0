"""The type of a framework's partnership, its measure areas, and what each party brings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from communes.models import MeasureArea
from foundation.forms.records import RecordForm
from foundation.forms.widgets import Ticks
from frameworks.models import CrossCutting, DonorRole, PartnerShare, Partnership, Resource


class CodesField(forms.MultipleChoiceField):
    """Some words of a closed list, kept as a list of their codes in the order of the list."""

    def __init__(self, **kwargs: Any) -> None:
        for of_json in ("encoder", "decoder"):
            kwargs.pop(of_json, None)
        kwargs |= {"widget": Ticks(), "required": False}
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[str]:
        chosen = set(super().clean(value))
        return [str(code) for code, _words in self.choices if code in chosen]  # type: ignore[union-attr]


def offer_codes(form: forms.BaseForm, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    """Give a field of codes its list, each word with a capital."""
    field: Any = form.fields[name]
    field.choices = [(code, capfirst(words)) for code, words in choices]


class TypeForm(RecordForm):
    """Everything may stay empty: what is not said is shown as « to be completed »."""

    class Meta:
        model = Partnership
        fields = ("measure_areas", "duration", "form", "donor_roles", "scale", "cross_cutting")
        field_classes = dict.fromkeys(("measure_areas", "donor_roles", "cross_cutting"), CodesField)
        help_texts = {
            "measure_areas": gettext_lazy("What partners group the frameworks by."),
            "donor_roles": gettext_lazy("A donor is not necessary: it may start or support."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_codes(self, "measure_areas", MeasureArea.choices)
        offer_codes(self, "donor_roles", DonorRole.choices)
        offer_codes(self, "cross_cutting", CrossCutting.choices)


class ShareForm(RecordForm):
    """What one party brings besides its promises, what it adds, what it hopes for."""

    class Meta:
        model = PartnerShare
        fields = ("resources", "complementarity", "interest")
        field_classes = {"resources": CodesField}
        help_texts = {
            "complementarity": gettext_lazy("What it can do that the others cannot."),
            "interest": gettext_lazy("What it hopes to gain from the framework."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_codes(self, "resources", Resource.choices)
