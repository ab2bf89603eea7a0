"""A framework as a partnership between sectors: who sits for which, what each brings (§ 9.2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from communes.models import Organisation, OrganisationKind, PartnerSector
from frameworks.models import Framework, FrameworkMember, PartnerShare, Partnership

# What a party is when nobody said otherwise: a cooperative does business unless told (§ 9.2).
SECTOR_OF_KIND = {
    OrganisationKind.COMMUNE: PartnerSector.GOVERNMENT,
    OrganisationKind.SERVICE: PartnerSector.GOVERNMENT,
    OrganisationKind.PROFESSIONAL: PartnerSector.BUSINESS,
    OrganisationKind.FIRM: PartnerSector.BUSINESS,
    OrganisationKind.NGO: PartnerSector.CIVIL_SOCIETY,
    OrganisationKind.DONOR: PartnerSector.DONOR,
    OrganisationKind.PROGRAMME: PartnerSector.DONOR,
}
SECTORS = (PartnerSector.BUSINESS, PartnerSector.CIVIL_SOCIETY, PartnerSector.GOVERNMENT)
FEWEST_SECTORS = 2


class Party(NamedTuple):
    """An organisation that sits, its sector (declared, or that of its kind) and what it brings."""

    member: FrameworkMember
    sector: PartnerSector
    declared: bool
    share: PartnerShare | None

    @property
    def organisation(self) -> Organisation:
        found: Organisation = self.member.organisation
        return found


def sector_of(organisation: Organisation) -> PartnerSector:
    """The sector written on the organisation's page, else that of its kind."""
    if organisation.partner_sector:
        return PartnerSector(organisation.partner_sector)
    return SECTOR_OF_KIND[OrganisationKind(organisation.kind)]


def parties_of(framework: Framework) -> list[Party]:
    """Those that sit today, by sector, in two queries."""
    shares = {share.organisation_id: share for share in framework.partner_shares.all()}
    seats = framework.members.sitting().select_related("organisation")
    order = {sector: place for place, sector in enumerate(PartnerSector)}
    found = [
        Party(
            seat,
            sector_of(seat.organisation),
            bool(seat.organisation.partner_sector),
            shares.get(seat.organisation_id),
        )
        for seat in seats
    ]
    return sorted(found, key=lambda party: (order[party.sector], party.organisation.name))


def sectors_present(organisations: Iterable[Organisation]) -> list[PartnerSector]:
    """Which of the three sectors are there; donors stand outside them."""
    there = {sector_of(organisation) for organisation in organisations}
    return [sector for sector in SECTORS if sector in there]


def is_intersectoral(sectors: Iterable[PartnerSector]) -> bool:
    """Business, civil society, government: at least two of the three (§ 9.2)."""
    return len(set(sectors) & set(SECTORS)) >= FEWEST_SECTORS


def partnership_of(framework: Framework) -> Partnership | None:
    """What was said of the framework's type; nothing as long as nobody said it."""
    return Partnership.objects.filter(framework=framework).first()
