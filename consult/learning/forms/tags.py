"""What an action gave the partnership, said after the fact."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consult.learning.models import ActionTag, Outcome
from foundation.forms.records import RecordForm
from foundation.forms.widgets import Pick
from frameworks.forms.partnership import CodesField, offer_codes
from frameworks.models import CrossCutting


class TagForm(RecordForm):
    """A process (trust, capacity) or a product (a service, works), and wider causes."""

    class Meta:
        model = ActionTag
        fields = ("outcome", "cross_cutting")
        field_classes = {"cross_cutting": CodesField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome: Any = self.fields["outcome"]
        outcome.widget = Pick()
        words = [(code, capfirst(label)) for code, label in Outcome.choices]
        outcome.choices = [("", _("Not given")), *words]
        offer_codes(self, "cross_cutting", CrossCutting.choices)
