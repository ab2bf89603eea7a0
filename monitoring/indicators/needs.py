"""I05–I07: what the sectors said they need, what was taken up, and what was satisfied."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from foundation.formats.ratios import share
from frameworks.models import Framework, NeedState
from frameworks.querysets import TAKEN_UP


@dataclass(frozen=True)
class NeedFigures:
    """The needs of one framework, by what became of them in the end."""

    identified: int = 0
    presented: int = 0
    retained: int = 0
    satisfied: int = 0
    partly: int = 0

    @property
    def taken_up(self) -> float | None:
        """I06: needs retained, whatever became of them since ÷ needs presented at a meeting."""
        return share(self.retained, self.presented)

    @property
    def strict(self) -> float | None:
        """I07, strict: needs satisfied ÷ identified."""
        return share(self.satisfied, self.identified)

    @property
    def weighted(self) -> float | None:
        """I07, weighted: (satisfied + ½ partly satisfied) ÷ identified."""
        return share(self.satisfied + self.partly / 2, self.identified)


def needs_of(framework: Framework) -> NeedFigures:
    """I05: every need the framework heard, counted by its final state."""
    return NeedFigures(
        **framework.needs.order_by().aggregate(
            identified=Count("pk"),
            presented=Count("pk", filter=~Q(state=NeedState.IDENTIFIED)),
            retained=Count("pk", filter=Q(state__in=TAKEN_UP)),
            satisfied=Count("pk", filter=Q(state=NeedState.SATISFIED)),
            partly=Count("pk", filter=Q(state=NeedState.PARTLY)),
        )
    )
