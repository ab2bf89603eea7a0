"""What a unit of labour, kind or service is worth in the commune."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import FundingKind, ValuationRule
from actionplans.services.valuing import unit_key
from foundation.forms.base import ModelForm
from foundation.forms.fields import MoneyField
from foundation.forms.records import RecordForm
from foundation.records.today import today


class ValuationForm(ModelForm):
    """A new rule: such a unit is worth so much from a day on."""

    class Meta:
        model = ValuationRule
        fields = ("kind", "unit", "rate", "valid_from", "source")
        field_classes = {"rate": MoneyField}
        labels = {
            "unit": gettext_lazy("The unit"),
            "rate": gettext_lazy("Worth of one unit"),
            "valid_from": gettext_lazy("From which day"),
            "source": gettext_lazy("Where it was agreed"),
        }
        help_texts = {
            "unit": gettext_lazy("As promises name it: labourers, bags of cement, bricks…"),
            "rate": gettext_lazy("For labour: the worth of one day of one person."),
            "valid_from": gettext_lazy(
                "A plan is valued by the rule in force on its first day, like 28/08/2026."
            ),
            "source": gettext_lazy("For example: meeting of the framework of 12 March."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        others = [one for one in FundingKind if one != FundingKind.CASH]
        kind.choices = [("", _("Choose")), *((one.value, one.label) for one in others)]

    def clean(self) -> dict[str, Any]:
        super().clean()
        found = self.cleaned_data
        kind, unit, first = (found.get(name) for name in ("kind", "unit", "valid_from"))
        if kind and unit and first:
            known = self.instance.commune.valuations.filter(kind=kind, valid_from=first)
            if any(unit_key(rule.unit) == unit_key(unit) for rule in known):
                self.add_error("valid_from", _("This unit already has a value from that day on."))
        return found


class EndValuationForm(RecordForm):
    """The last day on which a rule holds, today unless another is typed."""

    class Meta:
        model = ValuationRule
        fields = ("valid_to", "source")
        labels = {
            "valid_to": gettext_lazy("Last day"),
            "source": gettext_lazy("Where it was agreed"),
        }

    def __init__(self, *args: Any, instance: ValuationRule, **kwargs: Any) -> None:
        self.latest = instance.valid_to
        proposed = instance.valid_to or max(today(), instance.valid_from)
        super().__init__(*args, instance=instance, initial={"valid_to": proposed}, **kwargs)
        self.fields["valid_to"].required = True

    def clean_valid_to(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["valid_to"]
        if day < self.instance.valid_from:
            raise ValidationError(_("The end comes before the beginning."))
        if self.latest and day > self.latest:
            raise ValidationError(_("This rule ended already. Add a new one instead."))
        return day
