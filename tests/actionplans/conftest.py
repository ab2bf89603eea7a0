"""A commune whose framework has an open cycle, and its secretary at the keyboard."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import ActionPlan
from communes.models import Commune, Organisation, OrganisationKind, Sector
from foundation.accounts.models import User
from frameworks.models import Cycle
from tests import make


@dataclass
class Place:
    """What the tests of the plan stand on."""

    commune: Commune
    cycle: Cycle
    by: User
    sector: Sector
    town: Organisation
    group: Organisation
    client: Client

    def url(self, name: str, **kwargs: object) -> str:
        return reverse(f"actionplans:{name}", kwargs={"slug": self.commune.slug, **kwargs})

    def plan(self, **fields: Any) -> ActionPlan:
        return make.plan(self.cycle, **fields)


@pytest.fixture
def place(db: None, client: Client) -> Place:
    commune = make.commune("Dioro")
    framework = make.framework(commune)
    sector = make.sector("echalote", name_fr="Échalote / oignon")
    make.priority(framework, sector)
    secretary = make.secretary(commune)
    client.force_login(secretary)
    return Place(
        commune,
        make.cycle(framework),
        secretary,
        sector,
        make.organisation(commune, OrganisationKind.COMMUNE, name="Commune de Dioro"),
        make.organisation(commune, name="Coopérative Jɛkafɔ"),
        client,
    )
