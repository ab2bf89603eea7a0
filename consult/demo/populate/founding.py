"""The framework of a practice commune: its act, organisations, people, sectors and first needs."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass

from communes.models import (
    Commune,
    LegalForm,
    MemberCount,
    Organisation,
    OrganisationKind,
    Person,
    Sector,
    Sex,
)
from communes.services.organisations import add_organisation
from communes.services.people import add_person, college_of
from consult.demo.populate.words import FIRST_NAMES, MARK, REASONS, THEMES
from foundation.accounts.models import User
from foundation.formats.partial import PartialDate
from frameworks.models import Deliberation, Framework, Need
from frameworks.services.deliberations import record_founding_deliberation
from frameworks.services.frameworks import (
    SectorChoice,
    add_members,
    choose_sectors,
    create_framework,
)
from frameworks.services.needs import add_need


@dataclass
class Place:
    """One practice commune while it is filled: who acts, with what chance, on what."""

    commune: Commune
    by: User
    rng: random.Random
    framework: Framework
    sectors: list[Sector]
    organisations: list[Organisation]
    service: Organisation
    people: list[Person]

    @property
    def town_hall(self) -> Organisation:
        found: Organisation = self.commune.organisations.filter(kind="commune").earliest("pk")
        return found

    def chance(self, share: float) -> bool:
        return self.rng.random() < share


def found(commune: Commune, *, by: User, rng: random.Random, on: datetime.date) -> Place:
    """A framework with its founding act of that day, two or three sectors, members and needs."""
    framework = create_framework(
        Framework(commune=commune, name=f"Cadre de concertation de {commune.name}"), by=by
    )
    catalogue = list(Sector.objects.filter(retired=False).order_by("code"))
    sectors = rng.sample(catalogue, rng.choice((2, 3)))
    organisations = [_cooperative(commune, sector, by, rng, on) for sector in sectors]
    service = _party(commune, OrganisationKind.SERVICE, "Service de l’agriculture", by)
    choose_sectors(
        framework,
        [SectorChoice(sector, reason=rng.choice(REASONS)) for sector in sectors],
        by=by,
        active_from=on,
    )
    act = Deliberation(
        commune=commune,
        number=f"001/{on.year}",
        dated=_whole(on),
        state="executoire",
        object="Création du cadre de concertation commune – secteur privé",
    )
    record_founding_deliberation(framework, act, by=by)
    place = Place(commune, by, rng, framework, sectors, organisations, service, [])
    add_members(framework, [place.town_hall, *organisations, service], by=by, since=on)
    place.people = _people(place)
    for sector in sectors:
        say_a_need(place, sector, on)
    return place


def _whole(day: datetime.date) -> PartialDate:
    return PartialDate.from_iso(day.isoformat())


def _party(commune: Commune, kind: str, name: str, by: User) -> Organisation:
    party = Organisation(commune=commune, kind=kind, name=f"{name} {MARK}")
    return add_organisation(party, by=by)


def _cooperative(
    commune: Commune, sector: Sector, by: User, rng: random.Random, on: datetime.date
) -> Organisation:
    women = rng.choice((False, False, True))
    party = Organisation(
        commune=commune,
        kind=OrganisationKind.PROFESSIONAL,
        name=f"{'Femmes' if women else 'Producteurs'} – {sector.name_fr} {MARK}",
        legal_form=rng.choice((LegalForm.INFORMAL, LegalForm.SCOOPS)),
        womens_organisation=women,
        partner_sector="business",
    )
    members = MemberCount(
        counted_on=_whole(on),
        women=rng.randrange(40, 100) if women else rng.randrange(5, 30),
        men=rng.randrange(0, 8) if women else rng.randrange(35, 90),
        young=rng.randrange(5, 30),
        displaced=rng.randrange(0, 12),
    )
    return add_organisation(party, by=by, sectors=[sector], count=members)


def _people(place: Place) -> list[Person]:
    """Three of each party, women and men, of known age and without a telephone."""
    parties = [place.town_hall, *place.organisations, place.service]
    return [
        add_person(_person(place, party, f"{rank}-{number}"), by=place.by)
        for rank, party in enumerate(parties, 1)
        for number in range(1, 4)
    ]


def _person(place: Place, party: Organisation, number: str) -> Person:
    name = place.rng.choice(FIRST_NAMES)
    return Person(
        commune=place.commune,
        first_name=name,
        last_name=f"PERSONNE {number} {MARK}",
        sex=Sex.WOMAN if name in FIRST_NAMES[:4] else Sex.MAN,
        birth_year=place.rng.randrange(1955, 2005),
        organisation=party,
        college=college_of(party),
    )


def say_a_need(place: Place, sector: Sector, on: datetime.date) -> Need:
    """A need of one of the sector's organisations, said on that day."""
    theme, rng = place.rng.choice(THEMES), place.rng
    asks = next((o for o in place.organisations if sector in o.sectors.all()), None)
    women = rng.randrange(5, 90)
    need = Need(
        framework=place.framework,
        sector=sector,
        organisation=asks,
        statement=f"{theme.need} ({sector.name_fr.lower()})",
        nature=theme.nature,
        women=women,
        men=rng.randrange(0, 60),
        young=min(women, rng.randrange(2, 30)),
        method="assemblee_op",
        urgency=rng.choice(("haute", "moyenne", "basse")),
        estimated_cost=rng.randrange(2, 60) * 50_000,
        identified_on=_whole(on),
    )
    return add_need(need, by=place.by)
