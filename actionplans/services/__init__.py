"""Writing the plan: its days, its actions, who pays, what was paid. Sealing belongs to meetings."""

from actionplans.services.actions import (
    add_action,
    change_action,
    remove_action,
    take_up_needs,
    tell_results,
)
from actionplans.services.amending import (
    against_amending,
    against_dropping,
    against_sealing,
    before_and_after,
    drop_amendment,
    open_amendment,
    seal_amendment,
)
from actionplans.services.funding import Promise, excuse_investment, record_payment, set_funding
from actionplans.services.pdesc import add_pdesc, add_pdesc_line
from actionplans.services.plans import change_plan, draw_up, seal, unseal
from actionplans.services.sealing import seal_agreed_plans

__all__ = [
    "Promise",
    "add_action",
    "add_pdesc",
    "add_pdesc_line",
    "against_amending",
    "against_dropping",
    "against_sealing",
    "before_and_after",
    "change_action",
    "change_plan",
    "draw_up",
    "drop_amendment",
    "excuse_investment",
    "open_amendment",
    "record_payment",
    "remove_action",
    "seal",
    "seal_agreed_plans",
    "seal_amendment",
    "set_funding",
    "take_up_needs",
    "tell_results",
    "unseal",
]
