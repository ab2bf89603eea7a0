"""The admin of plans: what is sealed is only looked at."""

from actionplans.admin import pdesc, plans, seals, support

__all__ = ["pdesc", "plans", "seals", "support"]
