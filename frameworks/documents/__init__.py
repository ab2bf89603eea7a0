"""The papers of a framework before its meetings."""

from frameworks.documents.needs import blank_needs_sheet, needs_sheet

__all__ = ["blank_needs_sheet", "needs_sheet"]
