"""Forms of the adviser."""

from django.utils.translation import gettext_lazy as _

from foundation.forms.base import Form
from foundation.forms.fields import DayField, TextField


class PauseForm(Form):
    """Why nothing can be asked of a commune for a time: insecurity, flood, vacant executive."""

    reason = TextField(label=_("Why the commune is paused"), max_length=200)
    valid_from = DayField(label=_("Paused from"))
    valid_to = DayField(label=_("Paused until"), required=False)
