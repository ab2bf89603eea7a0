"""The three-month plan: its actions, who pays what, and the development plan they stand on."""

from actionplans.models.actions import Action, ActionPlan, PlanState
from actionplans.models.funding import (
    COLUMN_OF_KIND,
    FundingLine,
    Payment,
    SourceColumn,
)
from actionplans.models.pdesc import Pdesc, PdescLine
from actionplans.models.seals import Amendment, PlanVersion
from communes.models import FundingCategory, FundingKind

__all__ = [
    "COLUMN_OF_KIND",
    "Action",
    "ActionPlan",
    "Amendment",
    "FundingCategory",
    "FundingKind",
    "FundingLine",
    "Payment",
    "Pdesc",
    "PdescLine",
    "PlanState",
    "PlanVersion",
    "SourceColumn",
]
