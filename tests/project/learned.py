"""What the commune of the gates learned: trainings, visits, adoptions; its partnership."""

from __future__ import annotations

from actionplans.models import ActionPlan
from communes.models import Commune
from frameworks.models import Framework, Meeting, PartnerShare
from tests import make
from tests import make_learning as learning


def learned(plan: ActionPlan, rows: int) -> dict[str, int]:
    """`rows` of everything, each naming needs and actions."""
    framework: Framework = plan.cycle.framework
    place, parties = framework.commune, list(framework.commune.organisations.order_by("pk"))
    records = [
        record
        for party in parties[:rows]
        for record in (
            learning.training(place, provider=party, paid_by=party, cost=75_000),
            learning.exchange(place, paid_by=party),
            learning.adoption(place),
        )
    ]
    for record in records:
        record.needs.set(framework.needs.all())
        record.actions.set(plan.actions.all())
        record.indicators = ["I20", "I28"]
        record.save()
    learning.partnership(framework, measure_areas=AREAS, cross_cutting=["sante"])
    for party in parties:
        brought = {"resources": ["argent"], "complementarity": "Connaît la mare"}
        PartnerShare.objects.create(framework=framework, organisation=party, **brought)
    for action in plan.actions.all():
        learning.tag(action)
    training, exchange, adoption = records[:3]
    return {"formations": training.pk, "echanges": exchange.pk, "adoptions": adoption.pk} | {
        "partenariat/parts": parties[0].pk,
        "partenariat/actions": records[0].actions.all()[0].pk,
    }


def tensions(meeting: Meeting, rows: int) -> dict[str, int]:
    """Notes in confidence on a meeting."""
    first, *_more = [learning.tension(meeting) for _ in range(rows)]
    return {"note-confidentielle": first.pk}


def across(place: Commune) -> dict[str, dict[str, object]]:
    """A method with its file, for the addresses of the small library."""
    found = learning.method(file=learning.method_file(make.secretary(place)))
    return {name: {"pk": found.pk} for name in ("methods:method", "methods:file")}


AREAS = [
    "budget_transparent", "dialogue_resilience", "economie_emploi", "apprentissage_reseau",
    "accueil_pdi",
]  # fmt: skip
