"""The admin of frameworks: acts, members, cycles, needs and meetings."""

from frameworks.admin import (
    acts,
    frameworks,
    meetings,
    needs,
    papers,
    partnership,
    revenue,
    sittings,
)

__all__ = [
    "acts",
    "frameworks",
    "meetings",
    "needs",
    "papers",
    "partnership",
    "revenue",
    "sittings",
]
