"""The three-month plan: its actions, who pays what, and the development plan they stand on."""

from actionplans.models.actions import Action, ActionPlan, PlanState
from actionplans.models.funding import (
    COLUMN_OF_KIND,
    FundingLine,
    Payment,
    SourceColumn,
)
from actionplans.models.incentives import Incentive, IncentiveKind
from actionplans.models.pdesc import Pdesc, PdescAmount, PdescLine
from actionplans.models.seals import Amendment, PlanVersion
from actionplans.models.shape import CarryChoice, ContractKind, WaterUse
from actionplans.models.valuation import ValuationRule
from communes.models import FundingCategory, FundingKind

__all__ = [
    "COLUMN_OF_KIND",
    "Action",
    "ActionPlan",
    "Amendment",
    "CarryChoice",
    "ContractKind",
    "FundingCategory",
    "FundingKind",
    "FundingLine",
    "Incentive",
    "IncentiveKind",
    "Payment",
    "Pdesc",
    "PdescAmount",
    "PdescLine",
    "PlanState",
    "PlanVersion",
    "SourceColumn",
    "ValuationRule",
    "WaterUse",
]
