"""I24: how the committee's mandate changed from version to version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from foundation.formats.search import search_key
from frameworks.models import Framework
from monitoring.models import CommitteeMandate


@dataclass(frozen=True)
class MandateFigures:
    """The versions of a mandate, and those whose content is not that of the version before."""

    versions: int = 0
    changed: int = 0


def mandates_of(framework: Framework) -> list[CommitteeMandate]:
    """Every version, the first one first, in one query."""
    found = CommitteeMandate.objects.filter(committee__framework=framework)
    return list(found.order_by("version"))


def mandate_figures(
    mandates: Sequence[CommitteeMandate], cycle: int | None = None
) -> MandateFigures:
    """I24: number of versions; versions with content change. With a cycle, those made for it."""
    changed = {after.pk for before, after in pairwise(mandates) if _differ(before, after)}
    counted = [each for each in mandates if cycle is None or each.cycle_id == cycle]
    return MandateFigures(len(counted), sum(each.pk in changed for each in counted))


def _differ(before: CommitteeMandate, after: CommitteeMandate) -> bool:
    """Other tasks or another rhythm; order, spaces and accents of the lines do not count."""
    return _content(before) != _content(after)


def _content(mandate: CommitteeMandate) -> tuple[list[str], str]:
    return sorted(_keys(mandate.tasks.splitlines())), search_key(mandate.report_rhythm).strip()


def _keys(lines: Iterable[str]) -> list[str]:
    return [" ".join(search_key(line).split()) for line in lines if line.strip()]
