"""Writing the plan: its days, its actions, who pays, what was paid. Sealing belongs to meetings."""

from actionplans.services.actions import add_action, change_action, remove_action, take_up_needs
from actionplans.services.funding import Promise, excuse_investment, record_payment, set_funding
from actionplans.services.pdesc import add_pdesc, add_pdesc_line
from actionplans.services.plans import change_plan, draw_up, seal, unseal

__all__ = [
    "Promise",
    "add_action",
    "add_pdesc",
    "add_pdesc_line",
    "change_action",
    "change_plan",
    "draw_up",
    "excuse_investment",
    "record_payment",
    "remove_action",
    "seal",
    "set_funding",
    "take_up_needs",
    "unseal",
]
