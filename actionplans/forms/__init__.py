"""The forms of the plan: its days, its actions, who pays, what was paid, the PDESC."""

from actionplans.forms.actions import ActionChangeForm, ActionForm
from actionplans.forms.amendments import AmendmentForm, SealForm
from actionplans.forms.funding import ExcuseForm, PaymentForm, TakeOverForm
from actionplans.forms.pdesc import PdescForm, PdescLineForm
from actionplans.forms.plans import NeedsForm, PlanChangeForm, PlanForm
from actionplans.forms.shape import ResultForm

__all__ = [
    "ActionChangeForm",
    "ActionForm",
    "AmendmentForm",
    "ExcuseForm",
    "NeedsForm",
    "PaymentForm",
    "PdescForm",
    "PdescLineForm",
    "PlanChangeForm",
    "PlanForm",
    "ResultForm",
    "SealForm",
    "TakeOverForm",
]
