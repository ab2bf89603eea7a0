"""I31: what meetings decided, and whether it was done by its deadline."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from foundation.formats.ratios import share
from frameworks.models import Decision, DecisionState, Framework


@dataclass(frozen=True)
class DecisionFigures:
    """Decisions whose last possible day has come, and those done by then."""

    due: int = 0
    done: int = 0
    in_time: int = 0

    @property
    def executed(self) -> float | None:
        """I31: decisions done by their deadline ÷ decisions due."""
        return share(self.in_time, self.due)


def decisions_due(framework: Framework, day: datetime.date) -> list[Decision]:
    """The decisions of the framework's held meetings that were due by this day, in one query."""
    found = Decision.objects.filter(
        meeting__in=framework.meetings.held().order_by().values("pk"), deadline_on__lte=day
    )
    return list(found.order_by("deadline_on", "pk"))


def executed(decisions: Iterable[Decision]) -> DecisionFigures:
    """What became of these decisions; one dropped was due and is not done."""
    every = list(decisions)
    done = [each for each in every if each.state == DecisionState.DONE]
    return DecisionFigures(
        due=len(every),
        done=len(done),
        in_time=sum(
            each.settled_on is not None
            and each.deadline_on is not None
            and each.settled_on <= each.deadline_on
            for each in done
        ),
    )
