"""I20, I21: the professional organisations of the framework and the members they speak for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from communes.models import LegalForm, MemberCount, Organisation, OrganisationKind
from communes.rules import MEMBERS_USUAL
from foundation.formats.ratios import known_sum, mean, share
from frameworks.models import Framework

FORMALISED = (LegalForm.SCOOPS, LegalForm.COOP_CA, LegalForm.GIE)


@dataclass(frozen=True)
class OrganisationFigures:
    """The professional organisations that sit, with their members as last counted."""

    organisations: tuple[Organisation, ...]
    counts: tuple[MemberCount, ...]

    @property
    def count(self) -> int:
        return len(self.organisations)

    @property
    def formalised(self) -> int:
        """I20: organisations that are a cooperative society or an economic interest group."""
        return sum(each.legal_form in FORMALISED for each in self.organisations)

    @property
    def formalised_share(self) -> float | None:
        """I20: formalised ÷ organisations."""
        return share(self.formalised, self.count)

    @property
    def members(self) -> int | None:
        """I21: Σ members of the organisations; unknown when none was counted."""
        return known_sum(count.total for count in self.counts)

    @property
    def women(self) -> int | None:
        return known_sum(count.women for count in self.counts)

    @property
    def young(self) -> int | None:
        return known_sum(count.young for count in self.counts)

    @property
    def displaced(self) -> int | None:
        return known_sum(count.displaced for count in self.counts)

    @property
    def usual(self) -> int:
        """I21: organisations of 60 to 120 members."""
        return sum(count.total in MEMBERS_USUAL for count in self.counts)

    @property
    def mean(self) -> float | None:
        """I21: members ÷ organisations whose members were counted."""
        return mean(count.total for count in self.counts)


def organisations_of(framework: Framework) -> OrganisationFigures:
    """The organisations that sit in the framework today, in two queries."""
    seats = framework.members.sitting().filter(organisation__kind=OrganisationKind.PROFESSIONAL)
    found = Organisation.objects.filter(pk__in=seats.values("organisation"))
    counted = MemberCount.objects.filter(organisation__in=seats.values("organisation"))
    latest = _latest(counted.order_by("counted_on", "pk"))
    return OrganisationFigures(tuple(found), tuple(latest.values()))


def _latest(counts: Iterable[MemberCount]) -> dict[int, MemberCount]:
    """The last count of each organisation."""
    return {count.organisation_id: count for count in counts}
