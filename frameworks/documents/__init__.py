"""The papers of a framework before its meetings, and those of the council's acts."""

from frameworks.documents.acts import act_paper, dispatch_slip, drawn_act
from frameworks.documents.needs import blank_needs_sheet, needs_sheet

__all__ = ["act_paper", "blank_needs_sheet", "dispatch_slip", "drawn_act", "needs_sheet"]
