"""Until which day an organisation's contributions are certified."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms.fields import DayField


class UntilForm(forms.Form):
    """The day may stay empty: it is then today."""

    au = DayField(
        label=_("Certificates: contributions until"),
        required=False,
        help_text=_("For example 30/06/2025. Without a day: until today."),
    )
