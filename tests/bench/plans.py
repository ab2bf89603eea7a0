"""A plan as heavy as real ones are: fifteen actions, sixty promises, every column filled."""

from __future__ import annotations

from typing import Any, Final

from actionplans.models import ActionPlan, FundingKind
from communes.models import OrganisationKind
from frameworks.models import Cycle
from tests import make

ACTIONS, SECTORS = 15, 4
KINDS: Final = (
    (OrganisationKind.COMMUNE, FundingKind.CASH),
    (OrganisationKind.PROFESSIONAL, FundingKind.LABOUR),
    (OrganisationKind.NGO, FundingKind.CASH),
    (OrganisationKind.SERVICE, FundingKind.SERVICE),
)
WORK: Final = (
    "Réhabiliter le magasin de conservation de l’échalote",
    "Curer deux kilomètres de canal tertiaire et refaire la piste",
    "Former quarante productrices à la tenue des comptes ŋaniya",
    "Borner le site du marché à bétail et fixer les tarifs de place",
    "Déposer le dossier d’immatriculation du groupement",
)


def full_plan(cycle: Cycle, actions: int = ACTIONS, **fields: Any) -> ActionPlan:
    """So many actions in four sectors, each with needs, partners and four promises."""
    place, plan = cycle.commune, make.plan(cycle, **fields)
    parties = [
        (make.organisation(place, kind, name=f"Partie {n} de la commune (démo)"), how)
        for n, (kind, how) in enumerate(KINDS * 2)
    ]
    sectors = [make.sector(f"filiere-{n}", name_fr=f"Filière {n}") for n in range(SECTORS)]
    for n in range(actions):
        action = make.action(
            plan,
            wording=f"{WORK[n % len(WORK)]}, tranche {n + 1}",
            sector=sectors[n % SECTORS],
            responsible=parties[n % len(parties)][0],
            expected_result=f"{n + 2} ouvrages reçus et mis en service avant la campagne",
            indicator="Nombre d’ouvrages reçus",
            baseline="0",
            target=str(n + 2),
            month_1=n % 3 == 0,
            month_2=True,
            due_words="avant la fin de l’hivernage",
            due_on=plan.ends_on,
            estimated_cost=1_250_000 + 37_500 * n,
        )
        action.needs.add(make.need(cycle.framework, statement=f"Un ouvrage au village {n}"))
        action.partners.add(parties[(n + 1) % len(parties)][0])
        for step, (party, how) in enumerate(parties[n % 2 * 4 :][:4]):
            counted = {"quantity": 8, "unit": "manœuvres", "days": 3} if step == 1 else {}
            make.promise(action, party, None if n % 7 == step else 61_250, kind=how, **counted)
    return plan
