"""An opinion or support of a technical service; the production of a season."""

from __future__ import annotations

import decimal
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import Action
from communes.models import Commune, Organisation, Sector
from foundation.formats.numbers import is_english, number
from foundation.forms.base import ModelForm
from foundation.forms.fields import MoneyField, TypedField
from foundation.forms.records import RecordForm
from foundation.records.today import today
from frameworks.models import CycleState
from monitoring.models import ProductionMeasure, ServiceSupport, SupportKind

LONGEST = 12


class QuantityField(TypedField):
    """How much was weighed or counted: « 1 250 », « 12,5 »; never negative."""

    input_attrs = {"inputmode": "decimal", "class": "w-count"}

    def read(self, text: str) -> decimal.Decimal:
        plain = re.sub(r"\s", "", text)
        plain = plain.replace(",", "") if is_english() else plain.replace(",", ".")
        if not re.fullmatch(r"[0-9]+(\.[0-9]{1,2})?", plain):
            raise ValidationError(_("Type a quantity in figures, for example 1 250 or 12,5."))
        if len(plain.partition(".")[0]) > LONGEST:
            raise ValidationError(_("This number is too large."))
        return decimal.Decimal(plain)

    def write(self, value: Any) -> str:
        return number(value)


class SupportForm(ModelForm):
    """What a service said or did, when, and on what."""

    class Meta:
        model = ServiceSupport
        fields = (
            "service", "kind", "given_on", "verdict", "text", "need", "action", "organisation",
        )  # fmt: skip

    def __init__(self, *args: Any, commune: Commune, services: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        framework = self.instance.framework
        running = Q(plan__cycle__state=CycleState.OPEN) | Q(pk=self.initial.get("action"))
        actions = Action.objects.in_commune(commune).filter(running)
        self._offer("service", services.order_by("name"))
        self._offer("need", framework.needs.order_by("code"))
        self._offer("action", actions.order_by("-plan__cycle__number", "number"))
        parties = Organisation.objects.usable_in(commune).active()
        self._offer("organisation", parties.professional().order_by("name"))
        self._start_with("given_on", today())
        first = services.values_list("pk", flat=True)[:2]
        if len(first) == 1:
            self._start_with("service", first[0])
        self.fields["text"].widget = forms.Textarea(attrs={"rows": 3, "class": "in"})

    def _offer(self, name: str, records: Any) -> None:
        field: Any = self.fields[name]
        field.queryset = records

    def _start_with(self, name: str, value: Any) -> None:
        self.initial[name] = self.initial.get(name) or value

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("kind") == SupportKind.SUPPORT and cleaned.get("verdict"):
            self.add_error("verdict", _("Only an opinion is favourable or not."))
        about = ("need", "action", "organisation")
        if not any(cleaned.get(name) or name in self.errors for name in about):
            self.add_error("need", _("Say what it is about: a need, an action, an organisation."))
        return cleaned


class ProductionForm(RecordForm):
    """What one organisation produced, sold and lost in one season."""

    quantity = QuantityField(label=gettext_lazy("Quantity produced"))
    sold = QuantityField(label=gettext_lazy("Quantity sold"), required=False)
    lost = QuantityField(label=gettext_lazy("Quantity lost"), required=False)
    price = MoneyField(label=gettext_lazy("Price of one unit"), required=False)

    class Meta:
        model = ProductionMeasure
        fields = (
            "organisation", "sector", "season", "measured_on", "unit", "quantity", "sold", "lost",
            "price", "measured_by", "baseline",
        )  # fmt: skip

    def __init__(self, *args: Any, commune: Commune, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Organisation.objects.in_commune(commune).standing().professional()
        parties: Any = self.fields["organisation"]
        parties.queryset = own.order_by("name")
        sectors: Any = self.fields["sector"]
        sectors.queryset = Sector.objects.order_by("name_fr")
        self.fields["season"].help_text = _("For example: hivernage 2024")
        self.fields["unit"].help_text = _("For example: sac de 100 kg, panier, tonne")
        self.fields["baseline"].help_text = _("The first measure, to which the later ones compare.")
        if self.instance.pk is None:
            self.initial["measured_on"] = today()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        produced = cleaned.get("quantity")
        for name in ("sold", "lost"):
            part = cleaned.get(name)
            if produced is not None and part is not None and part > produced:
                self.add_error(name, _("This is more than was produced."))
        return cleaned
