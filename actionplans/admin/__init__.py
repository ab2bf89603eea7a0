"""The admin of plans: what is sealed is only looked at."""

from actionplans.admin import pdesc, plans

__all__ = ["pdesc", "plans"]
