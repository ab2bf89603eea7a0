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
from actionplans.services.funding import (
    confirm_promises,
    excuse_investment,
    record_payment,
    record_promises,
    take_over,
)
from actionplans.services.incentives import add_incentive, change_incentive
from actionplans.services.pdesc import add_pasted, add_pdesc, add_pdesc_line, change_pdesc_line
from actionplans.services.plans import change_plan, draw_up, seal, unseal
from actionplans.services.sealing import seal_agreed_plans
from actionplans.services.valuation import add_valuation, end_valuation

__all__ = [
    "add_action",
    "add_incentive",
    "add_pasted",
    "add_pdesc",
    "add_pdesc_line",
    "add_valuation",
    "against_amending",
    "against_dropping",
    "against_sealing",
    "before_and_after",
    "change_action",
    "change_incentive",
    "change_pdesc_line",
    "change_plan",
    "confirm_promises",
    "draw_up",
    "drop_amendment",
    "end_valuation",
    "excuse_investment",
    "open_amendment",
    "record_payment",
    "record_promises",
    "remove_action",
    "seal",
    "seal_agreed_plans",
    "seal_amendment",
    "take_over",
    "take_up_needs",
    "tell_results",
    "unseal",
]
