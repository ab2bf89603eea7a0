"""The plan as one table, and as the paper made from it."""

from actionplans.documents.amendment import amendment_document
from actionplans.documents.changes import changes_between
from actionplans.documents.plan import plan_document
from actionplans.documents.sealed import paper_of, paper_of_version
from actionplans.documents.sheet import PlanSheet, plan_sheet

__all__ = [
    "PlanSheet",
    "amendment_document",
    "changes_between",
    "paper_of",
    "paper_of_version",
    "plan_document",
    "plan_sheet",
]
