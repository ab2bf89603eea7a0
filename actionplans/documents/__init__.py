"""The plan as one table, and as the paper made from it."""

from actionplans.documents.plan import plan_document
from actionplans.documents.sealed import paper_of, paper_of_version
from actionplans.documents.sheet import PlanSheet, plan_sheet

__all__ = ["PlanSheet", "paper_of", "paper_of_version", "plan_document", "plan_sheet"]
