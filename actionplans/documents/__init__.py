"""The plan as one table, and as the paper made from it."""

from actionplans.documents.plan import plan_document
from actionplans.documents.sheet import PlanSheet, plan_sheet

__all__ = ["PlanSheet", "plan_document", "plan_sheet"]
