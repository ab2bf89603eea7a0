"""The answer of the State's representative to an act that was sent."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from foundation.forms.base import ModelForm
from frameworks.models import LegalityControl


class ControlForm(ModelForm):
    """What the sub-prefect or the prefect answered, with the number and the day of the answer."""

    class Meta:
        model = LegalityControl
        fields = ["outcome", "dated", "number", "authority", "note"]
        labels = {
            "outcome": gettext_lazy("Result of the control"),
            "dated": gettext_lazy("Date of the answer"),
            "note": gettext_lazy("What the answer says"),
        }
        help_texts = {
            "dated": gettext_lazy("For a silence: the last day of the delay."),
            "authority": gettext_lazy("For example: the sub-prefect of the arrondissement"),
        }
