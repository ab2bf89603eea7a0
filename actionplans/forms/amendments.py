"""Opening an amendment, and the day it is sealed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from actionplans.models import Amendment
from foundation.forms.base import Form, ModelForm
from foundation.forms.fields import DayField
from foundation.records.today import today


class AmendmentForm(ModelForm):
    """Why the plan is changed, and by which decision of a meeting that was held."""

    class Meta:
        model = Amendment
        fields = ("reason", "decision")
        labels = {"decision": _("Decision that asks for it")}
        help_texts = {"reason": _("It is printed on the amendment.")}

    def __init__(self, *args: Any, decisions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["decision"]
        field.queryset = decisions
        field.empty_label = _("Without a decision")
        field.label_from_instance = _spoken


def _spoken(decision: Any) -> str:
    return _("Meeting no. %(meeting)s, decision no. %(number)s: %(wording)s") % {
        "meeting": decision.meeting.number,
        "number": decision.number,
        "wording": decision.wording[:80],
    }


class SealForm(Form):
    """The day the amendment was agreed: today, or as the register says."""

    agreed_on = DayField(label=_("Amendment agreed on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"agreed_on": today()})
        super().__init__(*args, **kwargs)
